import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import { openInquiry } from '../admissions/api.ts';
import { assignCounselor } from '../clients/api.ts';
import * as api from './api.ts';
import { person } from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function aClient(): Promise<string> {
  const clientId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId: newId(), channel: 'call' });
  await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.counselor, part: 'primary' });
  return clientId;
}
const dara = (more: object = {}) => person.parse({ id: newId(), name: 'Dara', relation: 'sister', phone: '555-0123', email: 'dara@example.org', ...more });

describe('the people around a client', () => {
  test('are saved once: of two who change the same person the second hears of it', async () => {
    const clientId = await aClient();
    const sister = dara();
    const { version } = await stage.as('counselor').call(api.saveSupporter, { clientId, person: sister });
    await stage.as('intake').call(api.saveSupporter, { clientId, person: { ...sister, phone: '555-0199' }, version });
    assert.equal(await stage.as('counselor').refused(api.saveSupporter, { clientId, person: { ...sister, phone: '555-0100' }, version }), 'changed-meanwhile');
  });

  test('of one client are not changed through another’s chart', async () => {
    const [one, other] = [await aClient(), await aClient()];
    const sister = dara();
    const { version } = await stage.as('counselor').call(api.saveSupporter, { clientId: one, person: sister });
    assert.equal(await stage.as('counselor').refused(api.saveSupporter, { clientId: other, person: sister, version }), 'changed-meanwhile');
    assert.equal(await stage.as('counselor').refused(api.endSupporter, { clientId: other, supporterId: sister.id }), 'not-found');
  });

  test('PV-01, PR-86: are reached as the client said, at their hours, in their words, without the program’s name', async () => {
    const clientId = await aClient();
    const sister = dara({ contact: { mayCall: true, messageWords: 'Please call T. B. back.', notBefore: '18:00' } });
    await stage.as('counselor').call(api.saveSupporter, { clientId, person: sister });
    const decide = (way: 'call' | 'text') => stage.as('counselor').try(api.decideContact, { clientId, supporterId: sister.id, way });
    const early = await decide('call');
    assert.deepEqual(early.kind === 'refusal' && [early.refusal.reason, early.refusal.say], ['wrong-hour', 'The client asked for contact from 6\u00a0pm.']);
    stage.clock.advance(61);
    const may = await decide('call');
    assert.deepEqual(may.kind === 'value' && may.value, { way: 'call', words: 'Please call T. B. back.', mayNameProgram: false });
    const text = await decide('text');
    assert.equal(text.kind === 'refusal' && text.refusal.reason, 'not-wanted');
    stage.clock.advance(-61);
  });

  test('PR-46: an emergency contact is somebody with a number, or a decision to have none with its reason', async () => {
    const clientId = await aClient();
    const [sister, silent] = [dara(), dara({ phone: '' })];
    await stage.as('intake').call(api.saveSupporter, { clientId, person: sister });
    await stage.as('intake').call(api.saveSupporter, { clientId, person: silent });
    const record = (decision: api.EmergencyContact) => stage.as('intake').try(api.recordEmergencyContact, { clientId, decision });
    assert.equal((await record({ decision: 'named', supporterId: sister.id })).kind, 'value');
    assert.equal((await record({ decision: 'named', supporterId: silent.id })).kind, 'refusal');
    assert.equal((await record({ decision: 'named', supporterId: newId() })).kind, 'refusal');
    assert.equal((await record({ decision: 'declined', reason: '' })).kind, 'invalid');
    stage.clock.advance(1);
    assert.equal((await record({ decision: 'declined', reason: 'Wants nobody called.' })).kind, 'value');
    const decided = async () => (await stage.as('intake').call(api.readSupportNetwork, { clientId })).emergency?.decision;
    assert.deepEqual(await decided(), { decision: 'declined', reason: 'Wants nobody called.' });
    stage.clock.advance(1);
    await record({ decision: 'named', supporterId: sister.id });
    assert.deepEqual(await decided(), { decision: 'named', supporterId: sister.id }, 'the last decision holds');
  });
});
