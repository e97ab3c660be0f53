import { compareInstants } from '../../../shared/dates.ts';
import type { Obligation } from '../../../shared/obligation.ts';

const FIRST: Record<Obligation['weight'], number> = { danger: 0, person: 1, paper: 2 };

/** Danger before people before paper; within each, what is due first. */
export const inOrder = <T extends Pick<Obligation, 'weight' | 'due'>>(list: readonly T[]): T[] =>
  [...list].sort((a, b) => FIRST[a.weight] - FIRST[b.weight] || compareInstants(a.due, b.due));

/** People before paper: who is slipping, and what is owed beside. */
export const slippingOf = <T extends Pick<Obligation, 'weight'>>(list: readonly T[]): { slipping: T[]; owed: T[] } => ({
  slipping: list.filter((one) => one.weight !== 'paper'), owed: list.filter((one) => one.weight === 'paper'),
});
