/** What a client's phone says first. Short, true, never blaming. */
import { addDays, addHours, dateIn, instantOf, timeIn, weekdayOf, type Instant } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { SessionKind } from '../schedule/model.ts';
import type { MySession } from './model.ts';

/** `Good evening`, by the agency's clock. */
export function greeting(now: Instant, zone: string): string {
  const time = timeIn(now, zone);
  if (time >= '04:00' && time < '12:00') return 'Good morning';
  return time >= '12:00' && time < '17:00' ? 'Good afternoon' : 'Good evening';
}

const TITLES: Record<SessionKind, string> = {
  group: 'Group', individual: 'Your session', family: 'Family session', medical: 'Medical visit', assessment: 'Your first meeting',
  'case-management': 'Meeting',
};
/** What a session is called on a phone that others may see: nothing of the program in it (PR-86). */
export const titleOf = (kind: SessionKind): string => TITLES[kind];

/** The session that is on or comes next, within a week. What was cancelled, or is over, is not next. */
export const nextOf = (sessions: readonly MySession[], now: Instant): MySession | null =>
  sessions.filter((one) => !one.cancelled && Date.parse(one.endAt) > Date.parse(now))
    .toSorted((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt))[0] ?? null;

/** Minutes before it begins from which on a video call is shown and joined. */
export const CALL_OPENS = 30;

/** Messages that wait for the team: those the client wrote after the team last did. */
export const waitingFor = (messages: readonly { mine: boolean; at: Instant; messageId: string }[]): { messageId: string; at: Instant } | null => {
  const sorted = messages.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const last = sorted.findLastIndex((m) => !m.mine);
  return sorted.slice(last + 1)[0] ?? null;
};

/** By when a message is answered: so many hours, moved past the weekend to Monday at noon. */
export function answerBy(at: Instant, rules: { 'message.answerHours': number }, zone: string): Instant {
  const by = addHours(at, rules['message.answerHours']);
  const day = weekdayOf(dateIn(by, zone));
  return day < 6 ? by : instantOf(addDays(dateIn(by, zone), 8 - day), '12:00', zone);
}

export function messagesDue(
  facts: { clientId: string; primaryCounselorId: string | null; messages: readonly { mine: boolean; at: Instant; messageId: string }[] },
  rules: { 'message.answerHours': number }, zone: string,
): Obligation[] {
  const waiting = waitingFor(facts.messages);
  if (!waiting) return [];
  return [{
    rule: 'message', about: waiting.messageId, clientId: facts.clientId,
    owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' },
    what: 'message to answer', why: `answered within ${rules['message.answerHours']} hours, weekends aside`,
    since: waiting.at, due: answerBy(waiting.at, rules, zone), weight: 'person',
    evidence: [{ kind: 'message', id: waiting.messageId }], remedy: { verb: 'Answer', path: `/clients/${facts.clientId}/messages` },
  }];
}
