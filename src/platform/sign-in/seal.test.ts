import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keysOf, newSpokenCode, newToken, readSpokenCode, tokenHash } from './seal.ts';

const keys = keysOf('a secret of at least thirty-two characters');

test('what is sealed opens for its owner, purpose and secret only', () => {
  const sealed = keys.seal('draft', 'a', Buffer.from('words'));
  assert.equal(keys.open('draft', 'a', sealed).toString(), 'words');
  assert.throws(() => keys.open('draft', 'b', sealed));
  assert.throws(() => keys.open('totp', 'a', sealed));
  assert.throws(() => keysOf('another secret of at least thirty-two').open('draft', 'a', sealed));
  sealed[30]! ^= 1;
  assert.throws(() => keys.open('draft', 'a', sealed));
});

test('the same words sealed twice look different', () => {
  assert.notDeepEqual(keys.seal('draft', 'a', Buffer.from('words')), keys.seal('draft', 'a', Buffer.from('words')));
});

test('a short secret is refused', () => {
  assert.throws(() => keysOf('too short'), /32/);
});

test('a keyed hash tells equal from different and needs the key', () => {
  assert.equal(keys.hash('address', '10.0.0.1'), keys.hash('address', '10.0.0.1'));
  assert.notEqual(keys.hash('address', '10.0.0.1'), keys.hash('email', '10.0.0.1'));
});

test('links and spoken codes are unguessable, and a spoken code is read however it was typed', () => {
  assert.equal(Buffer.from(newToken(), 'base64url').length, 32);
  assert.notEqual(tokenHash('a'), tokenHash('b'));
  const code = newSpokenCode(3);
  assert.match(code, /^[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}$/);
  for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ''), ` ${code.replaceAll('-', ' ')} `]) {
    assert.equal(readSpokenCode(typed), code);
  }
});
