import type { DueOfClient } from '../../platform/serve/handle.ts';
import { dateIn } from '../../shared/dates.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, findOpenStay } from '../clients/store.ts';
import { supportDue } from './rules.ts';
import * as store from './store.ts';

/** What is owed to the people around a client who is in the program. */
export const supportNetworkDue: DueOfClient = async (act, clientId) => {
  const { tx, today, now, zone } = act;
  const episode = await findOpenStay(tx, clientId);
  if (!episode) return [];
  const [primary, rules, supporters, offers, words] = await Promise.all([
    findPrimary(tx, clientId), findRuleBook(tx, today), store.listSupporters(tx, clientId),
    store.listFamilyOffers(tx, clientId), store.listWords(tx, clientId)]);
  return supportDue({
    clientId, primaryCounselorId: primary?.staffId ?? null, admittedOn: dateIn(episode.admittedAt, zone), dischargedOn: null,
    supporters, offers,
    unread: words.filter((w) => w.read === null).map((w) => ({ wordId: w.id, at: w.at, askedToCall: w.askedToCall })),
  }, rules, now, zone);
};
