import { addDays, weekdayOf } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import type { SessionKind, WeekBlock, WeekLife } from '../../../web/pictures/index.ts';
import type { LifeKind } from '../../clients/model.ts';
import type { readClientWeek, readHoursHistory } from '../api.ts';

export type Week = OutputOf<typeof readClientWeek>;
export type Hours = OutputOf<typeof readHoursHistory>['weeks'][number];

const KINDS: Record<Week['sessions'][number]['kind'], SessionKind> = {
  group: 'group', individual: 'individual', family: 'family', medical: 'medical', assessment: 'individual', 'case-management': 'individual',
};
const LIFE: Record<LifeKind, string> = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'own' };

export const stateOf = (one: Week['sessions'][number]): 'planned' | 'kept' | 'missed' =>
  (one.status === null ? 'planned' : one.status === 'present' ? 'kept' : 'missed');

export const blocksOf = (week: Week): WeekBlock[] => week.sessions.filter((one) => !one.cancelled).map((one) => ({
  on: one.date, from: one.from, to: one.to, kind: KINDS[one.kind], label: one.name, state: stateOf(one), path: `/sessions/${one.sessionId}` }));

export const lifeOf = (week: Week): WeekLife[] => week.routine.map((one) => ({
  on: addDays(week.weekStart, (one.weekday - weekdayOf(week.weekStart) + 7) % 7), from: one.from, to: one.to, label: LIFE[one.kind] }));

export const hoursOf = ({ hours }: Week) => ({ kept: hours.attended / 60, planned: (hours.attended + hours.toCome) / 60, floor: hours.floor / 60 });

const EXCEPTIONS: Record<string, string> = { taper: 'a taper', illness: 'illness', holiday: 'a holiday' };
/** What a week of hours says beside its numbers. */
export function sayHoursState(hours: Hours): string {
  if (hours.excepted !== null) return `fewer hours for ${EXCEPTIONS[hours.excepted] ?? 'a reason'}`;
  if (!hours.full) return 'not a whole week';
  if (hours.warnings.includes('attended-under-floor')) return 'under the floor';
  if (hours.warnings.includes('floor-out-of-reach')) return 'the floor is out of reach';
  if (hours.warnings.includes('scheduled-under-planned')) return 'less scheduled than planned';
  return hours.over ? 'kept' : '';
}
