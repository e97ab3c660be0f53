import { dateIn } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { alertDue, reassessmentDue } from './reassessment.ts';
import { listStanding } from './store.ts';

/** The instruments that are owed to one client, and the alerts that nobody has answered. */
export const instrumentsDue: DueOfClient = async (act, clientId) => {
  const [settings, administrations, episodes, primary] = await Promise.all([
    findRuleBook(act.tx, act.today), listStanding(act.tx, clientId), listEpisodes(act.tx, clientId),
    findPrimary(act.tx, clientId),
  ]);
  const episode = episodes.at(-1);
  const facts = {
    clientId, today: act.today, owner: primary?.staffId ?? null, administrations,
    admittedOn: episode ? dateIn(episode.admittedAt, act.zone) : null,
    dischargedOn: episode?.endedAt ? dateIn(episode.endedAt, act.zone) : null,
    alertsAnswered: administrations.filter((given) => given.answered).map((given) => given.id),
  };
  return [...alertDue(facts, act.zone), ...reassessmentDue(facts, settings, act.zone)];
};
