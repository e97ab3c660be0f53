import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMinutes } from '../../shared/dates.ts';
import { newId } from '../../shared/ids.ts';
import { decoy, entryLength, newDoorNumber, numberHash, openEntry, randomHex, sealEntry, tokenHash } from './door-code.ts';
import { doorNumber, type DoorPerson, type DoorRecord } from './model.ts';
import { codeFrom, correctedAt, decideRecord, doorName, expectedKey, offersOf, typedCode, waitAfter, type KnownAtDoor } from './rules.ts';

const six = '2026-11-24T00:00:00Z';
const at = (minutes: number) => addMinutes(six, minutes);
const session = (more: Partial<DoorPerson['sessions'][number]> = {}) => ({
  sessionId: '0190c1d2-0000-7000-8000-000000000001', title: 'Group', from: '18:00', to: '21:15', startAt: six, endAt: at(195), room: 'Room 1', last: null, ...more });
const rosa: DoorPerson = { clientId: '0190c1d2-0000-7000-8000-0000000000aa', name: 'Rosa O.', sessions: [session()] };

describe('a sealed roster', () => {
  test('opens for a person’s own number and code, and for nothing else', async () => {
    const [salt, daySalt] = [randomHex(32), randomHex(16)];
    const length = entryLength([rosa]);
    const token = randomHex(16);
    const entries = [decoy(length), await sealEntry(rosa, await numberHash('123456', salt), daySalt, length), await sealEntry(rosa, await tokenHash(token), daySalt, length)];
    const roster = { salt, daySalt, entries };
    assert.deepEqual(await openEntry(roster, { number: '123456' }), rosa);
    assert.deepEqual(await openEntry(roster, { token }), rosa);
    for (const shown of [{ number: '123457' }, { number: '000000' }, { token: randomHex(16) }]) assert.equal(await openEntry(roster, shown), null);
    assert.equal(await openEntry({ ...roster, daySalt: randomHex(16) }, { number: '123456' }), null);
    assert.equal(JSON.stringify(roster).includes('Rosa'), false);
    assert.equal(new Set(entries.map((one) => one.data.length)).size, 1, 'every entry is as long as the next');
  });

  test('an entry that was changed opens for nobody', async () => {
    const [salt, daySalt] = [randomHex(32), randomHex(16)];
    const entry = await sealEntry(rosa, await numberHash('123456', salt), daySalt, 512);
    const other = (await sealEntry(rosa, await numberHash('123456', salt), randomHex(16), 512)).data;
    assert.equal(await openEntry({ salt, daySalt, entries: [{ ...entry, data: other }] }, { number: '123456' }), null);
  });

  test('numbers have six figures, and each is as likely as the next', () => {
    const numbers = Array.from({ length: 2000 }, newDoorNumber);
    for (const one of numbers) assert.ok(doorNumber.safeParse(one).success);
    const firsts = Map.groupBy(numbers, (one) => one[0]);
    for (const [, list] of firsts) assert.ok(list.length > 120 && list.length < 300);
  });
});

const names: [string, string, string][] = [
  ['Rosa', 'R. O.', 'Rosa O.'], ['Rosa Maria', 'R. O.', 'Rosa O.'], ['Rosa Ortiz', 'R. O.', 'Rosa O.'], ['', 'R. O.', 'R. O.'], ['Rosa', 'R.', 'Rosa'], ['', '', 'Welcome'],
  ['Dana (she/her), not Danielle', 'D. R.', 'Dana R.'], ['R. O.', 'R. O.', 'R. O.'], ['Mr. Okafor', 'R. O.', 'Mr. Okafor'],
];
for (const [callThem, initials, expected] of names) {
  test(`the door calls ${callThem || 'nobody'} (${initials}) ${expected}`, () => {
    assert.equal(doorName(callThem, initials), expected);
  });
}

const record = (kind: DoorRecord['kind'], minutes: number): DoorRecord =>
  ({ id: newId(), clientId: rosa.clientId, sessionId: rosa.sessions[0]!.sessionId, kind, deviceAt: at(minutes), correctionMs: 0 });
const offers: [string, DoorPerson, DoorRecord[], number, string[]][] = [
  ['an hour and a minute before', rosa, [], -61, []],
  ['an hour before', rosa, [], -60, ['arrived']],
  ['while it lasts', rosa, [], 100, ['arrived']],
  ['after it', rosa, [], 195, []],
  ['who is here leaves', rosa, [record('arrived', 0)], 60, ['left']],
  ['and leaves after the end', rosa, [record('arrived', 0)], 250, ['left']],
  ['and comes back', rosa, [record('arrived', 0), record('left', 60)], 70, ['arrived']],
  ['who came by another door leaves', { ...rosa, sessions: [session({ last: 'arrived' })] }, [], 60, ['left']],
  ['of two on one day, the one that is on first', { ...rosa, sessions: [session({ sessionId: '0190c1d2-0000-7000-8000-000000000002', startAt: at(60), endAt: at(120) }), session({ last: 'arrived' })] }, [], 30, ['left', 'arrived']],
];
for (const [name, person, mine, minutes, expected] of offers) {
  test(`what the door offers: ${name}`, () => {
    assert.deepEqual(offersOf(person, mine, 60, at(minutes)).map((one) => one.kind), expected);
  });
}

test('five wrong numbers in a row make the next wait, and longer each time, five minutes at most', () => {
  assert.deepEqual([0, 4, 5, 6, 9, 10, 60].map(waitAfter), [0, 0, 15, 30, 240, 300, 300]);
});

test('a record is dated by the tablet’s clock and what it was off by', () => {
  assert.equal(Date.parse(correctedAt({ deviceAt: at(10), correctionMs: -600_000 })), Date.parse(six));
  fc.assert(fc.property(fc.integer({ min: -86_400_000, max: 86_400_000 }), (correctionMs) => {
    assert.equal(Date.parse(correctedAt({ deviceAt: six, correctionMs })) - Date.parse(six), correctionMs);
  }));
});

const [evening] = rosa.sessions;
const known: KnownAtDoor = { sessions: new Map([[evening!.sessionId, evening!]]), clients: new Set([rosa.clientId]),
  expected: new Set([expectedKey({ sessionId: evening!.sessionId, clientId: rosa.clientId })]) };
const kept: [string, DoorRecord, typeof known, number, string][] = [
  ['of now', record('arrived', 0), known, 1, 'ok'],
  ['sent after a week without a network', record('arrived', 0), known, 7 * 1440, 'ok'],
  ['of a time to come', record('arrived', 20), known, 1, 'in-the-future'],
  ['of two months ago', record('arrived', 0), known, 60 * 1440, 'too-old'],
  ['of a session that is not there', record('arrived', 0), { ...known, sessions: new Map() }, 1, 'not-found'],
  ['of somebody who is not there', record('arrived', 0), { ...known, clients: new Set<string>() }, 1, 'not-found'],
  ['of somebody who has no seat there', record('arrived', 0), { ...known, expected: new Set<string>() }, 1, 'not-expected'],
];
for (const [name, one, facts, minutes, expected] of kept) {
  test(`a record of the door is kept one by one: ${name}`, () => {
    const decision = decideRecord(one, facts, at(minutes));
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('a pairing code is read as people type it', () => {
  const code = codeFrom(new Uint8Array([0, 1, 2, 3, 4, 5, 6, 255]));
  assert.match(code, /^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  assert.equal(typedCode(` ${code.toLowerCase().replace('-', ' ')} `), code.replace('-', ''));
});
