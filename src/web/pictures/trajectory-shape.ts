import { addDays, daysBetween, type LocalDate } from '../../shared/dates.ts';
import { listWords, round, sayDate } from '../words.ts';

export type DatedValue = { on: LocalDate; value: number };

/** A scored instrument: `PHQ-9 mood`, lower is better, bands from a score on (`mild` from 5). */
export type ScoreLane = {
  name: string;
  sub?: string;
  most: number;
  bands: readonly { name: string; from: number }[];
  points: readonly DatedValue[];
};
/** Own check-ins of a number, such as craving 0 to 10. */
export type CheckInLane = { name: string; sub?: string; most: number; points: readonly DatedValue[] };
export type TestResult = 'negative' | 'positive' | 'confirmed' | 'missed' | 'pending' | 'unusable';
/** `words`: what a screen reader and the table say, such as `positive, not prescribed`. `unusable` is dilute or invalid. */
export type TestPoint = { on: LocalDate; result: TestResult; words?: string };
/** What was prescribed and taken; `to` null goes on. A gap is hatched and said: `3 days without`. */
export type MedicationLane = {
  name: string;
  spells: readonly { from: LocalDate; to: LocalDate | null; dose: string }[];
  gaps: readonly { from: LocalDate; to: LocalDate; words: string }[];
};
/** Hours kept in the client-week that begins on a day. */
export type WeekKept = { weekOf: LocalDate; hours: number };

export type TrajectoryData = {
  /** The axis: whole weeks from `from`; `to` lies a little after `today`. */
  from: LocalDate;
  to: LocalDate;
  today: LocalDate;
  scores: readonly ScoreLane[];
  checkIns: readonly CheckInLane[];
  tests: readonly TestPoint[];
  medications: readonly MedicationLane[];
  hours: readonly WeekKept[];
  /** Hours a week that the program asks; null where it asks none. */
  floor: number | null;
};

export const TEST_WORDS: Record<TestResult, string> = {
  negative: 'negative', positive: 'positive', confirmed: 'positive, confirmed', missed: 'missed', pending: 'pending', unusable: 'dilute or invalid',
};

export type Week = { n: number; from: LocalDate; isNow: boolean };

/** The weeks of the axis. `first` is the number of the first one. */
export function weeksOf(data: Pick<TrajectoryData, 'from' | 'to' | 'today'>, first = 1): Week[] {
  const count = Math.max(1, Math.ceil((daysBetween(data.from, data.to) + 1) / 7));
  return Array.from({ length: count }, (_, i) => {
    const from = addDays(data.from, i * 7);
    const since = daysBetween(from, data.today);
    return { n: first + i, from, isNow: since >= 0 && since < 7 };
  });
}

/** Cuts the past to the last `weeks` whole weeks; what began earlier keeps its spell. */
export function lastWeeks(data: TrajectoryData, weeks: number): { data: TrajectoryData; first: number } {
  const passed = Math.floor(daysBetween(data.from, data.today) / 7);
  const skip = Math.max(0, passed - weeks + 1);
  if (skip === 0) return { data, first: 1 };
  const from = addDays(data.from, skip * 7);
  const kept = <T extends { on: LocalDate }>(points: readonly T[]) => points.filter((point) => point.on >= from);
  return {
    first: skip + 1,
    data: {
      ...data, from,
      scores: data.scores.map((lane) => ({ ...lane, points: kept(lane.points) })),
      checkIns: data.checkIns.map((lane) => ({ ...lane, points: kept(lane.points) })),
      tests: kept(data.tests),
      medications: data.medications.map((lane) => ({
        ...lane,
        spells: lane.spells.filter((one) => one.to === null || one.to >= from).map((one) => (one.from < from ? { ...one, from } : one)),
        gaps: lane.gaps.filter((one) => one.to >= from).map((one) => (one.from < from ? { ...one, from } : one)),
      })),
      hours: data.hours.filter((week) => week.weekOf >= from),
    },
  };
}

export type WeekCells = { week: string; cells: { lane: string; words: string }[] };

/** What each lane says of each week: the table, and what the cursor speaks. */
export function cellsOf(data: TrajectoryData, weeks: readonly Week[]): WeekCells[] {
  return weeks.map((week) => {
    const end = addDays(week.from, 6);
    const within = <T extends { on: LocalDate }>(points: readonly T[]) => points.filter((point) => point.on >= week.from && point.on <= end);
    const span = (points: readonly DatedValue[]) => [...new Set(points.map((point) => round(point.value)))].join(', ');
    const cells = [
      ...data.scores.map((lane) => ({ lane: lane.name, words: within(lane.points).map((p) => `${round(p.value)}${bandOf(lane, p.value)}`).join(', ') })),
      ...data.checkIns.map((lane) => ({ lane: lane.name, words: span(within(lane.points)) })),
      { lane: 'Tests', words: within(data.tests).map((test) => `${test.words ?? TEST_WORDS[test.result]} ${sayDate(test.on)}`).join(', ') },
      ...data.medications.map((lane) => ({ lane: lane.name, words: medicationIn(lane, week.from, end, data.today) })),
      ...(data.hours.length === 0 ? [] : [{ lane: 'Hours kept', words: hoursIn(data, week.from) }]),
    ];
    return { week: `Week ${week.n}, from ${sayDate(week.from)}`, cells };
  });
}

function bandOf(lane: ScoreLane, value: number): string {
  const band = lane.bands.filter((one) => value >= one.from).sort((a, b) => b.from - a.from)[0];
  return band ? ` ${band.name}` : '';
}
function medicationIn(lane: MedicationLane, from: LocalDate, to: LocalDate, today: LocalDate): string {
  if (from > today) return '';
  const doses = lane.spells.filter((one) => one.from <= to && (one.to === null || one.to >= from)).map((one) => one.dose);
  const gaps = lane.gaps.filter((one) => one.from <= to && one.to >= from).map((one) => one.words);
  return [...new Set([...doses, ...gaps])].join(', ');
}
function hoursIn(data: TrajectoryData, weekOf: LocalDate): string {
  const week = data.hours.find((one) => one.weekOf === weekOf);
  if (!week) return '';
  return `${round(week.hours)}${data.floor !== null && week.hours < data.floor ? `, below ${round(data.floor)}` : ''}`;
}

/** The one sentence that stands for the whole picture. */
export function sayTrajectory(data: TrajectoryData): string {
  const lines = [...data.scores, ...data.checkIns].filter((lane) => lane.points.length > 0).map((lane) => {
    const [first, last] = [lane.points[0]!, lane.points.at(-1)!];
    return lane.points.length === 1 ? `${lane.name} ${round(last.value)}` : `${lane.name} from ${round(first.value)} to ${round(last.value)}`;
  });
  const results = (['negative', 'positive', 'confirmed', 'missed', 'pending', 'unusable'] as const)
    .map((result) => [data.tests.filter((test) => test.result === result).length, TEST_WORDS[result]] as const)
    .filter(([n]) => n > 0).map(([n, word]) => `${n} ${word}`);
  const gaps = data.medications.flatMap((lane) => lane.gaps.map((gap) => `${lane.name} ${gap.words}`));
  const { floor } = data;
  const below = floor === null ? 0 : data.hours.filter((week) => week.hours < floor).length;
  const parts = [
    ...lines, ...(results.length === 0 ? [] : [`tests ${listWords(results)}`]), ...gaps,
    ...(data.hours.length === 0 ? [] : [below === 0 ? 'hours kept each week' : `hours below the floor in ${below} of ${data.hours.length} weeks`]),
  ];
  return parts.length === 0 ? 'Nothing is recorded yet.' : `${parts.join('; ')}.`;
}
