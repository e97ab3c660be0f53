import { RRuleTemporal } from 'rrule-temporal';
import { addDays, addMinutes, instantOf, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Pause, Series } from './model.ts';

/** A day on which a series meets, with the moments that its wall-clock times are on that day. */
export type Occurrence = {
  on: LocalDate;
  startAt: Instant;
  endAt: Instant;
  breaks: { from: Instant; to: Instant }[];
};

type When = Pick<Series, 'rule' | 'startsAt' | 'endsAt' | 'breaks' | 'zone' | 'from' | 'until'>;

/**
 * The days a rule names between two days, both included. Days only: the clock is put to them later, in the zone of
 * the series, so that 6 pm stays 6 pm through daylight saving.
 */
export function daysOf(rule: string, start: LocalDate, first: LocalDate, last: LocalDate): LocalDate[] {
  if (last < first || last < start) return [];
  const noon = (date: LocalDate) => `${date.replaceAll('-', '')}T120000Z`;
  const recurring = new RRuleTemporal({ rruleString: `DTSTART:${noon(start)}\nRRULE:${rule}`, temporal: Temporal });
  const from = new Date(`${first < start ? start : first}T00:00:00Z`);
  return recurring.between(from, new Date(`${last}T23:59:59Z`), true).map((at) => at.toPlainDate().toString());
}

/**
 * Every occurrence of a series from one day to before another.
 * @param closed days on which the program is closed: none is made on them (PR-10).
 */
export function occurrences(series: When, first: LocalDate, before: LocalDate, closed: ReadonlySet<LocalDate>): Occurrence[] {
  const last = addDays(series.until !== null && series.until < before ? series.until : before, -1);
  return daysOf(series.rule, series.from, first, last)
    .filter((on) => !closed.has(on))
    .map((on) => occurrenceOn(series, on));
}

/**
 * A skipped hour moves forward and a repeated one is the first (RFC 5545). Where that would end a session before it starts
 * (2:15 to 3:10 in the night that skips 2 to 3), it lasts as long as on other days. Breaks that fall outside are left out.
 */
export function occurrenceOn(series: Pick<When, 'startsAt' | 'endsAt' | 'breaks' | 'zone'>, on: LocalDate): Occurrence {
  const at = (time: string) => instantOf(on, time, series.zone);
  const startAt = at(series.startsAt);
  const minutes = Temporal.PlainTime.from(series.startsAt).until(series.endsAt).total('minutes');
  const endAt = isBefore(startAt, at(series.endsAt)) ? at(series.endsAt) : addMinutes(startAt, minutes);
  return {
    on, startAt, endAt,
    breaks: series.breaks.map((one: Pause) => ({ from: at(one.from), to: at(one.to) }))
      .filter((one) => isBefore(one.from, one.to) && !isBefore(one.from, startAt) && !isBefore(endAt, one.to)),
  };
}

const BYDAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The rule of `every week on Monday and Thursday`. @param weekdays ISO, 1 is Monday. @param interval every how many weeks. */
export const weekly = (weekdays: readonly number[], interval = 1): string =>
  `FREQ=WEEKLY${interval === 1 ? '' : `;INTERVAL=${interval}`};BYDAY=${weekdays.map((day) => BYDAY[day - 1]).join(',')}`;

/** The ISO weekdays of a weekly rule; none for a rule of another kind. */
export function weekdaysOf(rule: string): number[] {
  const days = rule.startsWith('FREQ=WEEKLY') ? /BYDAY=([A-Z,]+)/.exec(rule)?.[1] : undefined;
  return days === undefined ? [] : days.split(',').map((day) => BYDAY.indexOf(day) + 1);
}

/**
 * Changes a series from a day on: the old one ends there, a new one begins, and what has been stays (no rewriting).
 * A change from the first day on replaces the series as a whole: `ended` is null.
 */
export function splitSeries<S extends Series>(
  old: S, on: LocalDate, change: Partial<Omit<S, 'id' | 'from' | 'until'>>, newId: string,
): { ended: S | null; begun: S } {
  const begun = { ...old, ...change, id: newId, from: on > old.from ? on : old.from, until: old.until };
  return { ended: on > old.from ? { ...old, until: on } : null, begun };
}
