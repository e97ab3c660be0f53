import { test } from 'node:test';
import assert from 'node:assert/strict';
import { belongsToRecord, mayReadCounselingNote } from './counseling-notes.ts';
import { noteClock, noteDue } from './clocks.ts';
import { groupNoteText, lateEntry, mayCosign, noteFaults, noteText, type NoteOccasion } from './signing.ts';
import { clientPart, noteContent, sharedPart } from './model.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { newId } from '../../shared/ids.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const objective = { id: newId(), words: 'Call sponsor: at least 2 calls a week' };
const occasion: NoteOccasion = {
  kind: 'group', title: 'Relapse Prevention', startedAt: '2026-11-24T00:00:00Z', endedAt: '2026-11-24T03:15:00Z', zone,
  leaders: ['T. Bell, Licensed addiction counselor 1234 (IL)'], presentCount: 11,
  arrivedAt: '2026-11-24T00:20:00Z', leftAt: '2026-11-24T03:15:00Z', countedMinutes: 160, objectives: [objective],
};
const clientId = newId();
const part = clientPart.parse({ clientId, participation: 3, words: 'Named two warning signs.', objectiveIds: [objective.id] });
const shared = sharedPart.parse({ topic: 'Warning signs', activity: 'Chain of events on paper.' });

test('PR-74: a group note holds times, count, shared part and own part, and no empty lines', () => {
  assert.equal(groupNoteText(occasion, shared, part, null), [
    'Group note: Relapse Prevention', '23 Nov 2026, 18:00–21:15', 'Here 18:20–21:15, 160 minutes counted',
    'Led by: T. Bell, Licensed addiction counselor 1234 (IL)', 'Present: 11', 'Topic: Warning signs',
    'What the group did: Chain of events on paper.', '', 'This client: took part. Named two warning signs.',
    'Risk: no risk seen', 'Serves: Call sponsor: at least 2 calls a week',
  ].join('\n'));
});

test('an individual note reads in the sections of its format and leaves out what was not said', () => {
  const content = noteContent.parse({
    format: 'dap', sections: { data: 'Slept five nights.', assessment: 'Gaining ground.', plan: 'Diary goes on.', other: 'x' },
    medicationAdherence: 'every dose', risk: 'some',
  });
  const text = noteText({ ...occasion, kind: 'individual', title: 'Individual counseling', arrivedAt: null }, content, 'Late entry: …');
  assert.match(text, /^Individual note: Individual counseling\n23 Nov 2026, 18:00–21:15\nLed by.*\nLate entry: …\nHow: in person\n\nData: Slept five nights\.\nAssessment: .*\nPlan: Diary goes on\.\nRisk: some risk seen\nMedication as prescribed: every dose$/s);
});

test('PR-75: hours are elapsed hours from the end of the session; "same day" ends at 23:59 at the site', () => {
  const end = '2026-11-01T02:15:00Z';
  assert.deepEqual(noteClock('group', end, rules, zone), { due: '2026-11-02T02:15:00Z', hardLimit: '2026-11-04T02:15:00Z' });
  assert.equal(noteClock('no_show', end, rules, zone).due, '2026-11-01T04:59:00Z', 'still 31 October in Chicago');
});

test('PR-71: an entry after the hard limit is labelled with both times', () => {
  assert.equal(lateEntry('2026-11-24T03:15:00Z', '2026-11-27T03:15:00Z', zone, rules), null);
  assert.equal(lateEntry('2026-11-24T03:15:00Z', '2026-11-27T03:16:00Z', zone, rules),
    'Late entry: held 23 Nov 2026 21:15, written 26 Nov 2026 21:16');
});

test('PR-72: a supervisor co-signs or returns with a comment, never their own note, and only once', () => {
  const note = { signedBy: 'trainee', needsCosign: true, cosignedAt: null, returnedAt: null };
  const cases: [string, Parameters<typeof mayCosign>][] = [
    ['accept', [note, 'am', 'accept', '']],
    ['return', [note, 'am', 'return', 'Say what the client said.']],
    ['comment-missing', [note, 'am', 'return', ' ']],
    ['own-note', [note, 'trainee', 'accept', '']],
    ['not-needed', [{ ...note, needsCosign: false }, 'am', 'accept', '']],
    ['already-cosigned', [{ ...note, cosignedAt: '2026-11-24T04:00:00Z' }, 'am', 'accept', '']],
    ['already-returned', [{ ...note, returnedAt: '2026-11-24T04:00:00Z' }, 'am', 'accept', '']],
  ];
  for (const [expected, args] of cases) {
    const d = mayCosign(...args);
    assert.equal(d.ok ? d.value : d.reason, expected);
  }
});

test('an individual note says which section is empty; a contact with others names whom and on what consent', () => {
  const content = noteContent.parse({ format: 'birp', sections: { behavior: 'calm', intervention: 'MI', response: 'open' } });
  assert.deepEqual(noteFaults('individual', content, rules).map((f) => f.field), ['sections.plan']);
  const call = noteContent.parse({ format: 'plain', sections: { text: 'Spoke.' } });
  assert.deepEqual(noteFaults('collateral', call, rules).map((f) => f.field), ['contact', 'consentBasis']);
  assert.deepEqual(noteFaults('individual', call, { 'plan.objectiveMissing': 'block-signing' }).map((f) => f.field), ['objectiveIds']);
});

test('a session attended owes its note to whoever leads it; co-signature, return and private item have lines of their own', () => {
  const [session, note, item, trainee, supervisor, counselor] = Array.from({ length: 6 }, () => newId());
  const owed = noteDue({
    clientId,
    sessions: [
      { sessionId: session!, kind: 'group', endedAt: '2026-11-24T03:15:00Z', leaderIds: [counselor!] },
      { sessionId: 'later', kind: 'individual', endedAt: '2026-11-25T03:15:00Z', leaderIds: [] },
    ],
    toCosign: [{ noteId: note!, signedAt: '2026-11-20T18:00:00Z', supervisorId: supervisor! }],
    returned: [{ noteId: note!, authorId: trainee!, returnedAt: '2026-11-23T18:00:00Z' }],
    privateItems: [{ itemId: item!, raisedAt: '2026-11-24T02:00:00Z', counselorId: null }],
  }, rules, '2026-11-24T12:00:00Z', zone);
  assert.deepEqual(owed.map((o) => [o.what, o.about, o.due]), [
    ['group note, Mon 21:15', session, '2026-11-25T03:15:00Z'],
    ['co-signature', note, '2026-11-28T05:59:00Z'],
    ['note sent back', `${note}:returned`, '2026-11-26T05:59:00Z'],
    ['something to take up alone', item, '2026-12-01T05:59:00Z'],
  ]);
});

test('PV-40, PV-41: counseling notes are the author’s alone, and what belongs to the record is pointed out', () => {
  assert.equal(mayReadCounselingNote('tb', 'tb').ok, true);
  assert.equal(mayReadCounselingNote('tb', 'supervisor').ok, false);
  assert.deepEqual(belongsToRecord('I felt he was testing me; my own irritation matters here.'), []);
  assert.deepEqual(belongsToRecord('Takes buprenorphine 8 mg. Diagnosis F11.20. Held 6:00-6:50.'), ['medication', 'diagnosis', 'start and stop time']);
});
