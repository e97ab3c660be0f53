/** Reads a client's tests against the regimen of each collection day: what handlers and later rooms start from. */
import type { Act } from '../../platform/serve/handle.ts';
import { dateIn } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { regimenOn } from '../medication/regimen.ts';
import { listMedications, listStops } from '../medication/store.ts';
import type { Medication, MedicationStop } from '../medication/model.ts';
import { interpret, type Interpreted, type Taken } from './interpretation.ts';
import type { TestFacts } from './model.ts';
import { listTests, type KeptTest } from './store.ts';

export type ReadTest = KeptTest & { reads: Interpreted[] };

/** The medication list in force on the day a test was collected (or, before that, on the test's day). */
export const takenFor = (facts: TestFacts, all: readonly Medication[], stops: readonly MedicationStop[], zone: string): Taken[] =>
  regimenOn(all, stops, facts.specimen ? dateIn(facts.specimen.collectedAt, zone) : facts.test.date)
    .map((m) => ({ name: m.name, ingredients: m.ingredients, prescribed: true }));

/** All tests of a client, read. */
export async function readTestsOf({ tx, zone }: Pick<Act, 'tx' | 'zone'>, clientId: Id): Promise<ReadTest[]> {
  const [tests, all, stops] = await Promise.all([listTests(tx, clientId, zone), listMedications(tx, clientId), listStops(tx, clientId)]);
  return tests.map((test) => ({ ...test, reads: interpret(test.facts, takenFor(test.facts, all, stops, zone)) }));
}
