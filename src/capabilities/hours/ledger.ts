import { compareInstants, dateIn, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { GROUP_SERVICES, SERVICE_WORDS, type Service } from '../agency/services.ts';
import type { RecordedStatus } from '../attendance/model.ts';
import { countsToHours, minutesWithin, wholeMinutes } from '../schedule/hours.ts';
import { sayGap } from './gap-words.ts';
import { GAPS, STEPS, type Gap, type GapKind, type LedgerDay, type LedgerLine, type Step, type Steps } from './model.ts';

type Span = { from: Instant; to: Instant };

/** What is known of one session in one client's life: the timetable's word, what was recorded, what was written of it. */
export type LedgerFact = {
  sessionId: Id; service: Service; name: string;
  startAt: Instant; endAt: Instant; breaks: readonly Span[];
  /** When it really began and ended, where somebody said so. */
  held: { startAt: Instant; endAt: Instant } | null;
  cancelled: boolean;
  /** Had the client a seat? A visit without one is attended but was not scheduled. */
  expected: boolean;
  status: RecordedStatus | null; arrivedAt: Instant | null; leftAt: Instant | null;
  /** Somebody has begun to write of it. */
  drafted: boolean;
  note: { serves: number; needsCosign: boolean; cosigned: boolean } | null;
  /** How many were there in all; null where it is no group, or nobody is to know yet. */
  presentCount: number | null;
};

export const NO_STEPS: Steps = { planned: 0, scheduled: 0, present: 0, documented: 0, signed: 0, creditable: 0 };
const AWAY: Record<Exclude<RecordedStatus, 'present'>, GapKind> = {
  no_show: 'missed', excused: 'excused', cancelled_by_client: 'cancelled-by-client', cancelled_by_program: 'cancelled-by-program',
};

/** Walks down the stairs: each step is what is left after its gaps, so that nothing can be lost unsaid. */
function walk(planned: number, found: readonly { kind: GapKind; minutes: number }[]): { steps: Steps; gaps: Gap[] } {
  const gaps = found.filter((one) => one.minutes !== 0).map((one) => ({ ...one, words: sayGap(one.kind, one.minutes) }));
  const steps = { ...NO_STEPS, planned };
  for (const [n, step] of STEPS.entries()) {
    if (n > 0) steps[step] = steps[STEPS[n - 1]!] - sum(gaps.filter((one) => GAPS[one.kind] === step).map((one) => one.minutes));
  }
  return { steps, gaps };
}

/** Minutes of the timetable that this client was to have. */
const toHave = (fact: LedgerFact): number => (fact.expected ? wholeMinutes(fact) : 0);

/** Why fewer minutes were attended than scheduled (PR-13, PR-80, PR-81). */
function absence(fact: LedgerFact, scheduled: number, now: Instant): { kind: GapKind; minutes: number }[] {
  const held = { ...fact, ...fact.held };
  if (fact.status === null) {
    if (scheduled === 0) return [];
    return [{ kind: compareInstants(held.endAt, now) > 0 ? 'to-come' : 'unrecorded', minutes: scheduled }];
  }
  if (fact.status !== 'present' || fact.arrivedAt === null || fact.leftAt === null) {
    return [{ kind: fact.status === 'present' ? 'unrecorded' : AWAY[fact.status], minutes: scheduled }];
  }
  const attended = minutesWithin(held, { from: fact.arrivedAt, to: fact.leftAt });
  if (scheduled === 0) return [{ kind: 'unscheduled', minutes: -attended }];
  const whole = wholeMinutes(held);
  const lost = whole - attended;
  // whole minutes are cut off below, so the parts are made to add up: what is not lateness is leaving early
  const stayed = compareInstants(fact.leftAt, held.endAt) >= 0;
  const late = stayed ? lost : Math.min(lost, minutesWithin(held, { from: held.startAt, to: fact.arrivedAt }));
  return [{ kind: 'held-shorter', minutes: scheduled - whole }, { kind: 'came-late', minutes: late }, { kind: 'left-early', minutes: lost - late }];
}

/** Why a signed hour may not be counted: the first reason takes it whole (PR-24, PR-56, PR-72, PR-81). */
function uncounted(fact: LedgerFact, minutes: number, rules: RuleBook): GapKind | null {
  if (minutes < rules['session.minMinutesForCredit']) return 'under-minimum';
  const inGroup = GROUP_SERVICES.includes(fact.service);
  if (inGroup && fact.presentCount !== null && fact.presentCount < rules['group.min']) return 'too-few-present';
  if (rules['cosign.beforeCredit'] && fact.note!.needsCosign && !fact.note!.cosigned) return 'awaits-cosign';
  return fact.note!.serves === 0 ? 'serves-nothing' : null;
}

/** One session of one client, from what the plan laid on it to what counts. */
export function ledgerLineOf(fact: LedgerFact, planned: number, rules: RuleBook, now: Instant, zone: string): LedgerLine {
  const timetabled = toHave(fact);
  const scheduled = fact.cancelled ? 0 : timetabled;
  const found: { kind: GapKind; minutes: number }[] = [
    ...(fact.cancelled ? [{ kind: 'session-cancelled' as const, minutes: planned }] : [{ kind: 'beyond-plan' as const, minutes: planned - scheduled }]),
    ...absence(fact, scheduled, now),
  ];
  const present = walk(planned, found).steps.present;
  if (present > 0) {
    if (!fact.drafted && fact.note === null) found.push({ kind: 'no-note', minutes: present });
    else if (fact.note === null) found.push({ kind: 'note-not-signed', minutes: present });
    else {
      const kind = uncounted(fact, present, rules);
      if (kind) found.push({ kind, minutes: present });
    }
  }
  return { sessionId: fact.sessionId, on: dateIn(fact.startAt, zone), name: fact.name || SERVICE_WORDS[fact.service], service: fact.service, ...walk(planned, found) };
}

/**
 * The ledger of one client-week. What the plan asks for is laid on the sessions in their order; what finds no session
 * stands on a line of its own without a day.
 * @param facts the sessions of these days, in any order; services that do not count are left out here (PR-13)
 * @param planned counted minutes a week that the plan in force asks for
 */
export function ledgerOf(facts: readonly LedgerFact[], planned: number, rules: RuleBook, now: Instant, zone: string): LedgerLine[] {
  const counted = facts.filter((fact) => countsToHours(fact.service, rules))
    .toSorted((a, b) => compareInstants(a.startAt, b.startAt) || (a.sessionId < b.sessionId ? -1 : 1));
  let left = planned;
  const lines = counted.map((fact) => {
    const laid = Math.min(left, toHave(fact));
    left -= laid;
    return ledgerLineOf(fact, laid, rules, now, zone);
  });
  if (left > 0) lines.push({ sessionId: null, on: null, name: 'Not in the timetable', service: null, ...walk(left, [{ kind: 'not-placed', minutes: left }]) });
  return lines;
}

/** The lines of each day, in order; minutes without a day come last. */
export function daysOf(lines: readonly LedgerLine[]): LedgerDay[] {
  const days = Map.groupBy(lines, (line) => line.on);
  const order = (on: LocalDate | null) => on ?? '9999';
  return [...days].toSorted(([a], [b]) => (order(a) < order(b) ? -1 : 1)).map(([on, mine]) => ({ on, lines: mine, ...sumOf(mine) }));
}

/** Adds up lines, days or weeks: every step by itself, gaps by their kind. */
export function sumOf(parts: readonly { steps: Steps; gaps: readonly Gap[] }[]): { steps: Steps; gaps: Gap[] } {
  const steps = { ...NO_STEPS };
  for (const part of parts) for (const step of STEPS) steps[step] += part.steps[step];
  const gaps = [...Map.groupBy(parts.flatMap((part) => part.gaps), (one) => one.kind)].map(([kind, same]) => {
    const minutes = sum(same.map((one) => one.minutes));
    return { kind, minutes, words: sayGap(kind, minutes) };
  }).filter((one) => one.minutes !== 0);
  return { steps, gaps: gaps.toSorted((a, b) => order(a.kind) - order(b.kind)) };
}
const order = (kind: GapKind): number => Object.keys(GAPS).indexOf(kind);

/** What a step lost on its way down, as explained; the property every client-week has to have. */
export const reconciles = ({ steps, gaps }: { steps: Steps; gaps: readonly Gap[] }): boolean =>
  STEPS.every((step: Step, n) => n === 0 || steps[step] === steps[STEPS[n - 1]!] - sum(gaps.filter((one) => GAPS[one.kind] === step).map((one) => one.minutes)));

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
