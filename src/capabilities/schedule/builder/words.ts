import type { RoutineBlock } from '../../clients/model.ts';
import { sayTime } from '../../../shared/words.ts';
import type { Clause, Demand } from './clauses.ts';
import { clockOf, type Meeting, type Offer, type Person } from './facts.ts';

/** How obstacles, demands and changes are said to a caller. Nobody else is named in it. */
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const dayWord = (weekday: number): string => DAYS[weekday - 1]!;

export const minuteWords = (minute: number): string => sayTime(clockOf(minute));
export const meetingWords = (meeting: Meeting): string => `${dayWord(meeting.weekday)} ${minuteWords(meeting.from)}`;
export const offerWords = (offer: Offer): string => listed(offer.meetings.map(meetingWords));
export const hourWords = (minutes: number): string => `${Number((minutes / 60).toFixed(1))}\u00a0hour${minutes === 60 ? '' : 's'}`;

export const listed = (words: readonly string[]): string =>
  (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`);

export const LIFE: Record<RoutineBlock['kind'], string> = {
  work: 'work', children: 'the children', school: 'school', travel: 'travel', other: 'something else',
};
/** `young-adults` are young adults; `language:es` are those who speak Spanish. */
const audienceWords = (one: string): string => (one.startsWith('language:')
  ? `those who speak ${new Intl.DisplayNames(['en'], { type: 'language' }).of(one.slice(9))}` : one === 'lgbtq' ? 'LGBTQ people' : one === 'working' ? 'people who work' : one.replace('-', ' '));
const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** `Mon to Thu`, `Tue and Thu`. */
export function daysWords(weekdays: readonly number[]): string {
  const days = [...new Set(weekdays)].toSorted((a, b) => a - b);
  const inRow = days.length > 2 && days.every((day, at) => at === 0 || day === days[at - 1]! + 1);
  return inRow ? `${dayWord(days[0]!)} to ${dayWord(days.at(-1)!)}` : listed(days.map(dayWord));
}

/** `Work until 4:30 pm, Mon to Thu, stands against Tue 10 am.` One sentence for blocks of one kind and time. */
export function lifeWords(blocks: readonly RoutineBlock[], stopped: readonly Offer[], travel: number): string {
  const [{ kind, from, to }] = blocks as [RoutineBlock];
  const late = from < '12:00' && to >= '20:00' ? `${sayTime(from)} to ${sayTime(to)}` : from >= '17:00' || to >= '22:00' ? `from ${sayTime(from)}` : `until ${sayTime(to)}`;
  const way = travel > 0 ? `, with ${travel} minutes on the way,` : '';
  const groups = stopped.filter((offer) => offer.kind === 'group');
  const against = stopped.length <= 3 ? listed(stopped.map(offerWords)) : groups.length === 0 ? `all ${stopped.length} openings`
    : groups.length <= 3 ? listed(groups.map(offerWords)) : `${groups.length} groups`;
  return `${upper(LIFE[kind])} ${late}, ${daysWords(blocks.map((one) => one.weekday))}${way === '' ? ',' : way} stands against ${against || 'what is left'}.`;
}

/** What nobody can change for a person. To who may not see pairs kept apart all of it is said alike, so that none stands out (PR-28). */
export const NOT_POSSIBLE: ReadonlySet<Clause['kind']> = new Set<Clause['kind']>(['apart', 'audience', 'cohort']);

/** One sentence for what stands against one offer or a kind of them. @param neutral without why something is not possible */
export function obstacleWords(clause: Exclude<Clause, { kind: 'life' } | Demand>, stopped: readonly Offer[], person: Person, neutral = false): string {
  const [offer] = stopped;
  const place = listed(stopped.slice(0, 4).map(offerWords));
  if (neutral && NOT_POSSIBLE.has(clause.kind)) return `${place} is not possible for this person.`;
  switch (clause.kind) {
    case 'home-by': return `Home by ${minuteWords(person.homeBy!)} stands against ${place || 'what is left'}.`;
    case 'other-track': return `${place || 'What is left'} belongs to another track, ${offer?.track ?? 'not theirs'}.`;
    case 'full': return `${place} is full, ${offer!.places!.of} of ${offer!.places!.of}.`;
    case 'apart': return `${place} has somebody who is kept apart.`;
    case 'audience': return `${place} is for ${offer!.audience.map((some) => listed(some.map(audienceWords))).join(', ')}.`;
    case 'cohort': return `${place} began together and takes nobody in later.`;
    case 'credential': return `${place} is led by somebody whose credential does not cover it.`;
  }
}

/** What is asked of the week as a whole, as the reason that something is missing. */
export function demandWords(kind: Demand['kind'], person: Person): string {
  switch (kind) {
    case 'floor': return `${upper(hourWords(person.floor))} a week are asked`;
    case 'planned': return `the plan asks ${hourWords(person.planned)}`;
    case 'ceiling': return `${hourWords(person.ceiling)} are the most`;
    case 'groups': return `${person.groups} groups a week are asked`;
    case 'individuals': return person.individuals === 1 ? 'an individual session is asked' : `${person.individuals} individual sessions are asked`;
    case 'days': return `${person.days} days a week are asked`;
    case 'gap': return `no more than ${person.gap} days may lie between two`;
    case 'way': return 'the way from one site to another takes its time';
    case 'one-track': return 'one track is joined, not two';
  }
}
