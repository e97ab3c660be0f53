import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { removeFolder, temporaryFolder } from './for-tests.ts';
import { seal, unseal, VaultError } from './vault.ts';
import type { About, VaultTrouble } from './vault.ts';

const ABOUT: About = { kind: 'physical', madeAt: '2026-03-02T23:00:00Z', stepwell: '0.1.0' };
const KEY = 'a passphrase for tests';
/** The real cost makes each opening take a third of a second. */
const CHEAP = 1024;

async function* pieces(...list: Buffer[]): AsyncGenerator<Buffer> {
  yield* list;
}

async function sealed(list: Buffer[]): Promise<Buffer> {
  const out: Buffer[] = [];
  for await (const piece of seal(pieces(...list), KEY, ABOUT, CHEAP)) out.push(piece);
  return Buffer.concat(out);
}

describe('an encrypted backup file', () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = temporaryFolder();
    file = join(folder, 'backup');
  });
  after(() => removeFolder(folder));

  async function opened(content: Buffer, key = KEY): Promise<Buffer | VaultTrouble> {
    writeFileSync(file, content);
    try {
      const out: Buffer[] = [];
      for await (const piece of (await unseal(file, key)).content) out.push(piece);
      return Buffer.concat(out);
    } catch (error) {
      if (error instanceof VaultError) return error.reason;
      throw error;
    }
  }

  it('gives back what was put in, in pieces of any size', async () => {
    const size = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1_048_570, max: 1_048_580 }));
    await fc.assert(fc.asyncProperty(fc.array(size, { maxLength: 4 }), async (sizes) => {
      const list = sizes.map((n, i) => Buffer.alloc(n, i + 1));
      assert.ok(Buffer.concat(list).equals(await opened(await sealed(list)) as Buffer));
    }), { numRuns: 25 });
  });

  it('tells what it is without the key, and nothing of its content', async () => {
    const content = await sealed([Buffer.from('Jordan Reyes'.repeat(50))]);
    assert.equal(content.includes('Jordan'), false);
    writeFileSync(file, content);
    assert.deepEqual((await unseal(file, KEY)).about, ABOUT);
  });

  const three = [Buffer.alloc(1_048_576, 1), Buffer.alloc(1_048_576, 2), Buffer.alloc(100, 3)];
  const CHUNK = 4 + 1_048_576 + 16;
  const headerEnd = (b: Buffer): number => b.indexOf(10, b.indexOf(10) + 1) + 1;
  const cases: [string, VaultTrouble, (b: Buffer) => Buffer][] = [
    ['a changed byte', 'damaged', (b) => flip(b, b.length - 200_000)],
    ['a changed last byte', 'damaged', (b) => flip(b, b.length - 1)],
    ['a changed header', 'damaged', (b) => Buffer.from(b.toString('latin1').replace('"physical"', '"logical" '), 'latin1')],
    ['two chunks swapped', 'damaged', (b) => {
      const at = headerEnd(b);
      return Buffer.concat([b.subarray(0, at), b.subarray(at + CHUNK, at + 2 * CHUNK), b.subarray(at, at + CHUNK),
        b.subarray(at + 2 * CHUNK)]);
    }],
    ['a chunk left out', 'damaged', (b) => Buffer.concat([b.subarray(0, headerEnd(b)), b.subarray(headerEnd(b) + CHUNK)])],
    ['an earlier chunk marked as the last', 'damaged', (b) => {
      const cut = Buffer.from(b.subarray(0, headerEnd(b) + CHUNK));
      cut[headerEnd(b)]! |= 0x80;
      return cut;
    }],
    ['something after the end', 'damaged', (b) => Buffer.concat([b, Buffer.from('x')])],
    ['a file cut inside a chunk', 'cut-off', (b) => b.subarray(0, b.length - 50)],
    ['a file cut between chunks', 'cut-off', (b) => b.subarray(0, headerEnd(b) + 2 * CHUNK)],
    ['another kind of file', 'not-a-backup', () => readFileSync(import.meta.filename)],
    ['an empty file', 'not-a-backup', () => Buffer.alloc(0)],
  ];
  for (const [what, reason, change] of cases) {
    it(`notices ${what}: ${reason}`, async () => assert.equal(await opened(change(await sealed(three))), reason));
  }

  it('tells a wrong key from a damaged file', async () => {
    assert.equal(await opened(await sealed(three), 'another passphrase'), 'wrong-key');
  });
});

function flip(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy[at]! ^= 1;
  return copy;
}
