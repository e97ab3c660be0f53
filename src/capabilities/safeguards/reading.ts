/**
 * How a check-in is read: what of the client's own plan is shown at once, who sees it and by when. Nothing is decided
 * here about anybody: it shows helps, and tells a person.
 */
import { addDays, addHours, dateIn, endOfDay, instantOf, type Instant } from '../../shared/dates.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { CheckIn, CheckInFact, Helper, SafetyPlan } from './model.ts';

export type Reading = {
  level: 'calm' | 'raised' | 'high' | 'danger';
  /** What was heard, in words for the client: "6 is above your usual 3." Never a blame. */
  heard: string[];
  /** The client's own helps, first those of their plan's order; empty when calm. */
  helps: { words: string; call: Helper | null }[];
  /** Who on the team sees it, and by when at the latest; null: it only joins the picture. */
  seenBy: { role: 'counselor' | 'on_call'; by: Instant } | null;
};

type Settings = Pick<RuleBook, 'checkin.cravingHigh' | 'oncall.alert'>;

/**
 * Reads one check-in against the client's own usual and plan.
 * Danger: said not to be safe. High: craving at the agency's line or 4 above the usual, or use. Raised: 2 above the
 * usual, missed medicine, or a very low mood.
 * @param usual the mean craving of the past two weeks; null without one
 */
export function readCheckIn(checkIn: CheckIn, usual: number | null, plan: SafetyPlan | null, rules: Settings, at: Instant, zone: string): Reading {
  const heard: string[] = [];
  let level: Reading['level'] = 'calm';
  const raise = (to: Reading['level']) => {
    if (LEVELS.indexOf(to) > LEVELS.indexOf(level)) level = to;
  };
  if (checkIn.safe === false) {
    raise('danger');
    heard.push('You said that you don’t feel safe.');
  }
  if (checkIn.craving !== null) {
    const above = usual === null ? 0 : checkIn.craving - usual;
    if (checkIn.craving >= rules['checkin.cravingHigh'] || above >= 4) raise('high');
    else if (above >= 2) raise('raised');
    if (level !== 'calm' && above >= 1) heard.push(`${checkIn.craving} is above your usual ${Math.round(usual!)}.`);
    else if (checkIn.craving >= rules['checkin.cravingHigh']) heard.push(`A craving of ${checkIn.craving} is strong.`);
  }
  if (checkIn.used === 'yes') {
    raise('high');
    heard.push('Thank you for saying that you used. It stays between you and your team.');
  }
  if (checkIn.medication === 'missed') {
    raise('raised');
    heard.push('You missed your medicine.');
  }
  if (checkIn.mood === 1) {
    raise('raised');
    heard.push('Today is very low.');
  }
  return { level, heard, helps: level === 'calm' ? [] : helpsOf(plan, level), seenBy: whoSees(level, rules, at, zone) };
}

const LEVELS: Reading['level'][] = ['calm', 'raised', 'high', 'danger'];

/** In danger people come first, then the crisis line; otherwise what one can do alone, then people. */
function helpsOf(plan: SafetyPlan | null, level: Reading['level']): Reading['helps'] {
  const calls = (plan?.people ?? []).map((p) => ({ words: p.name, call: p }));
  const professionals = (plan?.professionals ?? []).map((p) => ({ words: p.name, call: p }));
  const alone = (plan?.alone ?? []).map((words) => ({ words, call: null }));
  const places = (plan?.places ?? []).map((words) => ({ words, call: null }));
  return level === 'danger' ? [CRISIS_LINE, ...calls, ...professionals] : [...alone, ...calls, ...places, ...(level === 'high' ? [CRISIS_LINE] : [])];
}

/** The national crisis line of the United States: by call or text, any hour. */
export const CRISIS_LINE = { words: '988', call: { name: '988', relation: 'any hour, call or text', phone: '988' } };

function whoSees(level: Reading['level'], rules: Settings, at: Instant, zone: string): Reading['seenBy'] {
  if (level === 'danger') return { role: rules['oncall.alert'] ? 'on_call' : 'counselor', by: addHours(at, 1) };
  if (level === 'high') return { role: 'counselor', by: nextMorning(at, zone) };
  return level === 'raised' ? { role: 'counselor', by: endOfDay(addDays(dateIn(at, zone), 2), zone) } : null;
}

/** 10:00 of the next day at the site: a high craving at night is on the morning's list. */
const nextMorning = (at: Instant, zone: string): Instant => instantOf(addDays(dateIn(at, zone), 1), '10:00', zone);

/** The mean craving of the two weeks before a day; null with fewer than three answers, which are no usual yet. */
export function usualCraving(past: CheckInFact[], on: string): number | null {
  const from = addDays(on, -14);
  const values = past.filter((c) => c.on >= from && c.on < on).flatMap((c) => (c.craving === null ? [] : [c.craving]));
  return values.length < 3 ? null : values.reduce((a, b) => a + b, 0) / values.length;
}

/** A sentence for the client on who sees their answer and when (look.md: a high answer says so). */
export function whoSeesWords(seenBy: Reading['seenBy'], now: Instant, zone: string): string {
  if (seenBy === null) return 'Your counselor sees it before your next session.';
  if (seenBy.role === 'on_call') return 'Somebody on call is told now. If you are in danger, call 988 or 911: don’t wait for us.';
  return dateIn(seenBy.by, zone) === dateIn(now, zone) ? 'Your counselor sees it today.' : 'Your counselor sees it in the morning.';
}
