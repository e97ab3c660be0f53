import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import * as z from 'zod';
import { readClient, readLegalName, saveClient } from '../../capabilities/clients/api.ts';
import { listMyObligations } from '../../capabilities/obligations/api.ts';
import { readPlan } from '../../capabilities/treatment-plan/api.ts';
import { serveHouse } from '../../app/serve-house.ts';
import { clientId, populate, shapeOf } from '../../app/bench/population.ts';
import { sample, schemaOf } from '../../app/sample-input.ts';
import { HANDLERS } from '../../app/server.ts';
import { openStage, STAFF_ROLES, type Stage } from '../../app/stage.ts';
import { accept } from '../../shared/decision.ts';
import { newId } from '../../shared/ids.ts';
import { operation, type Operation } from '../../shared/operation.ts';
import { sql } from '../database/tx.ts';
import type { Answer } from './answer.ts';
import { handle, type Handler } from './handle.ts';
import type { House } from './house.ts';
import { perform } from './perform.ts';
import { performReads } from './perform-reads.ts';

let stage: Stage;
before(async () => {
  // the counselor treats the first 24 of these 36
  stage = await openStage({ fill: (owner, agency) => populate(owner, agency, shapeOf(36, false)) });
});
after(() => stage.close());

const nobody = '01900000-0000-7000-8000-000000000001';
const kinds = (answers: Answer[]): string[] => answers.map((answer) => answer.kind);
const call = (op: unknown, input: unknown) => ({ operation: (op as Operation).name, input });
const together = (role: 'counselor' | 'supervisor', calls: { operation: string; input: unknown }[], house: House = stage.house) =>
  performReads(house, stage.as(role).who, calls);

describe('reads that go together', () => {
  test('answer as each does alone: every read, every role, a chart that is theirs, one that is not, one that is not there', async () => {
    const reads = HANDLERS.filter(({ op }) => op.kind === 'read');
    for (const role of STAFF_ROLES) {
      const { who } = stage.as(role);
      for (const chart of role === 'counselor' ? [clientId(1), clientId(30), nobody] : [clientId(30)]) {
        const calls = reads.map(({ op }) => call(op, sample(schemaOf(op), { clientId: chart })));
        const answers: Answer[] = [];
        for (let at = 0; at < calls.length; at += 40) answers.push(...await performReads(stage.house, who, calls.slice(at, at + 40)));
        for (const [i, one] of calls.entries()) {
          const { kind, ...rest } = await perform(stage.house, { who, ...one });
          assert.equal(answers[i]!.kind, kind, `${role} ${one.operation}`);
          // the trail grows with every reading, its own too: what it answers is never twice the same
          const grows = reads[i]!.op.permission === 'audit.read';
          if (kind !== 'fault' && !grows) assert.deepEqual(answers[i], { kind, ...rest }, `${role} ${one.operation}`);
        }
      }
    }
  });

  test('are each refused by themselves, and none takes another with it', async () => {
    const answers = await together('counselor', [
      call(readClient, { clientId: clientId(1) }), call(readClient, { clientId: clientId(30) }), call(readClient, { clientId: 'x' }),
      { operation: 'readBoard', input: {} }, { operation: 'noSuch', input: {} }, call(listMyObligations, {}), call(readClient, { clientId: clientId(2) }),
    ]);
    assert.deepEqual(kinds(answers), ['value', 'not-found', 'invalid', 'not-allowed', 'not-found', 'value', 'value']);
    const [one, , , , , , two] = answers as { value: { clientId: string } }[];
    assert.deepEqual([one!.value.clientId, two!.value.clientId], [clientId(1), clientId(2)]);
  });

  test('stand in the audit trail one by one', async () => {
    await stage.owner.query('create temporary table seen as select id from house.audit');
    await together('counselor', [call(readClient, { clientId: clientId(1) }), call(readPlan, { clientId: clientId(1) }),
      call(readLegalName, { clientId: clientId(30) }), { operation: 'readBoard', input: {} }]);
    const { rows } = await stage.owner.query(`select operation, kind, client_id as "clientId", outcome from house.audit where id not in (select id from seen) order by operation`);
    assert.deepEqual(rows, [
      { operation: 'readBoard', kind: 'refused', clientId: null, outcome: 'not-allowed' },
      { operation: 'readClient', kind: 'read', clientId: clientId(1), outcome: 'ok' },
      { operation: 'readLegalName', kind: 'refused', clientId: null, outcome: 'not-found' },
      { operation: 'readPlan', kind: 'read', clientId: clientId(1), outcome: 'ok' },
    ]);
  });

  test('never act', async () => {
    const [answer, read] = await together('supervisor', [call(saveClient, { clientId: clientId(1), version: null, change: { callThem: 'Somebody else' } }),
      call(readClient, { clientId: clientId(1) })]);
    assert.equal(answer!.kind, 'not-allowed');
    assert.equal((read as { value: { callThem: string } }).value.callThem, 'Person 1');
  });

  test('survive the fault of one: it alone answers with a fault, and nothing is written by a read', async () => {
    const broken = (name: string, run: Handler['run']): [string, Handler] => {
      const op = operation({ name, kind: 'read', permission: 'client.read', reach: 'chart', about: '', input: z.object({ clientId: z.string() }), output: z.object({}) });
      return [name, handle(op, run as never)];
    };
    const house: House = { ...stage.house, handlers: new Map([...stage.house.handlers,
      broken('readNothing', async ({ tx }) => accept(await tx.one(sql`select 1 / 0`))),
      broken('readByWriting', async ({ tx }) => accept({ n: await tx.run(sql`update client set call_them = 'x'`) })),
    ]) };
    const of = { clientId: clientId(1) };
    const answers = await together('counselor', [call(readClient, of), { operation: 'readNothing', input: of }, call(readPlan, of)], house);
    assert.deepEqual(kinds(answers), ['value', 'fault', 'value']);
  });
});

describe('reads that come together over HTTP', () => {
  const ORIGIN = 'http://localhost:3000';
  let served: Awaited<ReturnType<typeof serveHouse>>;
  let cookie: string;
  before(async () => {
    served = await serveHouse(stage, { secret: 'a secret of the stage alone, 32 or more', publicUrl: ORIGIN, demo: true, perMinute: 60 });
    const made = await served.signIn.createAccount({ email: `${newId()}@example.org`, name: 'Toni Brandt', demo: true,
      memberships: [{ agencyId: stage.agencyId, kind: 'staff', subjectId: stage.staff.counselor }] });
    assert.ok(made.ok);
    const answer = await served.app.inject({ method: 'POST', url: '/auth/demo', payload: { accountId: made.value.accountId }, headers: { origin: ORIGIN } });
    cookie = [answer.headers['set-cookie']].flat().map((c) => String(c).split(';')[0]).join('; ');
  });
  after(() => served.app.close());
  const post = (calls: unknown, headers: Record<string, string> = { cookie, origin: ORIGIN }) => served.app.inject({ method: 'POST', url: '/rpc', payload: { calls } as object, headers });
  const reads = (n: number) => Array.from({ length: n }, () => call(readClient, { clientId: clientId(1) }));

  test('answer each with its own status and body', async () => {
    const answer = await post([call(readClient, { clientId: clientId(1) }), call(readClient, { clientId: clientId(30) })]);
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.json().answers.map((one: { status: number }) => one.status), [200, 404]);
    assert.equal(answer.json().answers[0].body.value.clientId, clientId(1));
    assert.equal(answer.headers['cache-control'], 'no-store');
  });

  test('are refused as a whole when nobody is signed in, from another site, or when they are no reads', async () => {
    assert.equal((await post(reads(1), { origin: ORIGIN })).statusCode, 401);
    assert.equal((await post(reads(1), { cookie, origin: 'https://elsewhere.example' })).statusCode, 403);
    for (const calls of [null, [], reads(41), [5], [{ input: {} }]]) assert.equal((await post(calls)).statusCode, 422);
  });

  test('count as many as they are', async () => {
    assert.equal((await post(reads(40))).statusCode, 200);
    assert.equal((await post(reads(40))).statusCode, 429);
  });
});
