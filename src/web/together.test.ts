import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { gatherReads, type ReadCall } from './together.ts';

let turn: (() => void)[];
let sent: { calls: ReadCall[]; signal: AbortSignal | undefined }[];
let read: ReturnType<typeof gatherReads<string>>;
const endOfTurn = (): void => {
  for (const run of turn.splice(0)) run();
};
beforeEach(() => {
  turn = [];
  sent = [];
  read = gatherReads(async (calls, signal) => {
    sent.push({ calls, signal });
    return calls.map((call) => `answer to ${call.operation}`);
  }, (run) => turn.push(run));
});
const of = (operation: string, clientId?: string) => ({ operation, input: clientId ? { clientId } : {} });

describe('reads of one turn', () => {
  it('go as one request for each chart, and each hears its own answer', async () => {
    const all = Promise.all([read(of('readClient', 'a')), read(of('readPlan', 'a')), read(of('readClient', 'b')), read(of('listMine'))]);
    assert.equal(sent.length, 0);
    endOfTurn();
    assert.deepEqual(await all, ['answer to readClient', 'answer to readPlan', 'answer to readClient', 'answer to listMine']);
    assert.deepEqual(sent.map(({ calls }) => calls.map((call) => call.operation)), [['readClient', 'readPlan'], ['readClient'], ['listMine']]);
  });

  it('of the next turn go by themselves', async () => {
    const first = read(of('readClient', 'a'));
    endOfTurn();
    const second = read(of('readPlan', 'a'));
    endOfTurn();
    await Promise.all([first, second]);
    assert.equal(sent.length, 2);
  });

  it('that nobody waits for any more are not sent', async () => {
    const gone = new AbortController();
    const dropped = read(of('readPlan', 'a'), gone.signal);
    const kept = read(of('readClient', 'a'));
    gone.abort();
    endOfTurn();
    await assert.rejects(dropped, { name: 'AbortError' });
    await kept;
    assert.deepEqual(sent[0]!.calls.map((call) => call.operation), ['readClient']);
  });

  it('are given up together only when nobody waits for any of them', async () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const hanging = gatherReads<string>((_, signal) => new Promise((_done, failed) => {
      sent.push({ calls: [], signal });
      signal!.addEventListener('abort', () => failed(signal!.reason));
    }), (run) => turn.push(run));
    const both = [hanging(of('readPlan', 'a'), one.signal), hanging(of('readClient', 'a'), other.signal)];
    endOfTurn();
    one.abort();
    await assert.rejects(both[0]!, { name: 'AbortError' });
    assert.equal(sent[0]!.signal!.aborted, false);
    other.abort();
    await assert.rejects(both[1]!, { name: 'AbortError' });
    assert.equal(sent[0]!.signal!.aborted, true);
  });

  it('that are very many go in several requests', async () => {
    const all = Promise.all(Array.from({ length: 41 }, (_, i) => read(of(`read${i}`, 'a'))));
    endOfTurn();
    assert.equal((await all)[40], 'answer to read40');
    assert.deepEqual(sent.map(({ calls }) => calls.length), [40, 1]);
  });
});
