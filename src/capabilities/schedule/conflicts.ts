import type { LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';

/** What stands in the way of a change, in words for whoever plans. Groups are named, clients never. */
export type Conflict = {
  kind: 'client' | 'leader' | 'room' | 'credential' | 'closed' | 'facts' | 'past' | 'same-group' | 'room-small' | 'room-closed' | 'times';
  sessionId: Id | null; date: LocalDate; say: string;
  /** The change itself would be refused. */
  blocks: boolean;
};

/** @param what the group that is led then, or null for a session of one person, which says no more. */
export const sayLeader = (initials: string, day: string, what: string | null, until: string): string =>
  what === null ? `${initials} has a session until ${until} on ${day}.` : `${initials} leads ${what} until ${until} on ${day}.`;

export const sayRoom = (room: string, day: string, what: string | null, until: string): string =>
  `${room} is taken by ${what ?? 'a session'} until ${until} on ${day}.`;
