import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aClient, admitted } from '../../app/cast.ts';
import { openStage, type Stage } from '../../app/stage.ts';
import * as api from './api.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

describe('insight', () => {
  test('a caller stands at the first step, a client in the program with the week of their stay (PR-91)', async () => {
    const caller = await aClient(stage);
    const first = await stage.as('counselor').call(api.readPath, { clientId: caller });
    assert.deepEqual(first.find((step) => step.state === 'here')?.key, 'call');
    const client = await admitted(stage);
    const here = (await stage.as('counselor').call(api.readPath, { clientId: client })).find((step) => step.state === 'here');
    assert.deepEqual([here?.key, here?.week], ['2.1', 1]);
  });

  test('the board counts who is here and hides shares of few people', async () => {
    const board = await stage.as('director').call(api.readBoard, {});
    assert.ok(board.census.here >= 1);
    assert.equal(board.hours.length, 6);
    assert.equal(board.stillHere.now.percent, null);
    assert.deepEqual(board.funnel.map((step) => step.step), ['calls', 'booked', 'assessed', 'admitted', 'first-group']);
    assert.ok(board.funnel[0]!.people >= 2);
  });

  test('the board is not open to a counselor', async () => {
    assert.equal(await stage.as('counselor').refused(api.readBoard, {}), 'not-allowed');
  });
});
