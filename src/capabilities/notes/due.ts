import { addDays, endOfDay } from '../../shared/dates.ts';
import type { DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary, listEpisodes } from '../clients/store.ts';
import { findSupervisor } from '../staff/store.ts';
import { completedAt, planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import { threadDue } from '../treatment-plan/thread.ts';
import { noteDue as notesDue } from './clocks.ts';
import { standingOfNote } from './handlers.ts';
import { noteKindOf } from './occasion-handlers.ts';
import * as store from './store.ts';
import { servicesOf } from './thread-handlers.ts';

/** Notes, co-signatures and private items owed about this client, and the breaks in the thread of their plan. */
export const noteDue: DueOfClient = async (act, clientId) => {
  const [attended, notes, items, versions, services, rules, primary, episodes] = await Promise.all([
    store.listAttended(act.tx, clientId, endOfDay(addDays(act.today, -90), act.zone)), store.listNotes(act.tx, clientId),
    store.listPrivateItems(act.tx, clientId), listVersions(act.tx, clientId), servicesOf(act, clientId), findRuleBook(act.tx, act.today),
    findPrimary(act.tx, clientId), listEpisodes(act.tx, clientId)]);
  const waiting = notes.map((n) => ({ n, ...standingOfNote(n) }));
  const toCosign = await Promise.all(waiting.filter((w) => w.state === 'to-cosign').map(async ({ n }) => ({
    noteId: n.id, signedAt: n.signedAt, supervisorId: await findSupervisor(act.tx, n.signerId, act.today) })));
  // a plan binds nobody once the stay has ended
  const ended = (episodes.at(-1)?.endedAt ?? null) !== null;
  const inForce = ended ? null : planInForce(versions, act.now);
  return [
    ...notesDue({
      clientId,
      sessions: attended.filter((s) => !s.noted).map((s) => ({ sessionId: s.sessionId, kind: noteKindOf(s.sessionKind), endedAt: s.endAt, leaderIds: s.leaderIds })),
      toCosign,
      returned: waiting.filter((w) => w.state === 'returned').map(({ n, returnedAt }) => ({ noteId: n.id, authorId: n.signerId, returnedAt: returnedAt! })),
      privateItems: items.filter((i) => i.done === null).map((i) => ({ itemId: i.id, raisedAt: i.raisedAt, counselorId: primary?.staffId ?? null })),
    }, rules, act.now, act.zone),
    ...threadDue({ clientId, primaryCounselorId: primary?.staffId ?? null, inForce, inForceSince: inForce && completedAt(inForce), services },
      rules['plan.serviceGapDays'], act.now, act.zone),
  ];
};
