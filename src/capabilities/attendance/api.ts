import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { sessionView } from '../schedule/api.ts';
import { attendance, channel, outreachAttempt, recordedStatus, reengagement, welfareDecision } from './model.ts';
import { SOURCES } from './presence.ts';

const standing = z.object({
  statuses: z.array(z.string()), minutes: z.number(), countedMinutes: z.number(), credited: z.boolean(), words: z.string(),
});
const onSheet = z.object({
  clientId: id, initials: z.string(), callThem: z.string(), visit: z.boolean(), isNew: z.boolean(),
  /** The fact in force, with its minutes; null until somebody said something. */
  fact: attendance.omit({ sessionId: true, clientId: true }).extend({ from: wallTime.nullable(), to: wallTime.nullable(), standing }).nullable(),
  /** What the door or the video call says; `differs`: from what a person confirmed, and nobody decided yet. */
  words: z.array(z.object({
    source: z.enum(SOURCES), from: wallTime.nullable(), to: wallTime.nullable(), outMinutes: z.number(), doubtMinutes: z.number(), place: z.string(),
    differs: z.boolean(), usable: z.boolean(),
  })),
  /** What they said on their phone beforehand. */
  said: z.object({ kind: z.enum(['on_my_way', 'late', 'cannot_come']), words: z.string(), at: instant }).nullable(),
});

export const readAttendanceSheet = operation({
  name: 'readAttendanceSheet', kind: 'read', permission: 'attendance.read', reach: 'session',
  about: 'Who is expected at a session, who was there and for how many counted minutes, and what they said before.',
  input: z.object({ sessionId: id }),
  output: z.object({ session: sessionView, held: z.object({ from: wallTime, to: wallTime }).nullable(), members: z.array(onSheet), started: z.boolean(),
    excusing: z.array(z.string()) }),
});

const entry = z.object({
  clientId: id, status: recordedStatus, from: wallTime.nullable().default(null), to: wallTime.nullable().default(null),
  mode: attendance.shape.mode.default('in_person'), place: attendance.shape.place.default(''), reason: attendance.shape.reason.default(''),
  /** The fact that this one corrects. */
  replaces: id.nullable().default(null),
});
export const recordAttendance = operation({
  name: 'recordAttendance', kind: 'act', permission: 'attendance.write', reach: 'session',
  about: 'Records who was there and from when to when, whole roster or one; a correction names the fact it corrects (PR-80, PR-81).',
  input: z.object({ sessionId: id, entries: z.array(entry).max(200).default([]), held: z.object({ from: wallTime, to: wallTime }).nullable().default(null) })
    .refine((one) => one.entries.length > 0 || one.held !== null, { path: ['entries'], error: 'Say who was there.' }),
  output: z.object({ recorded: z.number() }),
});

export const recordReachOut = operation({
  name: 'recordReachOut', kind: 'act', permission: 'attendance.write', reach: 'chart',
  about: 'Records a try to reach a client after a missed session, and what came of it (PR-82).',
  input: z.object({ clientId: id, sessionId: id, channel, outcome: outreachAttempt.shape.outcome, words: z.string().trim().max(500).default('') }), output: z.object({}),
});
export const decideWelfareCheck = operation({
  name: 'decideWelfareCheck', kind: 'act', permission: 'response.decide', reach: 'chart',
  about: 'Records the decision about a welfare check after a missed session at high risk, with its reason (PR-83).',
  input: z.object({ clientId: id, sessionId: id, decision: welfareDecision.shape.decision, reason: z.string().trim().min(3, 'Write the reason.').max(500) }), output: z.object({}),
});
export const planReengagement = operation({
  name: 'planReengagement', kind: 'act', permission: 'attendance.write', reach: 'chart',
  about: 'Records how somebody who missed sessions is met again (PR-84).',
  input: z.object({ clientId: id, plan: z.string().trim().min(3, 'Write how you will meet again.').max(1000) }), output: z.object({}),
});
export const listReachOuts = operation({
  name: 'listReachOuts', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'Sessions missed in six weeks, and what was tried and decided after them.', input: z.object({ clientId: id }),
  output: z.object({
    /** The last one first. */
    missed: z.array(z.object({ sessionId: id, name: z.string(), date: localDate, from: wallTime, to: wallTime, startAt: instant })),
    /** How they may be reached, by their own wishes (PR-86). */
    ways: z.array(z.object({ channel, may: z.boolean(), words: z.string() })),
    attempts: z.array(outreachAttempt.extend({ byInitials: z.string() })), welfare: z.array(welfareDecision), plans: z.array(reengagement),
  }),
});

export const decidePresence = operation({
  name: 'decidePresence', kind: 'act', permission: 'attendance.write', reach: 'session',
  about: 'Takes the word of the door, the video call or the sheet, where they differ about when somebody came and left.',
  input: z.object({ sessionId: id, clientId: id, keep: z.enum(['sheet', ...SOURCES]), replaces: id.nullable().default(null) }),
  output: z.object({}),
});

export const recordMyPresence = operation({
  name: 'recordMyPresence', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Says from my phone that I joined a session by video, or left it; sent again it is the same word (PR-29).',
  input: z.object({ presenceId: id, sessionId: id, kind: z.enum(['arrived', 'left']), place: z.string().trim().max(200).default('') }),
  output: z.object({}),
});
