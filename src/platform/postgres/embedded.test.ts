import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, describe, it } from 'node:test';
import { accountFor, asAccount } from './account.ts';
import { connect } from './address.ts';
import { startEmbedded } from './embedded.ts';
import type { EmbeddedPostgres } from './embedded.ts';
import { removeFolder, temporaryFolder } from './for-tests.ts';
import { holderOf } from './pid-file.ts';

/** What runs a server in a process of its own, which a test can kill. */
const OTHER_PROCESS = `
  import { startEmbedded } from ${JSON.stringify(join(import.meta.dirname, 'embedded.ts'))};
  const server = await startEmbedded({ dataDir: process.argv[1], mode: 'durable' });
  console.log(server.serverPid());
  process.stdin.on('end', () => server.stop()).resume();
`;

async function inAnotherProcess(dataDir: string): Promise<{ child: ChildProcess; serverPid: number }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', OTHER_PROCESS, dataDir],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = await Promise.race([once(child.stdout!, 'data'), once(child, 'exit')]) as [Buffer | number];
  assert.ok(Buffer.isBuffer(line), 'the other process ended before its server was ready');
  return { child, serverPid: Number(line.toString()) };
}

async function query<T>(server: EmbeddedPostgres, text: string): Promise<T[]> {
  const client = await connect(server.owner, 'test');
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

async function gone(pid: number, cluster: string): Promise<void> {
  while (holderOf(pid, cluster) === 'our-server') await sleep(10);
}

describe('the embedded server', () => {
  let dataDir: string;
  let cluster: string;
  const start = () => startEmbedded({ dataDir, mode: 'durable', say: () => {} });

  before(async () => {
    dataDir = temporaryFolder();
    const server = await start();
    cluster = join(realpathSync(join(dataDir, 'postgres')), 'data');
    await query(server, 'create table mark (n int primary key)');
    await server.stop();
  });
  after(() => removeFolder(dataDir));

  it('stops without a trace, and listens to no network', async () => {
    const server = await start();
    const pid = server.serverPid()!;
    const [settings] = await query<Record<string, string>>(server, `select current_setting('listen_addresses') listen,
      current_setting('data_checksums') checksums, current_setting('fsync') fsync,
      current_setting('server_encoding') encoding, (select count(*)::int from pg_hba_file_rules
        where auth_method <> 'scram-sha-256') as doors`);
    assert.deepEqual(settings, { listen: '', checksums: 'on', fsync: 'on', encoding: 'UTF8', doors: 0 });
    assert.equal(statSync(server.socketDir).mode & 0o777, 0o700);
    await server.stop();
    assert.notEqual(holderOf(pid, cluster), 'our-server');
    assert.equal(existsSync(join(cluster, 'postmaster.pid')), false);
  });

  it('is shared: whoever stops first leaves it to the other', async () => {
    const first = await start();
    const second = await start();
    assert.equal(first.serverPid(), second.serverPid());
    await first.stop();
    assert.deepEqual(await query(second, 'select 1 as one'), [{ one: 1 }]);
    await second.stop();
    assert.equal(second.serverPid(), null);
  });

  it('is made once when two processes start at the same moment on an empty folder', async () => {
    const empty = temporaryFolder();
    const [one, two] = await Promise.all([inAnotherProcess(empty), inAnotherProcess(empty)]);
    assert.equal(one.serverPid, two.serverPid);
    for (const { child } of [one, two]) {
      child.stdin!.end();
      await once(child, 'exit');
    }
    assert.notEqual(holderOf(one.serverPid, join(realpathSync(join(empty, 'postgres')), 'data')), 'our-server');
    removeFolder(empty);
  });

  it('outlives its killed parent and is adopted by the next start', async () => {
    const { child, serverPid } = await inAnotherProcess(dataDir);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const server = await start();
    assert.equal(server.serverPid(), serverPid);
    await server.stop();
    assert.equal(server.serverPid(), null);
  });

  it('comes back by itself when it is killed, with every acknowledged row', async () => {
    const server = await start();
    await query(server, 'truncate mark; insert into mark select generate_series(1, 500)');
    process.kill(server.serverPid()!, 'SIGKILL');
    let rows: { n: number }[] = [];
    while (rows.length === 0) {
      rows = await query<{ n: number }>(server, 'select count(*)::int as n from mark').catch(() => []);
      await sleep(20);
    }
    assert.deepEqual(rows, [{ n: 500 }]);
    await server.stop();
    assert.equal(server.serverPid(), null);
  });

  it('recovers at the next start when server and parent were killed', async () => {
    const { child, serverPid } = await inAnotherProcess(dataDir);
    child.kill('SIGKILL');
    process.kill(serverPid, 'SIGKILL');
    await gone(serverPid, cluster);
    const server = await start();
    assert.notEqual(server.serverPid(), serverPid);
    assert.deepEqual(await query(server, 'select count(*)::int as n from mark'), [{ n: 500 }]);
    await server.stop();
  });

  it('starts where its old process number now belongs to another program of the same account', async () => {
    const { child, serverPid } = await inAnotherProcess(dataDir);
    child.kill('SIGKILL');
    process.kill(serverPid, 'SIGKILL');
    await gone(serverPid, cluster);
    const account = accountFor(join(dataDir, 'postgres'));
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...asAccount(account) });
    const file = join(cluster, 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(bystander.pid)));
    const server = await start();
    assert.deepEqual(await query(server, 'select count(*)::int as n from mark'), [{ n: 500 }]);
    await server.stop();
    assert.equal(bystander.exitCode, null);
    bystander.kill();
  });

  it('refuses a folder that another machine may be using, until told that it is off', async () => {
    const machineFile = join(cluster, '../machine.json');
    const recorded = readFileSync(machineFile, 'utf8');
    writeFileSync(machineFile, JSON.stringify({ host: 'elm 2', bootId: 'another', processes: 'pid:[7]' }));
    writeFileSync(join(cluster, 'postmaster.pid'), `424242\n${cluster}\n1790000000\n5432\n/elsewhere\n\n\nready\n`);
    await assert.rejects(start(), /another machine.*STEPWELL_TAKE_OVER=1/s);
    process.env['STEPWELL_TAKE_OVER'] = '1';
    try {
      await (await start()).stop();
    } finally {
      delete process.env['STEPWELL_TAKE_OVER'];
    }
    assert.deepEqual(JSON.parse(readFileSync(machineFile, 'utf8')), JSON.parse(recorded));
  });

  it('refuses data of a newer PostgreSQL and leaves it as it was', async () => {
    const file = join(cluster, 'PG_VERSION');
    writeFileSync(file, '19\n');
    await assert.rejects(start(), /made by PostgreSQL 19, newer than/);
    assert.equal(readFileSync(file, 'utf8'), '19\n');
    writeFileSync(file, '18\n');
  });

  it('gives itself new passwords when secrets.json was lost', async () => {
    const file = join(dataDir, 'secrets.json');
    renameSync(file, `${file}.lost`);
    const server = await start();
    assert.deepEqual(await query(server, 'select count(*)::int as n from mark'), [{ n: 500 }]);
    await server.stop();
    assert.notEqual(readFileSync(file, 'utf8'), readFileSync(`${file}.lost`, 'utf8'));
  });

  it('says what is wrong with a damaged cluster, and keeps it', async () => {
    const broken = temporaryFolder();
    const server = await startEmbedded({ dataDir: broken, mode: 'fast' });
    const home = realpathSync(join(broken, 'postgres'));
    await server.stop();
    rmSync(join(home, 'data/global/pg_control'));
    await assert.rejects(startEmbedded({ dataDir: broken, mode: 'fast' }), /last words were:|damaged/);
    assert.ok(existsSync(join(home, 'data/PG_VERSION')));
    removeFolder(broken);
  });

  it('works under a path far longer than a socket may have', async () => {
    const outer = temporaryFolder();
    chmodSync(outer, 0o711);
    const long = join(outer, 'a-folder-with-quite-a-long-name-'.repeat(4));
    const server = await startEmbedded({ dataDir: long, mode: 'fast' });
    assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
    assert.ok(server.socketDir.startsWith('/tmp/stepwell-') || server.socketDir.startsWith('/private/tmp/stepwell-'));
    assert.equal(statSync(server.socketDir).mode & 0o777, 0o700);
    await server.stop();
    removeFolder(outer);
    rmSync(server.socketDir, { recursive: true });
  });

  it('works in a folder inside one that is closed to every other account', async () => {
    const closed = temporaryFolder();
    chmodSync(closed, 0o700);
    const inside = join(closed, 'data');
    const server = await startEmbedded({ dataDir: inside, mode: 'fast' });
    const account = accountFor(join(inside, 'postgres'));
    assert.deepEqual(await query(server, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(account.dropped, process.getuid!() === 0);
    assert.equal(statSync(closed).mode & 0o777, 0o700);
    assert.equal(statSync(join(inside, 'postgres')).mode & 0o777, 0o700);
    await server.stop();
    removeFolder(inside);
    removeFolder(closed);
  });
});
