import { addDays, addMinutes, dateIn, endOfDay } from '../../shared/dates.ts';
import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { bindSignature } from '../../shared/signature.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { findSession, tieToSession, type SessionRow } from '../schedule/sessions-store.ts';
import { decideCosigner, decideGiving, needsCosign as cosignNeeded } from '../staff/credentials.ts';
import { signingHand } from '../staff/signing-handlers.ts';
import { listCredentials, listSupervised } from '../staff/store.ts';
import * as api from './api.ts';
import { belongsToRecord } from './counseling-notes.ts';
import { groupNoteHandlers } from './group-handlers.ts';
import { NOTE_KIND_WORDS, noteContent, type NoteContent } from './model.ts';
import { chipsOf, leaderWords, noteKindOf, objectivesOn, sessionTitle } from './occasion-handlers.ts';
import { lateEntry, mayCosign, noteFaults, noteText } from './signing.ts';
import * as store from './store.ts';
import { readThread } from './thread-handlers.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
const CHANGED: Refusal = refuse('changed-meanwhile', 'Somebody changed this before you. Yours is kept here: look at theirs, then choose.');

/** Where a note stands with its supervisor: a return is answered by an addendum, and the note waits again. */
export function standingOfNote(note: store.FoundNote): { state: 'signed' | 'to-cosign' | 'returned' | 'cosigned'; returnedAt: string | null; cosignedAt: string | null } {
  const last = note.cosigns.at(-1) ?? null;
  const answered = last?.verdict === 'return' && note.addenda.some((a) => Date.parse(a.at) > Date.parse(last.at));
  const returnedAt = last?.verdict === 'return' && !answered ? last.at : null;
  const cosignedAt = note.cosigns.find((c) => c.verdict === 'accept')?.at ?? null;
  const state = !note.needsCosign ? 'signed' : cosignedAt ? 'cosigned' : returnedAt ? 'returned' : 'to-cosign';
  return { state, returnedAt, cosignedAt };
}

const lineOf = (note: store.FoundNote, readerId: Id) => ({
  noteId: note.id, kind: note.kind, title: note.title, startedAt: note.startedAt, endedAt: note.endedAt, text: note.text, risk: note.risk,
  signerName: note.signerName, credential: note.credential, signedAt: note.signedAt, late: note.late, state: standingOfNote(note).state,
  cosign: note.cosigns.at(-1) ?? null, addenda: note.addenda, serves: note.objectiveIds.length, mine: note.signerId === readerId,
});

export const readNotes = handle(api.readNotes, async (act, { clientId }) => {
  const { tx, actor } = act;
  const [notes, drafts, attended, items, primary] = await Promise.all([
    store.listNotes(tx, clientId), store.listDrafts(tx, clientId, actor.subjectId),
    store.listAttended(tx, clientId, endOfDay(addDays(act.today, -60), act.zone)), store.listPrivateItems(tx, clientId), findPrimary(tx, clientId)]);
  // for the client's own counselor, whoever heard it, and a supervisor; nobody else of the team
  const own = primary?.staffId === actor.subjectId || actor.roles.includes('supervisor');
  return accept({
    notes: notes.map((n) => lineOf(n, actor.subjectId)),
    drafts: drafts.map((d) => ({ noteDraftId: d.id, kind: d.kind, startedAt: d.startedAt, endedAt: d.endedAt, sessionId: d.sessionId })),
    without: attended.filter((s) => !s.noted).map((s) => ({ sessionId: s.sessionId, kind: noteKindOf(s.sessionKind),
      title: s.name || NOTE_KIND_WORDS[noteKindOf(s.sessionKind)], startAt: s.startAt, endAt: s.endAt })),
    privateItems: items.filter((i) => own || i.raisedById === actor.subjectId)
      .map((i) => ({ privateItemId: i.id, words: i.words, raisedAt: i.raisedAt, raisedBy: i.raisedBy, done: i.done })),
  });
});

async function occasionOf(act: Act, d: store.FoundDraft) {
  const session = d.sessionId ? await findSession(act.tx, d.sessionId) ?? null : null;
  const leaders = await leaderWords(act.tx, session?.facilitatorIds ?? [d.authorId], dateIn(d.startedAt, act.zone));
  return { session, occasion: {
    kind: d.kind, title: session ? sessionTitle(session) : NOTE_KIND_WORDS[d.kind], startedAt: d.startedAt, endedAt: d.endedAt, zone: act.zone, leaders,
    presentCount: 1, arrivedAt: null, leftAt: null, countedMinutes: null, objectives: await objectivesOn(act, d.clientId, d.endedAt) } };
}

async function ownDraft(act: Act, clientId: Id, id: Id): Promise<store.FoundDraft | null> {
  const found = await store.findDraft(act.tx, clientId, id);
  return found && found.authorId === act.actor.subjectId ? found : null;
}

export const readNoteDraft = handle(api.readNoteDraft, async (act, { clientId, noteDraftId }) => {
  const draft = await ownDraft(act, clientId, noteDraftId);
  if (!draft) return NOT_FOUND;
  const [{ occasion }, rules, notes] = await Promise.all([
    occasionOf(act, draft), findRuleBook(act.tx, act.today), store.listNotes(act.tx, clientId)]);
  return accept({
    noteDraftId: draft.id, kind: draft.kind, startedAt: draft.startedAt, endedAt: draft.endedAt, sessionId: draft.sessionId, content: draft.content,
    version: draft.version, title: occasion.title, objectives: chipsOf(occasion.objectives), text: noteText(occasion, draft.content, lateEntry(draft.endedAt, act.now, act.zone, rules)),
    faults: noteFaults(draft.kind, draft.content, rules), lastText: notes.find((n) => n.kind === draft.kind)?.text ?? '',
  });
});

export const startNote = handle(api.startNote, async (act, { clientId, noteDraftId, kind, sessionId, startedAt, endedAt }) => {
  let session: SessionRow | null = null;
  if (sessionId !== null) {
    session = await findSession(act.tx, sessionId) ?? null;
    if (!session || session.kind === 'group') return NOT_FOUND;
    await tieToSession(act.tx, sessionId, 'note');
  }
  const end = endedAt ?? session?.endAt ?? act.now;
  const content: NoteContent = noteContent.parse({ format: kind === 'individual' || kind === 'family' ? 'dap' : 'plain', sections: {} });
  return accept(await store.addDraft(act.tx, {
    id: noteDraftId, clientId, sessionId, kind, content, startedAt: startedAt ?? session?.startAt ?? addMinutes(end, -30), endedAt: end, authorId: act.actor.subjectId }));
});

export const saveNote = handle(api.saveNote, async (act, { clientId, noteDraftId, version, content, startedAt, endedAt }) => {
  if (!await ownDraft(act, clientId, noteDraftId)) return NOT_FOUND;
  if (Date.parse(startedAt) >= Date.parse(endedAt)) return refuse('ends-before-it-starts', 'Let it end after it starts.', 'endedAt');
  if (Date.parse(startedAt) > Date.parse(act.now)) return refuse('not-yet', 'A note is about something that has happened. Check the time.', 'startedAt');
  const saved = await store.saveDraft(act.tx, { id: noteDraftId, content, startedAt, endedAt, version });
  return saved ? accept(saved) : CHANGED;
});

export const discardNote = handle(api.discardNote, async (act, { clientId, noteDraftId }) => {
  if (!await ownDraft(act, clientId, noteDraftId)) return NOT_FOUND;
  await store.dropDraft(act.tx, noteDraftId);
  return accept({});
});

export const signNote = handle(api.signNote, async (act, { clientId, noteDraftId, version }) => {
  const { tx, now, zone, actor } = act;
  const draft = await ownDraft(act, clientId, noteDraftId);
  if (!draft) return NOT_FOUND;
  if (draft.version !== version) return CHANGED;
  const rules = await findRuleBook(tx, act.today);
  const fault = noteFaults(draft.kind, draft.content, rules)[0];
  if (fault) return refuse('note-incomplete', fault.say, `content.${fault.field}`);
  const { session, occasion } = await occasionOf(act, draft);
  const day = dateIn(draft.endedAt, zone);
  const credentials = await listCredentials(tx, actor.subjectId);
  const giving = session ? decideGiving(credentials, session.service, day, rules) : accept({ needsCosign: cosignNeeded(credentials, day, rules) });
  if (!giving.ok) return giving;
  const by = await signingHand(tx, actor, day, session?.service ?? null, rules);
  if ('ok' in by) return by;
  const late = lateEntry(draft.endedAt, now, zone, rules);
  const noteId = act.newId();
  const serves = draft.content.objectiveIds.filter((id) => occasion.objectives.some((o) => o.id === id));
  await store.addNote(tx, {
    id: noteId, clientId, sessionId: draft.sessionId, kind: draft.kind, title: occasion.title, service: session?.service ?? null, startedAt: draft.startedAt,
    endedAt: draft.endedAt, content: draft.content, objectiveIds: serves, progress: draft.content.progress, risk: draft.content.risk,
    signature: await bindSignature(noteText(occasion, draft.content, late), 'en', by, now), late: late ?? '', needsCosign: giving.value.needsCosign,
  });
  await store.dropDraft(tx, noteDraftId);
  act.about(`note ${noteId}`);
  return accept({ noteId, needsCosign: giving.value.needsCosign });
});

export const cosignNote = handle(api.cosignNote, async (act, { clientId, noteId, cosignId, verdict, comment }) => {
  const [note, rules, credentials] = await Promise.all([
    store.findNote(act.tx, clientId, noteId), findRuleBook(act.tx, act.today), listCredentials(act.tx, act.actor.subjectId)]);
  if (!note) return NOT_FOUND;
  const { returnedAt, cosignedAt } = standingOfNote(note);
  const may = mayCosign({ signedBy: note.signerId, needsCosign: note.needsCosign, cosignedAt, returnedAt }, act.actor.subjectId, verdict, comment);
  if (!may.ok) return may;
  const allowed = decideCosigner({ staffId: note.signerId }, { staffId: act.actor.subjectId, credentials }, act.today, rules);
  if (!allowed.ok) return allowed;
  const by = await signingHand(act.tx, act.actor, act.today, null, rules);
  if ('ok' in by) return by;
  await store.addCosign(act.tx, { id: cosignId, noteId, clientId, verdict, comment, by: await bindSignature(`${verdict}\n${comment}\n${note.text}`, 'en', by, act.now) });
  act.about(`note ${noteId}, ${verdict}`);
  return accept({});
});

export const listToCosign = handle(api.listToCosign, async (act) => {
  const [notes, rules, supervised] = await Promise.all([
    store.listUncosigned(act.tx), findRuleBook(act.tx, act.today), listSupervised(act.tx, act.actor.subjectId, act.today)]);
  const waiting = notes.filter((n) => standingOfNote(n).state === 'to-cosign' && n.signerId !== act.actor.subjectId).map((n) => ({
    ...lineOf(n, act.actor.subjectId), clientId: n.clientId, initials: n.initials, supervised: supervised.includes(n.signerId),
    due: endOfDay(addDays(dateIn(n.signedAt, act.zone), rules['cosign.dueDays']), act.zone) }));
  return accept(waiting.toSorted((a, b) => Number(b.supervised) - Number(a.supervised) || Date.parse(a.due) - Date.parse(b.due)));
});

export const addAddendum = handle(api.addAddendum, async (act, { clientId, noteId, addendumId, reason, words }) => {
  const [note, rules] = await Promise.all([store.findNote(act.tx, clientId, noteId), findRuleBook(act.tx, act.today)]);
  if (!note) return NOT_FOUND;
  if (note.signerId !== act.actor.subjectId && !act.actor.roles.includes('supervisor')) {
    return refuse('not-the-author', 'The author or a supervisor adds to a note. Write a note of your own instead.');
  }
  const by = await signingHand(act.tx, act.actor, act.today, null, rules);
  if ('ok' in by) return by;
  await store.addAddendum(act.tx, { id: addendumId, noteId, clientId, reason, words, by: await bindSignature(`${reason}\n${words}`, 'en', by, act.now) });
  act.about(`note ${noteId}`);
  return accept({});
});

export const takeUpPrivateItem = handle(api.takeUpPrivateItem, async (act, { clientId, privateItemId, words }) => {
  const found = (await store.listPrivateItems(act.tx, clientId)).find((i) => i.id === privateItemId);
  if (!found) return NOT_FOUND;
  if (found.done) return refuse('taken-up-already', 'This was taken up already.');
  await store.endPrivateItem(act.tx, { id: privateItemId, clientId, words, at: act.now, by: act.actor.subjectId });
  return accept({});
});

export const listCounselingNotes = handle(api.listCounselingNotes, async ({ tx }, { clientId }) =>
  accept((await store.listCounselingNotes(tx, clientId)).map(({ id, ...n }) => ({ counselingNoteId: id, ...n }))));

export const saveCounselingNote = handle(api.saveCounselingNote, async (act, { clientId, counselingNoteId, sessionId, text }) => {
  await store.addCounselingNote(act.tx, { id: counselingNoteId, clientId, sessionId, by: act.actor.subjectId, text, at: act.now });
  return accept({ belongsToRecord: belongsToRecord(text) });
});

export const noteHandlers = [
  ...groupNoteHandlers, readNotes, readNoteDraft, startNote, saveNote, discardNote, signNote, cosignNote, listToCosign, addAddendum,
  takeUpPrivateItem, listCounselingNotes, saveCounselingNote, readThread,
];
