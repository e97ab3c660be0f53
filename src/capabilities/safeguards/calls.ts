/** `Please call me`: who owes it and by when (product 10). A call that reached the client, or a meeting, answers it. */
import { addDays, addHours, dateIn, instantOf, timeIn, type Instant } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';

export type CallFacts = {
  clientId: string;
  primaryCounselorId: string | null;
  asked: { id: string; at: Instant }[];
  /** When somebody of the team spoke with the client: an outreach that reached them. */
  reachedAt: Instant[];
};

/**
 * By when a call is made: two hours by day; asked after four in the afternoon or before eight, by ten the next morning.
 */
export function callBackBy(askedAt: Instant, zone: string): Instant {
  const [on, time] = [dateIn(askedAt, zone), timeIn(askedAt, zone)];
  if (time < '08:00') return instantOf(on, '10:00', zone);
  return time < '16:00' ? addHours(askedAt, 2) : instantOf(addDays(on, 1), '10:00', zone);
}

/** The last call asked for that nobody has made yet. */
export const openCall = (facts: Pick<CallFacts, 'asked' | 'reachedAt'>): CallFacts['asked'][number] | null =>
  facts.asked.filter((a) => !facts.reachedAt.some((at) => Date.parse(at) >= Date.parse(a.at)))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0] ?? null;

export function callsDue(facts: CallFacts, zone: string): Obligation[] {
  const open = openCall(facts);
  if (!open) return [];
  return [{
    rule: 'call-asked', about: open.id, clientId: facts.clientId,
    owedBy: facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' },
    what: 'call', why: 'asked for a call', since: open.at, due: callBackBy(open.at, zone), weight: 'person',
    evidence: [{ kind: 'call_request', id: open.id }],
    remedy: { verb: 'Call', path: `/clients/${facts.clientId}/safety` },
  }];
}
