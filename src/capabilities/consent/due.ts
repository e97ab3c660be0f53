import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { consentDue as consentsDue } from './rules.ts';
import { listConsents } from './store.ts';

/** Consents of this client that are about to end. */
export const consentDue: DueOfClient = async (act, clientId) => {
  const [consents, rules, primary] = await Promise.all([
    listConsents(act.tx, clientId), findRuleBook(act.tx, act.today), findPrimary(act.tx, clientId)]);
  return consentsDue({ clientId, consents, primaryCounselorId: primary?.staffId ?? null }, rules, act.now, act.zone);
};
