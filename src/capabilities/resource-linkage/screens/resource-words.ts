import type { OutputOf } from '../../../web/call.ts';
import { round, sayDate, sayTime, sayTimes, sayWeekday, sayWeekdayShort } from '../../../web/words.ts';
import type { readNeeds, readResource, searchResources } from '../api.ts';
import { COST_WORDS, LINKAGE_STEPS, NEED_WORDS, NEEDS, OUTCOME_WORDS, type LinkageStep } from '../model.ts';

export type Place = OutputOf<typeof readResource>;
export type Found = OutputOf<typeof searchResources>['found'][number];
export type Need = OutputOf<typeof readNeeds>['needs'][number];

export const NEED_OPTIONS = NEEDS.map((value) => ({ value, label: NEED_WORDS[value] }));
export const COST_OPTIONS = (['free', 'sliding', 'insurance', 'fee'] as const).map((value) => ({ value, label: COST_WORDS[value].charAt(0).toUpperCase() + COST_WORDS[value].slice(1) }));

/** `1.3 miles`, `online`. */
export const sayMiles = (f: Pick<Found, 'miles' | 'resource'>): string => (f.resource.online ? 'online' : f.miles === null ? '' : `${round(f.miles)} ${f.miles === 1 ? 'mile' : 'miles'}`);

/** `opens today 12 pm`, `opens Wednesday noon`. */
export function sayOpens(opens: Found['opens'], weekday: number): string {
  if (opens === null) return '';
  const day = opens.inDays === 0 ? 'today' : opens.inDays === 1 ? 'tomorrow' : sayWeekday(((weekday - 1 + opens.inDays) % 7) + 1);
  return `open ${day} from ${sayTime(opens.from)}`;
}

/** One line a day: `Mon 6 to 7:30 pm`. */
export const hoursOf = (place: Place): string[] =>
  place.times.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)).map((t) => `${sayWeekdayShort(t.weekday)} ${sayTimes(t.from, t.until)}`);

export const sayVerified = (place: Pick<Place, 'verifiedOn' | 'verifiedBy'>, today: string): string =>
  place.verifiedOn === null ? 'never checked' : `checked ${sayDate(place.verifiedOn, today)}${place.verifiedBy ? ` by ${place.verifiedBy}` : ''}`;

/** The one thing to do next at each step. */
export const NEXT_WORDS: Record<Exclude<LinkageStep, 'outcome'>, string> = {
  need: 'Refer', referral: 'In contact', contact: 'Received', service: 'What came of it',
};

/** Where a need stands, in a sentence. */
export function sayNeed(n: Pick<Need, 'step' | 'resource'> & { facts?: Need['facts'] }): string {
  const to = n.resource?.name ?? '';
  switch (n.step) {
    case 'need': return 'No place found yet.';
    case 'referral': return `Referred to ${to}. No answer yet.`;
    case 'contact': return `In contact with ${to}.`;
    case 'service': return `Received from ${to || 'elsewhere'}. What came of it is not written.`;
    case 'outcome': return `${OUTCOME_WORDS[n.facts?.at(-1)?.outcome ?? 'met']}.`;
  }
}
export const stepNumber = (step: LinkageStep): number => LINKAGE_STEPS.indexOf(step) + 1;
