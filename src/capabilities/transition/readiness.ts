/**
 * Readiness for the next step, shown as evidence for and against each criterion (PR-92). The machine gathers and
 * explains; a person decides. What is not known is said to be not known: it is neither for nor against.
 */
import { addDays, daysBetween, type LocalDate } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { CRITERIA, type Criterion, type Evidence } from './model.ts';

type Source = { kind: string; id: string };

/** The facts that readiness is read from, as the rooms before this one know them. */
export type ReadinessFacts = {
  objectives: { id: string; status: 'active' | 'met' | 'modified' | 'closed'; handedOn: boolean }[];
  /** The recovery-environment rating of the last level-of-care decision, 0–4. */
  environment: { rating: number; source: Source } | null;
  /** Reviewed tests, oldest first; `expected` as read against the regimen. Pending ones are left out. */
  tests: { on: LocalDate; expected: boolean; id: string }[];
  nextAppointment: { on: LocalDate; source: Source } | null;
  /** null: no medication for the disorder, so nothing to follow up. */
  medication: { followUpOn: LocalDate | null; source: Source } | null;
  safetyPlan: Source | null;
  supporters: number;
  instruments: { code: string; on: LocalDate }[];
  instrumentsNeeded: readonly string[];
  sessions: { planned: number; kept: number };
  clientSays: { agrees: boolean; source: Source } | null;
};

type Settings = Pick<RuleBook, 'readiness.negativeTests' | 'readiness.attendancePercent' | 'readiness.instrumentDays' | 'discharge.continuingCareDays'>;

/** One piece of evidence for each criterion, in the order of the list. */
export function readinessOf(facts: ReadinessFacts, rules: Settings, today: LocalDate): Evidence[] {
  const found: Record<Criterion, Omit<Evidence, 'criterion'>> = {
    objectives: objectives(facts),
    environment: facts.environment === null ? unknown('not rated yet')
      : say(facts.environment.rating <= 1, `rated ${facts.environment.rating} of 4`, facts.environment.source),
    testing: testing(facts, rules),
    continuing_care: facts.nextAppointment === null ? say(false, 'nothing booked yet')
      : say(facts.nextAppointment.on <= addDays(today, rules['discharge.continuingCareDays']) && facts.nextAppointment.on >= today,
        `booked for ${facts.nextAppointment.on}`, facts.nextAppointment.source),
    medication: facts.medication === null ? say(true, 'no medication to follow up')
      : say(facts.medication.followUpOn !== null && facts.medication.followUpOn >= today,
        facts.medication.followUpOn ? `follow-up on ${facts.medication.followUpOn}` : 'no follow-up booked', facts.medication.source),
    relapse_plan: say(facts.safetyPlan !== null, facts.safetyPlan ? 'made together' : 'not made yet', facts.safetyPlan),
    supports: say(facts.supporters > 0, facts.supporters === 0 ? 'nobody named yet' : facts.supporters === 1 ? '1 person named' : `${facts.supporters} people named`),
    instruments: instruments(facts, rules, today),
    attendance: facts.sessions.planned === 0 ? unknown('no sessions yet')
      : say(percent(facts) >= rules['readiness.attendancePercent'], `${facts.sessions.kept} of ${facts.sessions.planned} sessions kept`),
    client_agrees: facts.clientSays === null ? unknown('not asked yet')
      : say(facts.clientSays.agrees, facts.clientSays.agrees ? 'wants the next step' : 'would rather stay', facts.clientSays.source),
  };
  return CRITERIA.map((criterion) => ({ criterion, ...found[criterion] }));
}

/** "5 things, 3 are met": what the path on the chart says. */
export const readinessCount = (evidence: Evidence[]): { asked: number; met: number } =>
  ({ asked: evidence.length, met: evidence.filter((e) => e.says === 'for').length });

const say = (yes: boolean, words: string, source: Source | null = null) => ({ says: yes ? 'for' as const : 'against' as const, words, source });
const unknown = (words: string) => ({ says: 'unknown' as const, words, source: null });
const percent = ({ sessions }: ReadinessFacts): number => (100 * sessions.kept) / sessions.planned;

function objectives({ objectives }: ReadinessFacts) {
  if (objectives.length === 0) return unknown('no objectives yet');
  const left = objectives.filter((o) => o.status === 'active' && !o.handedOn);
  return say(left.length === 0, `${objectives.length - left.length} of ${objectives.length} met or handed on`);
}

function testing({ tests }: ReadinessFacts, rules: Settings) {
  const need = rules['readiness.negativeTests'];
  if (tests.length === 0) return unknown('no reviewed test yet');
  const run = tests.toReversed().findIndex((t) => !t.expected);
  const expected = run === -1 ? tests.length : run;
  const last = tests.at(-1)!;
  return say(expected >= need, `${expected} as expected in a row, ${need} looked for`, { kind: 'drug_test', id: last.id });
}

function instruments({ instruments, instrumentsNeeded }: ReadinessFacts, rules: Settings, today: LocalDate) {
  const missing = instrumentsNeeded.filter((code) => !instruments.some((i) => i.code === code
    && daysBetween(i.on, today) <= rules['readiness.instrumentDays']));
  return say(missing.length === 0, missing.length === 0 ? 'all asked lately' : `not asked lately: ${missing.join(', ')}`);
}
