import { addDays, addHours, addMinutes, compareInstants, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { sayDay } from '../../shared/words.ts';
import { handle } from '../../platform/serve/handle.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { findRuleBook, listSites } from '../agency/store.ts';
import { listClosures } from '../schedule/changes-store.ts';
import type { Closure } from '../schedule/model.ts';
import { joinWeek, leaveWeek } from '../schedule/handlers/weeks.ts';
import { tellOfChange } from '../schedule/handlers/making.ts';
import { startChange, undoChange } from '../schedule/handlers/undo.ts';
import { listStaff } from '../staff/store.ts';
import { decideTaking } from './accepting.ts';
import * as api from './api.ts';
import { programTrial } from './trial-jobs.ts';
import { buildWork } from './building-jobs.ts';
import { sayWhatChanged } from './staleness.ts';
import * as store from './store.ts';
import { loadTerm, type Material } from './term-loading.ts';

/** After so many seconds without a word a search counts as cut off. */
const SILENT_SECONDS = 60;

export const buildWeeks = handle(api.buildWeeks, async (act, { from }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let the weeks begin today or later.', 'from');
  const buildId = act.newId();
  await store.addBuild(act.tx, { buildId, from, by: act.actor.subjectId, at: act.now });
  await act.later(buildWork.name, { buildId });
  act.about(`build ${buildId}`);
  return accept({ buildId });
});

export const stopBuild = handle(api.stopBuild, async (act, { buildId }) => {
  const build = await store.findBuild(act.tx, buildId);
  if (!build) return refuse('not-found', 'This build is not there any more. Open the page again.', 'buildId');
  if (build.answer) return refuse('ended-already', 'This search has ended. Look at what it found.', 'buildId');
  await store.addStop(act.tx, { buildId, by: act.actor.subjectId, at: act.now });
  return accept({});
});

export const readBuild = handle(api.readBuild, async (act, { buildId }) => {
  const { tx } = act;
  const build = buildId === null ? await store.findLatest(tx) : await store.findBuild(tx, buildId);
  if (!build) return buildId === null ? accept({ build: null }) : refuse('not-found', 'There is nothing here that you can open.');
  const [lines, staff, rules, closures, sites] = await Promise.all([store.listLines(tx, build.buildId), listStaff(tx, act.now), findRuleBook(tx, act.today),
    listClosures(tx, build.from), listSites(tx)]);
  const initials = (staffId: Id) => staff.find((one) => one.staffId === staffId)?.initials ?? '?';
  const last = build.progress?.at ?? build.askedAt;
  return accept({ build: {
    buildId: build.buildId, from: build.from, askedBy: initials(build.askedBy), askedAt: build.askedAt, stopping: build.stopping, progress: build.progress,
    silent: build.answer === null && compareInstants(addMinutes(last, SILENT_SECONDS / 60), act.now) < 0,
    closed: closedWithin(build.from, rules, closures, sites), answer: build.answer, lines: lines.map(({ facts: _facts, ...line }) => line),
    taken: build.taken && { at: build.taken.at, by: initials(build.taken.by), undone: build.taken.undone, undoUntil: addHours(build.taken.at, rules['schedule.undoHours']), leftOut: build.taken.leftOut },
  } });
});

/** What is closed in the week from a day on, holidays and closures, by day. */
function closedWithin(from: LocalDate, rules: RuleBook, closures: readonly Closure[], sites: readonly { siteId: Id; name: string }[]) {
  const week = Array.from({ length: 7 }, (_, day) => addDays(from, day));
  return week.flatMap((date) => [
    ...rules.holidays.filter((one) => one.date === date).map((one) => ({ date, reason: one.name, site: null })),
    ...closures.filter((one) => one.from <= date && date < one.until).map((one) => ({ date, reason: one.reason, site: sites.find((site) => site.siteId === one.siteId)?.name ?? null })),
  ]);
}

export const acceptBuild = handle(api.acceptBuild, async (act, { buildId, ...asked }) => {
  const { tx } = act;
  const build = await store.findBuild(tx, buildId);
  if (!build) return refuse('not-found', 'This build is not there any more. Open the page again.', 'buildId');
  if (build.taken) return refuse('taken-already', 'This build was taken before. Build again for what is new.', 'buildId');
  if (!build.answer?.built) return refuse('no-answer-yet', 'The search has no answer yet. Wait for it, or end it with what it has.', 'buildId');
  if (build.from < act.today) return refuse('from-in-the-past', 'The day from which these weeks hold is over. Build again from a later one.', 'buildId');
  const [now, lines] = await Promise.all([loadTerm(act, build.from), store.listLines(tx, buildId)]);
  const stale = whatChanged(now, lines, build);
  if (stale !== null) return refuse('build-stale', stale, 'buildId');
  const decision = decideTaking(now.problem, lines, asked);
  if (!decision.ok) return decision;
  const { taken, left: stay } = decision.value;
  const changeId = await startChange(act, { kind: 'acceptBuild', words: `Weeks for everyone from ${sayDay(build.from)} on` });
  if (!await store.addTaken(tx, { buildId, changeId, at: act.now, by: act.actor.subjectId })) {
    return refuse('taken-already', 'Somebody took this build in this moment. Open the page again.', 'buildId');
  }
  if (stay.length > 0) await store.addLeftOut(tx, buildId, stay.map((line) => line.clientId));
  const rules = await findRuleBook(tx, act.today);
  const total = { clients: taken.length, leftOut: stay.length, seats: 0, sessions: 0, ended: 0 };
  const kept = (line: store.LineRow) => [...new Set(line.keeps.map((one) => one.id)), ...line.joins.seriesIds];
  // all leave before anybody joins: a seat that one gives up is another's
  for (const line of taken) {
    const left = await leaveWeek(act, { clientId: line.clientId, from: build.from, seriesIds: kept(line) });
    if (!left.ok) return left;
    total.ended += left.value.ended;
  }
  for (const line of taken) {
    const openings = line.joins.openings.map((one) => ({ ...one, service: 'individual-counseling' as const }));
    const joined = await joinWeek(act, { clientId: line.clientId, from: build.from, seriesIds: kept(line), openings, overrideReason: '' }, rules, 0);
    if (!joined.ok) return { ...joined, say: `${line.initials}: ${joined.say} Nothing was moved. Build again.` };
    total.seats += joined.value.seats;
    total.sessions += joined.value.sessions;
  }
  await tellOfChange(act, taken.map((line) => line.clientId));
  return accept({ changeId, ...total });
});

/** What a build rests on that is not so any more, in a sentence; null if all of it is. */
function whatChanged(now: Material, lines: readonly store.LineRow[], build: store.BuildRow): string | null {
  const openings = new Set(now.problem.offers.filter((offer) => offer.takes.length > 0).map((offer) => offer.id));
  const gone = lines.some((line) => line.joins.meetings.some((one) => one.id.includes(':') && !openings.has(one.id)));
  return sayWhatChanged(
    { facts: build.answer!.facts, people: new Map(lines.map((line) => [line.clientId, line.facts])) },
    { facts: now.facts, people: new Map(Object.entries(now.people)), groupNames: new Map(now.problem.offers.map((offer) => [offer.id, offer.name])) },
  ) ?? (gone ? 'Since this was built, somebody booked an hour that it counts on. Nothing was moved. Build again: it takes a moment.' : null);
}

export const undoBuild = handle(api.undoBuild, async (act, { buildId }) => {
  const build = await store.findBuild(act.tx, buildId);
  if (!build?.taken) return refuse('not-taken', 'This build was not taken, so there is nothing to take back.', 'buildId');
  return undoChange(act, build.taken.changeId);
});

export const tryProgramChange = handle(api.tryProgramChange, async (act, { from, change }) => {
  if (from < act.today) return refuse('from-in-the-past', 'Let it begin today or later.', 'from');
  return programTrial(await loadTerm(act, from), change);
});

export const beginBuild = handle(api.beginBuild, async (act, { buildId }) => {
  const build = await store.findBuild(act.tx, buildId);
  if (!build || build.answer || build.stopping) return refuse('nothing-to-search', 'This search has ended, or nobody wants it any more.', 'buildId');
  return accept({ material: await loadTerm(act, build.from) });
});

export const noteBuild = handle(api.noteBuild, async (act, { buildId, ...progress }) => {
  const build = await store.findBuild(act.tx, buildId);
  if (!build) return refuse('not-found', 'This build is not there any more.', 'buildId');
  await store.addNote(act.tx, { ...progress, buildId, at: act.now });
  return accept({ goOn: !build.stopping && build.answer === null });
});

export const finishBuild = handle(api.finishBuild, async (act, { buildId, lines, ...answer }) => {
  const build = await store.findBuild(act.tx, buildId);
  if (!build || build.answer) return refuse('ended-already', 'This search has ended before.', 'buildId');
  await store.addAnswer(act.tx, { ...answer, buildId, at: act.now });
  if (lines.length > 0) await store.addLines(act.tx, buildId, lines);
  return accept({});
});

export const weekBuilderHandlers = [buildWeeks, stopBuild, readBuild, acceptBuild, undoBuild, tryProgramChange, beginBuild, noteBuild, finishBuild];
export const weekBuilderWorks = [buildWork];
