import type { LongWork } from '../../platform/jobs/long-work.ts';
import { openSolver } from '../../platform/solver/solver.ts';
import type { Solve } from '../../shared/zero-one.ts';
import { sessionOf, titleOf, type Candidate } from '../schedule/builder/change.ts';
import { faultsOf } from '../schedule/builder/check.ts';
import { clockOf, type Offer, type Person, type Problem, type Weeks } from '../schedule/builder/facts.ts';
import { figuresOf, fitOne } from '../schedule/builder/one.ts';
import { partOf } from '../schedule/builder/part.ts';
import { buildTerm, type Term } from '../schedule/builder/term.ts';
import { weeksIn, writeProgram } from '../schedule/builder/program.ts';
import { beginBuild, finishBuild, noteBuild } from './api.ts';
import type { Line, Meeting, Why } from './model.ts';
import type { Material } from './term-loading.ts';

/** The search for everyone's weeks, outside any transaction: built, explained where it falls short, and written down as lines. */
export const buildWork: LongWork = {
  name: 'searchWeeks',
  begin: beginBuild.name, note: noteBuild.name, end: finishBuild.name,
  work: async (begun, note, signal) => {
    const { material } = begun as { material: Material };
    const [prove, better] = [openSolver(), openSolver()];
    try {
      const term = await buildTerm(material.problem, { prove: prove.solve, better: better.solve }, {
        seconds: material.seconds, gap: material.gap, signal,
        onProgress: ({ seconds, placed, people, gap }) => note({ seconds, placed, people, gap }),
      });
      if (term.kind !== 'built') return { ended: term.because, built: false, gap: null, seconds: term.seconds, facts: material.facts, lines: [], suggestions: [] };
      const lines = await linesOf(material, term, better.solve);
      return { ended: term.ended, built: true, gap: term.gap, seconds: term.seconds, facts: material.facts, lines, suggestions: await suggestionsFor(material, term, better.solve) };
    } finally {
      await Promise.all([prove.close(), better.close()]);
    }
  },
};

/** How many people without a week are explained one by one, and how long each may take, in seconds. */
const EXPLAINED = 60;
const EXPLAIN_SECONDS = 6;

async function linesOf(material: Material, term: Extract<Term, { kind: 'built' }>, solve: Solve): Promise<Line[]> {
  const { problem } = material;
  const lines: Line[] = [];
  let explained = 0;
  for (const person of problem.people) {
    const placed = !term.without.includes(person.id);
    const line = lineOf(material, person, term.weeks.get(person.id)!, placed);
    if (!placed && explained++ < EXPLAINED) line.why = await whyNot(material, person, term.weeks, solve);
    lines.push(line);
  }
  return lines;
}

function lineOf({ problem, openings, people }: Material, person: Person, week: readonly string[], placed: boolean): Line {
  const of = (ids: readonly string[]) => problem.offers.filter((offer) => ids.includes(offer.id));
  const joins = of(week.filter((id) => !person.present.includes(id)));
  return {
    clientId: person.id, placed, minutesBefore: figuresOf(of(person.present)).minutes, minutesAfter: figuresOf(of(week)).minutes, floor: person.excused ? 0 : person.floor,
    keeps: meetingsOf(of(person.present.filter((id) => week.includes(id)))), leaves: meetingsOf(of(person.present.filter((id) => !week.includes(id)))),
    joins: {
      meetings: meetingsOf(joins), seriesIds: joins.filter((offer) => offer.takes.length === 0).map((offer) => offer.id),
      openings: joins.filter((offer) => offer.takes.length > 0).map((offer) => ({ ...openings[offer.id]!, weekday: offer.meetings[0]!.weekday,
        startsAt: clockOf(offer.meetings[0]!.from), minutes: offer.meetings[0]!.to - offer.meetings[0]!.from })),
    },
    why: null, facts: people[person.id]!,
  };
}

const meetingsOf = (offers: readonly Offer[]): Meeting[] => offers.flatMap((offer) => offer.meetings.map((one) => ({
  id: offer.id, name: offer.name, weekday: one.weekday, from: clockOf(one.from), to: clockOf(one.to), minutes: Math.round(offer.minutes / offer.meetings.length),
}))).toSorted((a, b) => a.weekday - b.weekday || a.from.localeCompare(b.from));

/** Why one person has no whole week while everybody else keeps theirs, and the cheapest change that would make one. */
async function whyNot(material: Material, person: Person, weeks: Weeks, solve: Solve): Promise<Why> {
  const alone = { ...partOf(material.problem, [person], weeks), ownFirst: false };
  const one = await fitOne(alone, solve, { leeway: material.leeway, seconds: EXPLAIN_SECONDS, changes: 1 });
  if (one.fits) return { asked: 'A week opens once the others have moved. Build again after taking this one.', reasons: [], change: null };
  const [change] = one.changes;
  return { asked: one.asked, reasons: one.reasons.map(({ no, say }) => ({ no, say })), change: change ? { title: change.title, say: change.say, who: change.who } : null };
}

const SUGGESTIONS = 4;
const SUGGEST_SECONDS = 15;

/** New groups and further seats that would give most people a week: `A new group, Sat 9 am, would give 6 people their hours.` */
async function suggestionsFor({ problem, leeway }: Material, term: Extract<Term, { kind: 'built' }>, solve: Solve): Promise<{ say: string; helps: number }[]> {
  const until = performance.now() + SUGGEST_SECONDS * 1000;
  const waiting = problem.people.filter((person) => term.without.includes(person.id));
  if (waiting.length === 0) return [];
  const rest = { ...partOf(problem, waiting, term.weeks), ownFirst: false };
  const like = problem.offers.find((offer) => offer.kind === 'group' && offer.everyWeek);
  const sessions = like ? leeway.hours.map((hour): { candidate: Candidate; changed: Problem } => {
    const step = { kind: 'session' as const, ...hour, like: like.id };
    const added = sessionOf(rest, step);
    return { candidate: { steps: [step], offerId: added.id }, changed: { ...rest, offers: [...rest.offers, added] } };
  }) : [];
  const full = rest.offers.filter((offer) => offer.kind === 'group' && offer.places !== null && offer.places.free < 1 && offer.places.of < offer.placesAtMost);
  const seats = full.map((offer) => {
    const more = offer.placesAtMost - offer.places!.of;
    const candidate: Candidate = { steps: [{ kind: 'seat', offerId: offer.id }], offerId: offer.id };
    return { candidate, changed: { ...rest, offers: rest.offers.map((one) => (one.id === offer.id ? { ...one, places: { free: more, of: offer.placesAtMost } } : one)) } };
  });
  const found: { say: string; helps: number }[] = [];
  const tried = async (changed: Problem): Promise<number> => {
    const written = writeProgram(changed, { manner: 'best' });
    const answer = await solve(written.program, { seconds: 2, gap: 0.01 });
    if (answer.kind !== 'found') return 0;
    const { weeks, without } = weeksIn(changed, written, answer.values);
    return faultsOf(changed, weeks, without).length > 0 ? 0 : waiting.length - without.length;
  };
  const unseen = await tried({ ...rest, people: rest.people.map((person) => ({ ...person, individuals: 0 })) });
  if (unseen > 0) found.push({ helps: unseen, say: `More openings for individual sessions would give ${unseen === 1 ? 'one person' : `${unseen} people`} a whole week.` });
  for (const { candidate, changed } of [...sessions, ...seats]) {
    if (performance.now() > until) break;
    const helps = await tried(changed);
    if (helps < 1) continue;
    const title = candidate.steps[0]!.kind === 'seat' ? titleOf(rest, candidate).replace('One more seat', 'More seats') : titleOf(rest, candidate);
    found.push({ helps, say: `${title}, would give ${helps === 1 ? 'one person' : `${helps} people`} a whole week.` });
  }
  return found.toSorted((a, b) => b.helps - a.helps).slice(0, SUGGESTIONS);
}

