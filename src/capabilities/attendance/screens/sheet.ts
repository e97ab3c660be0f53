import type { WallTime } from '../../../shared/dates.ts';
import type { InputOf, OutputOf } from '../../../web/call.ts';
import type { AttendanceKind } from '../../../web/pictures/index.ts';
import { sayTime, sayTimesShort } from '../../../web/words.ts';
import type { readAttendanceSheet, recordAttendance } from '../api.ts';

export type Sheet = OutputOf<typeof readAttendanceSheet>;
export type Member = Sheet['members'][number];
export type Entry = NonNullable<InputOf<typeof recordAttendance>['entries']>[number];

/** Start and end as they were held, or as planned. */
export const timesOf = (sheet: Sheet): { from: WallTime; to: WallTime } => sheet.held ?? { from: sheet.session.from, to: sheet.session.to };

/** Everybody without a word yet, for the whole time: exceptions are tapped afterwards. */
export const allHere = (sheet: Sheet): Entry[] =>
  sheet.members.filter((one) => one.fact === null && one.said?.kind !== 'cannot_come').map((one) => ({ clientId: one.clientId, status: 'present', ...timesOf(sheet) }));

export function markOf(member: Member): AttendanceKind {
  const { fact } = member;
  if (fact === null) return 'unknown';
  if (fact.status !== 'present') return 'absent';
  return fact.standing.statuses.includes('present') ? 'full' : 'part';
}

/** `6–9:15`, `absent`, `excused`; what they said before, while nobody recorded them. */
export function sayMember(member: Member): string {
  const { fact, said } = member;
  if (fact !== null) return fact.from && fact.to ? sayTimesShort(fact.from, fact.to) : fact.status === 'no_show' ? 'absent' : fact.standing.words;
  if (said !== null) return said.kind === 'cannot_come' ? 'said they cannot come' : said.kind === 'late' ? 'said late' : 'on the way';
  return 'not yet';
}

/** `10 of 12 here, 2 not yet.` */
export function saySheet(sheet: Sheet): string {
  const here = sheet.members.filter((one) => one.fact?.status === 'present').length;
  const open = sheet.members.filter((one) => one.fact === null).length;
  if (sheet.members.length === 0) return 'Nobody has a seat yet.';
  if (open === sheet.members.length) return `${sheet.members.length} expected.`;
  return `${here} of ${sheet.members.length} here${open > 0 ? `, ${open} not yet` : ''}.`;
}

const SOURCE_WORDS = { door: 'the door', video: 'the call' } as const;
export type Word = Member['words'][number];
export const sourceOf = (word: Word): string => SOURCE_WORDS[word.source];

const AT_SOURCE = { door: 'At the door', video: 'On the call' } as const;

/** `At the door: came 6:22 pm, left 9:10 pm, 20 minutes out between.` */
export function sayWord(word: Word): string {
  const parts = [word.from !== null && `came ${sayTime(word.from)}`, word.to !== null && `left ${sayTime(word.to)}`,
    word.outMinutes > 0 && `${word.outMinutes}\u00a0minutes out between`];
  return `${AT_SOURCE[word.source]}: ${parts.filter(Boolean).join(', ')}.`;
}
