/** What has happened to one client since admission, as events of the ladder: from tests, sessions and safety events. */
import type { Act } from '../../platform/serve/handle.ts';
import { compareInstants, dateIn, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { findRuleBook } from '../agency/store.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { regimenOn } from '../medication/regimen.ts';
import { listDisorders, listMedications, listStops } from '../medication/store.ts';
import { readTestsOf } from '../drug-testing/interpreted-store.ts';
import { analyteWords } from '../drug-testing/model.ts';
import { eventsOf, type TestEvent } from '../drug-testing/status.ts';
import { proposeResponse, type LadderView } from './ladder.ts';
import { policyOn } from './policy.ts';
import type { AccountFacts } from './rules.ts';
import { EVENT_KINDS, SAFETY_KINDS, type AccountEvent, type EventKind, type Policy } from './model.ts';
import * as store from './store.ts';

/** What stands beside the kind and the date: the substances, the minutes, what happened; often nothing. */
const testWords = (e: TestEvent): string => e.analytes.map((a) => analyteWords(a)).join(', ');
const isKind = (kind: string): kind is EventKind => Object.hasOwn(EVENT_KINDS, kind);

/** Events of an episode, oldest first, and when results came back entirely as expected. */
export async function happenedTo(act: Pick<Act, 'tx' | 'now' | 'zone'>, clientId: Id, since: Instant, rules: RuleBook): Promise<{ events: AccountEvent[]; expectedResults: Instant[] }> {
  const { tx, now, zone } = act;
  const [tests, absences, safety] = await Promise.all([readTestsOf(act, clientId), store.listAbsences(tx, clientId), store.listSafetyEvents(tx, clientId)]);
  const events: AccountEvent[] = [];
  const expectedResults: Instant[] = [];
  for (const { facts, reads } of tests) {
    for (const e of eventsOf(facts, reads, now, rules, zone)) {
      if (!isKind(e.kind) && e.kind !== 'self_reported') continue;
      events.push({
        key: e.kind === 'self_reported' ? `told:${e.testId}` : `test:${e.testId}`, kind: e.kind, date: e.date, at: e.at, standing: e.standing, analytes: e.analytes,
        mayRespond: e.mayRespond, words: testWords(e),
      });
    }
    if (facts.result?.validity === 'acceptable' && reads.length > 0 && reads.every((r) => r.verdict.startsWith('expected'))) expectedResults.push(facts.result.at);
  }
  for (const s of absences) {
    if (!s.missed && s.minutesLate <= rules['session.lateMinutes']) continue;
    const date = dateIn(s.startAt, zone);
    events.push({
      key: `session:${s.sessionId}`, kind: s.missed ? 'no_show' : 'late', date, at: s.startAt, standing: 'own', analytes: [], mayRespond: true,
      words: s.missed ? '' : `${s.minutesLate} minutes`,
    });
  }
  for (const s of safety) {
    events.push({
      key: `safety:${s.id}`, kind: 'group_safety', date: dateIn(s.at, zone), at: s.at, standing: 'own', analytes: [], mayRespond: true,
      words: SAFETY_KINDS[s.kind].toLowerCase(),
    });
  }
  return {
    events: events.filter((e) => compareInstants(e.at, since) >= 0).toSorted((a, b) => compareInstants(a.at, b.at)), expectedResults: expectedResults.toSorted(compareInstants),
  };
}

export type Account = AccountFacts & { view: LadderView | null; policy: Policy; episodeId: Id | null; rules: RuleBook };

/** Everything the ladder of one client rests on; null where the agency has adopted no policy or the client is not in the program. */
export async function accountOf(act: Pick<Act, 'tx' | 'now' | 'zone' | 'today'>, clientId: Id): Promise<Account | null> {
  const { tx, now, zone, today } = act;
  const [rules, policies, episodes] = await Promise.all([findRuleBook(tx, today), store.listPolicies(tx), listEpisodes(tx, clientId)]);
  const policy = policyOn(policies, today);
  const episode = episodes.at(-1);
  if (!policy || !episode) return null;
  const [happened, primary, decisions, hearings, appeals, appealDecisions, teamReviews, removals, disorders, medications, stops] = await Promise.all([
    happenedTo(act, clientId, episode.admittedAt, rules), findPrimary(tx, clientId), store.listDecisions(tx, clientId), store.listHearings(tx, clientId),
    store.listAppeals(tx, clientId), store.listAppealDecisions(tx, clientId), store.listTeamReviews(tx, clientId), store.listRemovals(tx, clientId),
    listDisorders(tx, clientId), listMedications(tx, clientId), listStops(tx, clientId),
  ]);
  const ofStay = <T>(rows: readonly T[], at: (row: T) => Instant) => rows.filter((row) => compareInstants(at(row), episode.admittedAt) >= 0);
  const ladder = { ...happened, decisions: ofStay(decisions, (d) => d.decidedAt), appeals: ofStay(appeals, (a) => a.at), appealDecisions };
  return {
    clientId, episodeId: episode.endedAt === null ? episode.episodeId : null, rules, policy, ladder, hearings, primaryCounselorId: primary?.staffId ?? null,
    teamReviews: ofStay(teamReviews, (t) => t.at), removals: removals.filter((r) => r.episodeId === episode.episodeId), opioid: disorders.includes('opioid'),
    takesMoud: regimenOn(medications, stops, today).some((m) => m.purpose === 'moud'),
    view: episode.endedAt === null ? proposeResponse(ladder, policy, now, zone) : null,
  };
}
