import type { LocalDate, WallTime } from '../../../shared/dates.ts';
import type { WeekBlock, WeekHours, WeekLife } from '../../../web/pictures/index.ts';
import type { SessionKind } from '../../schedule/model.ts';

/** What a client-week holds, as `readClientWeek` and `readMyWeek` answer it. */
export type WeekRead = {
  days: readonly LocalDate[];
  sessions: readonly {
    kind: SessionKind; name: string; date: LocalDate; from: WallTime; to: WallTime; cancelled: boolean; status: string | null; attendedMinutes: number | null;
  }[];
  hours: { floor: number; attended: number; toCome: number };
  routine: readonly { weekday: number; from: WallTime; to: WallTime; kind: string }[];
};

const TONE: Record<SessionKind, WeekBlock['kind']> = {
  group: 'group', individual: 'individual', family: 'family', medical: 'medical', assessment: 'individual', 'case-management': 'individual',
};
const SHORT: Record<SessionKind, string> = {
  group: 'Group', individual: 'Indiv.', family: 'Family', medical: 'Medical', assessment: 'Assess.', 'case-management': 'Case',
};
const LIFE_WORDS: Record<string, string> = { other: 'own time' };

/** Sessions as blocks of the week strip. What was cancelled is not drawn: it asks nothing of the week any more. */
export const blocksOf = (week: WeekRead): WeekBlock[] => week.sessions.filter((one) => !one.cancelled).map((one) => ({
  on: one.date, from: one.from, to: one.to, kind: TONE[one.kind], label: SHORT[one.kind],
  state: one.status === null ? 'planned' : one.status === 'present' ? 'kept' : 'missed',
}));

/** The person's own week around it. `days[0]` may be any weekday: the routine is laid on the weekday of each day. */
export const lifeOf = (week: WeekRead): WeekLife[] => week.days.flatMap((on) => {
  const weekday = Temporal.PlainDate.from(on).dayOfWeek;
  return week.routine.filter((one) => one.weekday === weekday).map((one) => ({ on, from: one.from, to: one.to, label: LIFE_WORDS[one.kind] ?? one.kind }));
});

/** Minutes as the hours edge wants them: kept, and planned as what is kept plus what can still be. */
export const hoursEdgeOf = ({ hours }: WeekRead): WeekHours => ({
  kept: hours.attended / 60, planned: (hours.attended + hours.toCome) / 60, floor: hours.floor / 60,
});
