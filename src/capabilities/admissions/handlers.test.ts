import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId } from '../../shared/ids.ts';
import { readClient, searchClients } from '../clients/api.ts';
import * as api from './api.ts';
import { NOTHING_YET } from './model.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

async function aCall(): Promise<{ clientId: string; inquiryId: string; version: string }> {
  const of = { clientId: newId(), inquiryId: newId() };
  const { version } = await stage.as('intake').call(api.openInquiry, { ...of, channel: 'call' });
  return { ...of, version };
}

describe('a call', () => {
  test('is kept as it is typed, and the person is found by the name they gave', async () => {
    const { version, ...of } = await aCall();
    const details = { ...NOTHING_YET, callThem: 'Luz Medina', phone: '555-0142', risks: ['used_last_72h' as const] };
    await stage.as('intake').call(api.saveInquiry, { ...of, details, version });
    const found = await stage.as('intake').call(api.readInquiry, of);
    assert.deepEqual(found.details, details);
    const [person] = await stage.as('intake').call(searchClients, { words: 'lm' });
    assert.equal(person?.clientId, of.clientId);
    assert.equal(person?.initials, 'L. M.');
  });

  test('of which two people save different things: the second hears of it and nothing is overwritten', async () => {
    const { version, ...of } = await aCall();
    const first = { ...NOTHING_YET, callThem: 'R. O.' };
    await stage.as('intake').call(api.saveInquiry, { ...of, details: first, version });
    const reason = await stage.as('supervisor').refused(api.saveInquiry, { ...of, details: { ...NOTHING_YET, callThem: 'X. Y.' }, version });
    assert.equal(reason, 'changed-meanwhile');
    assert.equal((await stage.as('intake').call(api.readInquiry, of)).details.callThem, 'R. O.');
  });

  test('PR-40: the safety question is a fact with its moment, and the last answer holds', async () => {
    const { version: _, ...of } = await aCall();
    await stage.as('intake').call(api.answerSafetyQuestion, { ...of, answer: 'yes', kinds: ['suicide'] });
    stage.clock.advance(4);
    await stage.as('intake').call(api.recordCrisisStep, { ...of, step: 'transferred_988', outcome: 'stayed on the line' });
    await stage.as('intake').call(api.answerSafetyQuestion, { ...of, answer: 'no' });
    const found = await stage.as('intake').call(api.readInquiry, of);
    assert.equal(found.danger?.answer, 'no');
    assert.equal(found.crisisSteps[0]?.step, 'transferred_988');
  });

  test('sent twice with one operation id is one call', async () => {
    const of = { clientId: newId(), inquiryId: newId(), channel: 'call' as const };
    const operationId = newId();
    const one = await stage.as('intake').call(api.openInquiry, of, { operationId });
    const two = await stage.as('intake').call(api.openInquiry, of, { operationId });
    assert.deepEqual(one, two);
    const { rows } = await stage.owner.query('select count(*) as n from live.inquiry where inquiry_id = $1', [of.inquiryId]);
    assert.equal(Number(rows[0].n), 1);
  });

  test('one operation id with other content is refused', async () => {
    const operationId = newId();
    await stage.as('intake').call(api.openInquiry, { clientId: newId(), inquiryId: newId(), channel: 'call' }, { operationId });
    const answer = await stage.as('intake').try(api.openInquiry, { clientId: newId(), inquiryId: newId(), channel: 'call' }, { operationId });
    assert.equal(answer.kind === 'refusal' && answer.refusal.reason, 'operation-id-used');
  });

  test('is closed once, and says where it led', async () => {
    const { version: _, ...of } = await aCall();
    await stage.as('intake').call(api.closeInquiry, { ...of, outcome: 'admitted_elsewhere' });
    assert.equal(await stage.as('intake').refused(api.closeInquiry, { ...of, outcome: 'declined' }), 'closed-already');
    const open = await stage.as('intake').call(api.listInquiries, {});
    assert.ok(open.every((i) => i.id !== of.inquiryId));
  });

  test('is not there for a counselor who does not treat the person, nor for another agency', async () => {
    const { version: _, ...of } = await aCall();
    assert.equal((await stage.as('counselor').try(api.readInquiry, of)).kind, 'not-found');
    const other = await stage.otherAgency();
    assert.equal((await other.as('intake').try(api.readInquiry, of)).kind, 'not-found');
    assert.equal((await other.as('intake').try(readClient, { clientId: of.clientId })).kind, 'not-found');
  });

  test('the chart can be read as it was before the call was typed', async () => {
    const { version, ...of } = await aCall();
    const before = stage.clock.now();
    stage.clock.advance(10);
    await stage.as('intake').call(api.saveInquiry, { ...of, details: { ...NOTHING_YET, callThem: 'Later Name' }, version });
    const past = await stage.as('intake').call(api.readInquiry, of, { asOf: before });
    assert.equal(past.details.callThem, null);
  });

  test('a client who is there already cannot be reached by opening a call on them', async () => {
    const { version: _, clientId } = await aCall();
    const other = await stage.otherAgency();
    assert.equal((await stage.as('intake').try(api.openInquiry, { clientId, inquiryId: newId(), channel: 'call' })).kind, 'refusal');
    assert.equal((await other.as('intake').try(api.openInquiry, { clientId, inquiryId: newId(), channel: 'call' })).kind, 'value');
  });
});
