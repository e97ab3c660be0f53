import type { Id } from '../../shared/ids.ts';
import { addDays, compareInstants, dateIn, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { INSTRUMENTS } from './library.ts';
import { instrumentCode, type Administration, type InstrumentCode, type Scored } from './model.ts';
import { scoreInstrument } from './rules.ts';

/** When each instrument is due again (instruments.md §7), and what an alert owes (INS-04). */
export type MeasurementFacts = {
  clientId: Id;
  /** The primary counselor; until there is one, whoever assesses. */
  owner: Id | null;
  /** The day of admission, of discharge, as far as they have come. */
  admittedOn: LocalDate | null;
  dischargedOn: LocalDate | null;
  today: LocalDate;
  administrations: readonly Administration[];
  /** Administrations whose alert a clinician has answered. */
  alertsAnswered: readonly Id[];
};

export type MeasurementSettings = Pick<RuleBook,
  'instrument.atAssessment' | 'instrument.weekly' | 'instrument.monthly' | 'instrument.monthlyDays'
  | 'instrument.elevatedDays' | 'instrument.atDischarge' | 'instrument.afterDischargeDays' | 'instrument.lateDays' | 'assessment.reuseDays'>;

type LastOf = (code: InstrumentCode) => Administration | undefined;

/** One instrument's next day, and why. `from` is the day from which on it is worth showing. */
type Next = { code: InstrumentCode; on: LocalDate; from: LocalDate; why: string };

const known = (codes: readonly string[]): InstrumentCode[] => codes.filter((code): code is InstrumentCode =>
  instrumentCode.safeParse(code).success);

/** instruments.md §7: every instrument that is owed, the earliest day for each. */
export function reassessmentDue(facts: MeasurementFacts, settings: MeasurementSettings, zone: string): Obligation[] {
  const last = lastIn(facts.administrations);
  const lastOn = (code: InstrumentCode): LocalDate | null => {
    const given = last(code);
    return given ? dateIn(given.at, zone) : null;
  };
  const next: Next[] = [];
  const every = (codes: InstrumentCode[], days: number, since: LocalDate, why: string): void => {
    for (const code of codes) {
      const on = addDays(max(lastOn(code), since), days);
      next.push({ code, on, from: addDays(on, -Math.ceil(days / 5)), why });
    }
  };
  const once = (codes: InstrumentCode[], on: LocalDate, youngEnough: number, why: string): void => {
    for (const code of codes) {
      const given = lastOn(code);
      if (given === null || given < addDays(on, -youngEnough)) next.push({ code, on, from: on, why });
    }
  };
  const { admittedOn, dischargedOn } = facts;
  if (admittedOn && !dischargedOn) {
    every(known(settings['instrument.weekly']), 7, admittedOn, 'every week');
    const monthly = settings['instrument.monthlyDays'];
    every(known(settings['instrument.monthly']), monthly, admittedOn, `every ${monthly} days`);
    const elevated = settings['instrument.elevatedDays'];
    every(flagged(['PHQ-9', 'GAD-7'], last), elevated, admittedOn, `10 or more last time: within ${elevated} days`);
    every(flagged(['C-SSRS'], last), 7, admittedOn, 'risk flagged last time: every week');
  }
  const screen = last('PC-PTSD-5');
  if (screen && !dischargedOn && resultOf(screen)?.scales[0]?.flagged) {
    once(['PCL-5'], dateIn(screen.at, zone), 0, 'the trauma screen was positive');
  }
  if (dischargedOn) {
    for (const days of [0, ...settings['instrument.afterDischargeDays']]) {
      const on = addDays(dischargedOn, days);
      // What nobody asked in time says nothing of that day any more: it is missing, and no longer owed.
      if (addDays(on, settings['instrument.lateDays']) < facts.today) continue;
      once(known(settings['instrument.atDischarge']), on, 7, days === 0 ? 'at discharge' : `${days} days after discharge`);
    }
  }
  return earliest(next).map((one) => owed(facts, one, last(one.code), zone));
}

/** instruments.md §7: what an assessment asks for, unless it was asked shortly before. */
export function assessmentInstrumentsDue(
  facts: Omit<MeasurementFacts, 'admittedOn' | 'dischargedOn' | 'today'>, assessedOn: LocalDate, settings: MeasurementSettings, zone: string,
): Obligation[] {
  const last = lastIn(facts.administrations);
  const youngest = addDays(assessedOn, -settings['assessment.reuseDays']);
  return known(settings['instrument.atAssessment']).filter((code) => {
    const given = last(code);
    return !given || dateIn(given.at, zone) < youngest;
  }).map((code) => owed(facts, { code, on: assessedOn, from: assessedOn, why: 'part of the assessment' }, last(code), zone));
}

const lastIn = (administrations: readonly Administration[]): LastOf => (code) =>
  administrations.filter((given) => given.code === code).toSorted((a, b) => compareInstants(a.at, b.at)).at(-1);

const resultOf = (given: Administration): Scored | null => {
  const scored = scoreInstrument(INSTRUMENTS[given.code], given.answers);
  return scored.ok ? scored.value : null;
};
const flagged = (codes: InstrumentCode[], last: LastOf): InstrumentCode[] =>
  codes.filter((code) => {
    const given = last(code);
    return given !== undefined && resultOf(given)?.scales.some((scale) => scale.flagged);
  });

/** One obligation an instrument: the earliest day asks, the later ones follow from it. */
const earliest = (all: Next[]): Next[] =>
  all.filter((one, at) => all.every((other, otherAt) =>
    other.code !== one.code || one.on < other.on || (one.on === other.on && at <= otherAt)));

function owed(
  facts: Pick<MeasurementFacts, 'clientId' | 'owner'>, next: Next, last: Administration | undefined, zone: string,
): Obligation {
  return {
    rule: 'INS-05', about: `${facts.clientId}/${next.code}`, clientId: facts.clientId,
    owedBy: facts.owner ? { staffId: facts.owner } : { role: 'counselor' },
    what: INSTRUMENTS[next.code].title, why: next.why,
    since: endOfDay(addDays(next.from, -1), zone), due: endOfDay(next.on, zone),
    weight: next.code === 'C-SSRS' ? 'person' : 'paper',
    evidence: last ? [{ kind: 'administration', id: last.id }] : [],
    remedy: { verb: 'Ask', path: `/clients/${facts.clientId}/instruments/${next.code}` },
  };
}

/** INS-04: an alert stays owed until a clinician has answered it: danger at once, the rest the same day. */
export function alertDue(
  facts: Pick<MeasurementFacts, 'clientId' | 'owner' | 'administrations' | 'alertsAnswered'>, zone: string,
): Obligation[] {
  return facts.administrations.filter((given) => !facts.alertsAnswered.includes(given.id)).flatMap((given) => {
    const alert = INSTRUMENTS[given.code].alerts?.(given.answers)[0];
    if (!alert) return [];
    const due: Instant = alert.level === 'danger' ? given.at : endOfDay(dateIn(given.at, zone), zone);
    return [{
      rule: 'INS-04', about: given.id, clientId: facts.clientId,
      owedBy: facts.owner ? { staffId: facts.owner } : { role: 'supervisor' },
      what: 'safety answer', why: `${INSTRUMENTS[given.code].title} asks for a clinician`,
      since: given.at, due, weight: alert.level === 'danger' ? 'danger' : 'person',
      evidence: [{ kind: 'administration', id: given.id }],
      remedy: { verb: 'Open', path: `/clients/${facts.clientId}/instruments` },
    } satisfies Obligation];
  });
}

const max = (a: LocalDate | null, b: LocalDate): LocalDate => (a !== null && a > b ? a : b);
