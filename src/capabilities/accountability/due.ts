import type { DueOfClient } from '../../platform/serve/handle.ts';
import { accountOf } from './happened.ts';
import { accountabilityDue as due } from './rules.ts';

/** What accountability owes this person: a decision, a hearing, an answer to an appeal. */
export const accountabilityDue: DueOfClient = async (act, clientId) => {
  const account = await accountOf(act, clientId);
  return account?.episodeId ? due(account, act.zone, account.rules.holidays.map((h) => h.date)) : [];
};
