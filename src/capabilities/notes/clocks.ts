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

/** A held session that asks for notes. A group is one line for whoever leads it, not one per member. */
export type SessionOwed = {
  sessionId: string;
  kind: NoteKind;
  title: string;
  endedAt: Instant;
  /** Who leads it; the first one owes the note. */
  leaderIds: string[];
  /** Clients who were there and have no signed note for it. */
  withoutNote: string[];
};
export type NoteOwed = { noteId: string; clientId: string; kind: NoteKind; signedAt: Instant; supervisorId: string | null };
export type NoteReturned = { noteId: string; clientId: string; authorId: string; kind: NoteKind; returnedAt: Instant };
export type PrivateOpen = { itemId: string; clientId: string; raisedAt: Instant; counselorId: string | null };

/**
 * Notes to write after sessions, co-signatures to give, returned notes to mend, private items to take up.
 * A group's line has no client: it is about the session (and so names nobody).
 */
export function noteDue(
  facts: { sessions: SessionOwed[]; toCosign: NoteOwed[]; returned: NoteReturned[]; privateItems: PrivateOpen[] },
  rules: NoteSettings, now: Instant, zone: string,
): Obligation[] {
  const sessions = facts.sessions.filter((s) => s.withoutNote.length > 0 && s.endedAt <= now).map((s): Obligation => {
    const { due, hardLimit } = noteClock(s.kind, s.endedAt, rules, zone);
    const group = s.kind === 'group';
    return {
      rule: 'PR-75', about: s.sessionId, clientId: group ? null : s.withoutNote[0]!,
      owedBy: s.leaderIds[0] ? { staffId: s.leaderIds[0] } : { role: 'supervisor' },
      what: `${NOTE_KIND_WORDS[s.kind].toLowerCase()}, ${dayAndTime(s.endedAt, zone)}`,
      why: group ? `${s.withoutNote.length} of the group without a note` : `${dueWords(s.kind, rules)}, late entry after ${dateIn(hardLimit, zone)}`,
      since: s.endedAt, due, weight: 'paper',
      evidence: [{ kind: 'session', id: s.sessionId }],
      remedy: group ? { verb: 'Write', path: `/groups/${s.sessionId}` }
        : { verb: 'Write', path: `/clients/${s.withoutNote[0]}/notes/new?session=${s.sessionId}` },
    };
  });
  const cosign = facts.toCosign.map((n): Obligation => ({
    rule: 'PR-72', about: n.noteId, clientId: n.clientId,
    owedBy: n.supervisorId ? { staffId: n.supervisorId } : { role: 'supervisor' },
    what: 'co-signature', why: `within ${rules['cosign.dueDays']} days of signing`, since: n.signedAt,
    due: endOfDay(addDays(dateIn(n.signedAt, zone), rules['cosign.dueDays']), zone), weight: 'paper',
    evidence: [{ kind: 'note', id: n.noteId }], remedy: { verb: 'Read', path: '/notes/to-cosign' },
  }));
  const returned = facts.returned.map((n): Obligation => ({
    rule: 'PR-72', about: `${n.noteId}:returned`, clientId: n.clientId, owedBy: { staffId: n.authorId },
    what: 'note sent back', why: 'the supervisor asks for a change', since: n.returnedAt,
    due: endOfDay(addDays(dateIn(n.returnedAt, zone), 2), zone), weight: 'paper',
    evidence: [{ kind: 'note', id: n.noteId }], remedy: { verb: 'Answer', path: `/clients/${n.clientId}/notes/${n.noteId}` },
  }));
  const items = facts.privateItems.map((i): Obligation => ({
    rule: 'PR-60', about: i.itemId, clientId: i.clientId,
    owedBy: i.counselorId ? { staffId: i.counselorId } : { role: 'counselor' },
    what: 'something to take up alone', why: 'raised in a group, kept for the individual session', since: i.raisedAt,
    due: endOfDay(addDays(dateIn(i.raisedAt, zone), 7), zone), weight: 'person',
    evidence: [{ kind: 'private_item', id: i.itemId }], remedy: { verb: 'Read', path: `/clients/${i.clientId}/notes` },
  }));
  return [...sessions, ...cosign, ...returned, ...items];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const dayAndTime = (at: Instant, zone: string): string => `${DAYS[weekdayOf(dateIn(at, zone)) - 1]} ${timeIn(at, zone)}`;

function dueWords(kind: NoteKind, rules: NoteSettings): string {
  const hours = hoursFor(kind, rules);
  return hours === null ? 'the same day' : `within ${hours} hours`;
}
