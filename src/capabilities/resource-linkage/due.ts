import { addDays } from '../../shared/dates.ts';
import type { DueOfAgency, DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { linkageDue, verificationDue } from './rules.ts';
import * as store from './store.ts';

/** The next step of every open need of a client. */
export const resourceLinkageDue: DueOfClient = async ({ tx, now, zone, today }, clientId) => {
  const [rules, needs] = await Promise.all([findRuleBook(tx, today), store.listNeeds(tx, clientId)]);
  return linkageDue({ clientId, caseManagerId: null, linkages: needs.map((n) => ({ ...n, ownerId: null })) }, rules, now, zone);
};

/** A whole imported directory may never have been looked at: a day's work of it is owed at a time. */
const AT_A_TIME = 10;

export const directoryDue: DueOfAgency = async ({ tx, now, zone, today }) => {
  const rules = await findRuleBook(tx, today);
  const stale = await store.listToVerify(tx, addDays(today, 14 - rules['resource.verifyDays']), AT_A_TIME);
  return verificationDue(stale, rules, now, zone);
};
