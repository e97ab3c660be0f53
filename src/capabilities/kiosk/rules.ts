import { addMinutes, compareInstants, isBefore, minutesBetween, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { shortName } from '../clients/short-name.ts';
import type { DoorPerson, DoorRecord, DoorSession } from './model.ts';

/** How long a pairing code is good. */
export const CODE_MINUTES = 10;

/** Seconds before the next number is taken after so many wrong ones in a row; phones' codes are never held up. */
export function waitAfter(wrongTries: number): number {
  return wrongTries < 5 ? 0 : Math.min(15 * 2 ** (wrongTries - 5), 300);
}

/** What the door calls somebody: by what they like to be called and one letter (PV-01). */
export function doorName(callThem: string, initials: string): string {
  const letters = initials.replaceAll('.', ' ').split(/\s+/).filter(Boolean);
  const first = shortName(callThem, '');
  const last = letters.length > 1 && !first.includes(' ') ? ` ${letters.at(-1)![0]!.toUpperCase()}.` : '';
  return first === '' ? (letters.length > 0 ? letters.map((one) => `${one[0]!.toUpperCase()}.`).join(' ') : 'Welcome') : `${first}${last}`;
}

export type Offer = { session: DoorSession; kind: DoorRecord['kind'] };

/**
 * What somebody can say at the door now: leave what they came to, or come to what is on, or begins soon.
 * @param mine what this tablet recorded of them since the roster was read
 */
export function offersOf(person: DoorPerson, mine: readonly DoorRecord[], opensMinutes: number, now: Instant): Offer[] {
  return person.sessions.flatMap((session): Offer[] => {
    const last = mine.findLast((one) => one.clientId === person.clientId && one.sessionId === session.sessionId)?.kind ?? session.last;
    if (isBefore(now, addMinutes(session.startAt, -opensMinutes))) return [];
    // somebody who stays on for a word with the team still signs out
    if (last === 'arrived') return isBefore(now, addMinutes(session.endAt, 120)) ? [{ session, kind: 'left' }] : [];
    return isBefore(now, session.endAt) ? [{ session, kind: 'arrived' }] : [];
  }).toSorted((a, b) => Number(b.kind === 'left') - Number(a.kind === 'left') || compareInstants(a.session.startAt, b.session.startAt));
}

/** When it was, by the clock everybody goes by. */
export const correctedAt = (record: Pick<DoorRecord, 'deviceAt' | 'correctionMs'>): Instant =>
  Temporal.Instant.from(record.deviceAt).add({ milliseconds: record.correctionMs }).toString();

/** How long a tablet may keep what it could not send. */
const OLDEST_DAYS = 30;

/** What is known of the sessions and people that records name. `expected`: `expectedKey` of who has a seat or a visit there. */
export type KnownAtDoor = { sessions: ReadonlyMap<string, { startAt: Instant }>; clients: ReadonlySet<string>; expected: ReadonlySet<string> };
export const expectedKey = (one: { sessionId: string; clientId: string }): string => `${one.sessionId} ${one.clientId}`;

/** May this be kept? Refused one by one, so that one bad record holds nothing up. */
export function decideRecord(record: DoorRecord, known: KnownAtDoor, now: Instant): Decision<Instant, 'not-found' | 'not-expected' | 'in-the-future' | 'too-old'> {
  if (!known.sessions.has(record.sessionId) || !known.clients.has(record.clientId)) return refuse('not-found', 'There is no such person or session here.');
  if (!known.expected.has(expectedKey(record))) return refuse('not-expected', 'This person has no seat here that day. Add a visit, then write it on the sheet.');
  const at = correctedAt(record);
  if (minutesBetween(now, at) > 5) return refuse('in-the-future', 'Its time has not come yet. Check the tablet’s clock.');
  return minutesBetween(at, now) > OLDEST_DAYS * 1440 ? refuse('too-old', 'It is older than a month. Write it on the sheet.') : accept(at);
}

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
/** `K7QM-2WXD`: letters and figures that nobody mistakes for one another. */
export function codeFrom(bytes: Uint8Array): string {
  const letters = Array.from(bytes.subarray(0, 8), (one) => ALPHABET[one % ALPHABET.length]).join('');
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
/** A code as typed by hand: spaces, dashes and small letters do not matter. */
export const typedCode = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
