import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, findOpenStay } from '../clients/store.ts';
import { medicationDue as due } from './rules.ts';
import * as store from './store.ts';

/** What medication owes this person: the loop's clocks, offers, check-ins, supplies. Nothing after discharge. */
export const medicationDue: DueOfClient = async ({ tx, today, now, zone }, clientId) => {
  const open = await findOpenStay(tx, clientId);
  if (!open) return [];
  const [rules, primary, linkages, medications, stops, supplies, checks, offers, naloxone] = await Promise.all([
    findRuleBook(tx, today), findPrimary(tx, clientId), store.listLinkages(tx, clientId),
    store.listMedications(tx, clientId), store.listStops(tx, clientId), store.listSupplies(tx, clientId), store.listChecks(tx, clientId),
    store.listOffers(tx, clientId), store.listNaloxone(tx, clientId),
  ]);
  return due({
    clientId, admittedAt: open.admittedAt, primaryCounselorId: primary?.staffId ?? null, disorders: await store.listDisorders(tx, clientId),
    linkages, medications, stops, supplies, checks, offers, naloxone,
  }, rules, now, zone);
};
