/**
 * What is signed is the exact text that was read (style 13): rendered once, then bound and locked (PR-70). Later words
 * are addenda; a late note says so (PR-71). Whose credential may sign is the staff room's question (PR-61, PR-104).
 */
import { dateIn, minutesBetween, sayDocumentDate, timeIn, type Instant } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import {
  FORMAT_SECTIONS, MODALITY_WORDS, NOTE_KIND_WORDS, PARTICIPATION_WORDS, RISK_WORDS,
  type ClientPart, type NoteContent, type NoteKind, type SharedPart,
} from './model.ts';

/** What the note is about, as it stands in the record: no other client's name is here, only how many were present. */
export type NoteOccasion = {
  kind: NoteKind;
  title: string;
  startedAt: Instant;
  endedAt: Instant;
  zone: string;
  /** Names and credentials of those who led it, as they stand under the note. */
  leaders: string[];
  presentCount: number;
  /** The client's own minutes: arrived, left, counted. */
  arrivedAt: Instant | null;
  leftAt: Instant | null;
  countedMinutes: number | null;
  /** Of the plan in force that day: what is served, as it read then. */
  objectives: { id: string; words: string }[];
};

/** The text of one member's group note: shared part, then their own, with counts in place of names (PR-74). */
export function groupNoteText(occasion: NoteOccasion, shared: SharedPart, part: ClientPart, late: string | null): string {
  return [
    ...heading(occasion, late),
    `Present: ${occasion.presentCount}`,
    ...line('Topic', shared.topic),
    ...line('What the group did', shared.activity),
    ...line('Aim', shared.objective),
    ...line('The group', shared.observations),
    '',
    `This client: ${PARTICIPATION_WORDS[part.participation]}. ${part.words}`,
    ...line('Mood and manner', part.affect),
    `Risk: ${RISK_WORDS[part.risk]}`,
    ...served(occasion, part.objectiveIds),
    ...line('Progress', part.progress),
    ...line('Plan', part.plan),
  ].join('\n');
}

/** The text of an individual, family, crisis, collateral … note. */
export function noteText(occasion: NoteOccasion, content: NoteContent, late: string | null): string {
  const sections = FORMAT_SECTIONS[content.format].flatMap(({ key, label }) => line(label, content.sections[key] ?? ''));
  return [
    ...heading(occasion, late),
    `How: ${MODALITY_WORDS[content.modality]}${content.place ? `, ${content.place}` : ''}`,
    ...line('With', content.contact),
    ...line('Stands on', content.consentBasis),
    '',
    ...sections,
    `Risk: ${RISK_WORDS[content.risk]}`,
    ...served(occasion, content.objectiveIds),
    ...line('Progress', content.progress),
    ...line('Medication as prescribed', content.medicationAdherence),
    ...line('Next', content.nextAppointment),
  ].join('\n');
}

/** A labelled line, or none where nothing was said. */
const line = (label: string, words: string): string[] => (words === '' ? [] : [`${label}: ${words}`]);

function heading(o: NoteOccasion, late: string | null): string[] {
  const own = o.arrivedAt && o.leftAt
    ? [`Here ${timeIn(o.arrivedAt, o.zone)}–${timeIn(o.leftAt, o.zone)}${o.countedMinutes === null ? '' : `, ${o.countedMinutes} minutes counted`}`] : [];
  return [
    o.title === NOTE_KIND_WORDS[o.kind] ? o.title : `${NOTE_KIND_WORDS[o.kind]}: ${o.title}`,
    `${sayDocumentDate(dateIn(o.startedAt, o.zone))}, ${timeIn(o.startedAt, o.zone)}–${timeIn(o.endedAt, o.zone)}`,
    ...own,
    ...(o.leaders.length > 0 ? [`Led by: ${o.leaders.join('; ')}`] : []),
    ...(late ? [late] : []),
  ];
}

const served = (o: NoteOccasion, objectiveIds: string[]): string[] =>
  o.objectives.filter((x) => objectiveIds.includes(x.id)).map((x) => `Serves: ${x.words}`);

/**
 * The label of a late entry (PR-71): event time against entry time, once the agency's hard limit has passed.
 * @returns the line for the note, or null when it is in time
 */
export function lateEntry(endedAt: Instant, now: Instant, zone: string, rules: Pick<RuleBook, 'note.hardLimitHours'>): string | null {
  if (minutesBetween(endedAt, now) <= rules['note.hardLimitHours'] * 60) return null;
  const moment = (at: Instant): string => `${sayDocumentDate(dateIn(at, zone))} ${timeIn(at, zone)}`;
  return `Late entry: held ${moment(endedAt)}, written ${moment(now)}`;
}

/** May this supervisor co-sign or return the note? Never their own; once only; a return says what to change. */
export function mayCosign(
  note: { signedBy: string; needsCosign: boolean; cosignedAt: Instant | null; returnedAt: Instant | null },
  by: string, verdict: 'accept' | 'return', comment: string,
): Decision<'accept' | 'return', 'not-needed' | 'own-note' | 'already-cosigned' | 'already-returned' | 'comment-missing'> {
  if (!note.needsCosign) return refuse('not-needed', 'This note stands on one signature.');
  if (note.signedBy === by) return refuse('own-note', 'Somebody else has to co-sign: this note is yours.');
  if (note.cosignedAt !== null) return refuse('already-cosigned', 'This note is co-signed already.');
  if (note.returnedAt !== null) return refuse('already-returned', 'This note went back to its author, who answers with an addendum.');
  if (verdict === 'return' && comment.trim() === '') return refuse('comment-missing', 'Write what should be changed.', 'comment');
  return accept(verdict);
}

/** What an individual note lacks before it can be signed, in the order of the page. */
export function noteFaults(kind: NoteKind, content: NoteContent, rules: Pick<RuleBook, 'plan.objectiveMissing'>): { field: string; say: string }[] {
  const faults: { field: string; say: string }[] = [];
  for (const { key, label, asks } of FORMAT_SECTIONS[content.format]) {
    if (!content.sections[key]) faults.push({ field: `sections.${key}`, say: `${label} is empty. ${asks}` });
  }
  if (kind === 'collateral' && !content.contact) faults.push({ field: 'contact', say: 'Write who you spoke with.' });
  if (kind === 'collateral' && !content.consentBasis) faults.push({ field: 'consentBasis', say: 'Write on which consent it stood.' });
  const serves = ['individual', 'family'].includes(kind);
  if (serves && content.objectiveIds.length === 0 && rules['plan.objectiveMissing'] === 'block-signing') {
    faults.push({ field: 'objectiveIds', say: 'Choose the objective this served.' });
  }
  return faults;
}
