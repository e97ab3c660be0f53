import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { messagesDue } from './rules.ts';
import { listMessages } from './store.ts';

/** What is owed to a client who wrote to the team. */
export const portalDue: DueOfClient = async ({ tx, today, zone }, clientId) => {
  const [primary, rules, messages] = await Promise.all([findPrimary(tx, clientId), findRuleBook(tx, today), listMessages(tx, clientId)]);
  return messagesDue({ clientId, primaryCounselorId: primary?.staffId ?? null, messages }, rules, zone);
};
