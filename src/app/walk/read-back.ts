/** Afterwards: the chart tells the story, the trail has every act and holds, what is owed is said. */
import assert from 'node:assert/strict';
import { sealOnce, verifyAudit } from '../../platform/audit/seal.ts';
import { PERSON } from './setting.ts';
import type { Walk } from './walk.ts';

export async function readTheChart(walk: Walk): Promise<void> {
  const page = await walk.chart('supervisor');
  await page.getByText(PERSON.ownWords).first().waitFor();
  await page.getByRole('heading', { name: /^Owed/ }).waitFor();
  await walk.look(page, '14-chart');
  await walk.leave(page);
}

/** Every act of every role stands in a trail whose seals hold, on screen and for whoever checks it from outside. */
export async function readTheTrail(walk: Walk): Promise<void> {
  await sealOnce(walk.stage.pools.recorder);
  assert.deepEqual((await verifyAudit(walk.stage.owner)).faults, []);
  const page = await walk.desk('director', `/clients/${walk.clientId}/trail`);
  await page.getByRole('heading', { name: 'Nothing in it was changed.' }).waitFor();
  const table = page.getByRole('region', { name: 'Trail' });
  for (const act of ['save inquiry', 'book assessment', 'sign level of care', 'admit client', 'sign plan', 'arrange week', 'sign note', 'cosign note', 'start medication',
    'record specimen', 'review test with client', 'decide response', 'send check in', 'let person see', 'refer to resource', 'step client', 'discharge client', 'sign discharge summary', 'record follow up']) {
    assert.ok(await table.getByText(`did: ${act}`).count() > 0, `the trail has: ${act}`);
  }
  await walk.look(page, '14-trail');
  await walk.leave(page);
}

/** Who owes what stands on the first page after sign-in: nothing is pressed for it. */
export async function readWhatIsOwed(walk: Walk): Promise<number> {
  const page = await walk.desk('counselor');
  await page.getByRole('heading', { name: /^Owed|^Slipping/ }).first().waitFor();
  await walk.glance(page, '14-today');
  await walk.leave(page);
  return 0;
}
