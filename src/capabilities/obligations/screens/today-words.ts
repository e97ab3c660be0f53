import { dateIn, minutesBetween, type Instant } from '../../../shared/dates.ts';
import type { Obligation } from '../../../shared/obligation.ts';
import { listWords, sayCount, sayTime, sentence } from '../../../web/words.ts';
import { timeIn } from '../../../shared/dates.ts';

type Due = Pick<Obligation, 'weight' | 'due' | 'remedy' | 'what'>;
export type NextSession = { name: string; kind: string; startAt: Instant; endAt: Instant } | null;

/** What an obligation asks for, as a noun that can be counted: `note`, `call`, `review`. */
export function nounOf(one: Pick<Obligation, 'remedy' | 'what'>): string {
  const verb = one.remedy.verb.toLowerCase();
  const what = one.what.toLowerCase();
  if (what.includes('note')) return 'note';
  if (verb.startsWith('call') || what.includes('call')) return 'call';
  if (what.includes('review')) return 'review';
  if (what.includes('test') || verb.startsWith('collect')) return 'test';
  if (what.includes('plan')) return 'plan';
  return 'other thing';
}

/**
 * The answer on top of Today: what is next, and what is owed before the day is over.
 * `Group in 18 minutes. Two notes and one call before you go.`
 */
export function sayToday(next: NextSession, owed: readonly Due[], now: Instant, zone: string): string {
  const today = dateIn(now, zone);
  const pressing = owed.filter((one) => dateIn(one.due, zone) <= today);
  const danger = pressing.filter((one) => one.weight === 'danger').length;
  const first = danger > 0 ? `${sentence(sayCount(danger, 'person', 'people'))} first: somebody may be in danger.` : sayNext(next, now, zone);
  const rest = pressing.filter((one) => one.weight !== 'danger');
  const counts = new Map<string, number>();
  for (const one of rest) counts.set(nounOf(one), (counts.get(nounOf(one)) ?? 0) + 1);
  const said = [...counts].sort(([a], [b]) => Number(a === 'other thing') - Number(b === 'other thing')).slice(0, 3).map(([noun, n]) => sayCount(n, noun));
  const before = said.length === 0 ? '' : `${sentence(listWords(said))} before you go.`;
  const parts = [first, before].filter(Boolean);
  return parts.length === 0 ? 'Nothing owed today.' : parts.join(' ');
}

function sayNext(next: NextSession, now: Instant, zone: string): string {
  if (next === null) return '';
  const what = next.kind === 'group' ? 'Group' : next.kind === 'individual' ? 'A session' : sentence(next.kind.replace('-', ' '));
  const minutes = minutesBetween(now, next.startAt);
  if (minutes <= 0) return `${what} until ${sayTime(timeIn(next.endAt, zone))}.`;
  return minutes < 60 ? `${what} in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.` : `${what} at ${sayTime(timeIn(next.startAt, zone))}.`;
}
