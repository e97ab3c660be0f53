/** An invented program for measuring the week builder: sixty groups a week, fifteen people, eight rooms, any number of clients. */
import type { RoutineBlock } from '../../capabilities/clients/model.ts';
import type { Offer, Person, Problem } from '../../capabilities/schedule/builder/facts.ts';

/** The same numbers at each run: a small generator of its own. */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const STAFF = 15;
/** Three counted hours: mornings, afternoons, evenings. */
const STARTS = [9 * 60, 13 * 60, 18 * 60];

export function sampleOffers(groups: number): Offer[] {
  const offers: Offer[] = [];
  for (let n = 0; n < groups; n++) {
    const [weekday, start] = [n % 6 + 1, STARTS[Math.floor(n / 6) % 3]!];
    offers.push({
      id: `g${n}`, kind: 'group', name: `Group ${n}`, service: 'group-therapy', track: null, minutes: 180, everyWeek: true, others: 0, begin: 0, closed: null, remote: false, site: null,
      meetings: [{ weekday, from: start, to: start + 195 }], places: { free: 12, of: 12 }, takes: [], holds: [], placesAtMost: 12, staffId: null,
      audience: n % 15 === 14 ? [['women']] : [], onlyFor: null, fixed: false, weeks: null,
    });
  }
  for (let staff = 0; staff < STAFF; staff++) {
    for (let weekday = 1; weekday <= 5; weekday++) {
      for (const from of [12 * 60, 13 * 60, 16 * 60, 17 * 60, 18 * 60, 19 * 60]) {
        if ((staff + weekday) % 3 === 0 ? from < 15 * 60 : from > 17 * 60) continue;
        offers.push({
          id: `i${staff}:${weekday}:${from}`, kind: 'individual', name: 'Individual', service: 'individual-counseling', track: null, minutes: 50, everyWeek: true, others: 0, begin: 0,
          closed: null, remote: false, site: null, meetings: [{ weekday, from, to: from + 50 }], places: null, holds: [], placesAtMost: 1, takes: [`s${staff}`], staffId: `s${staff}`, audience: [], onlyFor: null, fixed: false, weeks: null,
        });
      }
    }
  }
  return offers;
}

const LIVES: { kind: RoutineBlock['kind']; from: string; to: string }[][] = [
  [{ kind: 'work', from: '07:00', to: '15:30' }], [{ kind: 'work', from: '09:00', to: '17:00' }], [{ kind: 'work', from: '15:00', to: '23:30' }],
  [{ kind: 'children', from: '14:30', to: '18:00' }], [],
];

/** @param settled the share, in hundredths, of those who have a week already */
export function sampleProblem(clients: number, groups: number, settled = 70): Problem {
  const roll = dice(7);
  const offers = sampleOffers(groups);
  const left = new Map(offers.map((offer) => [offer.id, offer.places?.free ?? 1]));
  const people = Array.from({ length: clients }, (_, n): Person => {
    const routine = LIVES[roll(LIVES.length)]!.flatMap((one) => [1, 2, 3, 4, 5].map((weekday) => ({ ...one, weekday })));
    const counselor = `s${n % STAFF}`;
    const person: Person = {
      id: `c${n}`, floor: 540, planned: 540, ceiling: 1140, groups: 2, individuals: 1, individualsWeekly: true, days: 3, gap: 3, excused: false, routine, travel: 20 + 10 * roll(4),
      homeBy: roll(5) === 0 ? 21 * 60 + 30 : null, track: null, audiences: roll(2) === 0 ? ['women'] : [], counselor, newcomer: false, weekOfStay: 5, part: null, present: [], keptFrom: [],
    };
    if (roll(100) >= settled) return { ...person, newcomer: true, weekOfStay: 1 };
    return { ...person, present: week(person, offers, left, roll) };
  });
  const apart = Array.from({ length: Math.floor(clients / 20) }, () => ({ a: `c${roll(clients)}`, b: `c${roll(clients)}`, allowed: [] })).filter((pair) => pair.a !== pair.b);
  return { offers, people, apart, ways: [], weights: { unplaced: 400, change: 30, trip: 3, timeOfDay: 4, counselor: 6, newcomers: 3, groupSize: 1, track: 5 }, ownFirst: clients > 1, sizes: { least: 5, most: 10, newcomers: 2 } };
}

/** A week that somebody fell into: groups at hours that suit them mostly, not always. */
function week(person: Person, offers: readonly Offer[], left: Map<string, number>, roll: (below: number) => number): string[] {
  const busy = person.routine[0];
  const chosen: Offer[] = [];
  const groups = offers.filter((offer) => offer.kind === 'group' && offer.audience.length === 0 && left.get(offer.id)! > 0);
  for (let tries = 0; tries < 60 && chosen.length < 3; tries++) {
    const offer = groups[roll(groups.length)]!;
    const [meeting] = offer.meetings;
    const clashes = busy && meeting!.from < 60 * Number(busy.to.slice(0, 2)) + 90 && 60 * Number(busy.from.slice(0, 2)) - 60 < meeting!.to && meeting!.weekday < 6;
    if ((clashes && roll(12) > 0) || chosen.some((one) => one.meetings[0]!.weekday === meeting!.weekday)) continue;
    chosen.push(offer);
  }
  const single = offers.find((offer) => offer.staffId === person.counselor && left.get(offer.id)! > 0 && !chosen.some((one) => one.meetings[0]!.weekday === offer.meetings[0]!.weekday));
  const all = [...chosen, ...(single ? [single] : [])];
  for (const offer of all) left.set(offer.id, left.get(offer.id)! - 1);
  return all.map((offer) => offer.id);
}
