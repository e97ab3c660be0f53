import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { planDue as plansDue } from './clocks.ts';
import { findFirstSession, listReviewRequests, listVersions } from './store.ts';

/** What is owed about the plan of this client. */
export const planDue: DueOfClient = async (act, clientId) => {
  const episode = (await listEpisodes(act.tx, clientId)).at(-1);
  if (!episode) return [];
  const [versions, requests, rules, primary, firstServiceAt] = await Promise.all([
    listVersions(act.tx, clientId), listReviewRequests(act.tx, clientId), findRuleBook(act.tx, act.today), findPrimary(act.tx, clientId),
    findFirstSession(act.tx, clientId, episode.admittedAt)]);
  return plansDue({
    clientId, primaryCounselorId: primary?.staffId ?? null, admittedAt: episode.admittedAt, dischargedAt: episode.endedAt, firstServiceAt,
    // a plan of an earlier stay is no plan for this one
    versions: versions.filter((v) => Date.parse(v.madeAt) >= Date.parse(episode.admittedAt) - 30 * 86_400_000),
    events: requests.map((r) => ({ reason: r.reason, at: r.at, evidence: { kind: 'plan_review_request', id: r.id } })),
    medicare: false, certifiedOn: [],
  }, rules, act.now, act.zone);
};
