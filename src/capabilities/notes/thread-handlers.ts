import { dateIn, type LocalDate } from '../../shared/dates.ts';
import { accept } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { completedAt, planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import { threadOf, type Served } from '../treatment-plan/thread.ts';
import * as api from './api.ts';
import * as store from './store.ts';
import type { NoteKind } from './model.ts';

const KIND: Record<NoteKind, Served['kind']> = {
  group: 'group', individual: 'individual', family: 'family', medical: 'medical', crisis: 'individual', plan_review: 'individual',
  no_show: 'other', collateral: 'other', case_management: 'other',
};
/** Notes that are expected to serve something: a missed session or a call with somebody else is not. */
const SERVING: readonly NoteKind[] = ['group', 'individual', 'family', 'crisis'];

/** What was delivered to a client and noted, as the thread reads it. */
export async function servicesOf(act: Pick<Act, 'tx' | 'zone'>, clientId: Id): Promise<Served[]> {
  return (await store.listNotes(act.tx, clientId)).filter((n) => n.objectiveIds.length > 0 || SERVING.includes(n.kind)).map((n) => ({
    id: n.id, kind: KIND[n.kind], on: dateIn(n.endedAt, act.zone), objectiveIds: n.objectiveIds, progress: n.progress }));
}

export const readThread = handle(api.readThread, async (act, { clientId }) => {
  const [versions, services, rules] = await Promise.all([listVersions(act.tx, clientId), servicesOf(act, clientId), findRuleBook(act.tx, act.today)]);
  const plan = planInForce(versions, act.now);
  if (!plan) return accept({ rows: [], serveNothing: services.map(({ id, kind, on }) => ({ id, kind, on })) });
  const since: LocalDate = dateIn(completedAt(plan)!, act.zone);
  const thread = threadOf(plan, services, act.today, rules['plan.serviceGapDays'], since);
  return accept({
    rows: thread.rows.map(({ planned, ...row }) => ({ ...row, planned: planned.length })),
    serveNothing: thread.serveNothing.filter((s) => s.on >= since).map(({ id, kind, on }) => ({ id, kind, on })),
  });
});
