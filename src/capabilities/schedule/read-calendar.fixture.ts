import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import type { Instant } from '../../shared/dates.ts';

/** An entry as a calendar program understood it. */
export type ReadEntry = { uid: string; from: Instant; to: Instant; title: string; cancelled: boolean; sequence: number };

const instantOf = (at: Date): Instant => Temporal.Instant.fromEpochMilliseconds(at.getTime()).toString();
const byStart = (a: ReadEntry, b: ReadEntry) => a.from.localeCompare(b.from) || a.uid.localeCompare(b.uid);

/** Read by a parser that knows zones only from the VTIMEZONE in the file itself. */
export function readByFile(text: string): ReadEntry[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component): ReadEntry => {
    const event = new ICAL.Event(component);
    if (event.isRecurring()) throw new Error('a list of sessions holds no rule');
    return { uid: event.uid, from: instantOf(event.startDate.toJSDate()), to: instantOf(event.endDate.toJSDate()), title: event.summary,
      cancelled: component.getFirstPropertyValue('status') === 'CANCELLED', sequence: event.sequence };
  }).toSorted(byStart);
}

/** Read by a parser that takes zones by their name from its own table. */
export function readByName(text: string): ReadEntry[] {
  return Object.values(nodeIcal.sync.parseICS(text)).flatMap((one): ReadEntry[] => {
    if (one?.type !== 'VEVENT') return [];
    return [{ uid: one.uid, from: instantOf(one.start), to: instantOf(one.end!), title: typeof one.summary === 'string' ? one.summary : one.summary.val,
      cancelled: one.status === 'CANCELLED', sequence: Number(one.sequence) }];
  }).toSorted(byStart);
}
