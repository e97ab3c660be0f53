import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { openInquiry, readInquiry } from '../../capabilities/admissions/api.ts';
import { newId } from '../../shared/ids.ts';
import { newestRoots, sealOnce, verifyAudit, type KeptRoot } from './seal.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const some = async (n: number): Promise<void> => {
  for (let i = 0; i < n; i++) {
    const of = { clientId: newId(), inquiryId: newId() };
    await stage.as('intake').call(openInquiry, { ...of, channel: 'call' });
    await stage.as('intake').call(readInquiry, of);
  }
};
/** Until everything is sealed: an act that is under way in another database of the server holds the horizon as well. */
const seal = async (): Promise<void> => {
  for (;;) {
    await sealOnce(stage.pools.recorder);
    const { rowCount } = await stage.owner.query('select from house.audit a where not exists (select from house.audit_seal s where a.id = any (s.ids)) limit 1');
    if (rowCount === 0) return;
  }
};
/** Does what only the owner could, then looks, then undoes it. */
async function tampered(sql: string, kept: KeptRoot[] = []): Promise<string[]> {
  await stage.owner.query('begin');
  await stage.owner.query('alter table house.audit disable trigger user; alter table house.audit_seal disable trigger user');
  await stage.owner.query(sql);
  const { faults } = await verifyAudit(stage.owner, kept);
  await stage.owner.query('rollback');
  return faults.map((f) => f.what);
}

describe('the audit trail', () => {
  test('holds one entry for each act and each read, and every entry is sealed', async () => {
    await some(5);
    await seal();
    const found = await verifyAudit(stage.owner);
    assert.deepEqual(found.faults, []);
    const { rows } = await stage.owner.query(`select kind, count(*)::int as n from house.audit group by kind order by kind`);
    assert.deepEqual(rows, [{ kind: 'act', n: 5 }, { kind: 'read', n: 5 }]);
    assert.equal(found.rows, 10);
  });

  test('skips no entry whose transaction was open while others were sealed', async () => {
    const slow = await stage.pools.recorder.connect();
    await slow.query('begin');
    await slow.query(`insert into house.audit (agency_id, id, at, actor_id, roles, operation, kind, outcome)
      values ($1, $2, now(), $2, '', 'slow', 'act', 'ok')`, [stage.agencyId, newId()]);
    await some(2);
    await sealOnce(stage.pools.recorder);
    await slow.query('commit');
    slow.release();
    await seal();
    assert.deepEqual((await verifyAudit(stage.owner)).faults, []);
    const { rows } = await stage.owner.query(`select count(*)::int as n from house.audit_seal s, house.audit a
      where a.operation = 'slow' and a.id = any (s.ids)`);
    assert.equal(rows[0].n, 1);
  });

  test('shows an edited entry', async () => {
    await seal();
    assert.deepEqual(await tampered(`update house.audit set outcome = 'nothing' where id = (select ids[1] from house.audit_seal order by no limit 1)`),
      ['a sealed entry or the seal was changed']);
  });

  test('shows a removed entry', async () => {
    assert.deepEqual(await tampered('delete from house.audit where id = (select ids[1] from house.audit_seal order by no limit 1)'), ['a sealed entry was removed']);
  });

  test('shows two entries that changed places', async () => {
    assert.deepEqual(await tampered('update house.audit_seal set ids = array[ids[2], ids[1]] || ids[3:] where no = (select min(no) from house.audit_seal where cardinality(ids) > 1)'),
      ['a sealed entry or the seal was changed']);
  });

  test('shows an entry added to what was sealed', async () => {
    const found = await tampered(`insert into house.audit (agency_id, id, at, actor_id, roles, operation, kind, outcome, xid)
      select agency_id, gen_random_uuid(), at, actor_id, roles, 'forged', kind, outcome, xid from house.audit limit 1`);
    assert.deepEqual(found, ['an entry stands outside the seals']);
  });

  test('shows every single entry that is edited, removed or swapped with its neighbour, and every tail cut off against a root kept elsewhere', async () => {
    await some(3);
    await seal();
    const { rows } = await stage.owner.query<{ id: string; no: string; at: number; many: number }>(`select u as id, no, o::int as at, cardinality(ids) as many
      from house.audit_seal, unnest(ids) with ordinality as t(u, o)`);
    const edits = ['at = at + interval \'1 second\'', 'actor_id = gen_random_uuid()', 'roles = roles || \' director\'', 'operation = \'another\'', 'kind = \'refused\'',
      'client_id = gen_random_uuid()', 'about = \'x\'', 'outcome = \'x\'', 'operation_id = gen_random_uuid()'];
    let tried = 0;
    for (const [i, { id, no, at, many }] of rows.entries()) {
      const ways = [`update house.audit set ${edits[i % edits.length]} where id = '${id}'`, `delete from house.audit where id = '${id}'`];
      if (at < many) ways.push(`update house.audit_seal set ids = ids[:${at - 1}] || array[ids[${at + 1}], ids[${at}]] || ids[${at + 2}:] where no = ${no}`);
      for (const way of ways) assert.equal((await tampered(way)).length, 1, way);
      tried += ways.length;
    }
    assert.ok(tried > 40, `${tried} ways`);
    const kept = await newestRoots(stage.pools.recorder);
    for (let no = 1; no <= kept[0]!.no; no++) {
      const found = await tampered(`delete from house.audit where id in (select unnest(ids) from house.audit_seal where no >= ${no}); delete from house.audit_seal where no >= ${no}`, kept);
      assert.equal(found.length, 1, `cut off from seal ${no}`);
    }
  });

  test('shows a truncated trail, and a tail cut off with its seals against roots kept elsewhere', async () => {
    assert.ok((await tampered('truncate house.audit')).length > 0);
    const kept = await newestRoots(stage.pools.recorder);
    await stage.owner.query('begin');
    await stage.owner.query('alter table house.audit disable trigger user; alter table house.audit_seal disable trigger user');
    await stage.owner.query(`delete from house.audit where id in (select unnest(ids) from house.audit_seal where no = (select max(no) from house.audit_seal));
      delete from house.audit_seal where no = (select max(no) from house.audit_seal)`);
    const alone = await verifyAudit(stage.owner);
    const against = await verifyAudit(stage.owner, kept);
    await stage.owner.query('rollback');
    assert.deepEqual(alone.faults, [], 'the database alone cannot know');
    assert.deepEqual(against.faults.map((f) => f.what), ['the end of the trail was cut off']);
  });

  test('cannot be changed by the application’s role, nor sealed by it', async () => {
    for (const sql of ['update house.audit set outcome = $1', 'delete from house.audit where outcome = $1',
      "insert into house.audit_seal (agency_id, no, previous, root, ids) values (gen_random_uuid(), 1, '', $1::text::bytea, '{}')"]) {
      await assert.rejects(stage.pools.app.query(sql, ['x']), { code: '42501' });
    }
  });
});
