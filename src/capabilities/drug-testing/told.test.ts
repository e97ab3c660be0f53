import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../../shared/ids.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { toldDue, type Told } from './told.ts';

const word = (at: string, own = true): Told => ({ id: newId(), at, analytes: [], said: 'On Saturday', own });
const [early, late] = ['2026-03-02T15:00:00Z', '2026-03-03T15:00:00Z'];
const CASES: [name: string, told: Told[], talks: string[], since: string | null][] = [
  ['nothing was told', [], [], null],
  ['a word on the phone waits for somebody', [word(early)], [], early],
  ['a talk before it answers nothing', [word(late)], [early], late],
  ['a talk after it does', [word(early)], [late], null],
  ['what staff wrote down was heard', [word(early, false)], [], null],
  ['of two, the first that waits', [word(early), word(late)], [], early],
  ['of two, only the later waits', [word(early), word('2026-03-04T15:00:00Z')], [late], '2026-03-04T15:00:00Z'],
];
for (const [name, told, talks, since] of CASES) {
  test(`§8 ${name}`, () => assert.deepEqual(toldDue(newId(), told, talks, defaultRuleBook(), 'America/Chicago').map((one) => one.since), since === null ? [] : [since]));
}
