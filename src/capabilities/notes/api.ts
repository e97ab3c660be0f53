import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { addendum, clientPart, NOTE_KINDS, noteContent, RISKS, sharedPart } from './model.ts';

const ofSession = z.object({ sessionId: id });
const ofClient = z.object({ clientId: id });
const version = z.string().max(60);
const words = z.string().trim().max(4000);
const objectiveLine = z.object({ id, words: z.string() });

export const groupRow = z.object({
  clientId: id, initials: z.string(), callThem: z.string(), isNew: z.boolean(),
  /** null: attendance is not recorded yet. */
  attendance: z.object({ words: z.string(), kind: z.enum(['full', 'part', 'absent']), arrivedAt: instant.nullable(), leftAt: instant.nullable(), minutes: z.number() }).nullable(),
  part: clientPart, toIndividual: z.string(), version: version.nullable(),
  objectives: z.array(objectiveLine), previousWords: z.string(),
  signed: z.object({ noteId: id, signedAt: instant, signerName: z.string(), needsCosign: z.boolean() }).nullable(),
});

export const readGroupNote = operation({
  name: 'readGroupNote', kind: 'read', permission: 'note.read', reach: 'session',
  about: 'The page that documents a group once: shared part, and a row for each member.',
  input: ofSession,
  output: z.object({
    sessionId: id, title: z.string(), date: localDate, startAt: instant, endAt: instant, leaders: z.array(z.string()), lesson: z.string().nullable(),
    shared: sharedPart, version: version.nullable(), rows: z.array(groupRow), alikePercent: z.number(), objectiveBlocks: z.boolean(),
    due: instant, mayStart: z.boolean(),
  }),
});

export const saveGroupShared = operation({
  name: 'saveGroupShared', kind: 'act', permission: 'note.write', reach: 'session', owing: 'unchanged',
  about: 'Keeps the shared part as it is typed; names the version it read.',
  input: ofSession.extend({ version: version.nullable(), shared: sharedPart }), output: z.object({ version }),
});

export const saveGroupPart = operation({
  name: 'saveGroupPart', kind: 'act', permission: 'note.write', reach: 'session', owing: 'unchanged',
  about: 'Keeps one member’s part as it is typed; names the version it read.',
  input: ofSession.extend({ version: version.nullable(), part: clientPart, toIndividual: words.default('') }), output: z.object({ version }),
});

export const signGroupNote = operation({
  name: 'signGroupNote', kind: 'act', permission: 'note.sign', reach: 'session',
  about: 'Signs the chosen parts: files one note in each chart, all of them or none (PR-70, PR-74).',
  input: ofSession.extend({
    sharedVersion: version,
    parts: z.array(z.object({ clientId: id, version })).min(1, 'No row is ready to sign yet.').max(200),
  }),
  output: z.object({ signed: z.array(z.object({ clientId: id, noteId: id })), needsCosign: z.boolean() }),
});

export const noteLine = z.object({
  noteId: id, kind: z.enum(NOTE_KINDS), title: z.string(), startedAt: instant, endedAt: instant, text: z.string(), risk: z.enum(RISKS),
  signerName: z.string(), credential: z.string(), signedAt: instant, late: z.string(),
  state: z.enum(['signed', 'to-cosign', 'returned', 'cosigned']),
  cosign: z.object({ verdict: z.enum(['accept', 'return']), byName: z.string(), credential: z.string(), at: instant, comment: z.string() }).nullable(),
  addenda: z.array(z.object({ reason: z.string(), words: z.string(), byName: z.string(), credential: z.string(), at: instant })),
  serves: z.number(), mine: z.boolean(),
});
const draftLine = z.object({ noteDraftId: id, kind: z.enum(NOTE_KINDS), startedAt: instant, endedAt: instant, sessionId: id.nullable() });
const privateLine = z.object({ privateItemId: id, words: z.string(), raisedAt: instant, raisedBy: z.string(), done: z.object({ words: z.string(), at: instant }).nullable() });
const sessionToNote = z.object({ sessionId: id, kind: z.enum(NOTE_KINDS), title: z.string(), startAt: instant, endAt: instant });

export const readNotes = operation({
  name: 'readNotes', kind: 'read', permission: 'note.read', reach: 'chart',
  about: 'Signed notes with their addenda, my drafts, sessions without a note, and what waits to be taken up alone.',
  input: ofClient,
  output: z.object({ notes: z.array(noteLine), drafts: z.array(draftLine), without: z.array(sessionToNote), privateItems: z.array(privateLine) }),
});

export const readNoteDraft = operation({
  name: 'readNoteDraft', kind: 'read', permission: 'note.write', reach: 'chart',
  about: 'A note that I am writing, with the objectives it can serve.',
  input: ofClient.extend({ noteDraftId: id }),
  output: draftLine.extend({ content: noteContent, version, title: z.string(), objectives: z.array(objectiveLine), text: z.string(), faults: z.array(z.object({ field: z.string(), say: z.string() })), lastText: z.string() }),
});

export const startNote = operation({
  name: 'startNote', kind: 'act', permission: 'note.write', reach: 'chart',
  about: 'Begins a note, for a session or for something outside of the schedule.',
  input: ofClient.extend({ noteDraftId: id, kind: z.enum(NOTE_KINDS).exclude(['group']), sessionId: id.nullable().default(null),
    startedAt: instant.nullable().default(null), endedAt: instant.nullable().default(null) }),
  output: z.object({ version }),
});

export const saveNote = operation({
  name: 'saveNote', kind: 'act', permission: 'note.write', reach: 'chart', owing: 'unchanged',
  about: 'Keeps a note as it is typed; names the version it read.',
  input: ofClient.extend({ noteDraftId: id, version, content: noteContent, startedAt: instant, endedAt: instant }), output: z.object({ version }),
});

export const discardNote = operation({
  name: 'discardNote', kind: 'act', permission: 'note.write', reach: 'chart',
  about: 'Lets go of a note that I began and did not sign.', input: ofClient.extend({ noteDraftId: id }), output: z.object({}),
});

export const signNote = operation({
  name: 'signNote', kind: 'act', permission: 'note.sign', reach: 'chart',
  about: 'Signs a note as it was read; from then on it is locked (PR-70).',
  input: ofClient.extend({ noteDraftId: id, version }), output: z.object({ noteId: id, needsCosign: z.boolean() }),
});

export const cosignNote = operation({
  name: 'cosignNote', kind: 'act', permission: 'note.cosign', reach: 'chart',
  about: 'A supervisor co-signs a note, or returns it with what to change (PR-72).',
  input: ofClient.extend({ noteId: id, cosignId: id, verdict: z.enum(['accept', 'return']), comment: words.default('') }), output: z.object({}),
});

export const listToCosign = operation({
  name: 'listToCosign', kind: 'read', permission: 'note.cosign', reach: 'caseload',
  about: 'Notes that wait for a co-signature, oldest first; those of whom I supervise before others.',
  input: z.object({}),
  output: z.array(noteLine.extend({ clientId: id, initials: z.string(), due: instant, supervised: z.boolean() })),
});

export const addAddendum = operation({
  name: 'addAddendum', kind: 'act', permission: 'note.write', reach: 'chart',
  about: 'Adds to a signed note, with the reason; the original stays (PR-70).',
  input: ofClient.extend({ noteId: id, addendumId: id, ...addendum.shape }), output: z.object({}),
});

export const takeUpPrivateItem = operation({
  name: 'takeUpPrivateItem', kind: 'act', permission: 'note.write', reach: 'chart',
  about: 'Says that what a member wanted to take up alone was taken up.',
  input: ofClient.extend({ privateItemId: id, words: words.default('') }), output: z.object({}),
});

export const listCounselingNotes = operation({
  name: 'listCounselingNotes', kind: 'read', permission: 'counseling-note.own', reach: 'chart',
  about: 'My own counseling notes about this client, kept apart (42 CFR 2.11).',
  input: ofClient, output: z.array(z.object({ counselingNoteId: id, text: z.string(), writtenAt: instant })),
});

export const saveCounselingNote = operation({
  name: 'saveCounselingNote', kind: 'act', permission: 'counseling-note.own', reach: 'chart',
  about: 'Keeps a counseling note that only I can read (PV-40).',
  input: ofClient.extend({ counselingNoteId: id, sessionId: id.nullable().default(null), text: z.string().trim().min(1, 'Write something.').max(20_000) }),
  output: z.object({ belongsToRecord: z.array(z.string()) }),
});

export const readThread = operation({
  name: 'readThread', kind: 'read', permission: 'plan.read', reach: 'chart',
  about: 'The golden thread: need, goal, objective, served by, so far; and what serves nothing (PR-56).',
  input: ofClient,
  output: z.object({
    rows: z.array(z.object({
      need: z.object({ id, words: z.string(), dimension: z.string() }),
      goal: z.object({ id, words: z.string() }).nullable(),
      objective: z.object({ id, words: z.string(), targetDate: localDate.nullable(), status: z.string() }).nullable(),
      served: z.array(z.object({ kind: z.string(), count: z.number() })), planned: z.number(),
      soFar: z.object({ words: z.string(), on: localDate }).nullable(),
      gap: z.enum(['no-goal', 'no-objective', 'nobody-planned', 'not-served']).nullable(),
    })),
    serveNothing: z.array(z.object({ id, kind: z.string(), on: localDate })),
  }),
});
