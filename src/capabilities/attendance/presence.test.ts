import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMinutes } from '../../shared/dates.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { differs, spansOf, stayOf, type Presence } from './presence.ts';

const rules = defaultRuleBook();
const six = '2026-11-24T00:00:00Z';
const at = (minutes: number) => addMinutes(six, minutes);
const session = { id: 's', service: 'relapse-prevention-group' as const, startAt: six, endAt: at(195), breaks: [], cancelled: false };
const word = (kind: Presence['kind'], minutes: number, more: Partial<Presence> = {}): Presence => ({
  id: `${kind}${minutes}`, sessionId: 's', clientId: 'rosa', source: 'door', kind, at: at(minutes), deviceAt: at(minutes), correctionMs: 0, sentCorrectionMs: null,
  kioskId: 'k', place: '', recordedAt: at(minutes), ...more,
});
const fact = (came: number, left: number) => ({ id: 'a', status: 'present' as const, arrivedAt: at(came), leftAt: at(left) });
const away = { id: 'a', status: 'no_show' as const, arrivedAt: null, leftAt: null };

const told: [string, Presence[], [number | null, number | null, number]][] = [
  ['came and left', [word('arrived', 2), word('left', 190)], [2, 190, 0]],
  ['came, and said nothing when leaving', [word('arrived', 2)], [2, null, 0]],
  ['pressed twice', [word('arrived', 2), word('arrived', 3)], [2, null, 0]],
  ['went out for twenty minutes', [word('arrived', 2), word('left', 60), word('arrived', 80), word('left', 190)], [2, 190, 20]],
  ['sent in another order', [word('left', 190), word('arrived', 2)], [2, 190, 0]],
];
for (const [name, words, [came, left, out]] of told) {
  test(`what the door says: ${name}`, () => {
    const [span] = spansOf(words);
    assert.deepEqual([span?.arrivedAt, span?.leftAt, span?.outMinutes], [came === null ? null : at(came), left === null ? null : at(left), out]);
  });
}

test('door and video are two words, and a clock that was set in between is said', () => {
  const spans = spansOf([word('arrived', 2, { correctionMs: 1000, sentCorrectionMs: 601_000 }), word('arrived', 5, { source: 'video', kioskId: null, place: 'at home' })]);
  assert.deepEqual(spans.map((one) => [one.source, one.doubtMinutes, one.place]), [['door', 10, ''], ['video', 0, 'at home']]);
});

const stays: [string, Presence[], [number, number] | null][] = [
  ['as told', [word('arrived', 20), word('left', 100)], [20, 100]],
  ['until the end where no departure is told', [word('arrived', 20)], [20, 195]],
  ['from the start where no arrival is told', [word('left', 100)], [0, 100]],
  ['not while it lasted', [word('arrived', 200)], null],
  ['left before it began', [word('arrived', -40), word('left', -10)], null],
];
for (const [name, words, expected] of stays) {
  test(`taking the door’s word: ${name}`, () => {
    const stay = stayOf(spansOf(words)[0]!, session);
    assert.deepEqual(stay && [stay.arrivedAt, stay.leftAt], expected && [at(expected[0]), at(expected[1])]);
  });
}

const cases: [string, Parameters<typeof differs>[0], Presence[], boolean][] = [
  ['nobody recorded them yet', null, [word('arrived', 30)], false],
  ['the same', fact(0, 195), [word('arrived', 0), word('left', 195)], false],
  ['early is not late', fact(0, 195), [word('arrived', -20), word('left', 200)], false],
  ['four minutes', fact(0, 195), [word('arrived', 4)], false],
  ['five minutes', fact(0, 195), [word('arrived', 5)], true],
  ['left half an hour before', fact(0, 195), [word('arrived', 0), word('left', 165)], true],
  ['no departure told', fact(0, 150), [word('arrived', 0)], false],
  ['out for twenty minutes', fact(0, 195), [word('arrived', 0), word('left', 60), word('arrived', 80)], true],
  ['recorded as not here', away, [word('arrived', 30)], true],
  ['recorded as not here, and came after the end', away, [word('arrived', 200)], false],
  ['recorded as here, and the door saw them only after the end', fact(0, 195), [word('arrived', 200)], true],
];
for (const [name, one, words, expected] of cases) {
  test(`a difference is shown: ${name}`, () => {
    assert.equal(differs(one, spansOf(words)[0]!, session, [], rules), expected);
  });
}

test('what was decided is settled until another word comes, or the fact is corrected', () => {
  const span = spansOf([word('arrived', 30)])[0]!;
  const decided = [{ attendanceId: 'a', at: at(60) }];
  assert.equal(differs(fact(0, 195), span, session, decided, rules), false);
  assert.equal(differs({ ...fact(0, 195), id: 'b' }, span, session, decided, rules), true);
  assert.equal(differs(fact(0, 195), spansOf([word('arrived', 30), word('left', 90, { recordedAt: at(300) })])[0]!, session, decided, rules), true);
});
