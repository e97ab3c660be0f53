import { accept } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import { handle, type DueOfClient } from '../../platform/serve/handle.ts';
import { sql } from '../../platform/database/tx.ts';
import { decideRuleChange } from '../agency/rule-book.ts';
import { addRuleChange, listRuleChanges } from '../agency/store.ts';
import { findClient } from '../clients/store.ts';
import * as api from './api.ts';
import * as store from './store.ts';

/**
 * Which present clients a rule would touch: what each is owed is derived as the rules stand, then again as if the change
 * held today. The change itself is taken back before anything else happens: it is asked, not made.
 */
export const previewHandler = (ofClient: readonly DueOfClient[]) => handle(api.previewRuleChange, async (act, { key, value }) => {
  const { tx } = act;
  const decision = decideRuleChange(await listRuleChanges(tx), { key, value, from: act.today, source: 'preview', by: act.actor.subjectId }, act.today);
  if (!decision.ok) return decision;
  const clientIds = await store.listClientsToWatch(tx, act.now);
  const derive = async (): Promise<Obligation[][]> => {
    const all: Obligation[][] = [];
    for (const clientId of clientIds) all.push((await Promise.all(ofClient.map((due) => due(act, clientId)))).flat());
    return all;
  };
  const before = await derive();
  await tx.run(sql`savepoint preview`);
  await addRuleChange(tx, { ...decision.value, ruleChangeId: act.newId(), recordedAt: act.now });
  const after = await derive();
  await tx.run(sql`rollback to savepoint preview`);
  const touched = await Promise.all(clientIds.map(async (clientId, at) => ({ clientId, changes: difference(before[at]!, after[at]!) })));
  const rows = touched.filter((one) => one.changes.length > 0);
  return accept({ looked: clientIds.length, clients: await Promise.all(rows.map(async (one) => ({ ...one, initials: (await findClient(tx, one.clientId))?.initials ?? '' }))) });
});

/** What would newly be owed, no longer be owed, or be due at another time. */
export function difference(before: readonly Obligation[], after: readonly Obligation[]): { what: string; before: string | null; after: string | null }[] {
  const keyOf = (one: Obligation) => `${one.rule} ${one.about}`;
  const [was, will] = [new Map(before.map((one) => [keyOf(one), one])), new Map(after.map((one) => [keyOf(one), one]))];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((key) => {
    const [old, next] = [was.get(key), will.get(key)];
    if (old && next && old.due === next.due && old.what === next.what) return [];
    return [{ what: (next ?? old)!.what, before: old?.due ?? null, after: next?.due ?? null }];
  });
}
