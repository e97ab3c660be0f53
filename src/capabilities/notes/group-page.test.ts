import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { likeness, maySignGroup, namesOthers, readAlike, rowState, type RosterName } from './group-page.ts';
import { clientPart, sharedPart, type ClientPart } from './model.ts';
import { newId } from '../../shared/ids.ts';

const [ro, jl, wt, ep] = Array.from({ length: 4 }, () => newId());
const roster: RosterName[] = [
  { clientId: ro!, preferredName: 'Rowan', legalName: 'Rowan Okafor', initials: 'R. O.' },
  { clientId: jl!, preferredName: 'Jules', legalName: 'Julian Lindqvist', initials: 'J. L.' },
  { clientId: wt!, preferredName: 'Will', legalName: 'William Tran', initials: 'W. T.' },
  { clientId: ep!, preferredName: 'Ana', legalName: 'Ana Aguilar-Ávila', initials: 'A. A.' },
];
const part = (clientId: string, words: string, more: Partial<ClientPart> = {}): ClientPart =>
  clientPart.parse({ clientId, words, participation: 3, objectiveIds: [newId()], ...more });

/** PR-74: what may not stand in Rowan's chart. */
const leaks: [found: string | null, text: string][] = [
  [null, 'Named two warning signs and said them out loud.'],
  ['Jules', 'Gave Jules useful feedback on sleep.'],
  ['JULES', 'Gave JULES’s plan a try.'],
  ['Lindqvist', 'Sat beside Lindqvist.'],
  ['J. L.', 'Gave J. L. useful feedback.'],
  ['J.L.', 'Talked with J.L. about work.'],
  ['JL', 'Talked with JL about work.'],
  [null, 'Rowan wants to try calling before the shop.'],
  [null, 'Rowan Okafor (R. O.) led the exercise.'],
  [null, 'Will try calling first. She will see.'],
  ['Will', 'Agreed with Will about mornings.'],
  ['Tran', 'Asked Tran for a ride.'],
  [null, 'Took the train home; a transient mood.'],
  [null, 'Goes to AA on Tuesdays.'],
  ['A. A.', 'Agreed with A. A. on this.'],
  ['Avila', 'Helped Ávila with the worksheet.'],
  [null, 'Analysis of triggers done.'],
];

test('PR-74: names, surnames and initials of other members are found, the client’s own are not', () => {
  for (const [found, text] of leaks) {
    const hits = namesOthers(text, roster, ro!);
    assert.equal(hits[0]?.found ?? null, found, text);
  }
  assert.deepEqual(namesOthers('Rowan and Jules led.', roster, null).map((l) => l.clientId), [ro, jl], 'the shared part names nobody');
});

test('PR-74: over any words around it, a member’s surname is found in another member’s part', () => {
  fc.assert(fc.property(fc.lorem({ maxCount: 8 }), fc.lorem({ maxCount: 8 }), (before, after) => {
    assert.ok(namesOthers(`${before} Lindqvist, ${after}`, roster, ro!).some((l) => l.clientId === jl));
  }));
});

test('PR-73: parts that read alike, or like last time, are shown while writing', () => {
  const parts = [
    part(ro!, 'Participated actively and was engaged in discussion.'),
    part(jl!, 'Participated actively and was engaged in the discussion.'),
    part(wt!, 'Craving 8 yesterday, 4 now. Used the delay list.'),
  ];
  const previous = { [wt!]: 'Craving 8 yesterday, 4 now; used the delay list' };
  assert.deepEqual(readAlike(parts, previous, 75).map((a) => [a.clientId, a.like, a.otherClientId]), [
    [ro, 'another-part', jl], [jl, 'another-part', ro], [wt, 'previous-note', null],
  ]);
  assert.deepEqual(readAlike(parts.slice(2), {}, 75), []);
  assert.equal(likeness('', ''), 0);
  assert.equal(likeness('Led.', 'led'), 1);
  fc.assert(fc.property(fc.lorem(), fc.lorem(), (a, b) => {
    assert.equal(likeness(a, b), likeness(b, a));
    assert.equal(likeness(a, a), 1);
    assert.ok(likeness(a, b) >= 0 && likeness(a, b) <= 1);
  }));
});

const hold = { 'plan.objectiveMissing': 'hold-bill' as const };
const block = { 'plan.objectiveMissing': 'block-signing' as const };

test('a row is ready with words, participation and nobody else’s name; the objective warns or blocks by setting (PR-56)', () => {
  const state = (p: ClientPart, rules: Parameters<typeof rowState>[3] = hold, alike = false) => {
    const s = rowState(p, roster, alike, rules);
    return s.ready ? s.warnings.join() : s.why;
  };
  assert.equal(state(part(ro!, 'Led the exercise.')), '');
  assert.equal(state(part(ro!, '')), 'unwritten');
  assert.equal(state(part(ro!, 'Led.', { participation: 0 })), 'no-participation');
  assert.equal(state(part(ro!, 'Led.', { plan: 'Call Jules.' })), 'names-somebody');
  assert.equal(state(part(ro!, 'Led.', { objectiveIds: [] })), 'no-objective');
  assert.equal(rowState(part(ro!, 'Led.', { objectiveIds: [] }), roster, false, hold).ready, true);
  assert.equal(rowState(part(ro!, 'Led.', { objectiveIds: [] }), roster, false, block).ready, false);
  assert.equal(state(part(ro!, 'Led.'), hold, true), 'alike');
});

test('a group is signed for the chosen rows together or not at all, and every refusal names its field', () => {
  const shared = sharedPart.parse({ topic: 'Warning signs, lesson 6', activity: 'Chain of events on paper, in pairs.' });
  const parts = [part(ro!, 'Led the exercise.'), part(jl!, 'Listened to Rowan.'), part(wt!, '')];
  const cases: [result: string, field: string | undefined, Parameters<typeof maySignGroup>][] = [
    ['1 signed', undefined, [shared, parts, [ro!], roster, hold]],
    ['part-names-somebody', 'parts.1.words', [shared, parts, [ro!, jl!], roster, hold]],
    ['part-not-ready', 'parts.2.words', [shared, parts, [ro!, wt!], roster, hold]],
    ['nothing-ready', undefined, [shared, parts, [], roster, hold]],
    ['shared-part-empty', 'shared.activity', [{ ...shared, activity: '' }, parts, [ro!], roster, hold]],
    ['shared-part-names-somebody', 'shared.activity', [{ ...shared, observations: 'Jules led.' }, parts, [ro!], roster, hold]],
    ['not-seated', undefined, [shared, parts, [newId()], roster, hold]],
    ['part-not-ready', 'parts.0.objectiveIds', [shared, [part(ro!, 'Led.', { objectiveIds: [] })], [ro!], roster, block]],
  ];
  for (const [result, field, args] of cases) {
    const d = maySignGroup(...args);
    assert.deepEqual([d.ok ? `${d.value.length} signed` : d.reason, d.ok ? undefined : d.field], [result, field]);
  }
});
