import { compareInstants, type Instant } from '../../../shared/dates.ts';
import type { Obligation } from '../../../shared/obligation.ts';

const FIRST: Record<Obligation['weight'], number> = { danger: 0, person: 1, paper: 2 };

/** Danger before people before paper; within each, what is due first. */
export const inOrder = <T extends Pick<Obligation, 'weight' | 'due'>>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => FIRST[a.weight] - FIRST[b.weight] || compareInstants(a.due, b.due));

/** People before paper: who is slipping (danger, or a person who waits today or longer); beside it what is owed, by day. */
export function slippingOf<T extends Pick<Obligation, 'weight' | 'due'>>(list: readonly T[], endOfToday: Instant): { slipping: T[]; owed: T[] } {
  const slips = (one: T): boolean => one.weight === 'danger' || (one.weight === 'person' && compareInstants(one.due, endOfToday) <= 0);
  return { slipping: list.filter(slips), owed: list.filter((one) => !slips(one)).toSorted((a, b) => compareInstants(a.due, b.due)) };
}

export type ForOne<T> = { first: T; rest: T[] };

/** One line for each person: what comes first, and what else they wait for. What is about nobody alone stays a line of its own. */
export function byPerson<T extends Pick<Obligation, 'clientId' | 'rule' | 'about'>>(list: readonly T[]): ForOne<T>[] {
  const lines = Map.groupBy(list, (one) => one.clientId ?? `${one.rule} ${one.about}`);
  return [...lines.values()].map(([first, ...rest]) => ({ first: first!, rest }));
}
