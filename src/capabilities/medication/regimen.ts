/** What is taken on a day, and where taking it has gaps. Later rooms read tests against `regimenOn`. */
import { addDays, dateIn, daysBetween, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { AdherenceCheck, Medication, MedicationStop, Schedule, Supply } from './model.ts';

/** The day a medication was last taken, or null while it goes on: stopped, or replaced by another from its start. */
export function endOf(medication: Medication, all: readonly Medication[], stops: readonly MedicationStop[]): LocalDate | null {
  const ends = [
    ...stops.filter((s) => s.medicationId === medication.id).map((s) => s.stoppedOn),
    ...all.filter((m) => m.replaces === medication.id).map((m) => addDays(m.startedOn, -1)),
  ];
  return ends.length === 0 ? null : ends.reduce((a, b) => (b < a ? b : a));
}

/** The regimen in force on a date: begun, neither stopped nor replaced. This is what a test of that day is read against. */
export const regimenOn = (all: readonly Medication[], stops: readonly MedicationStop[], date: LocalDate): Medication[] =>
  all.filter((m) => {
    const end = endOf(m, all, stops);
    return m.startedOn <= date && (end === null || date <= end);
  });

export function scheduleWords(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'daily': return schedule.timesPerDay === 1 ? 'once a day' : schedule.timesPerDay === 2 ? 'twice a day' : `${schedule.timesPerDay} times a day`;
    case 'every_days': return schedule.days % 7 === 0 ? `every ${schedule.days === 7 ? 'week' : `${schedule.days / 7} weeks`}` : `every ${schedule.days} days`;
    default: return 'as needed';
  }
}

type MedicationRefusal = 'starts-too-far-ahead' | 'replaces-nothing' | 'already-taken' | 'replaced-before-it-began';
/** Takes a medication into the list; the same ingredient twice must say that it replaces the other. */
export function decideMedication(
  made: Medication, all: readonly Medication[], stops: readonly MedicationStop[], today: LocalDate,
): Decision<Medication, MedicationRefusal> {
  if (daysBetween(today, made.startedOn) > 60) {
    return refuse('starts-too-far-ahead', 'Write a start within the next 60 days.', 'startedOn');
  }
  const current = regimenOn(all, stops, made.startedOn);
  if (made.replaces !== null) {
    const old = current.find((m) => m.id === made.replaces);
    if (!old) return refuse('replaces-nothing', 'What it replaces is not taken on that day.', 'replaces');
    if (made.startedOn <= old.startedOn) {
      return refuse('replaced-before-it-began', `That one began on ${old.startedOn}. Start the new one later.`, 'startedOn');
    }
  }
  const twin = current.find((m) => m.id !== made.replaces && m.ingredients.length > 0
    && m.ingredients.length === made.ingredients.length && m.ingredients.every((i) => made.ingredients.includes(i)));
  return twin ? refuse('already-taken', `${twin.name} ${twin.strength} stands on the list. Say that this one replaces it.`, 'replaces') : accept(made);
}

type StopRefusal = 'already-stopped' | 'stopped-before-start' | 'stopped-ahead';
export function decideStop(
  stop: MedicationStop, medication: Medication, all: readonly Medication[], stops: readonly MedicationStop[], today: LocalDate,
): Decision<MedicationStop, StopRefusal> {
  if (endOf(medication, all, stops) !== null) return refuse('already-stopped', 'It has been stopped or replaced already.');
  if (stop.stoppedOn < medication.startedOn) {
    return refuse('stopped-before-start', `It began on ${medication.startedOn}.`, 'stoppedOn');
  }
  return stop.stoppedOn > addDays(today, 60) ? refuse('stopped-ahead', 'Write a day within the next 60 days.', 'stoppedOn') : accept(stop);
}

export type Gap = { medicationId: string; from: LocalDate; to: LocalDate | null; why: 'supply-ended' | 'injection-late' | 'not-taken' };

/**
 * Days without it, as far as the facts tell: a supply that ended before the next, an injection past its interval, a
 * check-in that says none was taken. No supplies recorded: nothing is concluded from them.
 */
export function gapsOf(
  medication: Medication, end: LocalDate | null, supplies: readonly Supply[], checks: readonly AdherenceCheck[], today: LocalDate, zone: string,
): Gap[] {
  if (medication.schedule.kind === 'as_needed') return [];
  const last = end !== null && end < today ? end : today;
  const why = medication.schedule.kind === 'every_days' ? 'injection-late' : 'supply-ended';
  const gaps: Gap[] = [];
  const own = supplies.filter((s) => s.medicationId === medication.id && s.on <= last).toSorted((a, b) => a.on.localeCompare(b.on));
  let covered: LocalDate | null = null;
  for (const s of own) {
    const next: LocalDate | null = covered === null ? null : addDays(covered, 1);
    if (next !== null && s.on > next) gaps.push({ medicationId: medication.id, from: next, to: addDays(s.on, -1), why });
    // A supply picked up early is used after the one before it; an injection counts from its own day.
    const begins: LocalDate = medication.schedule.kind === 'daily' && next !== null && next > s.on ? next : s.on;
    covered = addDays(begins, s.daysSupply - 1);
  }
  if (covered !== null && covered < last) gaps.push({ medicationId: medication.id, from: addDays(covered, 1), to: end !== null ? end : null, why });
  for (const check of checks) {
    if (check.answers.some((a) => a.medicationId === medication.id && a.taken === 'none')) {
      gaps.push({ medicationId: medication.id, from: check.since, to: dateIn(check.at, zone), why: 'not-taken' });
    }
  }
  return gaps.toSorted((a, b) => a.from.localeCompare(b.from));
}

/**
 * Of the last `days` days on which it was prescribed, the share without a known gap; null where no supply and no
 * check-in says anything. `evidence` counts what it rests on.
 */
export function coverageOf(
  medication: Medication, end: LocalDate | null, supplies: readonly Supply[], checks: readonly AdherenceCheck[], today: LocalDate,
  zone: string, days = 30,
): { share: number; days: number; evidence: number } | null {
  const evidence = supplies.filter((s) => s.medicationId === medication.id).length
    + checks.filter((c) => c.answers.some((a) => a.medicationId === medication.id)).length;
  const last = end !== null && end < today ? end : today;
  const first = [addDays(today, 1 - days), medication.startedOn].reduce((a, b) => (b > a ? b : a));
  const length = daysBetween(first, last) + 1;
  if (evidence === 0 || length <= 0) return null;
  const gaps = gapsOf(medication, end, supplies, checks, today, zone);
  let without = 0;
  for (let day = first; day <= last; day = addDays(day, 1)) {
    if (gaps.some((g) => g.from <= day && (g.to === null || day <= g.to))) without++;
  }
  const missed = checks.flatMap((c) => (dateIn(c.at, zone) < first ? [] : c.answers))
    .filter((a) => a.medicationId === medication.id && a.taken === 'some').reduce((sum, a) => sum + a.missedDoses, 0);
  const perDay = medication.schedule.kind === 'daily' ? medication.schedule.timesPerDay : 1;
  return { share: Math.max(0, (length - without - missed / perDay) / length), days: length, evidence };
}
