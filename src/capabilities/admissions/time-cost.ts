import type { WallTime } from '../../shared/dates.ts';
import { sayTime } from '../../shared/words.ts';
import type { InquiryDetails, RoutineBlock } from './model.ts';

/**
 * What a program week would take of a person's own week, said before they decide (PR-40): hours in the room, travel,
 * weeks, money, and where it collides with their life.
 */
export type OfferedSession = {
  weekday: number;
  from: WallTime;
  to: WallTime;
  kind: 'group' | 'individual' | 'family' | 'medical';
  /** Minutes that count toward the weekly hours, breaks already taken out (PR-13). */
  countedMinutes: number;
  /** No travel for a session by video. */
  remote?: boolean;
};

export type Offer = {
  name: string;
  sessions: OfferedSession[];
  weeks: number;
  seatsOpen: number | null;
  /** The agency's own sentence about money, such as `$0 with the state plan`. */
  feeWords: string;
};

export type Clash = {
  session: number;
  block: number;
  /** `travel`: the session is free, but the way there or back is not. */
  because: 'session' | 'travel';
  minutes: number;
  say: string;
};

export type TimeCost = {
  minutesInRoom: number;
  countedMinutes: number;
  /** `null`: how far they live was not asked yet. */
  travelMinutes: number | null;
  days: number;
  weeks: number;
  feeWords: string;
  clashes: Clash[];
  /** Read aloud as it stands. */
  say: string;
};

const DAY_WORDS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** One return journey a day, and another where the wait between two sessions is worth going home for. */
export function timeCost(
  routine: readonly RoutineBlock[], travel: Pick<InquiryDetails, 'travelMinutes' | 'travelMode'>, offer: Offer,
): TimeCost {
  const oneWay = travel.travelMode === 'remote' ? 0 : travel.travelMinutes;
  const minutesInRoom = sum(offer.sessions.map((session) => minutes(session.to) - minutes(session.from)));
  const countedMinutes = sum(offer.sessions.map((session) => session.countedMinutes));
  const trips = countTrips(offer.sessions, oneWay ?? 0);
  const travelMinutes = oneWay === null ? null : trips * 2 * oneWay;
  const clashes = offer.sessions.flatMap((session, at) =>
    routine.flatMap((block, blockAt) => clash(session, at, block, blockAt, oneWay ?? 0)));
  const days = new Set(offer.sessions.map((session) => session.weekday)).size;
  const { weeks, feeWords } = offer;
  const cost = { minutesInRoom, countedMinutes, travelMinutes, days, weeks, feeWords, clashes };
  return { ...cost, say: inWords(cost, travel.travelMode) };
}

function countTrips(sessions: readonly OfferedSession[], oneWay: number): number {
  let trips = 0;
  for (let day = 1; day <= 7; day++) {
    const here = sessions.filter((session) => session.weekday === day && !session.remote)
      .sort((a, b) => a.from.localeCompare(b.from));
    here.forEach((session, at) => {
      const before = here[at - 1];
      const wait = before ? minutes(session.from) - minutes(before.to) : Infinity;
      if (wait > 2 * oneWay + WORTH_GOING_HOME) trips += 1;
    });
  }
  return trips;
}
/** Minutes at home that make a journey home and back worth it. */
const WORTH_GOING_HOME = 60;

function clash(session: OfferedSession, at: number, block: RoutineBlock, blockAt: number, oneWay: number): Clash[] {
  if (session.weekday !== block.weekday) return [];
  const way = session.remote ? 0 : oneWay;
  const [from, to, lifeFrom, lifeTo] = [session.from, session.to, block.from, block.to].map(minutes) as
    [number, number, number, number];
  const inSession = Math.min(to, lifeTo) - Math.max(from, lifeFrom);
  const withWay = Math.min(to + way, lifeTo) - Math.max(from - way, lifeFrom);
  const day = DAY_WORDS[block.weekday - 1]!;
  const life = block.kind === 'other' ? 'something else' : block.kind;
  if (inSession > 0) {
    const say = `${day}: ${life} until ${sayTime(block.to)}, ${session.kind} from ${sayTime(session.from)}.`;
    return [{ session: at, block: blockAt, because: 'session', minutes: inSession, say }];
  }
  if (withWay <= 0) return [];
  const meeting = lifeTo <= from
    ? `${life} ends ${sayTime(block.to)}, ${way} min of travel before ${sayTime(session.from)}`
    : `${session.kind} ends ${sayTime(session.to)}, ${way} min of travel before ${life} at ${sayTime(block.from)}`;
  const say = `${day}: ${meeting}. ${withWay} min short.`;
  return [{ session: at, block: blockAt, because: 'travel', minutes: withWay, say }];
}

function inWords(cost: Omit<TimeCost, 'say'>, mode: InquiryDetails['travelMode']): string {
  const by = mode && mode !== 'remote' ? ` by ${mode === 'walk' ? 'foot' : mode}` : '';
  const way = cost.travelMinutes === null ? ''
    : cost.travelMinutes === 0 ? ', no travel' : `, ${hours(cost.travelMinutes)} of travel${by}`;
  const clashes = cost.clashes.length;
  const fits = clashes === 0 ? 'Nothing collides with your week.'
    : clashes === 1 ? 'One thing collides with your week.' : `${clashes} things collide with your week.`;
  return `${hours(cost.minutesInRoom)} here on ${cost.days} ${cost.days === 1 ? 'day' : 'days'} a week${way}, `
    + `for about ${cost.weeks} weeks. ${cost.feeWords} ${fits}`;
}

/** `4 h 40`, `10 h`, `35 min`. */
export function hours(total: number): string {
  const [whole, rest] = [Math.floor(total / 60), total % 60];
  if (whole === 0) return `${rest} min`;
  return rest === 0 ? `${whole} h` : `${whole} h ${String(rest).padStart(2, '0')}`;
}

function minutes(time: WallTime): number {
  const [hour, minute] = time.split(':').map(Number) as [number, number];
  return hour * 60 + minute;
}
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);
