import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime, weekday } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { credentialKind, service } from '../agency/services.ts';
import { routineBlock } from '../clients/model.ts';
import {
  audience, changeScope, closure, group, hoursException, language, pause, scheduleChange, separation, sessionKind, sessionLink, sessionMode, track, wish,
} from './model.ts';

const reason = z.string().trim().min(3, 'Write the reason.').max(200);
const leader = z.object({ staffId: id, initials: z.string() });
const lesson = z.object({ code: z.string().max(12), title: z.string().max(120) });

/** A session as a calendar shows it: nobody who comes is named. */
export const sessionView = z.object({
  sessionId: id, seriesId: id, groupId: id.nullable(), trackId: id.nullable(), kind: sessionKind, service, name: z.string(),
  date: localDate, from: wallTime, to: wallTime, startAt: instant, endAt: instant,
  breaks: z.array(z.object({ from: instant, to: instant })),
  roomId: id.nullable(), room: z.string().nullable(), leaders: z.array(leader), lesson: z.string().nullable(),
  mode: sessionMode, link: z.string(), countedMinutes: z.number(), seated: z.number(), capacity: z.number(), cancelled: z.string().nullable(),
  /** A fact hangs on it: it is neither moved nor cancelled. `byHand`: changed by itself or added once. */
  tied: z.boolean(), byHand: z.boolean(),
  concerns: z.array(z.enum(['no-leader', 'second-leader-missing', 'more-than-room', 'more-than-allowed', 'too-few',
    'leader-not-credentialed', 'leader-double', 'room-double', 'leader-left', 'room-closed'])),
});

// ---- the program's timetable
export const readProgramWeek = operation({
  name: 'readProgramWeek', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'All sessions of a week by day and room, with free seats and what is not in order. Nobody who comes is named.',
  input: z.object({ on: localDate }),
  output: z.object({ from: localDate, days: z.array(localDate), sessions: z.array(sessionView),
    rooms: z.array(z.object({ roomId: id, siteId: id, name: z.string(), places: z.number() })), sites: z.array(z.object({ siteId: id, name: z.string() })),
    tracks: z.array(z.object({ trackId: id, name: z.string() })),
    /** Closed days: holidays, and closures of the whole program or of one site. */
    holidays: z.array(z.object({ date: localDate, name: z.string(), siteId: id.nullable() })) }),
});

export const listMySessions = operation({
  name: 'listMySessions', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'The sessions that I lead from one day to another.',
  input: z.object({ from: localDate, days: z.number().int().min(1).max(31).default(1) }), output: z.array(sessionView),
});

export const readSession = operation({
  name: 'readSession', kind: 'read', permission: 'schedule.read', reach: 'session',
  about: 'One session with who is expected, by seat.',
  input: z.object({ sessionId: id }),
  output: sessionView.extend({ roster: z.array(z.object({ clientId: id, initials: z.string(), callThem: z.string(),
    no: z.number(), visit: z.boolean(), isNew: z.boolean() })) }),
});

const seriesView = z.object({
  seriesId: id, name: z.string(), service, kind: sessionKind, groupId: id.nullable(), trackId: id.nullable(), track: z.string().nullable(),
  weekdays: z.array(weekday), rule: z.string(), startsAt: wallTime, endsAt: wallTime, breaks: z.array(pause), roomId: id.nullable(), mode: sessionMode, link: z.string(),
  leaders: z.array(leader), capacity: z.number(), free: z.number(), from: localDate, until: localDate.nullable(), countedMinutes: z.number(),
  weeksFirst: z.number().nullable(), weeksLast: z.number().nullable(),
});
export const listTimetable = operation({
  name: 'listTimetable', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'Tracks, groups and when they meet from a day on, with free seats.',
  input: z.object({ on: localDate.optional() }),
  output: z.object({ tracks: z.array(track), groups: z.array(group.extend({ lessons: z.array(lesson) })), series: z.array(seriesView) }),
});

export const applyTemplate = operation({
  name: 'applyTemplate', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Sets up tracks, groups and their timetable from a shipped program (PR-20, PR-31).',
  input: z.object({ template: z.enum(['standard-iop', 'sixteen-weeks']), from: localDate, fillers: z.boolean().default(true),
    roomIds: z.array(id).max(20).default([]), leaders: z.record(z.string().max(12), z.array(id).max(4)).default({}) }),
  output: z.object({ trackIds: z.array(id), groupIds: z.array(id), seriesIds: z.array(id), sessions: z.number() }),
});

/** The same without anything filled in: what a change does not name stays as it is. */
const whenChanged = z.object({
  weekdays: z.array(weekday).min(1, 'Choose at least one day.').max(7), everyWeeks: z.number().int().min(1).max(8), startsAt: wallTime, endsAt: wallTime,
  breaks: z.array(pause).max(6), roomId: id.nullable(), facilitatorIds: z.array(id).max(6), mode: sessionMode, link: sessionLink,
}).partial();
const when = z.object({
  weekdays: z.array(weekday).min(1, 'Choose at least one day.').max(7), everyWeeks: z.number().int().min(1).max(8).default(1),
  startsAt: wallTime, endsAt: wallTime, breaks: z.array(pause).max(6).default([]), roomId: id.nullable(),
  facilitatorIds: z.array(id).max(6).default([]), mode: sessionMode.default('in_person'), link: sessionLink.default(''),
});
const groupFields = z.object({
  name: z.string().trim().min(1, 'Write a name.').max(60), code: z.string().trim().min(1, 'Write a short code.').max(12),
  capacity: z.number().int().min(1, 'Write at least one seat.').max(200, 'Write 200 or less.'),
  minimum: z.number().int().min(1).max(200).nullable().default(null), secondFrom: z.number().int().min(1).max(200).nullable().default(null),
  credentials: z.array(credentialKind).max(16).default([]), language: language.default('en'), audience: z.array(audience).max(9).default([]),
  enrolment: z.enum(['open', 'closed']).default('open'),
  /** Code of the lessons it walks through (`listCurricula`), or null. */
  curriculum: z.string().max(40).nullable().default(null),
});
/** What an undoable act answers beside its own: name it to `undoScheduleChange` within the day. */
const undoable = z.object({ changeId: id });
export const startGroup = operation({
  name: 'startGroup', kind: 'act', permission: 'schedule.write', reach: 'none',
  about: 'Starts a group: what it is, when it meets and who leads it; its sessions are made at once.',
  input: when.extend({ ...groupFields.shape, service, trackId: id.nullable().default(null), from: localDate, until: localDate.nullable().default(null) }),
  output: z.object({ groupId: id, seriesId: id, sessions: z.number() }),
});

export const changeGroup = operation({
  name: 'changeGroup', kind: 'act', permission: 'schedule.write', reach: 'none',
  about: 'Changes what a group is: its name, size, who may lead it, whom it is for and what it walks through.',
  input: groupFields.extend({ groupId: id }), output: z.object({}),
});

export const addMeeting = operation({
  name: 'addMeeting', kind: 'act', permission: 'schedule.write', reach: 'none',
  about: 'Gives a group a further time at which it meets; its sessions are made at once.',
  input: when.extend({ groupId: id, trackId: id.nullable().default(null), from: localDate, until: localDate.nullable().default(null) }),
  output: undoable.extend({ seriesId: id, sessions: z.number() }),
});

export const listCurricula = operation({
  name: 'listCurricula', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'The lists of lessons that a group can walk through (PR-30).', input: z.object({}),
  output: z.array(z.object({ code: z.string(), name: z.string(), lessons: z.array(lesson) })),
});

export const changeSeries = operation({
  name: 'changeSeries', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Changes when, where or by whom a group is held, from a day on or for all sessions not yet held. What has been stays.',
  input: whenChanged.extend({ seriesId: id, from: localDate, capacity: z.number().int().min(1).max(200).optional(),
    /** `from-here-on` leaves sessions that were changed by themselves; `all-not-held` begins today and replaces those too. */
    scope: changeScope.exclude(['this-one']).default('from-here-on'),
    /** For a drag: one of its weekdays becomes another, the others stay. */
    moveWeekday: z.object({ from: weekday, to: weekday }).optional() }),
  output: undoable.extend({ seriesId: id, sessions: z.number(), clientsTouched: z.number(),
    /** From which day it really holds: a session that has begun today stays as it was. */
    from: localDate }),
});

export const endSeries = operation({
  name: 'endSeries', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Ends a group\'s timetable on a day; later sessions are not held.',
  input: z.object({ seriesId: id, on: localDate }), output: undoable.extend({ clientsTouched: z.number() }),
});

export const closeRoom = operation({
  name: 'closeRoom', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Says from which day on nothing is held in a room (null: it is in use again). Sessions planned there then show that they need another.',
  input: z.object({ roomId: id, on: localDate.nullable() }), output: z.object({ sessions: z.number() }),
});

export const previewLeaving = operation({
  name: 'previewLeaving', kind: 'read', permission: 'staff.change', reach: 'none',
  about: 'Counts the planned sessions that need another leader when somebody leaves on a day: those that nobody else leads (SE-09).',
  input: z.object({ staffId: id, on: localDate }), output: z.object({ sessions: z.number(), shared: z.number() }),
});

// ---- one session
export const moveSession = operation({
  name: 'moveSession', kind: 'act', permission: 'schedule.write', reach: 'session',
  about: 'Puts one session at another time or in another room, and, where they are named, with other leaders, whose credentials cover it that day (PR-61).',
  input: z.object({ sessionId: id, date: localDate, startsAt: wallTime, endsAt: wallTime, roomId: id.nullable(),
    staffIds: z.array(id).min(1, 'Choose who leads it.').max(6).optional() }), output: undoable,
});

export const substituteLeader = operation({
  name: 'substituteLeader', kind: 'act', permission: 'schedule.write', reach: 'session',
  about: 'Gives one session to other leaders, whose credentials cover it that day (PR-61).',
  input: z.object({ sessionId: id, staffIds: z.array(id).min(1, 'Choose who leads it.').max(6) }), output: undoable,
});

export const cancelSession = operation({
  name: 'cancelSession', kind: 'act', permission: 'schedule.write', reach: 'session',
  about: 'Cancels one session, with the reason. Who was expected is told neutrally that their week changed.',
  input: z.object({ sessionId: id, reason }), output: undoable.extend({ told: z.number() }),
});

export const changeSessionMode = operation({
  name: 'changeSessionMode', kind: 'act', permission: 'schedule.write', reach: 'session',
  about: 'Says how one session is joined: in its room, over a link, or either.',
  input: z.object({ sessionId: id, mode: sessionMode, link: sessionLink }), output: undoable,
});

export const addSession = operation({
  name: 'addSession', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Adds one session of a group outside of its rule; who has a seat that day is expected.',
  input: z.object({ seriesId: id, date: localDate, startsAt: wallTime, endsAt: wallTime, roomId: id.nullable(), facilitatorIds: z.array(id).max(6),
    mode: sessionMode.default('in_person'), link: sessionLink.default('') }),
  output: undoable.extend({ sessionId: id }),
});

/** What stands in the way of a change, in words that name no client. `blocks`: the change itself would be refused. */
export const changeConflict = z.object({
  kind: z.enum(['client', 'leader', 'room', 'credential', 'closed', 'facts', 'past', 'same-group', 'room-small', 'room-closed', 'times']),
  sessionId: id.nullable(), date: localDate, say: z.string(), blocks: z.boolean(),
});
export const previewSessionChange = operation({
  name: 'previewSessionChange', kind: 'read', permission: 'schedule.write', reach: 'none',
  about: 'Tells what stands in the way of moving, re-rooming or re-staffing a session or its series, before it is done.',
  input: z.object({ sessionId: id, scope: changeScope, date: localDate.optional(), startsAt: wallTime.optional(), endsAt: wallTime.optional(),
    roomId: id.nullable().optional(), facilitatorIds: z.array(id).max(6).optional() }),
  output: z.object({ conflicts: z.array(changeConflict), more: z.number(),
    /** Sessions that would change, and those that stay because a fact hangs on them or they were changed by themselves. */
    changes: z.number(), stays: z.number(), seated: z.number() }),
});

// ---- taking a change back, within `schedule.undoHours`
export const listScheduleChanges = operation({
  name: 'listScheduleChanges', kind: 'read', permission: 'schedule.read', reach: 'caseload',
  about: 'Changes of the last day that can still be taken back. Of clients only those I treat.',
  input: z.object({ seriesId: id.optional(), sessionId: id.optional() }), output: z.array(scheduleChange),
});
const UNDO = 'everything it changed is as it was, unless something was recorded there since or another took the place.';
export const undoScheduleChange = operation({
  name: 'undoScheduleChange', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: `Takes back a change of the timetable: ${UNDO}`, input: z.object({ changeId: id }), output: z.object({}),
});
export const undoSessionChange = operation({
  name: 'undoSessionChange', kind: 'act', permission: 'schedule.write', reach: 'session',
  about: `Takes back a change of one session: ${UNDO}`, input: z.object({ sessionId: id, changeId: id }), output: z.object({}),
});
export const undoClientChange = operation({
  name: 'undoClientChange', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: `Takes back a change of one client's seats: ${UNDO}`, input: z.object({ clientId: id, changeId: id }), output: z.object({}),
});

// ---- days on which a site is closed
export const listClosures = operation({
  name: 'listClosures', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'Closures of sites from a day on, beside the holidays of the rule book.',
  input: z.object({ from: localDate }),
  output: z.object({ closures: z.array(closure.extend({ site: z.string().nullable(), cancelled: z.number() })),
    holidays: z.array(z.object({ date: localDate, name: z.string() })) }),
});
export const previewClosure = operation({
  name: 'previewClosure', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'How many sessions and expected clients a closure would touch.',
  input: z.object({ siteId: id.nullable(), from: localDate, last: localDate }),
  output: z.object({ sessions: z.number(), held: z.number(), seated: z.number() }),
});
export const addClosure = operation({
  name: 'addClosure', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Closes a site, or the whole program, on some days: its sessions are cancelled with the reason and clients are told neutrally.',
  input: z.object({ siteId: id.nullable(), from: localDate, last: localDate, reason }),
  output: undoable.extend({ closureId: id, sessions: z.number(), told: z.number() }),
});

// ---- one client
const overrideReason = z.string().trim().max(300).default('');
export const seatClient = operation({
  name: 'seatClient', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Gives a client a numbered seat in groups from a day on; one day is a single visit (PR-22, PR-27, PR-28).',
  input: z.object({ clientId: id, seriesIds: z.array(id).min(1, 'Choose a group.').max(12), from: localDate, until: localDate.nullable().default(null), overrideReason }),
  output: undoable.extend({ seats: z.array(z.object({ seatId: id, seriesId: id, no: z.number() })) }),
});

export const joinTrack = operation({
  name: 'joinTrack', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Seats a client in all groups of a track from a day on, each in its weeks; seats of another track end that day.',
  input: z.object({ clientId: id, trackId: id, from: localDate, weekOfStay: z.number().int().min(1).max(104).default(1), overrideReason }),
  output: undoable.extend({ seats: z.array(z.object({ seatId: id, seriesId: id, no: z.number() })), ended: z.number() }),
});

export const endSeat = operation({
  name: 'endSeat', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Ends a client\'s seat on a day.', input: z.object({ clientId: id, seatId: id, on: localDate }), output: undoable,
});

export const skipSeat = operation({
  name: 'skipSeat', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Takes a client out of a group for some days; the seat is theirs again afterwards. What was held stays theirs.',
  input: z.object({ clientId: id, seatId: id, from: localDate,
    /** The first day on which they come again. */
    back: localDate }), output: undoable.extend({ sessions: z.number() }),
});

export const swapSeat = operation({
  name: 'swapSeat', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Puts a client from one group into another, for good or until a day.',
  input: z.object({ clientId: id, seatId: id, seriesId: id, from: localDate, back: localDate.nullable().default(null), overrideReason }),
  output: undoable.extend({ seatId: id, no: z.number() }),
});

export const makeUpSession = operation({
  name: 'makeUpSession', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Books a visit to a session of another group for one that was missed (PR-30).',
  input: z.object({ clientId: id, missedSessionId: id, sessionId: id, overrideReason }), output: undoable.extend({ seatId: id, no: z.number() }),
});

// ---- sessions beside the standing ones
const wishFields = { wishId: id, kind: wish.shape.kind, words: z.string().trim().min(3, 'Write a few words about what it is for.').max(500) };
export const askForSession = operation({
  name: 'askForSession', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Asks my team for a session beside the planned ones.', input: z.object(wishFields), output: z.object({}),
});
export const listMyWishes = operation({
  name: 'listMyWishes', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'The sessions I asked for, and what my team answered.', input: z.object({}), output: z.array(wish),
});
export const requestSession = operation({
  name: 'requestSession', kind: 'act', permission: 'attendance.write', reach: 'chart',
  about: 'Asks for a further session for a client, with the reason (PR-60).', input: z.object({ clientId: id, ...wishFields }), output: z.object({}),
});
export const listSessionWishes = operation({
  name: 'listSessionWishes', kind: 'read', permission: 'attendance.read', reach: 'caseload',
  about: 'Sessions asked for that wait for an answer, of those I treat, the oldest first.', input: z.object({}), output: z.array(wish),
});
export const listWishesOfClient = operation({
  name: 'listWishesOfClient', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'What one client asked for, and what came of it.', input: z.object({ clientId: id }), output: z.array(wish),
});
export const answerSessionWish = operation({
  name: 'answerSessionWish', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Answers a wish for a session: books it, or declines with words. The client is told neutrally that there is a message.',
  input: z.object({ clientId: id, wishId: id, words: z.string().trim().max(500).default(''),
    booking: z.object({ service, staffId: id, roomId: id.nullable().default(null), on: localDate, startsAt: wallTime,
      minutes: z.number().int().min(10, 'Plan at least 10 minutes.').max(480, 'Plan 480 minutes or less.') }).nullable().default(null) }),
  output: z.object({ sessionId: id.nullable() }),
});

export const bookSession = operation({
  name: 'bookSession', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Books a session for one client with a person whose credential allows it; once, or standing every week or other week.',
  input: z.object({ clientId: id, kind: sessionKind.exclude(['group']), service, staffId: id, roomId: id.nullable().default(null), on: localDate,
    startsAt: wallTime, minutes: z.number().int().min(10, 'Plan at least 10 minutes.').max(480, 'Plan 480 minutes or less.'),
    repeat: z.enum(['once', 'weekly', 'every-other-week']).default('once'), until: localDate.nullable().default(null) }),
  output: undoable.extend({ seriesId: id, sessionId: id, startAt: instant, sessions: z.number() }),
});

export const findOpenings = operation({
  name: 'findOpenings', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'When somebody whose credential covers a service is free.',
  input: z.object({ service, minutes: z.number().int().min(10).max(480), from: localDate, days: z.number().int().min(1).max(42).default(7),
    staffId: id.nullable().default(null) }),
  output: z.array(z.object({ staffId: id, initials: z.string(), roomId: id.nullable(), date: localDate, from: wallTime, to: wallTime, startAt: instant })),
});

export const saveAvailability = operation({
  name: 'saveAvailability', kind: 'act', permission: 'schedule.write', reach: 'none',
  about: 'Says when a staff member can be booked for one person.',
  input: z.object({ staffId: id, blocks: z.array(z.object({ weekday, from: wallTime, to: wallTime, roomId: id.nullable().default(null) })
    .refine((b) => b.from < b.to, { path: ['to'], error: 'Let it end after it starts.' })).max(60) }),
  output: z.object({}),
});
export const listAvailability = operation({
  name: 'listAvailability', kind: 'read', permission: 'schedule.read', reach: 'none',
  about: 'When staff can be booked.', input: z.object({}),
  output: z.array(z.object({ id, staffId: id, weekday, from: wallTime, to: wallTime, roomId: id.nullable() })),
});

// ---- a week for one person
const option = z.object({
  id: z.string(), kind: z.enum(['group', 'individual', 'family', 'medical']), name: z.string(), track: z.string().nullable(), weekday,
  from: wallTime, to: wallTime, countedMinutes: z.number(), seats: z.object({ free: z.number(), of: z.number() }).nullable(),
  /** Not open to this person, whatever they change; why is said only to who may see it. `keptApart` is false for all others (PR-28). */
  notPossible: z.boolean(), keptApart: z.boolean(), remote: z.boolean(),
  /** Does the client hold it now? */
  held: z.boolean(),
});
const fittedWeek = z.object({ options: z.array(option), minutes: z.number(), groups: z.number(), individuals: z.number(), days: z.number(), gap: z.number(),
  misses: z.array(z.enum(['hours-under-floor', 'too-few-groups', 'no-individual', 'too-few-days', 'gap-too-long', 'hours-under-plan'])) });
export const fitView = z.object({
  best: fittedWeek, fits: z.boolean(), track: z.string().nullable(),
  /** What the client holds now and would leave. */
  left: z.array(option),
  /** Where none fits: what is asked, and what stands in the way. Together these leave no week, without any one of them there is one. */
  asked: z.string(), inTheWay: z.array(z.object({ no: z.number(), say: z.string(), options: z.array(option) })),
  /** The reasons are proven to be the fewest; how far the week may be from the best, 0 proven; no answer came in time. */
  proven: z.boolean(), gap: z.number().nullable(), cut: z.boolean(),
  notes: z.array(z.string()),
  /** Cheapest changes, each with the whole week it gives. `take`: how it is used; `goTo`: where the program is changed first. */
  changes: z.array(z.object({ title: z.string(), say: z.string(), who: z.string(), asks: z.number(), take: z.enum(['week', 'seat', 'taper', 'program']), goTo: z.string().nullable(),
    moreSeats: z.array(id), added: z.array(option), week: fittedWeek })),
});
const asked = { homeBy: wallTime.nullable().default(null), plannedMinutes: z.number().int().min(0).max(3000).nullable().default(null) };
export const fitClientWeek = operation({
  name: 'fitClientWeek', kind: 'read', alone: true, permission: 'schedule.read', reach: 'chart',
  about: 'The best week around a client\'s own routine, what stands in the way of a better one, and the smallest change.',
  input: z.object({ clientId: id, from: localDate, staffId: id.nullable().default(null), anyTrack: z.boolean().default(false), ...asked }),
  output: fitView.extend({ routine: z.array(routineBlock), floor: z.number(), planned: z.number(), ceiling: z.number(), from: localDate,
    /** For each option: the series, or the opening of a person, that it stands for. */
    stands: z.record(z.string(), z.object({ seriesId: id.nullable(), staffId: id.nullable(), roomId: id.nullable(), initials: z.string().nullable() })) }),
});

export const previewWeeks = operation({
  name: 'previewWeeks', kind: 'read', alone: true, permission: 'schedule.read', reach: 'none',
  about: 'Two or three program weeks around a caller\'s own, one for each track: what coming would take (PR-40).',
  input: z.object({ routine: z.array(routineBlock).max(80), travelMinutes: z.number().int().min(0).max(360).nullable(), from: localDate, homeBy: wallTime.nullable().default(null) }),
  output: z.array(z.object({ track: z.string(), trackId: id.nullable(), fit: fitView })),
});

export const arrangeWeek = operation({
  name: 'arrangeWeek', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Takes a fitted week: seats in its groups and its individual sessions, all or nothing.',
  input: z.object({ clientId: id, from: localDate, seriesIds: z.array(id).max(12), overrideReason,
    /** Groups that get one seat more by this act, and the reason of a taper: changes that make a week possible. */
    moreSeats: z.array(id).max(4).default([]), taper: z.object({ reason }).nullable().default(null),
    openings: z.array(z.object({ staffId: id, roomId: id.nullable(), weekday, startsAt: wallTime, minutes: z.number().int().min(10).max(480), service })).max(6) }),
  output: undoable.extend({ seats: z.number(), sessions: z.number(), ended: z.number() }),
});

export const readSeats = operation({
  name: 'readSeats', kind: 'read', permission: 'schedule.read', reach: 'chart',
  about: 'A client\'s seats, track and standing appointments from today on.',
  input: z.object({ clientId: id }),
  output: z.object({ track: track.nullable(), seats: z.array(z.object({ seatId: id, seriesId: id, name: z.string(), kind: sessionKind, trackId: id.nullable(),
    weekdays: z.array(weekday), startsAt: wallTime, endsAt: wallTime, from: localDate, until: localDate.nullable(), no: z.number() })),
  exceptions: z.array(hoursException) }),
});

export const recordHoursException = operation({
  name: 'recordHoursException', kind: 'act', permission: 'schedule.write', reach: 'chart',
  about: 'Records why weeks may stay below the floor: a taper, illness or holidays (PR-05, PR-16).',
  input: z.object({ clientId: id, kind: hoursException.shape.kind, from: localDate, until: localDate, reason: z.string().trim().min(3, 'Write the reason.').max(500) }), output: undoable,
});

// ---- kept apart
export const keepApart = operation({
  name: 'keepApart', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Records that two clients may not share a group, and tells where they do now (PR-28).',
  input: z.object({ clientId: id, otherId: id, reason: separation.shape.reason, from: localDate }), output: z.object({ pairId: id, sharedSeriesIds: z.array(id) }),
});
export const endKeepApart = operation({
  name: 'endKeepApart', kind: 'act', permission: 'schedule.write', reach: 'agency',
  about: 'Two clients may share a group again.', input: z.object({ pairId: id, on: localDate }), output: z.object({}),
});
export const listKeptApart = operation({
  name: 'listKeptApart', kind: 'read', permission: 'schedule.write', reach: 'chart',
  about: 'Who a client is kept apart from; for staff on screen only.', input: z.object({ clientId: id }),
  output: z.array(z.object({ pairId: id, otherId: id, initials: z.string(), reason: z.string(), from: localDate })),
});

// ---- calendars and jobs
export const makeCalendarFeed = operation({
  name: 'makeCalendarFeed', kind: 'act', permission: 'self.read', reach: 'none',
  about: 'Makes the address from which my own calendar reads my sessions, with neutral titles (PR-86, PV-53). An earlier one ends.',
  input: z.object({
    /** A secret of 32 letters that the device made: the server keeps its hash alone, and answers nothing worth keeping. */
    token: z.string().min(32, 'The secret is too short.').max(64),
  }),
  output: z.object({ folder: z.string() }),
});

export const endCalendarFeed = operation({
  name: 'endCalendarFeed', kind: 'act', permission: 'self.read', reach: 'none',
  about: 'Ends the address of my own calendar: from now on nobody reads anything there.', input: z.object({}), output: z.object({}),
});

export const readCalendarFeed = operation({
  name: 'readCalendarFeed', kind: 'read', permission: 'self.read', reach: 'none',
  about: 'Since when my own calendar has an address; the address itself is kept nowhere.', input: z.object({}), output: z.object({ since: instant.nullable() }),
});

export const readMyCalendar = operation({
  name: 'readMyCalendar', kind: 'read', permission: 'self.read', reach: 'self',
  about: 'My own sessions as a calendar file, with neutral titles.', input: z.object({}), output: z.object({ ics: z.string() }),
});

export const openCalendarFeed = operation({
  name: 'openCalendarFeed', kind: 'read', permission: 'job.run', reach: 'none',
  about: 'Whose calendar an address is, while it holds. Asked by the calendar route alone.',
  input: z.object({ token: z.string().min(32).max(64) }),
  output: z.object({ kind: z.enum(['staff', 'client']), subjectId: id }),
});

export const makeSessionsAhead = operation({
  name: 'makeSessionsAhead', kind: 'act', permission: 'job.run', reach: 'agency',
  about: 'Makes the sessions of the weeks ahead, with their bookings.', input: z.object({}),
  output: z.object({ made: z.number(), clashes: z.number() }),
});
