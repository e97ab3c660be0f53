import { addDays, dateIn, daysBetween, weekOf, type Instant, type LocalDate } from '../../../shared/dates.ts';
import type { CheckInLane, MedicationLane, ScoreLane, TestPoint, TestResult, TrajectoryData, WeekKept } from '../../../web/pictures/index.ts';

/** Turns what each room answers into the lanes of the trajectory. Pure: dates and values in, lanes out. */

/** The scores worth a lane, in order, with their bands as the field names them (instruments.md §4). */
const SCORED: { code: string; name: string; sub: string; most: number; bands: ScoreLane['bands'] }[] = [
  {
    code: 'PHQ-9', name: 'PHQ-9 mood', sub: 'lower is better', most: 27,
    bands: [{ name: 'mild', from: 5 }, { name: 'moderate', from: 10 }, { name: 'severe', from: 15 }],
  },
  {
    code: 'GAD-7', name: 'GAD-7 worry', sub: 'lower is better', most: 21,
    bands: [{ name: 'mild', from: 5 }, { name: 'moderate', from: 10 }, { name: 'severe', from: 15 }],
  },
];

type Reading = { code: string; takenAt: Instant; corrected: boolean; scored: { scales: readonly { code: string; value: number | null }[] } };

/** One lane for each score that was taken at least once; a corrected reading counts as corrected. */
export const scoreLanes = (readings: readonly Reading[], zone: string): ScoreLane[] => SCORED.flatMap((lane) => {
  const points = readings.filter((one) => one.code === lane.code && !one.corrected)
    .flatMap((one) => {
      const value = one.scored.scales[0]?.value;
      return value == null ? [] : [{ on: dateIn(one.takenAt, zone), value }];
    })
    .sort((a, b) => (a.on < b.on ? -1 : 1));
  const top = Math.max(...points.map((point) => point.value), 0);
  // The lane ends a little over what was measured: three quarters of it empty tell nothing.
  const most = Math.min(lane.most, Math.max(20, top + 2));
  return points.length === 0 ? [] : [{ name: lane.name, sub: lane.sub, most, bands: lane.bands, points }];
});

export const cravingLane = (checkIns: readonly { on: LocalDate; craving: number | null }[]): CheckInLane[] => {
  const points = checkIns.flatMap((one) => (one.craving === null ? [] : [{ on: one.on, value: one.craving }])).sort((a, b) => (a.on < b.on ? -1 : 1));
  return points.length === 0 ? [] : [{ name: 'Craving', sub: 'own check-ins, 0–10', most: 10, points }];
};

type Test = {
  date: LocalDate; status: string; statusWords: string; validity: string | null;
  reads: readonly { verdict: string; source: 'presumptive' | 'definitive'; words: string }[];
};

/** Each test as one mark. Unexpected is what the chart shows as positive; what is prescribed and there is not. */
export const testPoints = (tests: readonly Test[], today: LocalDate): TestPoint[] => tests.flatMap((test): TestPoint[] => {
  const result = resultOf(test);
  if (result === null || test.date > today) return [];
  const unexpected = test.reads.find((read) => read.verdict.startsWith('unexpected'));
  return [{ on: test.date, result, words: unexpected?.words ?? test.statusWords }];
}).sort((a, b) => (a.on < b.on ? -1 : 1));

function resultOf(test: Test): TestResult | null {
  if (test.status === 'cancelled_by_program' || test.status === 'missed_excused') return null;
  if (['missed_unexcused', 'refused', 'unable_to_provide'].includes(test.status)) return 'missed';
  if (test.status === 'invalid' || (test.validity !== null && test.validity !== 'acceptable')) return 'unusable';
  if (['scheduled', 'notified', 'collected'].includes(test.status)) return 'pending';
  const unexpected = test.reads.filter((read) => read.verdict === 'unexpected_positive');
  if (unexpected.some((read) => read.source === 'definitive')) return 'confirmed';
  if (unexpected.length > 0) return 'positive';
  return test.reads.some((read) => read.verdict === 'pending') ? 'pending' : 'negative';
}

type Medication = {
  name: string; strength: string; startedOn: LocalDate; end: LocalDate | null;
  gaps: readonly { from: LocalDate; to: LocalDate | null; why: string }[];
};

/** One lane per medication, its doses one after another; gaps are said with their days. */
export function medicationLanes(medications: readonly Medication[], today: LocalDate): MedicationLane[] {
  const byName = Map.groupBy(medications, (one) => one.name);
  return [...byName].map(([name, spells]) => {
    const gaps = spells.flatMap((one) => one.gaps).filter((gap) => gap.from <= today).map((gap) => {
      const to = gap.to === null || gap.to > today ? today : gap.to;
      const days = daysBetween(gap.from, to) + 1;
      return { from: gap.from, to, words: `${days} ${days === 1 ? 'day' : 'days'} without` };
    });
    return { name, spells: spells.map((one) => ({ from: one.startedOn, to: one.end, dose: one.strength })).sort((a, b) => (a.from < b.from ? -1 : 1)), gaps };
  }).slice(0, 3);
}

/** Weeks that are over and were asked for in full; minutes become hours. */
export const hoursLane = (weeks: readonly { weekStart: LocalDate; attended: number; over: boolean; full: boolean }[]): WeekKept[] =>
  weeks.filter((week) => week.over && week.full).map((week) => ({ weekOf: week.weekStart, hours: week.attended / 60 }));

/** The axis: from the week of the first fact (at the latest the admission) to two weeks after today. */
export function axisOf(parts: Omit<TrajectoryData, 'from' | 'to' | 'today'>, admittedOn: LocalDate | null, today: LocalDate, weekStart: number): { from: LocalDate; to: LocalDate } {
  const days = [
    admittedOn ?? today, ...parts.scores.flatMap((lane) => lane.points[0]?.on ?? []), ...parts.checkIns.flatMap((lane) => lane.points[0]?.on ?? []),
    ...parts.tests.slice(0, 1).map((test) => test.on),
  ];
  const first = days.reduce((a, b) => (a < b ? a : b));
  return { from: weekOf(first, weekStart), to: addDays(weekOf(today, weekStart), 13) };
}
