import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, aPlan } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { signatureHolds } from '../../shared/signature.ts';
import { discloseRecord, recordConsent, saveParty } from '../consent/api.ts';
import { formTexts } from '../consent/notices.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import type { PlanBody } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function drafted(clientId: Id, body: PlanBody = aPlan(), kind: 'full' | 'review' = 'full'): Promise<{ planVersionId: Id; version: string; body: PlanBody }> {
  const planVersionId = newId();
  const { version } = await stage.as('counselor').call(api.startPlan, { clientId, planVersionId, kind });
  const saved = await stage.as('counselor').call(api.savePlanDraft, { clientId, planVersionId, version, body });
  return { planVersionId, version: saved.version, body };
}
const readOpen = async (clientId: Id) => (await stage.as('counselor').call(api.readPlan, { clientId })).open!;
async function sign(clientId: Id, hand: 'client' | 'clinician', more: object = {}) {
  const { planVersionId, textHash } = await readOpen(clientId);
  return stage.as('counselor').call(api.signPlan, { clientId, planVersionId, textHash, hand, name: 'Rowan Okafor', mark: 'M1 1L2 2', ...more });
}
async function inForce(clientId: Id): Promise<void> {
  await drafted(clientId);
  await sign(clientId, 'client');
  await sign(clientId, 'clinician');
}
const owed = async (clientId: Id) =>
  (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule.startsWith('PR-5')).map((o) => `${o.rule} ${o.what}`);

describe('a plan', () => {
  test('made together and signed by both is in force, and the promises about it move on', async () => {
    const clientId = await admitted(stage);
    const { body } = await drafted(clientId);
    assert.deepEqual(await owed(clientId), ['PR-50 first plan']);
    assert.deepEqual(await sign(clientId, 'clinician'), { inForce: false });
    assert.deepEqual((await owed(clientId)).toSorted(), ['PR-50 first plan', 'PR-54 plan signature']);
    assert.deepEqual(await sign(clientId, 'client'), { inForce: true });
    const page = await stage.as('counselor').call(api.readPlan, { clientId });
    assert.deepEqual(page.inForce?.body, body);
    assert.equal(page.open, null);
    assert.deepEqual(page.inForce?.signatures.map((s) => [s.hand, s.signerName, s.credential]), [
      ['clinician', 'Toni Brandt', 'Licensed clinical social worker EX-0000 (Example)'], ['client', 'Rowan Okafor', '']]);
    assert.deepEqual(await owed(clientId), [], 'nothing until a week before the review');
    stage.clock.advance(24 * 24 * 60);
    await stage.as('counselor').call(api.requestPlanReview, { clientId, requestId: newId(), reason: 'client_request', words: 'wants fewer evenings' });
    assert.deepEqual((await owed(clientId)).toSorted(), ['PR-52 plan review', 'PR-56 a gap in the plan'], 'and nobody has served the objective since');
    stage.clock.advance(-24 * 24 * 60);
  });

  test('PR-55: is not signed while an objective has no number, and the field is named', async () => {
    const clientId = await admitted(stage);
    const body = aPlan();
    body.objectives[0]!.target = null;
    await drafted(clientId, body);
    const { planVersionId, textHash, faults } = await readOpen(clientId);
    assert.deepEqual(faults.map((f) => f.field), ['objectives.0.target']);
    const answer = await stage.as('counselor').try(api.signPlan, { clientId, planVersionId, textHash, hand: 'clinician', name: '', mark: '' });
    assert.deepEqual(answer.kind === 'refusal' && [answer.refusal.reason, answer.refusal.field], ['plan-incomplete', 'body.objectives.0.target']);
  });

  test('of which two people save different things, or one signs another text: the second hears of it', async () => {
    const clientId = await admitted(stage);
    const { planVersionId, version, body } = await drafted(clientId);
    const { textHash } = await readOpen(clientId);
    await stage.as('supervisor').call(api.savePlanDraft, { clientId, planVersionId, version, body: { ...body, strengths: 'Keeps his word' } });
    assert.equal(await stage.as('counselor').refused(api.savePlanDraft, { clientId, planVersionId, version, body }), 'changed-meanwhile');
    assert.equal(await stage.as('counselor').refused(api.signPlan, { clientId, planVersionId, textHash, hand: 'clinician', name: '', mark: '' }), 'changed-meanwhile');
    assert.equal((await readOpen(clientId)).body.strengths, 'Keeps his word');
  });

  test('PR-58: a review is a new version with the same items; the earlier one stays as it was signed', async () => {
    const clientId = await admitted(stage);
    await inForce(clientId);
    const first = (await stage.as('counselor').call(api.readPlan, { clientId })).inForce!;
    const reviewed = structuredClone(first.body);
    reviewed.objectives[0]!.target = 3;
    stage.clock.advance(60);
    await drafted(clientId, { ...reviewed, nextReviewOn: '2026-04-01' }, 'review');
    const both = await stage.as('counselor').call(api.readPlan, { clientId });
    assert.deepEqual([both.inForce?.number, both.open?.number], [1, 2]);
    const changes = await stage.as('counselor').call(api.comparePlans, { clientId, from: first.planVersionId, to: both.open!.planVersionId });
    assert.deepEqual(changes.map((c) => [c.words, c.fields]), [['Call sponsor', [{ field: 'target', before: '2', after: '3' }]]]);
    await sign(clientId, 'client');
    await sign(clientId, 'clinician');
    const after = await stage.as('counselor').call(api.readPlan, { clientId });
    assert.deepEqual(after.versions.map((v) => [v.number, v.state]), [[2, 'in_force'], [1, 'superseded']]);
    const old = await stage.as('counselor').call(api.readPlanVersion, { clientId, planVersionId: first.planVersionId });
    assert.equal(old.text, first.text);
    stage.clock.advance(-60);
  });

  test('PR-54: the client says on the phone what they agree to, and may decline with their reason', async () => {
    const clientId = await admitted(stage);
    const body = aPlan();
    body.objectives[0]!.view = 'unsaid';
    await drafted(clientId, body);
    const mine = (await stage.client(clientId).call(api.readMyPlan, {})).open!;
    const signed = { planVersionId: mine.planVersionId, name: 'Rowan Okafor', mark: '' };
    assert.equal(await stage.client(clientId).refused(api.signMyPlan, { ...signed, textHash: mine.textHash }), 'client-undecided');
    await stage.client(clientId).call(api.agreeToPlan, {
      planVersionId: mine.planVersionId, itemId: body.objectives[0]!.id, view: 'disagree', clientSays: 'once is enough', version: mine.version });
    const after = (await stage.client(clientId).call(api.readMyPlan, {})).open!;
    assert.match(after.text, /the client disagrees: once is enough/);
    await stage.client(clientId).call(api.signMyPlan, { ...signed, textHash: after.textHash, declinedReason: 'wants to think about it' });
    assert.equal((await readOpen(clientId)).signatures[0]?.declinedReason, 'wants to think about it');
  });

  test('of a trainee needs the supervisor’s hand too, and nobody signs twice for two', async () => {
    const clientId = await admitted(stage);
    await stage.owner.query(`update live.credential set kind = 'registered-trainee' where agency_id = $1 and staff_id = $2`, [stage.agencyId, stage.staff.counselor]);
    try {
      await drafted(clientId);
      await sign(clientId, 'clinician');
      assert.deepEqual(await sign(clientId, 'client'), { inForce: false });
      const { planVersionId, textHash } = await readOpen(clientId);
      const hand = { clientId, planVersionId, textHash, hand: 'supervisor' as const, name: '', mark: '' };
      assert.equal(await stage.as('counselor').refused(api.signPlan, hand), 'own-plan');
      assert.deepEqual(await stage.as('supervisor').call(api.signPlan, hand), { inForce: true });
    } finally {
      await stage.owner.query(`update live.credential set kind = 'licensed-clinical-social-worker' where agency_id = $1 and staff_id = $2`, [stage.agencyId, stage.staff.counselor]);
    }
  });

  test('leaves the house only as signed and only where a consent names it', async () => {
    const clientId = await admitted(stage);
    await inForce(clientId);
    const recipientId = newId();
    await stage.as('counselor').call(saveParty, { partyId: recipientId, name: 'Oak Street clinic' });
    const asked = { clientId, disclosureId: newId(), recipientId, purpose: 'referral' as const, records: ['plan' as const], channel: 'paper' as const };
    assert.equal(await stage.as('counselor').refused(discloseRecord, asked), 'no-consent');
    await stage.as('counselor').call(recordConsent, { clientId, consentId: newId(), signature: { signer: 'client', name: 'Rowan Okafor', signedOn: '2026-03-02', method: 'screen' },
      terms: { kind: 'general', patientName: 'Rowan Okafor', disclosers: 'Riverbend', records: ['plan'], purpose: 'referral', expiry: { by: 'date', on: '2026-06-01' },
        recipient: { as: 'named', id: recipientId, name: 'Oak Street clinic', address: '', coveredEntity: true }, ...formTexts('referral', true) } });
    const sent = await stage.as('counselor').call(discloseRecord, asked);
    assert.match(sent.parts[0]!.text, /^Plan, version 1, for Rowan/);
  });
});

describe('what was signed', () => {
  test('is locked for every path of the application, raw SQL included, and its signature holds', async () => {
    const clientId = await admitted(stage);
    await inForce(clientId);
    const { planVersionId } = (await stage.as('counselor').call(api.readPlan, { clientId })).inForce!;
    assert.equal(await stage.as('counselor').refused(api.discardPlanDraft, { clientId, planVersionId }), 'signed-is-locked');
    const app = await stage.pools.app.connect();
    try {
      for (const statement of [
        `update plan_version set body = '{}' where plan_version_id = '${planVersionId}'`, `update plan_version set locked_at = null where plan_version_id = '${planVersionId}'`,
        `delete from plan_version where plan_version_id = '${planVersionId}'`, `update plan_signature set text = 'x' where plan_version_id = '${planVersionId}'`,
        `delete from plan_signature where plan_version_id = '${planVersionId}'`, 'truncate plan_version cascade',
        `merge into plan_version v using (select '${planVersionId}'::uuid as id) s on v.plan_version_id = s.id when matched then update set body = '{}'`,
      ]) {
        await app.query('begin');
        await app.query(`select set_config('app.agency_id', $1, true), set_config('app.reach', 'agency', true), set_config('app.actor', $1, true),
          set_config('app.chart', $1, true), set_config('app.charts', '{}', true), set_config('app.now', '2026-03-02T23:00:00Z', true), set_config('app.today', '2026-03-02', true)`, [stage.agencyId]);
        await assert.rejects(app.query(statement), (e: { code?: string }) => ['42501', 'SW001', 'SW002'].includes(e.code ?? ''), statement);
        await app.query('rollback');
      }
    } finally {
      app.release();
    }
    await assert.rejects(stage.owner.query('delete from live.plan_version where plan_version_id = $1', [planVersionId]), { code: /SW00[12]|23503/ });
    const { rows } = await stage.owner.query('select * from live.plan_signature where plan_version_id = $1', [planVersionId]);
    for (const r of rows) {
      const signer = { id: r.signer_id, name: r.signer_name, role: r.role, credential: r.credential };
      const it = { text: r.text, language: r.language, hash: r.hash, signer, signedAt: r.signed_at.toISOString() };
      assert.equal(await signatureHolds(it), true);
      assert.equal(await signatureHolds({ ...it, text: `${it.text} ` }), false);
    }
  });
});
