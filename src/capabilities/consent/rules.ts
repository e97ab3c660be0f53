/**
 * What makes a consent one that may be used, and for how long. 42 CFR 2.31; privacy.md §3. Every function is
 * pure: the moment and the agency's day come in.
 */
import { addDays, dateIn, daysBetween, endOfDay, instantOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { ConsentFact, ConsentSignature, ConsentState, ConsentTerms, Signer } from './model.ts';

/** An element of 2.31(a) that is missing or wrong. `element` is its number in privacy.md §3. */
export type Deficiency = { element: string; field: string; say: string };

/**
 * Which of the ten elements are missing (PV-10, PV-11). An empty list: the consent may be used.
 * @param today the agency's day; a consent signed tomorrow is no consent
 */
export function deficienciesOf(terms: ConsentTerms, signature: ConsentSignature | null, today: LocalDate): Deficiency[] {
  return [...termFaults(terms), ...signatureFaults(signature, today)];
}

/** Elements 1–7 and 10: what must stand on the form before anybody signs it. */
export function termFaults(terms: ConsentTerms): Deficiency[] {
  const faults: Deficiency[] = [];
  const miss = (element: string, field: string, say: string) => faults.push({ element, field, say });
  if (!terms.patientName) miss('1', 'patientName', 'Write the name of the person who consents.');
  if (!terms.disclosers) miss('2', 'disclosers', 'Write who may share it: the program, or a named person.');
  if (terms.records.length === 0) miss('3', 'records', 'Choose at least one thing that may be shared.');
  if (!terms.revocationText) miss('6', 'revocationText', 'Say how the consent can be taken back.');
  faults.push(...kindFaults(terms), ...recipientFaults(terms), ...purposeFaults(terms), ...expiryFaults(terms));
  return faults;
}

/** PV-11: the three kinds are never merged into one signature. */
function kindFaults({ kind, records, purpose }: ConsentTerms): Deficiency[] {
  const faults: Deficiency[] = [];
  const apart = records.includes('counseling_note');
  if (kind === 'counseling_notes' && records.some((r) => r !== 'counseling_note')) {
    faults.push({ element: '3', field: 'records', say: 'Counseling notes need a consent of their own. Take the rest out.' });
  }
  if (kind !== 'counseling_notes' && apart) {
    faults.push({ element: '3', field: 'records', say: 'Counseling notes need a consent of their own. Take them out here.' });
  }
  if (kind === 'proceedings' && purpose !== 'proceedings') {
    faults.push({ element: '5', field: 'purpose', say: 'A consent for proceedings is for that alone.' });
  }
  if (kind !== 'proceedings' && purpose === 'proceedings') {
    faults.push({ element: '5', field: 'purpose', say: 'Use in a proceeding needs a consent of its own.' });
  }
  return faults;
}

function recipientFaults({ recipient, purpose, redisclosureText }: ConsentTerms): Deficiency[] {
  const faults: Deficiency[] = [];
  const miss = (element: string, field: string, say: string) => faults.push({ element, field, say });
  if (recipient.as === 'named') {
    if (!recipient.name) miss('4', 'recipient.name', 'Write who may receive it.');
    if (recipient.coveredEntity && purpose === 'tpo' && !redisclosureText) {
      miss('4b', 'redisclosureText', 'Say that the recipient may pass it on as HIPAA allows, but not for proceedings.');
    }
  } else if (recipient.as === 'class') {
    if (recipient.classes.length === 0) miss('4', 'recipient.classes', 'Choose who may receive it.');
    if (purpose !== 'tpo') miss('4', 'recipient.classes', 'Only a consent for treatment, payment and operations may name a group. Name the recipient.');
  } else {
    if (!recipient.name) miss('4', 'recipient.name', 'Write the name of the exchange that passes it on.');
    if (recipient.participants.length === 0) miss('4', 'recipient.participants', 'Write who receives it through the exchange.');
    if (!recipient.treatingProvidersOnly) {
      miss('4', 'recipient.treatingProvidersOnly', 'Through an exchange only treating providers may receive it.');
    }
  }
  return faults;
}

function purposeFaults(terms: ConsentTerms): Deficiency[] {
  const faults: Deficiency[] = [];
  if (terms.purpose === 'law') faults.push({ element: '5', field: 'purpose', say: 'What the law asks needs no consent. Choose what the person agrees to it for.' });
  if (terms.purpose === 'fundraising' && !terms.fundraisingOptOutText) {
    faults.push({ element: '5', field: 'fundraisingOptOutText', say: 'Say how the person can opt out of fundraising.' });
  }
  if (terms.purpose === 'tpo' && !terms.tpoRedisclosureText) {
    faults.push({ element: '10', field: 'tpoRedisclosureText', say: 'Say that what is passed on may no longer be protected by Part 2.' });
  }
  if (terms.purpose === 'tpo' && !terms.refusalText) {
    faults.push({ element: '10', field: 'refusalText', say: 'Say what happens if the person does not sign.' });
  }
  return faults;
}

function expiryFaults({ expiry, purpose }: ConsentTerms): Deficiency[] {
  if (expiry.by === 'event' && !expiry.words) {
    return [{ element: '7', field: 'expiry.words', say: 'Write what ends the consent, like "end of treatment".' }];
  }
  if (expiry.by === 'none' && purpose !== 'tpo') {
    return [{ element: '7', field: 'expiry', say: 'Choose a date or an event on which this consent ends.' }];
  }
  return [];
}

/** Elements 8 and 9. */
function signatureFaults(signature: ConsentSignature | null, today: LocalDate): Deficiency[] {
  if (!signature?.name) return [{ element: '8', field: 'signature', say: 'The signature is missing.' }];
  if (signature.signedOn > today) {
    return [{ element: '9', field: 'signature.signedOn', say: 'The date of the signature lies in the future.' }];
  }
  return [];
}

/**
 * The state of a consent on a day, from its facts (PV-14). Ask at the moment of each disclosure, never at the
 * time it was queued. Revocation is effective on receipt, so it counts before expiry.
 */
export function consentState(consent: ConsentFact, today: LocalDate): ConsentState {
  if (consent.revokedAt !== null) return 'revoked';
  if (consent.supersededAt !== null) return 'superseded';
  if (consent.signature === null) return 'draft';
  if (consent.knownFalse || deficienciesOf(consent.terms, consent.signature, today).length > 0) return 'deficient';
  return lastDayOf(consent) !== null && today > lastDayOf(consent)! ? 'expired' : 'active';
}

/** The last day on which a consent may be used; null while nothing bounds it. The event's own day still counts. */
export function lastDayOf({ terms, eventOn }: ConsentFact): LocalDate | null {
  if (terms.expiry.by === 'date') return terms.expiry.on;
  return terms.expiry.by === 'event' ? eventOn : null;
}

/**
 * Revocation in writing at once, except a criminal-justice consent before its event (PV-24, PV-25).
 * It never reaches back to what was already sent in reliance on it.
 */
export function mayRevoke(consent: ConsentFact, today: LocalDate): Decision<ConsentFact, 'not-in-force' | 'monitoring-runs'> {
  const state = consentState(consent, today);
  if (state !== 'active' && state !== 'deficient') {
    return refuse('not-in-force', 'This consent no longer holds, so there is nothing to take back.');
  }
  if (consent.terms.irrevocableUntil && consent.eventOn === null) {
    return refuse('monitoring-runs', `This consent can be taken back after: ${consent.terms.irrevocableUntil}. Ask the team to record that day.`);
  }
  return accept(consent);
}

/**
 * What a consent still waits for, in the words that were signed: what ends it, or what unlocks taking it back (2.35).
 * Null where it names nothing of the kind, or where the day is recorded.
 */
export function eventAwaited({ terms, eventOn }: ConsentFact): string | null {
  if (eventOn !== null) return null;
  return (terms.expiry.by === 'event' ? terms.expiry.words : '') || terms.irrevocableUntil || null;
}

type NoEvent = 'not-in-force' | 'day-ahead' | 'before-signing' | 'no-event-named' | 'words-missing';

/** May it be written that the named event has come, or that this consent is known to be false (2.31(c), PV-10, PV-25)? */
export function mayRecordEvent(
  consent: ConsentFact, happened: { kind: 'event' | 'known_false'; on: LocalDate; words: string }, today: LocalDate,
): Decision<ConsentFact, NoEvent> {
  const state = consentState(consent, today);
  if (consent.knownFalse || (state !== 'active' && state !== 'deficient')) return refuse('not-in-force', 'This consent no longer holds, so nothing more can happen to it.');
  if (happened.on > today) return refuse('day-ahead', 'Write it on the day it happens.', 'on');
  if (happened.kind === 'known_false') {
    return happened.words === '' ? refuse('words-missing', 'Write what is known, and from whom.', 'words') : accept(consent);
  }
  if (eventAwaited(consent) === null) {
    return refuse('no-event-named', 'This consent waits for no event. It ends on its date, or when it is taken back.');
  }
  const signedOn = consent.signature?.signedOn ?? happened.on;
  return happened.on < signedOn ? refuse('before-signing', 'That day lies before the signature. Write the day on which it happened.', 'on') : accept(consent);
}

/**
 * Whose signature a consent of a minor or an adult needs (PV-30, PV-32). State law decides; the ages are settings.
 * @param minorAloneFrom age from which a minor may consent to this treatment alone in the agency's state
 */
export function signerNeeded(birthDate: LocalDate, on: LocalDate, minorAloneFrom: number, hasGuardian: boolean): Signer {
  const age = ageOn(birthDate, on);
  if (age >= 18) return hasGuardian ? 'guardian' : 'client';
  return age >= minorAloneFrom ? 'client' : 'client_and_parent';
}

/** Whole years between two dates; someone born on 29 February has their birthday on 1 March in other years. */
export function ageOn(birthDate: LocalDate, on: LocalDate): number {
  return Temporal.PlainDate.from(birthDate).until(Temporal.PlainDate.from(on), { largestUnit: 'year' }).years;
}

/** The client, the day and who acts on it: what the due-functions of this room look at. */
export type ConsentFacts = { clientId: string; consents: ConsentFact[]; primaryCounselorId: string | null };

/**
 * Consents that are about to end (PV-15), once at each step of warning: by default 30, 14 and 7 days ahead.
 * Due on the last day, at its end in the agency's zone; after it nothing leaves, so the promise closes by itself.
 */
export function consentDue(
  facts: ConsentFacts, rules: { 'consent.warnDays': number[] }, now: Instant, zone: string,
): Obligation[] {
  const today = dateIn(now, zone);
  const furthest = Math.max(0, ...rules['consent.warnDays']);
  return facts.consents.flatMap((consent) => {
    const last = lastDayOf(consent);
    if (last === null || consentState(consent, today) !== 'active' || daysBetween(today, last) > furthest) return [];
    return [{
      rule: 'PV-15',
      about: consent.id,
      clientId: facts.clientId,
      owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'intake' },
      what: 'consent to renew or let end',
      why: `it ends on ${last}; sharing stops that day`,
      since: instantOf(addDays(last, -furthest), '00:00', zone),
      due: endOfDay(last, zone),
      weight: 'paper' as const,
      evidence: [{ kind: 'consent', id: consent.id }],
      remedy: { verb: 'Ask again', path: `/clients/${facts.clientId}/privacy` },
    }];
  });
}

/** On which warning step a consent stands: the smallest configured number of days that still covers it. */
export function warningStep(consent: ConsentFact, warnDays: number[], today: LocalDate): number | null {
  const last = lastDayOf(consent);
  if (last === null) return null;
  const left = daysBetween(today, last);
  const steps = warnDays.filter((days) => left >= 0 && left <= days);
  return steps.length === 0 ? null : Math.min(...steps);
}
