import { dateIn, daysBetween, type LocalDate } from '../../../shared/dates.ts';
import { initialsOf, sayDate } from '../../../web/words.ts';
import type { Episode } from '../model.ts';

/** Whole years on a day; empty if the birth date is not known. */
export function ageOn(bornOn: LocalDate | null, today: LocalDate): string {
  return bornOn === null ? '' : String(Temporal.PlainDate.from(bornOn).until(Temporal.PlainDate.from(today), { largestUnit: 'year' }).years);
}

/** In which week of the stay a day lies, from 1. */
export const weekOfStay = (admittedOn: LocalDate, today: LocalDate): number => Math.floor(Math.max(0, daysBetween(admittedOn, today)) / 7) + 1;

/** `Week 6 · level 2.1 · counselor T. B.` */
export function sayEpisode(episode: Episode | null, counselor: string | null, today: LocalDate, zone: string): string {
  const who = counselor === null ? 'no counselor yet' : `counselor ${initialsOf(counselor)}`;
  if (episode === null) return `Not in the program · ${who}`;
  const admitted = dateIn(episode.admittedAt, zone);
  if (episode.endedAt !== null) return `Left ${sayDate(dateIn(episode.endedAt, zone), today)} · ${who}`;
  return [`Week ${weekOfStay(admitted, today)}`, episode.levelOfCare === '' ? '' : `level ${episode.levelOfCare}`, who].filter(Boolean).join(' · ');
}
