/** The closed loop to a medical provider (PR-63, PR-65), offers (PR-48, PR-64), check-ins, and what is owed. */
import { businessDaysAfter } from '../../shared/business-days.ts';
import { addDays, compareInstants, dateIn, daysBetween, endOfDay, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { endOf, gapsOf, regimenOn } from './regimen.ts';
import {
  PURPOSES, type AdherenceCheck, type Booking, type Disorder, type Linkage, type LinkageFacts, type Medication, type MedicationStop,
  type Naloxone, type Offer, type Supply, type Visit,
} from './model.ts';

export type LinkageStage = 'asked' | 'booked' | 'seen' | 'answered';

const latest = <T extends { recordedAt: Instant }>(rows: readonly T[]): T | null =>
  rows.reduce<T | null>((a, b) => (a === null || compareInstants(b.recordedAt, a.recordedAt) >= 0 ? b : a), null);

/** Where the loop stands. A visit not kept, or cancelled, takes it back to *asked*: it needs a new appointment. */
export function stageOf({ bookings, visits, answer }: LinkageFacts): { stage: LinkageStage; booking: Booking | null; since: Instant | null } {
  if (answer) return { stage: 'answered', booking: latest(bookings), since: answer.recordedAt };
  const booking = latest(bookings);
  if (!booking) return { stage: 'asked', booking: null, since: null };
  const visit = visits.find((v) => v.bookingId === booking.id);
  if (!visit) return { stage: 'booked', booking, since: booking.recordedAt };
  return visit.outcome === 'seen' ? { stage: 'seen', booking, since: booking.appointmentAt } : { stage: 'asked', booking: null, since: visit.recordedAt };
}

type LinkageRefusal = 'already-asked' | 'loop-closed' | 'nothing-booked' | 'not-seen-yet' | 'appointment-ahead' | 'appointment-passed' | 'visit-recorded';
/** One open question of a kind at a time: a second one would only be lost. */
export function decideLinkage(made: Linkage, others: readonly LinkageFacts[]): Decision<Linkage, LinkageRefusal> {
  const open = others.some((o) => o.linkage.purpose === made.purpose && stageOf(o).stage !== 'answered');
  return open ? refuse('already-asked', 'This is asked already and waits for its answer.', 'purpose') : accept(made);
}
/** Books, or books again. A visit already recorded closes that booking. */
export function decideBooking(facts: LinkageFacts, made: Booking, now: Instant): Decision<Booking, LinkageRefusal> {
  const { stage } = stageOf(facts);
  if (stage === 'answered') return refuse('loop-closed', 'The provider has answered. Ask again to book again.');
  if (stage === 'seen') return refuse('visit-recorded', 'They were seen. Record the provider’s answer.');
  return compareInstants(made.appointmentAt, now) <= 0
    ? refuse('appointment-passed', 'Write the appointment’s time; it lies ahead.', 'appointmentAt') : accept(made);
}
export function decideVisit(facts: LinkageFacts, outcome: Visit['outcome'], now: Instant): Decision<Booking, LinkageRefusal> {
  const { stage, booking } = stageOf(facts);
  if (stage === 'answered') return refuse('loop-closed', 'The provider has answered; nothing is open.');
  if (stage === 'seen') return refuse('visit-recorded', 'That they were seen is recorded. What was the answer?');
  if (!booking) return refuse('nothing-booked', 'Book the appointment first.');
  return outcome !== 'cancelled' && compareInstants(booking.appointmentAt, now) > 0
    ? refuse('appointment-ahead', 'The appointment lies ahead.') : accept(booking);
}
/** The answer closes the loop. Only the client’s own decision against it may come before they were seen. */
export function decideAnswer(facts: LinkageFacts, kind: string): Decision<null, LinkageRefusal> {
  const { stage } = stageOf(facts);
  if (stage === 'answered') return refuse('loop-closed', 'The answer is recorded. Ask again if something new came up.');
  return stage !== 'seen' && kind !== 'client_declined' ? refuse('not-seen-yet', 'Record first that they were seen.') : accept(null);
}

type CheckRefusal = 'not-on-list' | 'missed-without-number' | 'none-missed' | 'since-ahead' | 'asked-twice';
/** PR-63: taken as prescribed? Missed doses are asked with why, never with blame. */
export function decideCheck(check: AdherenceCheck, regimen: readonly Medication[], today: LocalDate): Decision<AdherenceCheck, CheckRefusal> {
  if (check.since > today) return refuse('since-ahead', 'Write since when; it cannot lie ahead.', 'since');
  const seen = new Set<string>();
  for (const [i, a] of check.answers.entries()) {
    if (!regimen.some((m) => m.id === a.medicationId)) return refuse('not-on-list', 'This is not on the medication list now.', `answers.${i}.medicationId`);
    if (seen.has(a.medicationId)) return refuse('asked-twice', 'Each medication stands once.', `answers.${i}.medicationId`);
    seen.add(a.medicationId);
    if (a.taken === 'some' && a.missedDoses === 0) return refuse('missed-without-number', 'About how many doses were missed?', `answers.${i}.missedDoses`);
    if (a.taken === 'all' && a.missedDoses > 0) return refuse('none-missed', 'As prescribed means none missed. Choose Missed some.', `answers.${i}.taken`);
  }
  return accept(check);
}

export type MedicationFacts = {
  clientId: string; admittedAt: Instant | null; primaryCounselorId: string | null;
  /** From the signed diagnosis: for which use disorders medication exists (PR-64). */
  disorders: Disorder[];
  linkages: LinkageFacts[]; medications: Medication[]; stops: MedicationStop[]; supplies: Supply[]; checks: AdherenceCheck[];
  offers: Offer[]; naloxone: Naloxone[];
};

const OFFER_WORDS: Record<Disorder, string> = { opioid: 'opioid use', alcohol: 'alcohol use' };

/** What medication still owes one client: the loop's clocks, offers, check-ins, supplies and injections. */
export function medicationDue(facts: MedicationFacts, rules: RuleBook, now: Instant, zone: string): Obligation[] {
  const { clientId, medications, stops, supplies, checks } = facts;
  const today = dateIn(now, zone);
  const owed: Obligation[] = [];
  const counselor: Obligation['owedBy'] = facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' };
  const owe = (rule: string, about: string, evidence: [string, string], o: Omit<Obligation, 'rule' | 'about' | 'clientId' | 'evidence' | 'remedy'> & { verb: string }) => {
    const { verb, ...rest } = o;
    owed.push({ rule, about, clientId, evidence: [{ kind: evidence[0], id: evidence[1] }], remedy: { verb, path: `/clients/${clientId}/medication` }, ...rest });
  };
  for (const one of facts.linkages) {
    const { stage, booking, since } = stageOf(one);
    const { id, askedAt, purpose } = one.linkage;
    const kind = PURPOSES[purpose].toLowerCase();
    if (stage === 'asked') {
      const from = since ?? askedAt;
      owe('PR-63', `${id}:book`, ['medication_linkage', id], {
        owedBy: { role: 'case_manager' }, what: 'book the medical appointment', verb: 'Book', weight: purpose === 'moud' ? 'danger' : 'person',
        why: since ? 'the last appointment did not happen' : `a provider was asked, within ${rules['medication.bookDays']} business days`, since: from,
        due: businessDaysAfter(from, rules['medication.bookDays'], { zone, holidays: rules.holidays.map((h) => h.date) }),
      });
    } else if (stage === 'booked' && compareInstants(booking!.appointmentAt, now) <= 0) {
      owe('PR-63', `${id}:seen`, ['medication_linkage', id], {
        owedBy: { role: 'case_manager' }, what: 'was the medical appointment kept?', verb: 'Record', weight: 'person', why: `about ${kind}, the time has passed`,
        since: booking!.appointmentAt, due: endOfDay(addDays(dateIn(booking!.appointmentAt, zone), rules['medication.outcomeDays']), zone),
      });
    } else if (stage === 'seen') {
      owe('PR-63', `${id}:answer`, ['medication_linkage', id], {
        owedBy: { role: 'case_manager' }, what: 'the provider’s answer', verb: 'Record', weight: 'person', why: 'they were seen; what came of it?', since: since!,
        due: endOfDay(addDays(dateIn(since!, zone), rules['medication.answerDays']), zone),
      });
    }
  }
  if (facts.admittedAt !== null) {
    const admittedOn = dateIn(facts.admittedAt, zone);
    for (const disorder of facts.disorders) {
      if (facts.offers.some((o) => o.disorder === disorder)) continue;
      owe('PR-64', `offer:${disorder}`, ['admission', clientId], {
        owedBy: counselor, what: 'offer medication', why: `helps with ${OFFER_WORDS[disorder]}; that it was offered is written down`, verb: 'Offer', weight: 'person',
        since: facts.admittedAt, due: endOfDay(addDays(admittedOn, rules['medication.offerDays']), zone),
      });
    }
    if (facts.disorders.includes('opioid') && facts.naloxone.length === 0) {
      owe('PR-48', 'naloxone', ['admission', clientId], {
        owedBy: counselor, what: 'naloxone and an overdose plan', why: 'at hand from the first day', verb: 'Offer', weight: 'danger', since: facts.admittedAt,
        due: endOfDay(addDays(admittedOn, rules['medication.naloxoneDays']), zone),
      });
    }
  }
  const regimen = regimenOn(medications, stops, today).filter((m) => m.schedule.kind !== 'as_needed');
  if (regimen.length > 0) {
    const last = checks.reduce<Instant | null>((a, c) => (a === null || compareInstants(c.at, a) > 0 ? c.at : a), null);
    const first = regimen.reduce((a, m) => (m.startedOn < a ? m.startedOn : a), regimen[0]!.startedOn);
    const from = last === null ? first : dateIn(last, zone);
    const due = addDays(from, rules['medication.checkInDays']);
    // It shows from the day before, so that an individual session of that day can serve it.
    if (addDays(due, -1) <= today) {
      owe('PR-63', 'check-in', ['medication', regimen[0]!.id], {
        owedBy: counselor, what: 'ask how taking medication goes', verb: 'Ask', weight: 'person',
        why: `every ${rules['medication.checkInDays']} days, ${last === null ? 'not asked yet' : `last asked ${daysBetween(from, today)} days ago`}`,
        since: endOfDay(addDays(due, -2), zone), due: endOfDay(due, zone),
      });
    }
  }
  for (const m of regimen) {
    const open = gapsOf(m, endOf(m, medications, stops), supplies, [], today, zone).find((g) => g.to === null);
    const own = supplies.filter((s) => s.medicationId === m.id);
    const injection = m.schedule.kind === 'every_days';
    if (open) {
      owe('PR-63', `${m.id}:gap`, ['medication', m.id], {
        owedBy: { role: 'nurse' }, what: injection ? 'injection is late' : 'supply has ended', verb: 'Call', weight: m.purpose === 'moud' ? 'danger' : 'person',
        why: `nothing since ${open.from}, as far as we know`, since: endOfDay(addDays(open.from, -1), zone), due: endOfDay(open.from, zone),
      });
    } else if (own.length > 0) {
      const until = coveredUntil(m, own);
      if (daysBetween(today, until) <= rules['medication.refillWarnDays']) {
        owe('PR-63', `${m.id}:refill`, ['medication', m.id], {
          owedBy: { role: 'nurse' }, what: injection ? 'next injection' : 'next supply', verb: 'Arrange', weight: 'person', why: `lasts until ${until}`,
          since: endOfDay(addDays(until, -rules['medication.refillWarnDays']), zone), due: endOfDay(until, zone),
        });
      }
    }
  }
  return owed;
}

/** The last day that the recorded supplies reach to. */
function coveredUntil(m: Medication, supplies: readonly Supply[]): LocalDate {
  let until: LocalDate | null = null;
  for (const s of supplies.toSorted((a, b) => a.on.localeCompare(b.on))) {
    const begins: LocalDate = m.schedule.kind === 'daily' && until !== null && addDays(until, 1) > s.on ? addDays(until, 1) : s.on;
    until = addDays(begins, s.daysSupply - 1);
  }
  return until!;
}
