import type { WallTime } from '../../shared/dates.ts';
import type { RoutineBlock } from '../clients/model.ts';

/** What a client's week may be made of, what is asked of it, and what can stand against a part of it. */
export type Option = {
  /** A series and its weekday, or an opening of a person. */
  id: string;
  kind: 'group' | 'individual' | 'family' | 'medical';
  name: string;
  /** The track it is part of; null stands outside tracks and is open to all. */
  track: string | null;
  weekday: number;
  from: WallTime;
  to: WallTime;
  countedMinutes: number;
  /** Null where seats do not matter. */
  seats: { free: number; of: number } | null;
  /** Somebody in it is kept apart from this client (PR-28). */
  keptApart: boolean;
  remote: boolean;
};

export type Ask = {
  /** Minutes a week: the floor of the level of care, what the plan asks, and the most. */
  floor: number;
  planned: number;
  ceiling: number;
  groups: number;
  individuals: number;
  days: number;
  /** The most days without contact between two (PR-10). */
  gap: number;
  routine: readonly RoutineBlock[];
  /** Minutes from home to the program, one way. */
  travelMinutes: number;
  /** The client is home by then, if they asked for it. */
  homeBy: WallTime | null;
  /** The track the client is in; null: any one track will do. */
  track: string | null;
};

export type Obstacle = {
  because: 'life' | 'full' | 'kept-apart' | 'other-track' | 'home-by';
  option: Option;
  /** The block of the routine in the way, for `life`. */
  block: RoutineBlock | null;
  say: string;
};

export const minuteOf = (time: WallTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
