/**
 * Made from the list of operations, so that a new one is covered by being there: each refuses every role that lacks
 * its permission, every other agency, every chart that is not reached, and whatever malformed thing it is sent.
 */
import assert from 'node:assert/strict';
import * as z from 'zod';
import { after, before, describe, test } from 'node:test';
import { newId, type Id } from '../shared/ids.ts';
import type { Operation } from '../shared/operation.ts';
import { mayUse, type Role } from '../shared/roles.ts';
import { openInquiry } from '../capabilities/admissions/api.ts';
import { malformed, sample, schemaOf } from './sample-input.ts';
import { HANDLERS } from './server.ts';
import type { Performer } from './performer.ts';
import { openStage, STAFF_ROLES, type Stage } from './stage.ts';

let stage: Stage;
let clientId: Id;
let inquiryId: Id;
let other: Awaited<ReturnType<Stage['otherAgency']>>;
before(async () => {
  stage = await openStage();
  clientId = newId();
  inquiryId = newId();
  await stage.as('intake').call(openInquiry, { clientId, inquiryId, channel: 'call' });
  other = await stage.otherAgency();
});
after(() => stage.close());

const everybody = (): [Role, Performer][] => [
  ...STAFF_ROLES.map((role): [Role, Performer] => [role, stage.as(role)]),
  ['client', stage.client(clientId)], ['supporter', stage.supporter(newId())], ['kiosk', stage.kiosk(newId())], ['service', stage.service()],
];
/** What makes a first row brings ids of its own; whatever reaches a chart tries this one. */
const known = (op: Operation): Record<string, unknown> => (op.reach === 'none' ? {} : { clientId, inquiryId });

for (const { op } of HANDLERS) {
  describe(op.name, () => {
    test('refuses every role without its permission', async () => {
      for (const [role, who] of everybody()) {
        if (mayUse([role], op.permission)) continue;
        const answer = await who.try(op, sample(schemaOf(op), known(op)));
        assert.equal(answer.kind, 'not-allowed', `${role} got ${answer.kind}`);
      }
    });

    test('gives nothing of one agency to another', async () => {
      for (const role of STAFF_ROLES.filter((r) => mayUse([r], op.permission))) {
        const answer = await other.as(role).try(op, sample(schemaOf(op), known(op)));
        if (op.reach === 'chart' || op.reach === 'session') assert.notEqual(answer.kind, 'value', `${role} of another agency`);
        assert.ok(!JSON.stringify(answer).includes(clientId), 'the answer holds the id of another agency’s client');
        assert.notEqual(answer.kind, 'fault');
      }
    });

    test('answers malformed input kindly: no crash, and each fault names its field', async () => {
      const may = everybody().find(([role]) => mayUse([role], op.permission));
      assert.ok(may, 'nobody holds this permission');
      let n = 0;
      for (const input of malformed(op, known(op))) {
        if ((n += 1) > 400) break;
        const answer = await may[1].try(op, input);
        assert.notEqual(answer.kind, 'fault', `input ${JSON.stringify(input)?.slice(0, 200)}`);
        if (answer.kind === 'invalid') for (const f of answer.invalid) assert.ok(f.say.length > 0);
      }
    });
  });
}

test('every operation says what it does, and acts are named by a verb', () => {
  for (const { op } of HANDLERS) {
    assert.match(op.name, /^[a-z]+[A-Z]/, op.name);
    assert.ok(op.about.length > 10 && op.about.endsWith('.'), op.name);
  }
});

test('what sees every chart only to count answers whole numbers and nothing else', () => {
  for (const { op } of HANDLERS.filter((handler) => handler.op.reach === 'count')) {
    const { properties = {} } = z.toJSONSchema(op.output) as { properties?: Record<string, { type?: string }> };
    assert.ok(Object.keys(properties).length > 0, op.name);
    for (const [name, field] of Object.entries(properties)) assert.equal(field.type, 'integer', `${op.name}: ${name}`);
  }
});
