import { dateIn, type LocalDate } from '../../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../../shared/decision.ts';
import type { Id } from '../../../shared/ids.ts';
import { sayDay } from '../../../shared/words.ts';
import type { Act } from '../../../platform/serve/handle.ts';
import type { RuleBook } from '../../agency/rule-book.ts';
import { CREDENTIAL_WORDS, type CredentialKind, type Service } from '../../agency/services.ts';
import { listRooms } from '../../agency/store.ts';
import { decideGiving, kindsOn } from '../../staff/credentials.ts';
import { listStaff } from '../../staff/store.ts';
import { refuseTaken, type Booking } from '../bookings.ts';

/** What is judged of every session before it is made or changed: who leads it, and where. */

/** The refusal for a booking that another holds, with the first day on which it is so. */
export function refuseClash(act: Act, clash: Booking) {
  const taken = refuseTaken(clash.resource.kind);
  return { ...taken, say: `On ${sayDay(dateIn(clash.from, act.zone))}: ${taken.say.charAt(0).toLowerCase()}${taken.say.slice(1)}` };
}

/** Do all who are to lead it hold a credential that covers it on that day (PR-61)? */
export async function decideLeaders(act: Act, staffIds: readonly Id[], service: Service, on: LocalDate, rules: RuleBook, field = 'facilitatorIds',
  asks: readonly CredentialKind[] = []): Promise<Decision<true>> {
  const staff = await listStaff(act.tx, act.now);
  for (const staffId of staffIds) {
    const person = staff.find((one) => one.staffId === staffId && (one.leftOn === null || one.leftOn > on));
    if (!person) return refuse('no-such-person', 'Nobody who works here then has this id. Choose again.', field);
    const giving = decideGiving(person.credentials, service, on, rules);
    if (!giving.ok) return { ...giving, field };
    if (asks.length > 0 && !kindsOn(person.credentials, on).some((kind) => asks.includes(kind))) {
      return refuse('group-asks-another-credential', `This group is led by a ${asks.map((kind) => CREDENTIAL_WORDS[kind].toLowerCase()).join(' or ')}. Choose someone else.`, field);
    }
  }
  return accept(true);
}

/** Is this room in use on that day? None at all is fine: it is decided later, or it is held over a link. */
export async function decideRoom(act: Act, roomId: Id | null, on: LocalDate): Promise<Decision<true>> {
  if (roomId === null) return accept(true);
  const room = (await listRooms(act.tx)).find((one) => one.roomId === roomId);
  if (!room) return refuse('no-such-room', 'This room is not there any more. Choose another.', 'roomId');
  return room.closedOn !== null && room.closedOn <= on
    ? refuse('room-closed', `${room.name} is not used from ${sayDay(room.closedOn)} on. Choose another room.`, 'roomId') : accept(true);
}
