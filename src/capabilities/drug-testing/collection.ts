/** Collecting a specimen and passing it on (DT-20 to DT-25). */
import { compareInstants, dateIn, minutesBetween, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { CustodyEvent, DrugTest, Specimen } from './model.ts';

export type CollectionRules = Pick<RuleBook,
  'udt.temperatureLowF' | 'udt.temperatureHighF' | 'udt.temperatureWithinMinutes' | 'udt.minVolumeMl' | 'udt.minSplitVolumeMl'
  | 'udt.readMinutes' | 'udt.directObservation' | 'udt.shyBladderHours'>;
export type Finding =
  | 'temperature-out-of-range' | 'temperature-read-late' | 'temperature-not-read' | 'strip-abnormal' | 'no-control-line'
  | 'read-late' | 'sent-without-initials';

export const FINDING_WORDS: Record<Finding, string> = {
  'temperature-out-of-range': 'Not body-warm. Offer oral fluid; nothing is concluded from this alone.',
  'temperature-read-late': 'Read too late to say anything about the temperature.',
  'temperature-not-read': 'The temperature was not read.',
  'strip-abnormal': 'The strip on the cup is not as it should be. The laboratory can say more.',
  'no-control-line': 'No control line: the device did not work. Use a new one.',
  'read-late': 'Read after its time: lines that come late mean nothing. Use a new device.',
  'sent-without-initials': 'The client’s initials are missing.',
};

/** DT-21: in range, read in time? Null when it was not read, or read too late. */
export function temperatureInRange(s: Pick<Specimen, 'matrix' | 'temperatureF' | 'minutesSinceVoid'>, rules: CollectionRules): boolean | null {
  if (s.matrix !== 'urine' || s.temperatureF === null) return null;
  if (s.minutesSinceVoid === null || s.minutesSinceVoid > rules['udt.temperatureWithinMinutes']) return null;
  return s.temperatureF >= rules['udt.temperatureLowF'] && s.temperatureF <= rules['udt.temperatureHighF'];
}

/** DT-24: a device without its control line, or read after its time, gives no result. */
export const deviceWorked = (s: Pick<Specimen, 'device'>, rules: CollectionRules): boolean =>
  s.device === null || (s.device.controlLine && s.device.readAfterMinutes <= rules['udt.readMinutes']);

type CollectionRefusal =
  | 'test-of-another-day' | 'collected-in-the-future' | 'observation-without-reason' | 'observation-is-off' | 'too-little-volume'
  | 'device-expired' | 'seal-missing' | 'seals-alike' | 'already-collected' | 'other-matrix';

/**
 * Takes a collection or names what stops it; what is merely noteworthy comes back as findings.
 * @param zone the site's time zone
 */
export function decideCollection(
  s: Specimen, test: DrugTest, already: boolean, rules: CollectionRules, now: Instant, zone: string,
): Decision<Finding[], CollectionRefusal> {
  if (already) return refuse('already-collected', 'This test already has a specimen. To test again, order a retest.');
  const day = dateIn(s.collectedAt, zone);
  if (compareInstants(s.collectedAt, now) > 0) {
    return refuse('collected-in-the-future', 'Write the time it was collected; it cannot lie ahead.', 'collectedAt');
  }
  if (day !== test.date) {
    return refuse('test-of-another-day', `This test was for ${test.date}. Order a retest for today instead.`, 'collectedAt');
  }
  if (s.observed === 'direct') {
    if (!rules['udt.directObservation']) {
      return refuse('observation-is-off', 'This program does not observe directly. Offer oral fluid instead.', 'observed');
    }
    if (s.observedReason === null) {
      return refuse('observation-without-reason', 'Direct observation needs its reason from the policy. Oral fluid needs none.', 'observedReason');
    }
  }
  if (s.device && s.device.expiresOn < day) {
    return refuse('device-expired', `This device expired on ${s.device.expiresOn}. Take a new one.`, 'device.expiresOn');
  }
  const sent = s.lab !== null;
  const least = rules[s.split ? 'udt.minSplitVolumeMl' : 'udt.minVolumeMl'];
  if (s.matrix === 'urine' && sent && s.volumeMl !== null && s.volumeMl < least) {
    return refuse('too-little-volume',
      `At least ${least} mL are needed. They may drink and try again for up to `
      + `${rules['udt.shyBladderHours']} hours, or choose oral fluid.`, 'volumeMl');
  }
  if (sent && s.sealNumber === null) return refuse('seal-missing', 'What goes to a laboratory is sealed. Write the seal’s number.', 'sealNumber');
  if (sent && s.split && s.sealNumberB === null) return refuse('seal-missing', 'Write the number of the second seal.', 'sealNumberB');
  if (s.sealNumber !== null && s.sealNumber === s.sealNumberB) {
    return refuse('seals-alike', 'The two seals have two numbers.', 'sealNumberB');
  }
  return accept(findingsOf(s, rules));
}

/** What is worth knowing about a collection, in the order a reader needs it. */
export function findingsOf(s: Specimen, rules: CollectionRules): Finding[] {
  const findings: Finding[] = [];
  if (s.matrix === 'urine') {
    if (s.temperatureF === null) findings.push('temperature-not-read');
    else {
      const inRange = temperatureInRange(s, rules);
      if (inRange === null) findings.push('temperature-read-late');
      else if (!inRange) findings.push('temperature-out-of-range');
    }
    if (s.strip === 'abnormal') findings.push('strip-abnormal');
  }
  if (s.device && !s.device.controlLine) findings.push('no-control-line');
  else if (!deviceWorked(s, rules)) findings.push('read-late');
  if (s.lab !== null && !s.clientInitials) findings.push('sent-without-initials');
  return findings;
}

type UnableRefusal = 'still-time';
/**
 * DT-25: after the time allowed, "unable to provide" is recorded and oral fluid offered; it is not a refusal.
 * Whoever asks for oral fluid need not wait.
 */
export function decideUnable(
  startedAt: Instant, now: Instant, choosesOralFluid: boolean, rules: CollectionRules,
): Decision<'unable_to_provide', UnableRefusal> {
  const waited = minutesBetween(startedAt, now);
  if (!choosesOralFluid && waited < rules['udt.shyBladderHours'] * 60) {
    const left = rules['udt.shyBladderHours'] * 60 - waited;
    return refuse('still-time',
      `They have ${Math.floor(left / 60)} h ${left % 60} min left to drink and try. Oral fluid can be offered now.`);
  }
  return accept('unable_to_provide');
}

type CustodyRefusal =
  'starts-elsewhere' | 'gap-in-custody' | 'overlap-in-custody' | 'same-holder' | 'already-ended' | 'seal-broken' | 'in-the-future';
/** May this hand-over follow those before it (DT-23)? Each goes from whoever holds the specimen now, and later than the last. */
export function decideHandOver(
  before: readonly CustodyEvent[], next: CustodyEvent, now: Instant,
): Decision<CustodyEvent, CustodyRefusal> {
  const last = before.at(-1);
  if (compareInstants(next.at, now) > 0) return refuse('in-the-future', 'A hand-over is written when it has happened.', 'at');
  if (next.from === next.to) return refuse('same-holder', 'A hand-over goes to somebody else.', 'to');
  if (!last) {
    return next.from === 'client' ? accept(next)
      : refuse('starts-elsewhere', 'Custody begins with the client giving the specimen.', 'from');
  }
  if (last.to === 'laboratory' || last.to === 'disposal') {
    return refuse('already-ended', `The specimen is with the ${last.to}. Nothing follows.`, 'from');
  }
  if (next.from !== last.to) return refuse('gap-in-custody', `The ${last.to} holds it. Write that hand-over first.`, 'from');
  if (compareInstants(next.at, last.at) <= 0) {
    return refuse('overlap-in-custody', 'This must be later than the hand-over before it.', 'at');
  }
  if (!next.sealIntact && next.to === 'laboratory') {
    return refuse('seal-broken', 'A specimen with a broken seal is not sent. Record its disposal and test again.', 'sealIntact');
  }
  return accept(next);
}

/** A whole chain: begins with the client, no gap, no overlap, ends at the laboratory or in disposal (DT-23). */
export function custodyIsWhole(chain: readonly CustodyEvent[]): boolean {
  const last = chain.at(-1);
  return last !== undefined && (last.to === 'laboratory' || last.to === 'disposal')
    && chain.every((event, i) => decideHandOver(chain.slice(0, i), event, event.at).ok);
}
