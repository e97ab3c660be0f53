import type { Id } from '../../../shared/ids.ts';

/** Choices that several of this room's screens offer. */
export type Choice = { value: string; label: string };

export const WEEKDAYS: Choice[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].map((label, n) => ({ value: String(n + 1), label }));

/** Rooms in use; one that closes later says when. */
export const roomsOf = (rooms: readonly { roomId: Id; name: string; places: number; closedOn: string | null }[]): Choice[] =>
  rooms.map((room) => ({ value: room.roomId, label: room.closedOn === null ? `${room.name}, ${room.places} seats` : `${room.name}, until ${room.closedOn}` }));

/** Those who hold a credential and work here, or will for a while. */
export const leadersOf = (people: readonly { staffId: Id; initials: string; leftOn: string | null; credentials: readonly unknown[] }[]): Choice[] =>
  people.filter((one) => one.leftOn === null && one.credentials.length > 0).map((one) => ({ value: one.staffId, label: one.initials }));
