import type { Id } from '../../../shared/ids.ts';
import type { Offer, Person, Problem, Weeks } from './facts.ts';

/**
 * The judge of any weeks, whoever made them: written apart from the program and by other means (minute by minute, person by
 * person), so that a fault in one shows against the other. It is asked before anybody sees an answer.
 */
export type Fault = { rule: string; personId: Id | null; offerId: string | null };

/** @param without people who need not have a whole week: what they do have must still be in order */
export function faultsOf(problem: Problem, weeks: Weeks, without: readonly Id[] = []): Fault[] {
  const faults: Fault[] = [];
  const offerOf = (id: string) => problem.offers.find((one) => one.id === id);
  for (const person of problem.people) {
    const ids = weeks.get(person.id) ?? [];
    const say = (rule: string, offerId: string | null = null) => faults.push({ rule, personId: person.id, offerId });
    if (new Set(ids).size < ids.length) say('twice');
    const offers = ids.flatMap((id) => {
      const found = offerOf(id);
      if (!found) say('not-on-offer', id);
      return found ? [found] : [];
    });
    for (const id of person.present) if (offerOf(id)?.fixed && !ids.includes(id)) say('fixed', id);
    // who has no whole week may keep what they have
    const judged = without.includes(person.id) ? offers.filter((offer) => !person.present.includes(offer.id)) : offers;
    for (const offer of judged) for (const rule of mayNot(person, offer)) say(rule, offer.id);
    if (meetsItself(offers)) say('PR-27');
    for (const id of onTheWay(problem, person, offers)) say('way', id);
    const total = offers.reduce((sum, offer) => sum + offer.minutes, 0);
    if (total > person.ceiling) say('PR-01 ceiling');
    if (person.track === null && !without.includes(person.id) && new Set(offers.flatMap((offer) => offer.track ?? [])).size > 1) say('two-tracks');
    const single = offers.filter((offer) => offer.kind === 'individual').map((offer) => offer.id);
    const held = problem.offers.filter((offer) => offer.kind === 'individual' && person.present.includes(offer.id));
    if (single.length > Math.max(person.individuals, held.length)) say('more-individuals-than-asked');
    if (!without.includes(person.id)) for (const rule of lacking(person, offers)) say(rule);
  }
  return [...faults, ...shared(problem, weeks)];
}

/** Why one person may not have one offer. */
function mayNot(person: Person, offer: Offer): string[] {
  if (offer.fixed) return offer.onlyFor === person.id ? [] : ['anothers'];
  const reasons: string[] = [];
  const journey = offer.remote ? 0 : person.travel;
  for (const meeting of offer.meetings) {
    for (const block of person.routine.filter((one) => one.weekday === meeting.weekday)) {
      const [from, to] = [clock(block.from), clock(block.to)];
      for (let minute = meeting.from - journey; minute < meeting.to + journey; minute++) {
        if (from <= minute && minute < to) {
          reasons.push('routine');
          break;
        }
      }
    }
    if (person.homeBy !== null && meeting.to + journey > person.homeBy) reasons.push('home-by');
  }
  if (person.track !== null && offer.track !== null && person.track !== offer.track) reasons.push('track');
  if (offer.onlyFor !== null && offer.onlyFor !== person.id) reasons.push('anothers');
  if (offer.weeks !== null && (person.weekOfStay < offer.weeks.first || offer.weeks.last < person.weekOfStay)) reasons.push('phase');
  if (person.present.includes(offer.id)) return reasons;
  if (offer.closed !== null) reasons.push(offer.closed === 'cohort' ? 'PR-26' : 'PR-61');
  for (const some of offer.audience) if (person.audiences.filter((one) => some.includes(one)).length === 0) reasons.push('audience');
  if (person.keptFrom.includes(offer.id)) reasons.push('PR-28');
  return reasons;
}

const clock = (time: string): number => {
  const [hour, minute] = time.split(':').map(Number);
  return hour! * 60 + minute!;
};

/** Is anybody asked to be at two things in one minute of the week? */
function meetsItself(offers: readonly Offer[]): boolean {
  const taken = new Set<number>();
  for (const offer of offers) {
    for (const meeting of offer.meetings) {
      for (let minute = meeting.from; minute < meeting.to; minute++) {
        const of = meeting.weekday * 1440 + minute;
        if (taken.has(of)) return true;
        taken.add(of);
      }
    }
  }
  return false;
}

/**
 * Who of one day's sessions begins while somebody is still on the way to it from another site. Two that they hold both are
 * theirs to judge: they come to them already.
 */
function onTheWay({ ways }: Problem, person: Person, offers: readonly Offer[]): string[] {
  const late = new Set<string>();
  for (const [on, way] of offers.flatMap((offer) => ways.filter((one) => one.fromSiteId === offer.site && one.toSiteId !== offer.site).map((one) => [offer, one] as const))) {
    for (const meeting of on.meetings) {
      for (const next of offers.filter((one) => one.site === way.toSiteId && !(person.present.includes(on.id) && person.present.includes(one.id)))) {
        const starts = new Set(next.meetings.filter((one) => one.weekday === meeting.weekday).map((one) => one.from));
        for (let minute = meeting.to; minute < meeting.to + way.minutes; minute++) if (starts.has(minute)) late.add(next.id);
      }
    }
  }
  return [...late];
}

/** What a whole week lacks. Only what meets every week counts towards it. */
function lacking(person: Person, offers: readonly Offer[]): string[] {
  const weekly = offers.filter((offer) => offer.everyWeek);
  const reasons: string[] = [];
  const minutes = weekly.reduce((sum, offer) => sum + offer.minutes, 0);
  const groups = weekly.filter((offer) => offer.kind === 'group').reduce((sum, offer) => sum + offer.meetings.length, 0);
  const singles = (person.individualsWeekly ? weekly : offers).filter((offer) => offer.kind === 'individual').length;
  if (groups < person.groups) reasons.push('PR-08');
  if (singles < person.individuals) reasons.push('PR-60');
  if (person.excused) return reasons;
  if (minutes < person.floor) reasons.push('PR-01 floor');
  if (minutes < person.planned) reasons.push('plan');
  const contact = [1, 2, 3, 4, 5, 6, 7].map((weekday) => weekly.some((offer) => offer.meetings.some((one) => one.weekday === weekday)));
  if (contact.filter(Boolean).length < person.days) reasons.push('PR-09');
  // two weeks in a row: the end of one runs into the next
  let run = 0;
  let longest = 0;
  for (const has of [...contact, ...contact]) {
    run = has ? 0 : run + 1;
    longest = Math.max(longest, run);
  }
  if (longest > person.gap) reasons.push('PR-10');
  return reasons;
}

/** What people share: places, each other's time, rooms, and whom they may not meet. */
function shared(problem: Problem, weeks: Weeks): Fault[] {
  const faults: Fault[] = [];
  const who = (offerId: string) => problem.people.filter((person) => weeks.get(person.id)?.includes(offerId));
  const busy = new Map<string, string>();
  for (const offer of problem.offers) {
    const inIt = who(offer.id);
    const before = problem.people.filter((person) => person.present.includes(offer.id)).length;
    if (offer.places !== null && inIt.length > offer.places.free && inIt.length > before) faults.push({ rule: 'PR-22', personId: null, offerId: offer.id });
    if (inIt.length === 0) continue;
    if (offer.takes.length > 0 && inIt.length > 1) faults.push({ rule: 'PR-27', personId: inIt[1]!.id, offerId: offer.id });
    for (const id of offer.takes) {
      for (const meeting of offer.meetings) {
        for (let minute = meeting.from; minute < meeting.to; minute++) {
          const key = `${id}:${meeting.weekday}:${minute}`;
          const other = busy.get(key);
          if (other !== undefined && other !== offer.id) {
            faults.push({ rule: 'PR-27', personId: null, offerId: offer.id });
            minute = meeting.to;
          }
          busy.set(key, offer.id);
        }
      }
    }
    for (const other of problem.offers.filter((one) => one.takes.some((id) => offer.takes.includes(id)) && who(one.id).length > 0)) {
      const way = problem.ways.find((one) => one.fromSiteId === offer.site && one.toSiteId === other.site && one.fromSiteId !== one.toSiteId)?.minutes ?? 0;
      const late = offer.meetings.some((one) => other.meetings.some((next) => next.weekday === one.weekday && one.to <= next.from && next.from < one.to + way));
      if (late) faults.push({ rule: 'PR-27', personId: null, offerId: other.id });
    }
    for (const pair of problem.apart) {
      if (offer.kind !== 'group' || pair.allowed.includes(offer.id)) continue;
      if (inIt.some((one) => one.id === pair.a) && inIt.some((one) => one.id === pair.b)) faults.push({ rule: 'PR-28', personId: pair.a, offerId: offer.id });
    }
  }
  return faults;
}
