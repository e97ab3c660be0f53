import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { admitted, anHourWith } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { recordAttendance } from '../attendance/api.ts';
import { deriveSomeObligations, listClientObligations } from '../obligations/api.ts';
import { tellOfUse } from './api.ts';
import { toldDue, type Told } from './told.ts';

const word = (at: string, own = true): Told => ({ id: newId(), at, analytes: [], said: 'On Saturday', own });
const [early, late] = ['2026-03-02T15:00:00Z', '2026-03-03T15:00:00Z'];
const CASES: [name: string, told: Told[], talks: string[], since: string | null][] = [
  ['nothing was told', [], [], null],
  ['a word on the phone waits for somebody', [word(early)], [], early],
  ['a talk before it answers nothing', [word(late)], [early], late],
  ['a talk after it does', [word(early)], [late], null],
  ['what staff wrote down was heard', [word(early, false)], [], null],
  ['of two, the first that waits', [word(early), word(late)], [], early],
  ['of two, only the later waits', [word(early), word('2026-03-04T15:00:00Z')], [late], '2026-03-04T15:00:00Z'],
];
for (const [name, told, talks, since] of CASES) {
  test(`§8 ${name}`, () => assert.deepEqual(toldDue(newId(), told, talks, defaultRuleBook(), 'America/Chicago').map((one) => one.since), since === null ? [] : [since]));
}

describe('§8 a word on the phone, in the course of a stay', () => {
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const owed = async (clientId: Id) => {
    await stage.service().call(deriveSomeObligations, { subjects: [clientId] });
    return (await stage.as('counselor').call(listClientObligations, { clientId })).filter((one) => one.rule === 'DT-41').length;
  };

  test('an hour alone answers it, and is its answer weeks later too', async () => {
    const clientId = await admitted(stage);
    await stage.client(clientId).call(tellOfUse, { analytes: ['COC'], said: 'On Saturday' });
    assert.equal(await owed(clientId), 1);
    const sessionId = await anHourWith(stage, clientId);
    stage.clock.set('2026-03-03T00:30:00Z');
    await stage.as('counselor').call(recordAttendance, { sessionId, entries: [{ clientId, status: 'present', from: '17:30', to: '18:20' }] });
    assert.equal(await owed(clientId), 0);
    stage.clock.set('2026-05-15T18:00:00Z');
    assert.equal(await owed(clientId), 0);
  });

  test('nobody asks in a new stay about what was told in the one before', async () => {
    const clientId = await admitted(stage, 'Ida Quist');
    await stage.client(clientId).call(tellOfUse, { analytes: [], said: 'Last night' });
    assert.equal(await owed(clientId), 1);
    await stage.owner.query(`update live.episode set ended_at = '2026-05-16T15:00:00Z' where client_id = $1`, [clientId]);
    await stage.owner.query(`insert into live.episode (agency_id, episode_id, client_id, admitted_at, admitted_by)
      values ($1, $2, $3, '2026-07-01T15:00:00Z', $4)`, [stage.agencyId, newId(), clientId, stage.staff.counselor]);
    stage.clock.set('2026-07-02T15:00:00Z');
    assert.equal(await owed(clientId), 0);
  });
});
