/** The facts of one stay, gathered from the rooms that hold them: for readiness, for a discharge, for its summary. */
import { addMinutes, dateIn, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Tx } from '../../platform/database/tx.ts';
import type { Act } from '../../platform/serve/handle.ts';
import { SERVICE_WORDS } from '../agency/services.ts';
import { findRuleBook } from '../agency/store.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { listRecentSessions, listSessionsOfClient, type ClientSession } from '../attendance/store.ts';
import { standingOf } from '../attendance/rules.ts';
import { findClient, listEpisodes } from '../clients/store.ts';
import type { Episode } from '../clients/model.ts';
import { readTestsOf } from '../drug-testing/interpreted-store.ts';
import { statusOf } from '../drug-testing/status.ts';
import { listStanding } from '../instruments/store.ts';
import { readAll } from '../instruments/readings.ts';
import { findAssessment, findLevelInForce, listDecisions } from '../level-of-care/store.ts';
import { regimenOn } from '../medication/regimen.ts';
import { listMedications, listStops } from '../medication/store.ts';
import { listPlans } from '../safeguards/store.ts';
import { listSupporters } from '../support-network/store.ts';
import { listVersions } from '../treatment-plan/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import type { Discharge, Rung } from './model.ts';
import type { ReadinessFacts } from './readiness.ts';
import type { SummaryFacts } from './summary.ts';
import * as store from './store.ts';

export type Stay = Awaited<ReturnType<typeof loadStay>>;

/** Everything of the newest stay: open, or the last that ended. */
export async function loadStay(act: Act, clientId: Id) {
  const { tx, now, zone, today } = act;
  const episodes = await listEpisodes(tx, clientId);
  const episode = episodes.find((e) => e.endedAt === null) ?? episodes.at(-1) ?? null;
  const [rules, client, plan, steps, discharge, versions, sessions, tests, level, decisions, given, medications, stops, safety, supporters] = await Promise.all([
    findRuleBook(tx, today), findClient(tx, clientId),
    episode ? store.findGraduationPlan(tx, clientId, episode.episodeId) : undefined,
    episode ? store.listSteps(tx, clientId, episode.episodeId) : [],
    store.findDischarge(tx, clientId), listVersions(tx, clientId),
    episode ? listSessionsOfStay(tx, clientId, episode, now) : [],
    readTestsOf(act, clientId), findLevelInForce(tx, clientId), listDecisions(tx, clientId), listStanding(tx, clientId),
    listMedications(tx, clientId), listStops(tx, clientId), listPlans(tx, clientId), listSupporters(tx, clientId)]);
  const assessment = level ? await findAssessment(tx, clientId, level.assessmentId) : undefined;
  const held = heldOf(sessions, episode?.endedAt ?? now);
  return {
    clientId, episode, rules, client, plan: plan ?? null, steps, discharge: discharge?.episodeId === episode?.episodeId ? discharge ?? null : null,
    inForce: planInForce(versions, now), held, level, decisions, given, safety, supporters: supporters.filter((s) => s.endedAt === null),
    environment: assessment?.details.ratings.find((r) => r.dimension === 'D6')?.rating ?? null,
    tests: tests.filter((t) => episode && t.facts.test.date >= dateIn(episode.admittedAt, zone))
      .map((t) => ({ id: t.facts.test.id, on: t.facts.test.date, status: statusOf(t.facts, t.reads, now, rules, zone),
        expected: t.reads.every((r) => r.verdict !== 'unexpected_positive'), read: t.reads.length > 0 })),
    regimen: regimenOn(medications, stops, today),
    rung: rungOf(episode, steps.at(-1)?.to ?? null),
    lastServiceOn: lastSeen(held, zone),
  };
}

/** What is owed on the way out rests on less: the stay, its end, and when somebody was last seen. */
export async function loadWayOut({ tx, now, zone }: Pick<Act, 'tx' | 'now' | 'zone'>, clientId: Id) {
  const episodes = await listEpisodes(tx, clientId);
  const episode = episodes.find((e) => e.endedAt === null) ?? episodes.at(-1);
  if (!episode) return null;
  const [plan, discharge] = await Promise.all([store.findGraduationPlan(tx, clientId, episode.episodeId), store.findDischarge(tx, clientId)]);
  const ended = discharge?.episodeId === episode.episodeId ? discharge : null;
  const seen = (sessions: readonly ClientSession[]) => lastSeen(heldOf(sessions, episode.endedAt ?? now), zone);
  // who was seen of late is most; the whole stay is read only of who was not
  const recent = ended || episode.endedAt !== null ? null : seen((await listRecentSessions(tx, clientId, now)).filter((s) => !isBefore(s.plannedStartAt, episode.admittedAt)));
  const lastServiceOn = ended ? null : recent ?? seen(await listSessionsOfStay(tx, clientId, episode, now));
  return { episode, plan: plan ?? null, discharge: ended, lastServiceOn };
}

const listSessionsOfStay = (tx: Tx, clientId: Id, episode: Episode, now: Instant): Promise<ClientSession[]> =>
  listSessionsOfClient(tx, clientId, episode.admittedAt, addMinutes(episode.endedAt ?? now, 1));

const heldOf = (sessions: readonly ClientSession[], until: Instant): ClientSession[] => sessions.filter((s) => !s.cancelled && s.expected && s.endAt <= until);

function lastSeen(held: readonly ClientSession[], zone: string): LocalDate | null {
  const last = held.findLast((s) => s.status === 'present');
  return last ? dateIn(last.startAt, zone) : null;
}

const rungOf = (episode: Episode | null, stepped: Rung | null): Rung | null => (episode === null ? null : stepped ?? '2.1');

/** What the next step is read from (PR-92). */
export function readinessFacts(stay: Stay, zone: string): ReadinessFacts {
  const forDisorder = stay.regimen.find((m) => m.purpose === 'moud' || m.purpose === 'maud');
  return {
    objectives: (stay.inForce?.body.objectives ?? []).map((o) => ({ id: o.id, status: o.status, handedOn: false })),
    environment: stay.environment === null || !stay.level ? null : { rating: stay.environment, source: { kind: 'level_decision', id: stay.level.decisionId } },
    tests: stay.tests.filter((t) => ['reviewed_with_client', 'closed'].includes(t.status)),
    nextAppointment: stay.plan?.nextAppointmentOn && stay.episode ? { on: stay.plan.nextAppointmentOn, source: { kind: 'graduation_plan', id: stay.episode.episodeId } } : null,
    medication: forDisorder ? { followUpOn: stay.plan?.medicationFollowUpOn ?? null, source: { kind: 'medication', id: forDisorder.id } } : null,
    safetyPlan: stay.safety.at(-1) ? { kind: 'safety_plan', id: stay.safety.at(-1)!.id } : null,
    supporters: stay.supporters.length,
    instruments: stay.given.map((g) => ({ code: g.code, on: day(g.at, zone) })), instrumentsNeeded: ['PHQ-9', 'GAD-7'],
    sessions: { planned: stay.held.filter((s) => s.status !== 'excused' && s.status !== 'cancelled_by_program').length, kept: stay.held.filter((s) => s.status === 'present').length },
    clientSays: stay.plan?.clientAgrees == null || !stay.episode ? null : { agrees: stay.plan.clientAgrees, source: { kind: 'graduation_plan', id: stay.episode.episodeId } },
  };
}

/** Minutes and sessions that were kept, by service. */
function servicesOf(held: readonly ClientSession[], rules: RuleBook): SummaryFacts['services'] {
  const kept = held.filter((s) => s.status === 'present');
  return [...Map.groupBy(kept, (s) => s.service)].map(([service, list]) => ({ name: SERVICE_WORDS[service], sessions: list.length,
    minutes: list.reduce((sum, s) => sum + standingOf({ status: s.status!, arrivedAt: s.arrivedAt, leftAt: s.leftAt },
      { id: s.sessionId, service: s.service, startAt: s.startAt, endAt: s.endAt, breaks: s.breaks, cancelled: false }, rules).minutes, 0) }));
}

/** What the summary is assembled from (PR-95). */
export function summaryFacts(stay: Stay, discharge: Discharge, zone: string): SummaryFacts {
  const first = stay.decisions.at(-1);
  const forms = (['PHQ-9', 'GAD-7'] as const).flatMap((code) => {
    const totals = readAll(stay.given.filter((g) => g.code === code)).flatMap((g) => g.scored.scales[0]?.value ?? []);
    return totals.length > 0 ? [{ code, first: totals[0]!, last: totals.at(-1)!, times: totals.length, lowerIsBetter: true }] : [];
  });
  return {
    clientName: stay.client?.callThem ?? '', admittedOn: day(stay.episode?.admittedAt ?? discharge.decidedAt, zone), discharge,
    presenting: stay.inForce?.body.ownWords ? `“${stay.inForce.body.ownWords}”` : '',
    diagnosesAtAdmission: (first?.diagnoses ?? []).map((d) => `${d.code} ${d.words}`), diagnosesNow: (stay.level?.diagnoses ?? []).map((d) => `${d.code} ${d.words}`),
    services: servicesOf(stay.held, stay.rules),
    attendance: { planned: stay.held.length, kept: stay.held.filter((s) => s.status === 'present').length, noShows: stay.held.filter((s) => s.status === 'no_show').length },
    objectives: (stay.inForce?.body.objectives ?? []).map((o) => ({ words: o.words, status: o.status === 'active' ? 'still open' : o.status, progress: o.progress })),
    tests: { done: stay.tests.filter((t) => t.read).length, expected: stay.tests.filter((t) => t.read && t.expected).length, missed: stay.tests.filter((t) => t.status === 'missed_unexcused').length },
    instruments: forms, medications: stay.regimen.map((m) => `${m.name} ${m.strength}`),
    risk: stay.safety.length > 0 ? 'A safety plan was made and is on the client’s phone.' : '',
    strengths: stay.inForce?.body.strengths ?? '', needsOpen: (stay.inForce?.body.objectives ?? []).filter((o) => o.status === 'active').map((o) => o.words),
    levelNow: stay.level ? `${stay.level.acceptedLevel} at the last decision` : '',
    referrals: [discharge.transferTo ? { to: discharge.transferTo, appointmentOn: discharge.appointmentOn } : null,
      stay.plan?.nextAppointmentWith ? { to: stay.plan.nextAppointmentWith, appointmentOn: stay.plan.nextAppointmentOn } : null].filter((r) => r !== null),
    continuingCare: (stay.plan?.items ?? []).join('\n'),
  };
}

const day = (at: Instant, zone: string): LocalDate => dateIn(at, zone);
