import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CallFailure } from '../call-error.ts';
import { both, differences, holdsAll, isProse, mergeDraft } from './merge-draft.ts';
import { afterFailure, MAX_FAULTS, sendable, type Waiting } from './outbox-rules.ts';

const waiting: Waiting = {
  operationId: '01', operation: 'recordCheckIn', agencyId: 'a', input: { craving: 3 }, what: 'Check-in', since: '', tries: 0,
};

describe('an act that waits on the device', () => {
  const cases: [string, CallFailure, Partial<Waiting>][] = [
    ['waits on while there is no connection', { kind: 'offline' }, {}],
    ['waits on when the sign-in ended', { kind: 'signed-out' }, {}],
    ['waits on when too much was sent at once', { kind: 'busy' }, {}],
    ['counts a fault of ours and waits on', { kind: 'fault', id: 'f1' }, { tries: 1 }],
    ['asks for a person when the rules say no', { kind: 'refusal', reason: 'too-late', say: 'No.' }, { stuck: 'words' }],
    ['asks for a person when a field is wrong', { kind: 'invalid', fields: [] }, { stuck: 'words' }],
    ['asks for a person when it is not theirs', { kind: 'forbidden', reason: 'x', say: 'x' }, { stuck: 'words' }],
  ];
  for (const [name, failure, change] of cases) {
    it(name, () => assert.deepEqual(afterFailure(waiting, failure, 'words'), { ...waiting, ...change }));
  }
  it(`asks for a person after ${MAX_FAULTS} faults of ours`, () => {
    let one = waiting;
    for (let i = 0; i < MAX_FAULTS; i++) one = afterFailure(one, { kind: 'fault', id: 'f' }, 'words');
    assert.equal(one.stuck, 'words');
  });
  it('is sent in the order in which it was done, without those that are stuck', () => {
    const all = [{ ...waiting, operationId: '03' }, { ...waiting, operationId: '02', stuck: 'no' }, waiting];
    assert.deepEqual(sendable(all).map((one) => one.operationId), ['01', '03']);
  });
});

describe('a kept draft', () => {
  const start = { topic: '', minutes: 180, tags: [] as string[], when: null as string | null };
  it('fills the fields that nobody touched yet', () => {
    assert.deepEqual(
      mergeDraft({ ...start, topic: 'typed now' }, { topic: 'older', minutes: 90 }, new Set(['topic'])),
      { ...start, topic: 'typed now', minutes: 90 },
    );
  });
  it('leaves out fields the form has no longer and values of another kind', () => {
    const draft = { gone: 'x', tags: 'not a list', minutes: '90' } as unknown as Partial<typeof start>;
    assert.deepEqual(mergeDraft(start, draft, new Set()), start);
  });
  it('fills a field that starts empty', () => {
    assert.equal(mergeDraft(start, { when: '2026-11-24' }, new Set()).when, '2026-11-24');
  });
});

describe('a draft that was typed on an older version', () => {
  const theirs = { topic: 'Sleep', parts: [{ id: '1', words: 'Listened.' }], minutes: 90 };
  it('may take the place of what it holds whole', () => {
    assert.equal(holdsAll({ topic: 'Sleep and rest', parts: [{ id: '1', words: 'Listened. Led later.' }, { id: '2', words: '' }], minutes: 90 }, theirs), true);
    assert.equal(holdsAll({ topic: 'x' }, { topic: '', gone: null }), true);
  });
  for (const [name, mine] of [['a word', { ...theirs, topic: 'Slee' }], ['a line of a list', { ...theirs, parts: [] }], ['a number', { ...theirs, minutes: 60 }], ['a field', { topic: 'Sleep' }]] as const) {
    it(`must not where ${name} of theirs would go`, () => assert.equal(holdsAll(mine, theirs), false));
  }
});

describe('two people who wrote in the same place', () => {
  const mine = { topic: 'Sleep at night', risk: 'none', sections: { data: 'Came late by bus.' }, list: ['one two'] };
  const theirs = { topic: 'Sleep at night', risk: 'some', sections: { data: 'Led the round.', plan: 'Call on Monday.' }, list: ['one two', 'more words'] };
  it('are shown where their texts differ', () => {
    assert.deepEqual(differences(mine, theirs).map((one) => [one.path.join('.'), one.mine, one.theirs]), [
      ['risk', 'none', 'some'], ['sections.data', 'Came late by bus.', 'Led the round.'], ['sections.plan', '', 'Call on Monday.'],
    ]);
  });
  it('may keep both: theirs below mine, choices as mine', () => {
    assert.deepEqual(both(mine, theirs, isProse), {
      topic: 'Sleep at night', risk: 'none', sections: { data: 'Came late by bus.\nLed the round.', plan: 'Call on Monday.' }, list: ['one two'],
    });
    assert.equal(mine.sections.data, 'Came late by bus.', 'what was mine is not touched by it');
  });
  it('do not read a text twice that holds the other one', () => {
    assert.deepEqual(both({ t: 'one two' }, { t: 'one two three' }, isProse), { t: 'one two three' });
    assert.deepEqual(both({ t: 'one two three' }, { t: 'one two' }, isProse), { t: 'one two three' });
  });
});
