/** When notes and co-signatures are due (program-rules.md §7, PR-72, PR-75). A note's clock starts at the session's end. */
import { addDays, addHours, dateIn, endOfDay, timeIn, weekdayOf, type Instant } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { NOTE_KIND_WORDS, type NoteKind } from './model.ts';

type NoteSettings = Pick<RuleBook,
  'note.dueHours.group' | 'note.dueHours.individual' | 'note.dueHours.crisis' | 'note.dueHours.collateral'
  | 'note.hardLimitHours' | 'cosign.dueDays'>;

/** Hours that a kind of note may take; null means the same day (PR-75). */
function hoursFor(kind: NoteKind, rules: NoteSettings): number | null {
  switch (kind) {
    case 'no_show': return null;
    case 'group': return rules['note.dueHours.group'];
    case 'crisis': return rules['note.dueHours.crisis'];
    case 'collateral':
    case 'case_management': return rules['note.dueHours.collateral'];
    default: return rules['note.dueHours.individual'];
  }
}

/** When a note for something that ended then is due, and from when on it is a late entry. */
export function noteClock(kind: NoteKind, endedAt: Instant, rules: NoteSettings, zone: string): { due: Instant; hardLimit: Instant } {
  const hours = hoursFor(kind, rules);
  return {
    due: hours === null ? endOfDay(dateIn(endedAt, zone), zone) : addHours(endedAt, hours),
    hardLimit: addHours(endedAt, rules['note.hardLimitHours']),
  };
}

/** A session that this client attended and that has no signed note for them. Whoever leads it owes the note. */
export type SessionOwed = { sessionId: string; kind: NoteKind; endedAt: Instant; leaderIds: string[] };
export type NoteOwed = { noteId: string; signedAt: Instant; supervisorId: string | null };
export type NoteReturned = { noteId: string; authorId: string; returnedAt: Instant };
export type PrivateOpen = { itemId: string; raisedAt: Instant; counselorId: string | null };

/**
 * Notes to write after sessions, co-signatures to give, returned notes to mend, private items to take up: of one client.
 * Every member of a group has the same line under the same session, so that a list shows it once.
 */
export function noteDue(
  facts: { clientId: string; sessions: SessionOwed[]; toCosign: NoteOwed[]; returned: NoteReturned[]; privateItems: PrivateOpen[] },
  rules: NoteSettings, now: Instant, zone: string,
): Obligation[] {
  const { clientId } = facts;
  const sessions = facts.sessions.filter((s) => Date.parse(s.endedAt) <= Date.parse(now)).map((s): Obligation => ({
    rule: 'PR-75', about: s.sessionId, clientId,
    owedBy: s.leaderIds[0] ? { staffId: s.leaderIds[0] } : { role: 'supervisor' },
    what: `${NOTE_KIND_WORDS[s.kind].toLowerCase()}, ${dayAndTime(s.endedAt, zone)}`, why: dueWords(s.kind, rules),
    since: s.endedAt, due: noteClock(s.kind, s.endedAt, rules, zone).due, weight: 'paper',
    evidence: [{ kind: 'session', id: s.sessionId }],
    remedy: { verb: 'Write', path: s.kind === 'group' ? `/sessions/${s.sessionId}/note` : `/clients/${clientId}/notes` },
  }));
  const cosign = facts.toCosign.map((n): Obligation => ({
    rule: 'PR-72', about: n.noteId, clientId,
    owedBy: n.supervisorId ? { staffId: n.supervisorId } : { role: 'supervisor' },
    what: 'co-signature', why: `within ${rules['cosign.dueDays']} days of signing`, since: n.signedAt,
    due: endOfDay(addDays(dateIn(n.signedAt, zone), rules['cosign.dueDays']), zone), weight: 'paper',
    evidence: [{ kind: 'note', id: n.noteId }], remedy: { verb: 'Read', path: '/to-cosign' },
  }));
  const returned = facts.returned.map((n): Obligation => ({
    rule: 'PR-72', about: `${n.noteId}:returned`, clientId, owedBy: { staffId: n.authorId },
    what: 'note sent back', why: 'the supervisor asks for a change', since: n.returnedAt,
    due: endOfDay(addDays(dateIn(n.returnedAt, zone), 2), zone), weight: 'paper',
    evidence: [{ kind: 'note', id: n.noteId }], remedy: { verb: 'Answer', path: `/clients/${clientId}/notes` },
  }));
  const items = facts.privateItems.map((i): Obligation => ({
    rule: 'PR-60', about: i.itemId, clientId,
    owedBy: i.counselorId ? { staffId: i.counselorId } : { role: 'counselor' },
    what: 'something to take up alone', why: 'raised in a group, kept for the individual session', since: i.raisedAt,
    due: endOfDay(addDays(dateIn(i.raisedAt, zone), 7), zone), weight: 'person',
    evidence: [{ kind: 'private_item', id: i.itemId }], remedy: { verb: 'Read', path: `/clients/${clientId}/notes` },
  }));
  return [...sessions, ...cosign, ...returned, ...items];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const dayAndTime = (at: Instant, zone: string): string => `${DAYS[weekdayOf(dateIn(at, zone)) - 1]} ${timeIn(at, zone)}`;

function dueWords(kind: NoteKind, rules: NoteSettings): string {
  const hours = hoursFor(kind, rules);
  return hours === null ? 'the same day' : `within ${hours} hours`;
}
