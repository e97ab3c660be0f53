import { accept, type Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import { handle, type Act, type DueOfClient } from '../../platform/serve/handle.ts';
import { sql } from '../../platform/database/tx.ts';
import { decideRuleChange, type RuleChangeRefusal } from '../agency/rule-book.ts';
import { addRuleChange, listRuleChanges } from '../agency/store.ts';
import { findClient } from '../clients/store.ts';
import * as api from './api.ts';
import * as store from './store.ts';

type Change = { what: string; before: string | null; after: string | null };
type Touched = { clientIds: Id[]; changes: Change[][] };

/**
 * What a changed rule would do to each present client: what they are owed is derived as the rules stand, then again as if
 * the change held today. The change itself is taken back before anything else happens: it is asked, not made.
 */
async function touchedBy(act: Act, ofClient: readonly DueOfClient[], { key, value }: { key: string; value: unknown }): Promise<Decision<Touched, RuleChangeRefusal>> {
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
  return accept({ clientIds, changes: clientIds.map((_, at) => difference(before[at]!, after[at]!)) });
}

/** Whom a change would touch, for those who reach the whole agency's charts. */
export const previewHandler = (ofClient: readonly DueOfClient[]) => handle(api.previewRuleChange, async (act, input) => {
  const touched = await touchedBy(act, ofClient, input);
  if (!touched.ok) return touched;
  const { clientIds, changes } = touched.value;
  const rows = clientIds.map((clientId, at) => ({ clientId, changes: changes[at]! })).filter((one) => one.changes.length > 0);
  return accept({ looked: clientIds.length, clients: await Promise.all(rows.map(async (one) => ({ ...one, initials: (await findClient(act.tx, one.clientId))?.initials ?? '' }))) });
});

/** How many, for those who change rules and hold no charts (docs/decisions/0011). */
export const countHandler = (ofClient: readonly DueOfClient[]) => handle(api.countRuleChange, async (act, input) => {
  const touched = await touchedBy(act, ofClient, input);
  return touched.ok ? accept({ looked: touched.value.clientIds.length, ...countOf(touched.value.changes) }) : touched;
});

/** Clients with any change, and with each kind of it; somebody with two kinds counts in both. */
function countOf(changes: readonly (readonly Change[])[]): { touched: number; more: number; fewer: number; moved: number } {
  const having = (is: (change: Change) => boolean): number => changes.filter((mine) => mine.some(is)).length;
  return {
    touched: having(() => true), more: having((one) => one.before === null), fewer: having((one) => one.after === null),
    moved: having((one) => one.before !== null && one.after !== null),
  };
}

/** What would newly be owed, no longer be owed, or be due at another time. */
export function difference(before: readonly Obligation[], after: readonly Obligation[]): Change[] {
  const keyOf = (one: Obligation) => `${one.rule} ${one.about}`;
  const [was, will] = [new Map(before.map((one) => [keyOf(one), one])), new Map(after.map((one) => [keyOf(one), one]))];
  return [...new Set([...was.keys(), ...will.keys()])].flatMap((key) => {
    const [old, next] = [was.get(key), will.get(key)];
    if (old && next && old.due === next.due && old.what === next.what) return [];
    return [{ what: (next ?? old)!.what, before: old?.due ?? null, after: next?.due ?? null }];
  });
}
