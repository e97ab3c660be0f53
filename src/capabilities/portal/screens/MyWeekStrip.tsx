import { addDays, weekdayOf, type LocalDate } from '../../../shared/dates.ts';
import type { OutputOf } from '../../../web/call.ts';
import { useKeptRead } from '../../../web/keep/use-kept-read.ts';
import { Shown } from '../../../web/parts/index.ts';
import { WeekStrip, type WeekBlock } from '../../../web/pictures/index.ts';
import { readMyWeek } from '../../hours/api.ts';
import type { LifeKind } from '../../clients/model.ts';
import { titleOf } from '../rules.ts';

export type Week = OutputOf<typeof readMyWeek>;
const KINDS = { group: 'group', individual: 'individual', family: 'family', medical: 'medical', assessment: 'individual', 'case-management': 'individual' } as const;
const LIFE: Record<LifeKind, string> = { work: 'work', children: 'children', school: 'school', travel: 'travel', other: 'my own' };

export const stateOf = (one: Week['sessions'][number]): 'planned' | 'kept' | 'missed' =>
  (one.status === null ? 'planned' : one.status === 'present' ? 'kept' : 'missed');

/** The week as it is lived, with the hours it comes to. */
export function MyWeekStrip(props: { today: LocalDate; on?: LocalDate }) {
  const week = useKeptRead(readMyWeek, { on: props.on ?? props.today });
  return <Shown read={week}>{(data) => <Strip week={data} today={props.today} />}</Shown>;
}

export function Strip(props: { week: Week; today: LocalDate }) {
  const { week } = props;
  const { hours, weekStart } = week;
  const blocks = week.sessions.filter((one) => !one.cancelled).map((one): WeekBlock => ({
    on: one.date, from: one.from, to: one.to, kind: KINDS[one.kind], label: titleOf(one.kind), state: stateOf(one) }));
  const life = week.routine.map((one) => ({
    on: addDays(weekStart, (one.weekday - weekdayOf(weekStart) + 7) % 7), from: one.from, to: one.to, label: LIFE[one.kind] }));
  return (
    <WeekStrip start={weekStart} today={props.today} blocks={blocks} life={life}
      hours={{ kept: hours.attended / 60, planned: (hours.attended + hours.toCome) / 60, floor: hours.floor / 60 }} />
  );
}
