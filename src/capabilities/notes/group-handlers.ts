import { minutesBetween } from '../../shared/dates.ts';
import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import { bindSignature } from '../../shared/signature.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { standingOf } from '../attendance/rules.ts';
import { findSession, listRoster, tieToSession, type SessionRow } from '../schedule/sessions-store.ts';
import { decideGiving } from '../staff/credentials.ts';
import { signingHand } from '../staff/signing-handlers.ts';
import { listCredentials } from '../staff/store.ts';
import * as api from './api.ts';
import { noteClock } from './clocks.ts';
import { maySignGroup } from './group-page.ts';
import * as group from './group-store.ts';
import { clientPart, sharedPart } from './model.ts';
import { chipsOf, leaderWords, objectivesOn, sessionDay, sessionTitle } from './occasion-handlers.ts';
import { groupNoteText, lateEntry } from './signing.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };
const CHANGED: Refusal = refuse('changed-meanwhile', 'Somebody changed this before you. Yours is kept here: look at theirs, then choose.');
const SIGNED: Refusal = refuse('signed-is-locked', 'This part is signed. Add an addendum in the chart instead.');

const heldOf = (s: SessionRow) => ({ id: s.id, service: s.service, startAt: s.startAt, endAt: s.endAt, breaks: s.breaks, cancelled: s.cancelled !== null });

export const readGroupNote = handle(api.readGroupNote, async (act, { sessionId }) => {
  const { tx, now, zone, clientIds } = act;
  const session = await findSession(tx, sessionId);
  if (!session || session.kind !== 'group') return NOT_FOUND;
  const [roster, presence, parts, shared, previous, signed, rules, leaders] = await Promise.all([
    listRoster(tx, sessionId), group.listPresence(tx, sessionId), group.listParts(tx, sessionId), group.findShared(tx, sessionId),
    group.listPreviousWords(tx, clientIds, sessionId), store.listGroupNotes(tx, sessionId), findRuleBook(tx, act.today),
    leaderWords(tx, session.facilitatorIds, sessionDay(act, session))]);
  const objectives = await Promise.all(roster.map((m) => objectivesOn(act, m.clientId, session.endAt)));
  const rows = roster.map((member, i) => {
    const fact = presence.find((p) => p.clientId === member.clientId);
    const standing = fact && standingOf(fact, heldOf(session), rules);
    const note = signed.find((n) => n.clientId === member.clientId);
    const part = parts.find((p) => p.clientId === member.clientId);
    return {
      ...member,
      attendance: fact && standing ? { words: standing.words, arrivedAt: fact.arrivedAt, leftAt: fact.leftAt, minutes: standing.minutes,
        kind: fact.status !== 'present' ? 'absent' as const : standing.statuses.includes('present') ? 'full' as const : 'part' as const } : null,
      part: part?.part ?? clientPart.parse({ clientId: member.clientId }), toIndividual: part?.toIndividual ?? '', version: part?.version ?? null,
      objectives: chipsOf(objectives[i]!), previousWords: previous.find((p) => p.clientId === member.clientId)?.words ?? '',
      signed: note ? { noteId: note.id, signedAt: note.signedAt, signerName: note.signerName, needsCosign: note.needsCosign } : null,
    };
  });
  return accept({
    sessionId, title: sessionTitle(session), date: sessionDay(act, session), startAt: session.startAt, endAt: session.endAt, leaders,
    lesson: session.lesson, shared: shared?.shared ?? sharedPart.parse({ topic: session.lesson ?? '' }), version: shared?.version ?? null, rows,
    alikePercent: rules['note.alikePercent'], objectiveBlocks: rules['plan.objectiveMissing'] === 'block-signing',
    due: noteClock('group', session.endAt, rules, zone).due, mayStart: minutesBetween(session.startAt, now) >= 0,
  });
});

export const saveGroupShared = handle(api.saveGroupShared, async (act, { sessionId, version, shared }) => {
  const saved = await group.saveShared(act.tx, sessionId, shared, version, act.actor.subjectId);
  if (!saved) return CHANGED;
  await tieToSession(act.tx, sessionId, 'note');
  return accept(saved);
});

export const saveGroupPart = handle(api.saveGroupPart, async (act, { sessionId, version, part, toIndividual }) => {
  if (!act.clientIds.includes(part.clientId)) return refuse('not-seated', 'This person was not in this session.', 'part.clientId');
  const signed = await store.listGroupNotes(act.tx, sessionId);
  if (signed.some((n) => n.clientId === part.clientId)) return SIGNED;
  const saved = await group.savePart(act.tx, sessionId, { part, toIndividual }, version, act.actor.subjectId);
  return saved ? accept(saved) : CHANGED;
});

export const signGroupNote = handle(api.signGroupNote, async (act, { sessionId, sharedVersion, parts: chosen }) => {
  const { tx, now, zone, clientIds } = act;
  const session = await findSession(tx, sessionId);
  if (!session || session.kind !== 'group') return NOT_FOUND;
  if (Date.parse(now) < Date.parse(session.startAt)) return refuse('session-not-started', 'Sign it when the group has begun.');
  const [shared, parts, presence, roster, signed, rules] = await Promise.all([
    group.findShared(tx, sessionId), group.listParts(tx, sessionId), group.listPresence(tx, sessionId), group.listRosterNames(tx, clientIds),
    store.listGroupNotes(tx, sessionId), findRuleBook(tx, act.today)]);
  const ids = chosen.map((c) => c.clientId);
  if (shared?.version !== sharedVersion || chosen.some((c) => parts.find((p) => p.clientId === c.clientId)?.version !== c.version)) return CHANGED;
  if (signed.some((n) => ids.includes(n.clientId))) return SIGNED;
  const may = maySignGroup(shared.shared, parts.map((p) => p.part), ids, roster, rules);
  if (!may.ok) return may;
  const here = presence.filter((p) => p.status === 'present');
  if (ids.some((id) => !here.some((p) => p.clientId === id))) {
    return refuse('attendance-missing', 'Record who was here first. A part is for somebody who was.', 'parts');
  }
  const day = sessionDay(act, session);
  const giving = decideGiving(await listCredentials(tx, act.actor.subjectId), session.service, day, rules);
  if (!giving.ok) return giving;
  const by = await signingHand(tx, act.actor, day, session.service, rules);
  if ('ok' in by) return by;
  const [leaders, late] = [await leaderWords(tx, session.facilitatorIds, day), lateEntry(session.endAt, now, zone, rules)];
  const filed: { clientId: Id; noteId: Id }[] = [];
  for (const part of may.value) {
    const fact = here.find((p) => p.clientId === part.clientId)!;
    const objectives = await objectivesOn(act, part.clientId, session.endAt);
    const serves = part.objectiveIds.filter((id) => objectives.some((o) => o.id === id));
    const text = groupNoteText({
      kind: 'group', title: sessionTitle(session), startedAt: session.startAt, endedAt: session.endAt, zone, leaders, presentCount: here.length,
      arrivedAt: fact.arrivedAt, leftAt: fact.leftAt, countedMinutes: standingOf(fact, heldOf(session), rules).countedMinutes, objectives,
    }, shared.shared, part, late);
    const noteId = act.newId();
    await store.addNote(tx, {
      id: noteId, clientId: part.clientId, sessionId, kind: 'group', title: sessionTitle(session), service: session.service, startedAt: session.startAt,
      endedAt: session.endAt, content: { ...part, shared: shared.shared }, objectiveIds: serves, progress: part.progress, risk: part.risk,
      signature: await bindSignature(text, 'en', by, now), late: late ?? '', needsCosign: giving.value.needsCosign,
    });
    await raise(act, sessionId, part.clientId, parts.find((p) => p.clientId === part.clientId)!.toIndividual);
    filed.push({ clientId: part.clientId, noteId });
  }
  await tieToSession(tx, sessionId, 'note');
  act.about(`session ${sessionId}, ${filed.length} notes`);
  return accept({ signed: filed, needsCosign: giving.value.needsCosign });
});

/** What a member wants to take to an individual session travels there as its own fact. */
async function raise(act: Act, sessionId: Id, clientId: Id, words: string): Promise<void> {
  if (words !== '') await store.addPrivateItem(act.tx, { id: act.newId(), clientId, sessionId, words, at: act.now, by: act.actor.subjectId });
}

export const groupNoteHandlers = [readGroupNote, saveGroupShared, saveGroupPart, signGroupNote];
