import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import pg from 'pg';
import { testPostgres, type TestPostgres } from '../postgres/for-tests.ts';
import { sql, txOn, type OpenTx } from './tx.ts';

let server: TestPostgres;
let client: pg.Client;
let sent: string[];
let tx: OpenTx;
before(async () => {
  server = await testPostgres();
  client = new pg.Client({ ...server.owner, database: 'postgres' });
  await client.connect();
  await client.query('create temporary table fact (n int)');
  const query = client.query.bind(client);
  client.query = ((q: { text: string }) => {
    sent.push(q.text);
    return query(q as never);
  }) as unknown as typeof client.query;
});
after(async () => {
  await client.end();
  await server.stop();
});
beforeEach(() => {
  sent = [];
  tx = txOn(client, '00000000-0000-0000-0000-000000000000');
});

const facts = (least: number) => tx.all(sql<{ n: number }>`select n from fact where n >= ${least} order by n`);
const add = (n: number) => tx.run(sql`insert into fact (n) values (${n})`);

describe('one read kept with the transaction (decision 0006)', () => {
  test('the same question is sent once, another value is another question', async () => {
    await Promise.all([facts(1), facts(1), facts(2)]);
    await facts(1);
    assert.equal(sent.length, 2);
  });

  test('what was written is read: a write drops everything that was read', async () => {
    const before = await facts(100);
    await add(100);
    const after = await facts(100);
    assert.deepEqual([before, after], [[], [{ n: 100 }]]);
  });

  test('reads that are sent right behind a write, without waiting, see it too', async () => {
    await facts(200);
    const [, after] = await Promise.all([add(200), facts(200)]);
    assert.deepEqual(after, [{ n: 200 }]);
  });

  test('what is run is sent each time and drops what was read, in the words of a question too', async () => {
    const set = (to: string) => tx.run(sql`select set_config('stepwell.way', ${to}, false)`);
    const way = async () => (await tx.one(sql<{ way: string }>`select current_setting('stepwell.way') as way`)).way;
    const ways: string[] = [];
    for (const to of ['there', 'back', 'there']) {
      await set(to);
      ways.push(await way());
    }
    assert.deepEqual(ways, ['there', 'back', 'there']);
  });

  test('each who asks may sort and cut their own list', async () => {
    await add(300);
    const [one, other] = await Promise.all([facts(300), facts(300)]);
    one.pop();
    assert.deepEqual(other, [{ n: 300 }]);
  });

  test('what is worked out is dropped with what was read', async () => {
    const sum = () => tx.once('sum', async () => (await facts(400)).reduce((all, { n }) => all + n, 0));
    assert.deepEqual(await Promise.all([sum(), sum()]), [0, 0]);
    assert.equal(sent.length, 1);
    await add(400);
    assert.equal(await sum(), 400);
    tx.forget();
    sent = [];
    await sum();
    assert.equal(sent.length, 1);
  });

  test('after the end nothing is sent: whoever still runs cannot write into the next transaction', async () => {
    tx.close();
    await assert.rejects(add(500), /this transaction has ended/);
    await assert.rejects(facts(1), /this transaction has ended/);
    assert.equal(sent.length, 0);
  });
});
