/**
 * Counseling notes kept apart (42 CFR 2.11, PV-40): the author's own thoughts about a session. They hold none of what
 * belongs to the record, so that nothing is hidden in them (PV-41), and nobody but the author reads them.
 */
import { accept, refuse, type Decision } from '../../shared/decision.ts';

/** Only the author, and only with a credential for therapy or counseling. A supervisor has no second door. */
export function mayReadCounselingNote(authorId: string, readerId: string): Decision<true, 'author-only'> {
  return authorId === readerId ? accept(true)
    : refuse('author-only', 'Only the person who wrote this note can read it. The client can consent to share it, separately.');
}

/** What 2.11 says must not be in such a note, by words that give it away. The author is told, not stopped. */
const BELONGS_TO_RECORD: { what: string; says: RegExp }[] = [
  { what: 'medication', says: /\b(\d+\s?mg|prescri\w+|dos(?:e|age)|buprenorphine|naltrexone|methadone|refill)\b/i },
  { what: 'test result', says: /\b(urine|specimen|tested (?:positive|negative)|test result|cutoff|ng\/ml)\b/i },
  { what: 'diagnosis', says: /\b(F1\d\.\d+|diagnos\w+|DSM)\b/i },
  { what: 'start and stop time', says: /\b\d{1,2}[:.]\d{2}\s?(?:am|pm)?\s?(?:-|–|to|until)\s?\d{1,2}[:.]\d{2}/i },
  { what: 'plan or progress', says: /\b(treatment plan|objective met|progress toward|prognosis)\b/i },
];

/** What in the text belongs to the progress note instead (PV-41); empty: nothing found. */
export const belongsToRecord = (text: string): string[] =>
  BELONGS_TO_RECORD.filter(({ says }) => says.test(text)).map(({ what }) => what);
