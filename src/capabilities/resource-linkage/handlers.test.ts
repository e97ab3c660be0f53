import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aClient } from '../../app/cast.ts';
import { openStage, STAGE_NOW, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { assignCounselor } from '../clients/api.ts';
import { listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';
import { readTimes } from './times.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const manager = () => stage.as('case_manager');
const entry = (more: object = {}) => ({ id: newId(), name: 'Harbor Food Pantry', needs: ['food' as const], cost: 'free' as const, postalCode: '60601', ...more });
const CSV = [
  'Name,Category,Zip,Hours,Cost,Languages,Phone,Last verified',
  'Second Wind House,housing,60601,,sliding,en;es,555-0110,2026-02-01',
  'Nameless category,gardening,60601,,free,en,555-0111,',
  'Lunch Table,Mutual-help meeting,60614,Mon 12:00-13:00; Wed 12-13,free,en,555-0112,',
  ',food,60601,,free,en,555-0113,',
  'Odd hours,food,60601,whenever,free,en,555-0114,',
  'Far Away Legal,Legal help,10001,,free,en,555-0115,',
].join('\n');

describe('the directory', () => {
  test('keeps the good rows of a spreadsheet and names the bad ones by line', async () => {
    const taken = await manager().call(api.importResources, { csv: CSV });
    assert.deepEqual([taken.added, taken.changed, taken.bad.map((b) => b.line)], [3, 0, [3, 5, 6]]);
    assert.match(taken.bad[0]!.say, /gardening/);
    assert.deepEqual(await manager().call(api.importResources, { csv: CSV }), { ...taken, added: 0, changed: 3 });
  });

  test('is searched from a postal code: what is near stands first, what is far is left out', async () => {
    const search = (more: object) => stage.as('counselor').call(api.searchResources, { postalCode: '60601', ...more });
    const names = async (more: object) => (await search(more)).found.map((f) => f.resource.name);
    assert.deepEqual((await names({ withinMiles: 30 })).toSorted(), ['Lunch Table', 'Second Wind House']);
    assert.deepEqual(await names({ need: 'legal' }), ['Far Away Legal']);
    assert.deepEqual(await names({ need: 'legal', withinMiles: 50 }), []);
    assert.deepEqual(await names({ language: 'es' }), ['Second Wind House']);
    const [meeting] = (await search({ need: 'mutual_help' })).found;
    assert.ok(meeting!.miles !== null && meeting!.miles > 1 && meeting!.miles < 6, `${meeting!.miles} miles to Lincoln Park`);
    assert.deepEqual([meeting!.mind, meeting!.opens], [['never verified'], { inDays: 2, from: '12:00' }]);
    assert.equal(await stage.as('counselor').refused(api.searchResources, { postalCode: '00000' }), 'place-unknown');
  });

  test('is changed by one at a time, verified by name, and closed when a place is gone', async () => {
    const pantry = entry();
    const { version } = await manager().call(api.saveResource, { resource: pantry });
    await manager().call(api.saveResource, { resource: { ...pantry, phone: '555-0120' }, version });
    assert.equal(await manager().refused(api.saveResource, { resource: pantry, version }), 'changed-meanwhile');
    await manager().call(api.verifyResource, { resourceId: pantry.id, stillThere: false });
    const read = await manager().call(api.readResource, { resourceId: pantry.id });
    assert.deepEqual([read.closed, read.verifiedOn, read.verifiedBy, read.phone], [true, '2026-03-02', 'L. A.', '555-0120']);
    assert.equal((await manager().call(api.searchResources, { words: 'Harbor' })).found.length, 0);
    const other = await stage.otherAgency();
    assert.equal((await other.as('administrator').call(api.searchResources, {})).found.length, 0);
  });

  test('hours are read as people write them', () => {
    assert.deepEqual(readTimes('Mon 18:00-19:30; saturday 9-11'), [{ weekday: 1, from: '18:00', until: '19:30' }, { weekday: 6, from: '09:00', until: '11:00' }]);
    assert.deepEqual([readTimes('whenever'), readTimes('Mon 19-18'), readTimes('')], [null, null, []]);
  });
});

describe('PR-65: a need', () => {
  let clientId: Id;
  let resourceId: Id;
  before(async () => {
    clientId = await aClient(stage);
    await stage.as('intake').call(assignCounselor, { clientId, staffId: stage.staff.case_manager, part: 'treats' });
    const one = entry({ name: 'Riverside Housing Desk', needs: ['housing'] });
    resourceId = one.id;
    await manager().call(api.saveResource, { resource: one });
  });
  const owed = async () => (await stage.as('counselor').call(listClientObligations, { clientId })).filter((o) => o.rule === 'PR-65');
  const need = async () => (await manager().call(api.readNeeds, { clientId })).needs[0]!;

  test('is followed from its first word to what came of it, and owes its next step all the way', async () => {
    stage.clock.set(STAGE_NOW);
    const of = { clientId, needId: newId() };
    await stage.as('counselor').call(api.recordNeed, { ...of, need: 'housing', words: 'Lease ends in May' });
    assert.deepEqual((await owed()).map((o) => [o.remedy.verb, o.why]), [['Refer', 'a need without a resource']]);
    assert.equal(await manager().refused(api.recordNeedContact, of), 'not-referred');
    stage.clock.advance(60);
    await manager().call(api.referToResource, { ...of, resourceId, words: 'Ask for Mo' });
    assert.deepEqual((await manager().call(api.listOpenNeeds, {})).map((n) => [n.initials, n.step, n.resource?.name]), [['R. O.', 'referral', 'Riverside Housing Desk']]);
    assert.equal(await manager().refused(api.recordNeedContact, { ...of, at: '2026-03-02T23:10:00Z' }), 'earlier-than-before');
    stage.clock.advance(24 * 60);
    await manager().call(api.recordNeedContact, { ...of, words: 'Called back' });
    await manager().call(api.recordNeedService, of);
    assert.deepEqual((await owed()).map((o) => o.remedy.verb), ['Write']);
    assert.equal((await manager().try(api.recordNeedOutcome, { ...of, outcome: 'splendid' as 'met' })).kind, 'invalid');
    await manager().call(api.recordNeedOutcome, { ...of, outcome: 'met', words: 'Has a room' });
    assert.deepEqual(await owed(), []);
    assert.equal(await manager().refused(api.recordNeedContact, of), 'loop-closed');
    assert.deepEqual([(await need()).step, (await need()).facts.map((f) => f.step)], ['outcome', ['referral', 'contact', 'service', 'outcome']]);
    assert.equal((await manager().call(api.readResource, { resourceId })).works, 1);
    await assert.rejects(stage.owner.query(`update live.need_fact set words = 'else' where client_id = $1`, [clientId]), /kept as it was recorded/);
  });

  test('of somebody one does not treat stays out of sight', async () => {
    const stranger = await aClient(stage, 'Mira Adeyemi');
    await stage.as('counselor').call(api.recordNeed, { clientId: stranger, needId: newId(), need: 'food' });
    assert.equal((await manager().try(api.readNeeds, { clientId: stranger })).kind, 'not-found');
    assert.ok((await manager().call(api.listOpenNeeds, {})).every((n) => n.clientId !== stranger));
    assert.equal((await stage.as('supervisor').call(api.listOpenNeeds, {})).filter((n) => n.clientId === stranger).length, 1);
  });

  test('may wait for a day ahead, and is owed on that day', async () => {
    const waiting = await aClient(stage, 'Noor Salem');
    const of = { clientId: waiting, needId: newId(), need: 'dental' as const };
    const counselor = stage.as('counselor');
    assert.equal(await counselor.refused(api.recordNeed, { ...of, waitsUntil: '2026-03-01' }), 'not-ahead');
    await counselor.call(api.recordNeed, { ...of, waitsUntil: '2026-03-20' });
    const dues = (await counselor.call(listClientObligations, { clientId: waiting })).filter((o) => o.rule === 'PR-65');
    assert.deepEqual(dues, []);
  });
});
