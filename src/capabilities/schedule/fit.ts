import type { RoutineBlock } from '../clients/model.ts';
import { lifeWords, obstacleWords } from './fit-words.ts';
import { compareScores, searchBest, type FittedWeek } from './fit-search.ts';
import { minuteOf, type Ask, type Obstacle, type Option } from './fit-options.ts';

/**
 * Fits a week around a client's own routine: the best one that nothing stands against, what stands in the way of a
 * better one, and the smallest change that would do. One client at a time, so a plain search over the options is right;
 * a solver for many at once can take its place behind `WeekSolver`.
 */
/** Obstacles of one cause, numbered for the picture and the words alike. */
export type InTheWay = { no: number; say: string; optionIds: string[] };

export type Change = {
  /** What would have to give way, fewest people first. */
  obstacles: Obstacle[];
  say: string;
  /** How many people must be asked. */
  asks: number;
  added: Option[];
  week: FittedWeek;
};

export type Fit = {
  best: FittedWeek;
  /** Does the best week meet everything that was asked? */
  fits: boolean;
  track: string | null;
  inTheWay: InTheWay[];
  changes: Change[];
};

export type WeekSolver = (options: readonly Option[], ask: Ask) => Fit;

/** What stands against an option for this client, in a given track. */
export function obstaclesOf(option: Option, ask: Ask, track: string | null): Obstacle[] {
  const found: Obstacle[] = [];
  const add = (because: Obstacle['because'], block: RoutineBlock | null = null) =>
    found.push({ because, option, block, say: obstacleWords(because, option, block, ask) });
  const way = option.remote ? 0 : ask.travelMinutes;
  for (const block of ask.routine) {
    if (block.weekday !== option.weekday) continue;
    if (minuteOf(option.from) - way < minuteOf(block.to) && minuteOf(block.from) < minuteOf(option.to) + way) add('life', block);
  }
  if (ask.homeBy !== null && minuteOf(option.to) + way > minuteOf(ask.homeBy)) add('home-by');
  if (option.seats !== null && option.seats.free < 1) add('full');
  if (option.keptApart) add('kept-apart');
  if (option.track !== null && track !== null && option.track !== track) add('other-track');
  return found;
}

/** Finds the best week by search. Small: tens of options. */
export const fitWeek: WeekSolver = (options, ask) => {
  const tracks = ask.track !== null ? [ask.track]
    : [...new Set(options.map((option) => option.track).filter((track) => track !== null))];
  const tried = (tracks.length > 0 ? tracks : [null]).map((track) => {
    const free = options.filter((option) => obstaclesOf(option, ask, track).length === 0);
    return { track, free, week: searchBest(free, ask) };
  });
  const { track, free, week: best } = tried.reduce((a, b) => (compareScores(b.week.score, a.week.score) < 0 ? b : a));
  const fits = best.misses.length === 0;
  const changes = fits ? [] : smallestChanges(options, free, best, ask, track);
  return { best, fits, track, inTheWay: fits ? [] : number(options, free, best, ask, track), changes };
};

/** Each blocked option freed alone; where no single one mends the week, pairs of them. */
function smallestChanges(options: readonly Option[], free: readonly Option[], best: FittedWeek, ask: Ask, track: string | null): Change[] {
  const blocked = options.filter((option) => !free.includes(option))
    .map((option) => ({ option, obstacles: obstaclesOf(option, ask, track) }))
    .filter(({ obstacles }) => obstacles.every((one) => one.because !== 'kept-apart'));
  const attempt = (freed: typeof blocked): Change[] => {
    const week = searchBest([...free, ...freed.map((one) => one.option)], ask);
    const added = freed.map((one) => one.option);
    if (!added.every((option) => week.options.includes(option)) || compareScores(week.score, best.score) >= 0) return [];
    const obstacles = freed.flatMap((one) => one.obstacles);
    const causes = new Set(obstacles.map(causeOf));
    return [{ obstacles, added, week, asks: causes.size, say: [...new Set(obstacles.map((one) => one.say))].join(' ') }];
  };
  const single = blocked.flatMap((one) => attempt([one]));
  const mending = single.filter((change) => change.week.misses.length === 0);
  const pairs = mending.length > 0 ? [] : nearest(blocked, 8)
    .flatMap((one, at, all) => all.slice(at + 1).flatMap((other) => attempt([one, other])));
  return [...single, ...pairs].toSorted((a, b) =>
    a.week.misses.length - b.week.misses.length || a.asks - b.asks || compareScores(a.week.score, b.week.score)).slice(0, 3);
}

const nearest = <T extends { obstacles: Obstacle[] }>(blocked: T[], most: number): T[] =>
  blocked.toSorted((a, b) => a.obstacles.length - b.obstacles.length).slice(0, most);

const causeOf = (one: Obstacle): string =>
  one.because === 'life' ? `life:${one.block!.kind}:${one.option.weekday}` : `${one.because}:${one.option.id}`;

/** Of the options that would have improved the week, what stands against each, one number for each cause. */
function number(options: readonly Option[], free: readonly Option[], best: FittedWeek, ask: Ask, track: string | null): InTheWay[] {
  const causes = new Map<string, { first: Obstacle; options: Option[] }>();
  for (const option of options) {
    if (free.includes(option)) continue;
    const better = compareScores(searchBest([...free, option], ask).score, best.score) < 0;
    if (!better) continue;
    const [first] = obstaclesOf(option, ask, track);
    const key = first!.because === 'life' ? `life:${first!.block!.kind}:${first!.block!.to}` : causeOf(first!);
    const known = causes.get(key);
    if (known) known.options.push(option);
    else causes.set(key, { first: first!, options: [option] });
  }
  return [...causes.values()].map(({ first, options: stopped }, at) => ({
    no: at + 1, optionIds: stopped.map((one) => one.id),
    say: first.because === 'life' ? lifeWords(first.block!, stopped.toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from)), ask.routine) : first.say,
  }));
}
