import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';

/**
 * Attendance is a fact per client and session: never changed, corrected by a new fact that names the old one. `late` and
 * `left_early` are not recorded: they follow from the minutes (PR-80).
 */
export const RECORDED = ['present', 'excused', 'no_show', 'cancelled_by_client', 'cancelled_by_program'] as const;
export const recordedStatus = z.enum(RECORDED);
export type RecordedStatus = z.infer<typeof recordedStatus>;
export const STATUS_WORDS: Record<RecordedStatus | 'late' | 'left_early', string> = {
  present: 'here', late: 'came late', left_early: 'left early', excused: 'excused', no_show: 'not here',
  cancelled_by_client: 'cancelled by the client', cancelled_by_program: 'cancelled by the program',
};

export const attendance = z.object({
  id,
  sessionId: id,
  clientId: id,
  status: recordedStatus,
  /** Both for `present`, none otherwise. */
  arrivedAt: instant.nullable(),
  leftAt: instant.nullable(),
  mode: z.enum(['in_person', 'telehealth']),
  /** Where the client was, for help in an emergency; telehealth only (PR-29). */
  place: z.string().trim().max(200),
  /** Why it is excused, or why an earlier fact was wrong. */
  reason: z.string().trim().max(300),
  replaces: id.nullable(),
  recordedAt: instant,
  by: id,
});
export type Attendance = z.infer<typeof attendance>;

/** Why somebody was not there, in two taps; which of them excuse is the agency's to say (`noshow.excusing`). */
export const MISSED_REASONS = ['ill', 'children', 'work', 'no-ride', 'appointment', 'emergency', 'not-ready'] as const;
export type MissedReason = (typeof MISSED_REASONS)[number];
export const MISSED_WORDS: Record<MissedReason, { staff: string; own: string }> = {
  ill: { staff: 'ill', own: 'I’m ill' }, children: { staff: 'children', own: 'My children need me' }, work: { staff: 'work', own: 'I have to work' },
  'no-ride': { staff: 'no ride', own: 'I have no ride' }, appointment: { staff: 'court or office', own: 'Court or an office' },
  emergency: { staff: 'emergency', own: 'An emergency' }, 'not-ready': { staff: 'not up to it', own: 'I don’t feel up to it' },
};

export const CHANNELS = ['call', 'text', 'email', 'letter', 'portal', 'visit', 'emergency_contact'] as const;
export const channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof channel>;
export const CHANNEL_WORDS: Record<Channel, string> = {
  call: 'call', text: 'text', email: 'email', letter: 'letter', portal: 'portal message', visit: 'home visit', emergency_contact: 'emergency contact',
};

/** One try to reach a client after a missed session, and what came of it (PR-82). */
export const outreachAttempt = z.object({
  id, clientId: id, sessionId: id, channel, outcome: z.enum(['reached', 'message_left', 'no_answer', 'not_possible']),
  words: z.string().trim().max(500), at: instant, by: id,
});
export type OutreachAttempt = z.infer<typeof outreachAttempt>;

/** What a supervisor decided about a welfare check after a missed session at high risk (PR-83), and why. */
export const welfareDecision = z.object({
  id, clientId: id, sessionId: id, decision: z.enum(['asked_for', 'not_needed', 'reached_otherwise']), reason: z.string().trim().min(3).max(500), at: instant, by: id,
});
export type WelfareDecision = z.infer<typeof welfareDecision>;

/** How somebody who missed sessions is met again (PR-84). */
export const reengagement = z.object({ id, clientId: id, plan: z.string().trim().min(3).max(1000), at: instant, by: id });
export type Reengagement = z.infer<typeof reengagement>;
