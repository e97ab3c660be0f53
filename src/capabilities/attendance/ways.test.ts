import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextWay, sayWay, waysOf, type ContactWishes } from './ways.ts';

const wishes: ContactWishes = { phone: '555-0101', email: 'r.o@example.org', address: '1 Elm Street', voicemail: 'neutral_words', voicemailWords: '' };
const may = (more: Partial<ContactWishes>): string => waysOf({ ...wishes, ...more }).filter((one) => one.may).map((one) => one.channel).join(' ');

const cases: [string, Partial<ContactWishes>, string][] = [
  ['everything is known and wished', {}, 'call text email portal letter visit'],
  ['no messages on the phone', { voicemail: 'no_message' }, 'call email portal letter visit'],
  ['no number', { phone: '' }, 'email portal letter visit'],
  ['nothing is known', { phone: '', email: '', address: '' }, 'portal visit'],
];
for (const [name, more, expected] of cases) {
  test(`PR-86 ways to reach somebody: ${name}`, () => {
    assert.equal(may(more), expected);
  });
}

test('PR-82, PR-86: an emergency contact is never a way by itself, and no words name the program', () => {
  const ways = waysOf(wishes);
  assert.equal(ways.find((one) => one.channel === 'emergency_contact')?.may, false);
  assert.equal(waysOf({ ...wishes, voicemail: 'own_words', voicemailWords: 'Toni called' })[0]?.words, 'If nobody answers, say only: “Toni called”');
});

test('PR-82 another way is one that was not tried, and may be', () => {
  const ways = waysOf({ ...wishes, voicemail: 'no_message' });
  const next = nextWay(ways, [{ channel: 'call' }])!;
  assert.equal(sayWay(next), 'Try by email: subject and words name no program.');
  assert.equal(nextWay(ways, [{ channel: 'call' }, { channel: 'email' }, { channel: 'portal' }]), null);
});
