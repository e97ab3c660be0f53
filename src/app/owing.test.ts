import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { readAttendanceSheet, recordAttendance } from '../capabilities/attendance/api.ts';
import { saveGroupPart, saveGroupShared, saveNote } from '../capabilities/notes/api.ts';
import { deriveAllObligations } from '../capabilities/obligations/api.ts';
import { COHORT, clientId, draftId, populate, sessionId, shapeOf } from './bench/population.ts';
import { listenOn, recorded } from './bench/recording.ts';
import { performerOf, type Performer } from './performer.ts';
import { HANDLERS } from './server.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let counselor: Performer;
let service: Performer;
before(async () => {
  stage = await openStage({ fill: (owner, agency) => populate(owner, agency, shapeOf(24, false)) });
  const house = listenOn(stage);
  counselor = performerOf(house, stage.as('counselor').who);
  service = performerOf(house, stage.service().who);
});
after(() => stage.close());

const tablesIn = (texts: readonly string[], words: RegExp): Set<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(words)].map((found) => found[1]!)));
const READ = /\b(?:from|join)\s+"?([a-z_]+)"?/g;
/** Read beside a session to say whether it may still be moved, and what its hours wait for: nothing owed follows from these. */
const OF_NO_MATTER = ['session_tie', 'note_draft', 'group_part'];
const WRITTEN = /\b(?:insert into|update|delete from)\s+"?([a-z_]+)"?/g;

describe('what is owed is derived again after each act that can change it', () => {
  test('an act that says it changes nothing owed writes no table that a room derives from', async () => {
    const derived = await recorded(() => service.call(deriveAllObligations, {}));
    const read = tablesIn(derived.map((one) => one.text), READ);
    assert.ok(read.size > 30 && read.has('attendance') && read.has('plan_version'), `only ${[...read].join(' ')}`);
    const deeds: Record<string, () => Promise<unknown>> = {
      saveNote: async () => {
        const { rows } = await stage.owner.query('select version_from::text as version from live.note_draft where note_draft_id = $1', [draftId(1)]);
        await counselor.call(saveNote, { clientId: clientId(1), noteDraftId: draftId(1), version: rows[0].version,
          content: { format: 'dap', sections: { data: 'Spoke of the week.' } }, startedAt: '2026-03-02T20:00:00Z', endedAt: '2026-03-02T20:50:00Z' });
      },
      saveGroupShared: () => counselor.call(saveGroupShared, { sessionId: sessionId(1, 1, 4), version: null, shared: { topic: 'Triggers' } }),
      saveGroupPart: () => counselor.call(saveGroupPart, { sessionId: sessionId(1, 1, 4), version: null, part: { clientId: clientId(1) } }),
    };
    const declared = HANDLERS.filter(({ op }) => op.owing === 'unchanged').map(({ op }) => op.name);
    assert.deepEqual(Object.keys(deeds).sort(), declared.sort());
    for (const [name, deed] of Object.entries(deeds)) {
      const written = tablesIn((await recorded(deed)).map((one) => one.text), WRITTEN);
      assert.ok(written.size > 0, `${name} wrote nothing`);
      assert.deepEqual([...written].filter((table) => read.has(table) && !OF_NO_MATTER.includes(table)), [], name);
      assert.equal((await service.call(deriveAllObligations, {})).changed, 0, name);
    }
  });

  test('attendance of some of a group: stored equals derived for all of it', async () => {
    await service.call(deriveAllObligations, {});
    const status = fc.constantFrom('present', 'excused', 'no_show') as fc.Arbitrary<'present' | 'excused' | 'no_show'>;
    const words = fc.record({ who: fc.uniqueArray(fc.integer({ min: 1, max: COHORT }), { minLength: 1, maxLength: COHORT }), evening: fc.integer({ min: 1, max: 2 }),
      week: fc.integer({ min: 1, max: 4 }), status });
    await fc.assert(fc.asyncProperty(words, async ({ who, evening, week, status: said }) => {
      const id = sessionId(1, evening, week);
      const { members } = await counselor.call(readAttendanceSheet, { sessionId: id });
      await counselor.call(recordAttendance, { sessionId: id, entries: who.map((n) => ({
        clientId: clientId(n), status: said, from: said === 'present' ? '18:20' : null, to: said === 'present' ? '20:00' : null, reason: 'Put right.',
        replaces: members.find((one) => one.clientId === clientId(n))!.fact!.id })) });
      assert.equal((await service.call(deriveAllObligations, {})).changed, 0);
    }), { numRuns: 8 });
  });
});
