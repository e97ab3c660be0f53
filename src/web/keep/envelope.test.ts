import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { importKey, makePageKey, open, placeName, seal, sealAtOnce } from './envelope.ts';

const keyText = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const at = '2026-11-23T23:42:00Z';

describe('what is kept on a device', () => {
  it('comes back as it was', async () => {
    const key = await importKey(keyText(1));
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      assert.deepEqual(await open(key, 'a', await seal(key, 'a', value, at)), plain);
    }), { numRuns: 50 });
  });
  it('shows none of its words', async () => {
    const key = await importKey(keyText(1));
    const { data } = await seal(key, 'a', { text: 'wants her mornings back' }, at);
    assert.equal(Buffer.from(data).includes('mornings'), false);
  });
  it('does not open with another key', async () => {
    const sealed = await seal(await importKey(keyText(1)), 'a', 'words', at);
    assert.equal(await open(await importKey(keyText(2)), 'a', sealed), undefined);
  });
  it('does not open in another place', async () => {
    const key = await importKey(keyText(1));
    assert.equal(await open(key, 'another', await seal(key, 'a', 'words', at)), undefined);
  });
  it('does not open when a byte was changed', async () => {
    const key = await importKey(keyText(1));
    const sealed = await seal(key, 'a', 'words', at);
    new Uint8Array(sealed.data)[0]! ^= 1;
    assert.equal(await open(key, 'a', sealed), undefined);
  });
  it('takes a new start for each time it is kept', async () => {
    const key = await importKey(keyText(1));
    const [one, two] = [await seal(key, 'a', 'words', at), await seal(key, 'a', 'words', at)];
    assert.notDeepEqual(one.iv, two.iv);
  });
  it('has a key that nobody can read out', async () => {
    const key = await importKey(keyText(1));
    await assert.rejects(crypto.subtle.exportKey('raw', key));
  });
  it('is stored under a name that says nothing', async () => {
    const name = await placeName('account-1|note:session-7');
    assert.match(name, /^[0-9a-f]{32}$/);
    assert.equal(name, await placeName('account-1|note:session-7'));
    assert.notEqual(name, await placeName('account-2|note:session-7'));
  });
});

describe('what is kept with every letter', () => {
  const kept = async (value: unknown, place = 'a') => {
    const key = await importKey(keyText(1));
    return { key, sealed: sealAtOnce(await makePageKey(key, at), place, value, at) };
  };
  it('comes back as it was', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { key, sealed } = await kept(value);
      assert.deepEqual(await open(key, 'a', sealed), JSON.parse(JSON.stringify(value)));
    }), { numRuns: 50 });
  });
  it('shows none of its words, nor the key of its page', async () => {
    const { sealed } = await kept('wants her mornings back');
    assert.equal(sealed.version, 2);
    const bytes = sealed.version === 2 ? Buffer.concat([sealed.data, Buffer.from(sealed.page.data)]) : Buffer.alloc(0);
    assert.equal(bytes.includes('mornings'), false);
  });
  it('does not open with another key, in another place, or with a byte changed', async () => {
    const { key, sealed } = await kept('words');
    assert.equal(await open(await importKey(keyText(2)), 'a', sealed), undefined);
    assert.equal(await open(key, 'another', sealed), undefined);
    if (sealed.version === 2) sealed.data[0]! ^= 1;
    assert.equal(await open(key, 'a', sealed), undefined);
  });
  it('takes a new start for each letter', async () => {
    const page = await makePageKey(await importKey(keyText(1)), at);
    const [one, two] = [sealAtOnce(page, 'a', 'words', at), sealAtOnce(page, 'a', 'words', at)];
    assert.notDeepEqual(one, two);
  });
});
