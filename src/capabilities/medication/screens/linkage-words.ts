/** How the way to a provider is said: where it stands, and the one verb that moves it on. */
import type { OutputOf } from '../../../web/call.ts';
import { sayWhen } from '../../../web/words.ts';
import type { readMedication } from '../api.ts';
import { ANSWERS } from '../model.ts';

export type ShownLinkage = OutputOf<typeof readMedication>['linkages'][number];
export type ShownMedication = OutputOf<typeof readMedication>['medications'][number];

const isOver = (l: ShownLinkage, now: string): boolean => l.booking !== null && Temporal.Instant.compare(l.booking.appointmentAt, now) <= 0;

/** What is missing now: `Book`, `Record`, `Answer`; null while an appointment lies ahead or all is answered. */
export function needsWord(l: ShownLinkage, now: string): 'Book' | 'Was it kept?' | 'Record the answer' | null {
  if (l.stage === 'asked') return 'Book';
  if (l.stage === 'seen') return 'Record the answer';
  return l.stage === 'booked' && isOver(l, now) ? 'Was it kept?' : null;
}
export function linkageSentence(l: ShownLinkage, now: string, zone: string): string {
  switch (l.stage) {
    case 'asked': return l.visits.length > 0 ? 'The last appointment did not happen; a new one is needed.' : 'Asked; an appointment is needed.';
    case 'booked': return isOver(l, now) ? `${l.booking!.provider}, ${sayWhen(l.booking!.appointmentAt, zone)}: was it kept?` : `${l.booking!.provider}, ${sayWhen(l.booking!.appointmentAt, zone)}.`;
    case 'seen': return `Seen by ${l.booking!.provider}; the answer is not here yet.`;
    default: return `${ANSWERS[l.answer!.answer]}. ${l.answer!.words}`;
  }
}
