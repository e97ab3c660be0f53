import type { Ask, Option } from './fit-options.ts';

/** The search behind `fitWeek`: every set of options that do not overlap, best first by what was asked. */
export type Miss = 'hours-under-floor' | 'too-few-groups' | 'no-individual' | 'too-few-days' | 'gap-too-long' | 'hours-under-plan';

export type FittedWeek = {
  options: Option[];
  minutes: number;
  groups: number;
  individuals: number;
  days: number;
  /** The most days without contact between two, round the week. */
  gap: number;
  misses: Miss[];
  /** Smaller is better, the first figure weighs most. */
  score: number[];
};

/** Figures of a set of options, and what of the asked it misses. */
export function measure(options: readonly Option[], ask: Ask): FittedWeek {
  const sorted = options.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));
  const minutes = sorted.reduce((sum, option) => sum + option.countedMinutes, 0);
  const inTrack = sorted.filter((option) => option.kind === 'group' && option.track !== null).length;
  const groups = sorted.filter((option) => option.kind === 'group').length;
  const individuals = sorted.filter((option) => option.kind === 'individual').length;
  const weekdays = [...new Set(sorted.map((option) => option.weekday))];
  const gap = gapOf(weekdays);
  const short = (has: number, wanted: number) => Math.max(0, wanted - has);
  const figures: [Miss, number][] = [
    ['hours-under-floor', short(minutes, ask.floor)], ['too-few-groups', short(groups, ask.groups)],
    ['no-individual', short(individuals, ask.individuals)], ['too-few-days', short(weekdays.length, ask.days)],
    ['gap-too-long', Math.max(0, gap - ask.gap)], ['hours-under-plan', short(minutes, ask.planned)],
  ];
  return {
    options: sorted, minutes, groups, individuals, days: weekdays.length, gap,
    misses: figures.filter(([, by]) => by > 0).map(([miss]) => miss),
    // a track is joined whole: its groups know one another, single ones beside it are a makeshift
    score: [...figures.map(([, by]) => by), groups - inTrack, -inTrack, Math.max(0, minutes - ask.planned), weekdays.length, sorted.length],
  };
}

/** Days without contact between one and the next, the end of a week running into the start of the following. */
function gapOf(weekdays: readonly number[]): number {
  if (weekdays.length === 0) return 7;
  return Math.max(...weekdays.map((day, at) => (weekdays[at + 1] ?? weekdays[0]! + 7) - day - 1));
}

export function compareScores(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((figure, place) => figure !== b[place]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

const overlaps = (a: Option, b: Option): boolean => a.weekday === b.weekday && a.from < b.to && b.from < a.to;

/** How many sets are looked at before the best so far is taken. Thirty options of one program stay far below. */
const MOST_SETS = 40_000;

/**
 * The best week that these options allow, none of which has anything against it. Several people's openings at one time
 * are the same to the hours: the first stands for all, and individual sessions are no more than asked.
 */
export function searchBest(free: readonly Option[], ask: Ask): FittedWeek {
  const distinct = free.filter((option, at) => option.kind === 'group'
    || free.findIndex((other) => other.kind === option.kind && other.weekday === option.weekday && other.from === option.from) === at);
  const options = distinct.toSorted((a, b) => Number(b.kind === 'group') - Number(a.kind === 'group') || b.countedMinutes - a.countedMinutes);
  let best = measure([], ask);
  let looked = 0;
  const extend = (from: number, chosen: Option[], minutes: number, individuals: number): void => {
    if (looked++ > MOST_SETS) return;
    const week = measure(chosen, ask);
    if (compareScores(week.score, best.score) < 0) best = week;
    for (let at = from; at < options.length; at++) {
      const option = options[at]!;
      const more = individuals + Number(option.kind === 'individual');
      if (minutes + option.countedMinutes > ask.ceiling || more > ask.individuals) continue;
      if (chosen.some((other) => overlaps(other, option))) continue;
      extend(at + 1, [...chosen, option], minutes + option.countedMinutes, more);
    }
  };
  extend(0, [], 0, 0);
  return best;
}
