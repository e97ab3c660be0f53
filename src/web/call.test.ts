import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CallError, failureOf, sayFailure, type CallFailure } from './call-error.ts';
import { attemptFor, PAUSES_MS, pauseBeforeRetry } from './retry.ts';
import { touches } from './touches.ts';

describe('an answer that is no value', () => {
  const refusal = { reason: 'seat-taken', say: 'That seat is gone. Choose another evening.' };
  const cases: [string, number, unknown, CallFailure][] = [
    ['a refusal keeps its words', 409, { refusal }, { kind: 'refusal', ...refusal }],
    ['a refusal names its field', 409, { refusal: { ...refusal, field: 'seat' } }, { kind: 'refusal', ...refusal, field: 'seat' }],
    ['bad input names its fields', 422, { invalid: [{ field: 'on', say: 'Write a date, like 24 Nov.' }] },
      { kind: 'invalid', fields: [{ field: 'on', say: 'Write a date, like 24 Nov.' }] }],
    ['an ended sign-in', 401, { signIn: true }, { kind: 'signed-out' }],
    ['what is not theirs', 404, { refusal: { reason: 'not-found', say: 'There is no such chart.' } },
      { kind: 'forbidden', reason: 'not-found', say: 'There is no such chart.' }],
    ['too many tries', 429, null, { kind: 'busy' }],
    ['a server being restarted', 503, null, { kind: 'offline' }],
    ['a fault of ours', 500, { fault: 'f-7' }, { kind: 'fault', id: 'f-7' }],
    ['an answer nobody of ours wrote', 418, '<html>', { kind: 'fault', id: 'http-418' }],
  ];
  for (const [name, status, body, expected] of cases) {
    it(name, () => assert.deepEqual(failureOf(status, body), expected));
  }
  it('always has words and never says more than it should', () => {
    for (const [, status, body] of cases) assert.ok(sayFailure(failureOf(status, body)).length > 5);
    assert.equal(new CallError({ kind: 'refusal', ...refusal }).message, refusal.say);
  });
});

describe('a second try', () => {
  it('follows a cut connection, a little later each time, and not for ever', () => {
    const pauses = [1, 2, 3, 4].map((attempt) => pauseBeforeRetry({ kind: 'offline' }, attempt, true));
    assert.deepEqual(pauses, [...PAUSES_MS, null]);
  });
  it('waits for a person where the device knows it has no connection', () => {
    assert.equal(pauseBeforeRetry({ kind: 'offline' }, 1, false), null);
  });
  it('never follows an answer', () => {
    for (const failure of [{ kind: 'busy' }, { kind: 'fault', id: 'x' }, { kind: 'invalid', fields: [] }] as CallFailure[]) {
      assert.equal(pauseBeforeRetry(failure, 1, true), null);
    }
  });
  it('carries the same operation id while the same thing is sent', () => {
    let n = 0;
    const next = () => `id-${++n}`;
    const first = attemptFor(null, { minutes: 180 }, next);
    assert.equal(attemptFor(first, { minutes: 180 }, next).operationId, 'id-1');
    assert.equal(attemptFor(first, { minutes: 90 }, next).operationId, 'id-2');
  });
});

describe('a change elsewhere', () => {
  const id = '019abcde-0000-7000-8000-000000000001';
  const other = '019abcde-0000-7000-8000-000000000002';
  const change = { clientId: id, operation: 'signPlan' };
  it('touches the reads of that chart', () => {
    assert.equal(touches(change, ['op', 'readChart', 'a', { clientId: id }]), true);
    assert.equal(touches(change, ['op', 'readChart', 'a', { clientId: other }]), false);
  });
  it('touches every list', () => {
    assert.equal(touches(change, ['op', 'listToday', 'a', {}]), true);
    assert.equal(touches(change, ['op', 'readSession', 'a', { sessionId: other }]), true);
  });
  it('touches all when it is about nobody in particular', () => {
    assert.equal(touches({ clientId: null, operation: 'changeRule' }, ['op', 'readChart', 'a', { clientId: other }]), true);
  });
});
