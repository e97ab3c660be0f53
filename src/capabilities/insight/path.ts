import { addDays, dateIn, daysBetween, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { LADDER, type Rung } from '../transition/model.ts';
import type { PathStep } from './model.ts';

export type PathFacts = {
  calledAt: Instant | null;
  /** When the level of care was decided, or the assessment began. */
  assessedAt: Instant | null;
  admittedAt: Instant | null;
  adolescent: boolean;
  endedAt: Instant | null;
  /** Moves on the ladder, in order of time. */
  steps: readonly { from: Rung; to: Rung; at: Instant }[];
  /** The rung of admission. */
  level: string;
};

type Settings = Pick<RuleBook, 'hours.floor.adult' | 'hours.floor.adolescent' | 'hours.higherLevel' | 'program.typicalWeeks' | 'hours.taperMaxWeeks'>;

/**
 * A person's way as a row of steps, from the first call to life after the program (PR-91): what is behind, where they
 * are, and what comes. Days to come are expected from the program's usual length (PR-11) and say so.
 */
export function pathOf(facts: PathFacts, rules: Settings, now: Instant, zone: string): PathStep[] {
  const today = dateIn(now, zone);
  const on = (at: Instant | null): LocalDate | null => (at === null ? null : dateIn(at, zone));
  const first = LADDER.find((rung) => rung === facts.level) ?? '2.1';
  const start = facts.steps[0]?.from ?? first;
  const entered: { rung: Rung; on: LocalDate }[] = facts.admittedAt === null ? []
    : [{ rung: start, on: dateIn(facts.admittedAt, zone) }, ...facts.steps.map((step) => ({ rung: step.to, on: dateIn(step.at, zone) }))];
  const present = facts.endedAt === null ? entered.at(-1) : undefined;
  const ended = facts.endedAt !== null;

  const way: PathStep[] = [
    { ...empty, key: 'call', on: on(facts.calledAt), state: facts.assessedAt === null && !present && !ended ? 'here' : 'past' },
    { ...empty, key: 'assessment', on: on(facts.assessedAt), state: facts.assessedAt === null ? (present || ended ? 'past' : 'next') : present || ended ? 'past' : 'here' },
  ];
  for (const [i, one] of entered.entries()) {
    const here = present !== undefined && i === entered.length - 1;
    way.push({
      ...empty, key: one.rung, on: one.on, hours: hoursOf(one.rung, facts.adolescent, rules), state: here ? 'here' : 'past',
      week: here ? Math.floor(Math.max(0, daysBetween(one.on, today)) / 7) + 1 : null,
      ofWeeks: here ? weeksOf(one.rung, rules) : null,
    });
  }
  if (ended) return [...way, { ...empty, key: 'left', on: on(facts.endedAt), state: 'past' }];
  return [...way, ...toCome(present ?? null, first, facts.adolescent, rules)];
}

const empty = { about: false, hours: null, week: null, ofWeeks: null } as const;

/** What lies before somebody: the rungs below theirs; the day of the next one from how long the present one usually lasts. */
function toCome(present: { rung: Rung; on: LocalDate } | null, first: Rung, adolescent: boolean, rules: Settings): PathStep[] {
  const below = LADDER.slice(LADDER.indexOf(present?.rung ?? first) + (present ? 1 : 0));
  let day = present?.on ?? null;
  let rung: Rung | null = present?.rung ?? null;
  return below.map((next): PathStep => {
    const lasts = rung === null ? null : weeksOf(rung, rules);
    day = day === null || lasts === null ? null : addDays(day, lasts * 7);
    rung = next;
    return { ...empty, key: next, state: 'next', on: day, about: day !== null, hours: hoursOf(next, adolescent, rules) };
  });
}

/** How long a rung usually lasts, in weeks; null where the program says nothing. */
const weeksOf = (rung: Rung, rules: Settings): number | null =>
  rung === '2.1' ? rules['program.typicalWeeks'] : rung === '2.1-taper' ? rules['hours.taperMaxWeeks'] : null;

/** Hours a week that a rung asks, where the rule book says it. */
function hoursOf(rung: Rung, adolescent: boolean, rules: Settings): number | null {
  if (rung === '2.5') return rules['hours.higherLevel'];
  return rung === '2.1' ? rules[adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'] : null;
}
