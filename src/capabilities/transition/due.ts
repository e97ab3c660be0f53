import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { listConsents } from '../consent/store.ts';
import { transitionDue } from './rules.ts';
import { loadWayOut } from './stay-loading.ts';
import * as store from './store.ts';

/** What the way out owes this person: items from week one, decisions on silence, the summary, calls afterwards. */
export const transitionDueOf: DueOfClient = async (act, clientId) => {
  const stay = await loadWayOut(act, clientId);
  if (stay === null) return [];
  const [rules, primary, consents] = await Promise.all([findRuleBook(act.tx, act.today), findPrimary(act.tx, clientId), listConsents(act.tx, clientId)]);
  const row = stay.discharge;
  return transitionDue({
    clientId, primaryCounselorId: primary?.staffId ?? null, caseManagerId: null, admittedAt: stay.episode.admittedAt,
    discharge: row ? { ...row.facts, id: row.dischargeId, decidedAt: row.decidedAt, decidedBy: row.decidedBy } : null,
    summarySignedAt: row?.signedAt ?? null, graduationPlan: (stay.plan?.items.length ?? 0) > 0,
    // calls to the client themself disclose nothing to anybody else; they may say no at any of them (PR-96)
    followUpConsent: row !== null && (row.type !== 'left_against_advice' || consents.length > 0),
    followUps: row ? await store.listFollowUps(act.tx, clientId, row.dischargeId) : [], lastServiceOn: stay.lastServiceOn,
  }, rules, act.now, act.zone);
};
