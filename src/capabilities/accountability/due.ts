import { dateIn } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findOpenStay } from '../clients/store.ts';
import { rerateDue } from '../level-of-care/rules.ts';
import { listDecisions } from '../level-of-care/store.ts';
import { accountOf } from './happened-store.ts';
import { accountabilityDue as due } from './rules.ts';

/** What accountability owes this person: a decision, a hearing, an answer to an appeal, and new ratings after a use (LOC-22). */
export const accountabilityDue: DueOfClient = async (act, clientId) => {
  if (!await findOpenStay(act.tx, clientId)) return [];
  const account = await accountOf(act, clientId);
  if (!account?.episodeId) return [];
  const [signed] = await listDecisions(act.tx, clientId);
  const uses = account.ladder.events.filter((event) => event.kind === 'self_reported'
    || (event.kind === 'unexpected_positive' && (event.standing === 'confirmed' || event.standing === 'acknowledged')));
  const rating = signed ? rerateDue(
    { clientId, owner: account.primaryCounselorId, lastSignedOn: dateIn(signed.signedAt, act.zone) },
    uses.map((event) => ({ id: event.key, on: event.date, what: 'use' })), act.zone,
  ) : [];
  return [...due(account, act.zone, account.rules.holidays.map((h) => h.date)), ...rating];
};
