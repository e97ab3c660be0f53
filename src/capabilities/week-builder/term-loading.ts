import { createHash } from 'node:crypto';
import { dateIn, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { plannedMinutes } from '../hours/week.ts';
import type { Person, Problem } from '../schedule/builder/facts.ts';
import type { Leeway } from '../schedule/builder/change.ts';
import { appointmentOffer, asksOf, audiencesOf, findOffering, groupOffers, leewayOf, openingId, openingOffers, partNow, weekOfStay, weighed } from '../schedule/handlers/offers.ts';
import { listSeriesByIds } from '../schedule/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import type { Facts } from './model.ts';
import * as store from './store.ts';

/** Everything that a term is built from, on one day, with digests that tell later whether it is still so. */
export type Material = {
  problem: Problem;
  leeway: Leeway;
  facts: Facts;
  people: Record<Id, string>;
  initials: Record<Id, string>;
  /** The person and room of each opening. */
  openings: Record<string, { staffId: Id; roomId: Id | null }>;
  seconds: number;
  gap: number;
};

const NEWCOMER_WEEKS = 2;
const digest = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 16);

export async function loadTerm(act: Act, from: LocalDate): Promise<Material> {
  const { tx } = act;
  const rules = await findRuleBook(tx, act.today);
  const [offering, comers, standing, pairs, excused] = await Promise.all([
    findOffering(act, from, rules), store.listComers(tx), store.listStanding(tx, from), store.listPairs(tx, from), store.listExcused(tx, from)]);
  const ids = new Set(comers.map((one) => one.clientId));
  const held = Map.groupBy(standing.filter((seat) => ids.has(seat.clientId)), (seat) => seat.seriesId);
  const own = (await listSeriesByIds(tx, [...held.keys()])).filter((row) => row.kind !== 'group')
    .map((row) => appointmentOffer(offering, row, held.get(row.id)![0]!.clientId));
  const offers = [...groupOffers(offering, (seriesId) => held.get(seriesId)?.length ?? 0), ...own, ...openingOffers(offering, 'all')];
  const byId = new Map(offers.map((offer) => [offer.id, offer]));
  const plans = new Map(await Promise.all(comers.map(async (one) => [one.clientId, planInForce(await listVersions(tx, one.clientId), act.now)] as const)));
  const people = comers.map((one): Person => {
    const present = standing.filter((seat) => seat.clientId === one.clientId).flatMap((seat) => byId.get(seat.seriesId) ?? []);
    const tracks = [...new Set(present.flatMap((offer) => offer.track ?? []))];
    const floor = 60 * rules[one.adolescent ? 'hours.floor.adolescent' : 'hours.floor.adult'];
    const interventions = plans.get(one.clientId)?.body.interventions ?? [];
    const week = weekOfStay(dateIn(one.admittedAt, act.zone), from, act.weekStart);
    const asks = asksOf(rules);
    const singles = interventions.filter((it) => it.per === 'week' && (it.service === 'individual-counseling' || it.service === 'individual-therapy')).reduce((sum, it) => sum + it.times, 0);
    const others = pairs.flatMap((pair) => (pair.a === one.clientId ? [pair.b] : pair.b === one.clientId ? [pair.a] : [])).filter((id) => !ids.has(id));
    return {
      id: one.clientId, ...asks, floor, planned: Math.min(asks.ceiling, Math.max(floor, plannedMinutes(interventions, rules))), individuals: Math.max(asks.individuals, Math.min(3, singles)),
      excused: excused.has(one.clientId), routine: one.routine, travel: one.travelMinutes ?? 0, homeBy: null, track: tracks.length === 1 ? tracks[0]! : null,
      audiences: audiencesOf(one, from), counselor: one.counselorId, weekOfStay: week, newcomer: week <= NEWCOMER_WEEKS, part: partNow(present),
      present: present.map((offer) => offer.id), keptFrom: standing.filter((seat) => others.includes(seat.clientId)).map((seat) => seat.seriesId),
    };
  });
  const apart = pairs.filter((pair) => ids.has(pair.a) && ids.has(pair.b)).map((pair) => ({ ...pair,
    allowed: standing.filter((seat) => seat.overridden && (seat.clientId === pair.a || seat.clientId === pair.b)).map((seat) => seat.seriesId) }));
  const problem: Problem = { offers, people, apart, ownFirst: true, ways: offering.travel, ...weighed(rules) };
  return {
    problem, leeway: leewayOf(offering, offers, 0), initials: Object.fromEntries(comers.map((one) => [one.clientId, one.initials])),
    people: Object.fromEntries(people.map((person) => [person.id, digest([person, apart.filter((pair) => pair.a === person.id || pair.b === person.id)])])),
    facts: { rules: digest([problem.weights, problem.sizes, asksOf(rules)]), groups: Object.fromEntries(offers.filter((offer) => offer.kind === 'group').map((offer) => [offer.id, digest(offer)])) },
    openings: Object.fromEntries(offering.openings.map((one) => [openingId(one), { staffId: one.staffId, roomId: one.roomId }])),
    seconds: rules['builder.seconds'], gap: rules['builder.gapPermille'] / 1000,
  };
}
