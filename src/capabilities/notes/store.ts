import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Signature } from '../../shared/signature.ts';
import type { Service } from '../agency/services.ts';
import type { NoteContent, NoteKind, Risk } from './model.ts';

export type FoundNote = {
  id: Id; clientId: Id; sessionId: Id | null; kind: NoteKind; title: string; startedAt: Instant; endedAt: Instant; text: string; risk: Risk;
  objectiveIds: Id[]; progress: string; signerId: Id; signerName: string; credential: string; signedAt: Instant; late: string; needsCosign: boolean;
  initials: string;
  cosigns: { verdict: 'accept' | 'return'; byName: string; credential: string; at: Instant; comment: string }[];
  addenda: { reason: string; words: string; byName: string; credential: string; at: Instant }[];
};

// json turns a timestamp into text of its own; this is the one spelling used everywhere
const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`);

const NOTE = sql`select n.note_id as id, n.client_id as "clientId", n.session_id as "sessionId", n.kind, n.title, n.started_at as "startedAt",
    n.ended_at as "endedAt", n.text, n.risk, n.objective_ids as "objectiveIds", n.progress, n.signer_id as "signerId",
    n.signer_name as "signerName", n.credential, n.signed_at as "signedAt", n.late, n.needs_cosign as "needsCosign", c.initials,
    coalesce((select json_agg(json_build_object('verdict', k.verdict, 'byName', k.by_name, 'credential', k.credential, 'at', ${iso('k.at')},
      'comment', k.comment) order by k.at) from note_cosign k where k.agency_id = n.agency_id and k.note_id = n.note_id), '[]') as cosigns,
    coalesce((select json_agg(json_build_object('reason', a.reason, 'words', a.words, 'byName', a.by_name, 'credential', a.credential,
      'at', ${iso('a.at')}) order by a.at) from note_addendum a where a.agency_id = n.agency_id and a.note_id = n.note_id), '[]') as addenda
  from note n join client c on c.agency_id = n.agency_id and c.client_id = n.client_id`;

/** Signed notes of a client, newest first. */
export const listNotes = (tx: Tx, clientId: Id): Promise<FoundNote[]> => tx.all(sql<FoundNote>`${NOTE}
  where n.agency_id = ${tx.agencyId} and n.client_id = ${clientId} order by n.ended_at desc, n.note_id desc limit 500`);

export const findNote = (tx: Tx, clientId: Id, noteId: Id): Promise<FoundNote | undefined> => tx.maybe(sql<FoundNote>`${NOTE}
  where n.agency_id = ${tx.agencyId} and n.client_id = ${clientId} and n.note_id = ${noteId}`);

/** Notes that no supervisor has co-signed yet, of all charts that the act reaches. */
export const listUncosigned = (tx: Tx): Promise<FoundNote[]> => tx.all(sql<FoundNote>`${NOTE}
  where n.agency_id = ${tx.agencyId} and n.needs_cosign and not exists (select from note_cosign k where k.agency_id = n.agency_id
    and k.note_id = n.note_id and k.verdict = 'accept') order by n.signed_at limit 300`);

/** The group notes of one session that are signed, by chart. */
export const listGroupNotes = (tx: Tx, sessionId: Id): Promise<FoundNote[]> => tx.all(sql<FoundNote>`${NOTE}
  where n.agency_id = ${tx.agencyId} and n.session_id = ${sessionId} and n.kind = 'group'`);

export const addNote = (tx: Tx, n: {
  id: Id; clientId: Id; sessionId: Id | null; kind: NoteKind; title: string; service: Service | null; startedAt: Instant; endedAt: Instant;
  content: object; objectiveIds: Id[]; progress: string; risk: Risk; signature: Signature; late: string; needsCosign: boolean;
}): Promise<number> => tx.run(db.insertInto('note').values({
  agency_id: tx.agencyId, note_id: n.id, client_id: n.clientId, session_id: n.sessionId, kind: n.kind, title: n.title, service: n.service,
  started_at: n.startedAt, ended_at: n.endedAt, content: JSON.stringify(n.content), objective_ids: n.objectiveIds, progress: n.progress,
  risk: n.risk, text: n.signature.text, language: n.signature.language, hash: n.signature.hash, signer_id: n.signature.signer.id,
  signer_name: n.signature.signer.name, role: n.signature.signer.role, credential: n.signature.signer.credential,
  signed_at: n.signature.signedAt, late: n.late, needs_cosign: n.needsCosign,
}));

export const addCosign = (tx: Tx, k: {
  id: Id; noteId: Id; clientId: Id; verdict: 'accept' | 'return'; comment: string; by: Signature;
}): Promise<number> => tx.run(db.insertInto('note_cosign').values({
  agency_id: tx.agencyId, note_cosign_id: k.id, note_id: k.noteId, client_id: k.clientId, verdict: k.verdict, comment: k.comment,
  by_id: k.by.signer.id, by_name: k.by.signer.name, credential: k.by.signer.credential, hash: k.by.hash, at: k.by.signedAt,
}));

export const addAddendum = (tx: Tx, a: { id: Id; noteId: Id; clientId: Id; reason: string; words: string; by: Signature }): Promise<number> =>
  tx.run(db.insertInto('note_addendum').values({
    agency_id: tx.agencyId, note_addendum_id: a.id, note_id: a.noteId, client_id: a.clientId, reason: a.reason, words: a.words,
    by_id: a.by.signer.id, by_name: a.by.signer.name, credential: a.by.signer.credential, hash: a.by.hash, at: a.by.signedAt,
  }));

export type FoundDraft = { id: Id; clientId: Id; sessionId: Id | null; kind: NoteKind; content: NoteContent; startedAt: Instant; endedAt: Instant; authorId: Id; version: string };

const DRAFT = sql`select note_draft_id as id, client_id as "clientId", session_id as "sessionId", kind, content, started_at as "startedAt",
  ended_at as "endedAt", author_id as "authorId", version_from::text as version from note_draft`;

export const listDrafts = (tx: Tx, clientId: Id, authorId: Id): Promise<FoundDraft[]> => tx.all(sql<FoundDraft>`${DRAFT}
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and author_id = ${authorId} order by started_at desc`);

export const findDraft = (tx: Tx, clientId: Id, id: Id): Promise<FoundDraft | undefined> => tx.maybe(sql<FoundDraft>`${DRAFT}
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and note_draft_id = ${id}`);

export const addDraft = (tx: Tx, d: Omit<FoundDraft, 'version'>): Promise<{ version: string }> => tx.one(sql<{ version: string }>`
  insert into note_draft (agency_id, note_draft_id, client_id, session_id, kind, content, started_at, ended_at, author_id)
  values (${tx.agencyId}, ${d.id}, ${d.clientId}, ${d.sessionId}, ${d.kind}, ${JSON.stringify(d.content)}, ${d.startedAt}, ${d.endedAt}, ${d.authorId})
  returning version_from::text as version`);

export const saveDraft = (tx: Tx, d: Pick<FoundDraft, 'id' | 'content' | 'startedAt' | 'endedAt' | 'version'>): Promise<{ version: string } | undefined> =>
  tx.maybe(sql<{ version: string }>`update note_draft set content = ${JSON.stringify(d.content)}, started_at = ${d.startedAt}, ended_at = ${d.endedAt}
    where agency_id = ${tx.agencyId} and note_draft_id = ${d.id} and version_from::text = ${d.version} returning version_from::text as version`);

export const dropDraft = (tx: Tx, id: Id): Promise<number> =>
  tx.run(sql`delete from note_draft where agency_id = ${tx.agencyId} and note_draft_id = ${id}`);

export type FoundPrivate = { id: Id; words: string; raisedAt: Instant; raisedById: Id; raisedBy: string; done: { words: string; at: Instant } | null };

export const listPrivateItems = (tx: Tx, clientId: Id): Promise<FoundPrivate[]> => tx.all(sql<FoundPrivate>`
  select i.private_item_id as id, i.words, i.raised_at as "raisedAt", i.raised_by as "raisedById", coalesce(s.initials, '') as "raisedBy",
    case when d.private_item_id is not null then json_build_object('words', d.words, 'at', ${iso('d.at')}) end as done
  from private_item i left join private_item_done d on d.agency_id = i.agency_id and d.private_item_id = i.private_item_id
    left join staff s on s.agency_id = i.agency_id and s.staff_id = i.raised_by
  where i.agency_id = ${tx.agencyId} and i.client_id = ${clientId} order by i.raised_at desc`);

export const addPrivateItem = (tx: Tx, i: { id: Id; clientId: Id; sessionId: Id | null; words: string; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('private_item').values({ agency_id: tx.agencyId, private_item_id: i.id, client_id: i.clientId, session_id: i.sessionId,
    words: i.words, raised_at: i.at, raised_by: i.by }));

export const endPrivateItem = (tx: Tx, i: { id: Id; clientId: Id; words: string; at: Instant; by: Id }): Promise<number> =>
  tx.run(db.insertInto('private_item_done').values({ agency_id: tx.agencyId, private_item_id: i.id, client_id: i.clientId, words: i.words, at: i.at, by_id: i.by }));

export const listCounselingNotes = (tx: Tx, clientId: Id): Promise<{ id: Id; text: string; writtenAt: Instant }[]> => tx.all(sql`
  select counseling_note_id as id, text, written_at as "writtenAt" from counseling_note
  where agency_id = ${tx.agencyId} and client_id = ${clientId} order by written_at desc`);

export const addCounselingNote = (tx: Tx, n: { id: Id; clientId: Id; sessionId: Id | null; by: Id; text: string; at: Instant }): Promise<number> =>
  tx.run(db.insertInto('counseling_note').values({ agency_id: tx.agencyId, counseling_note_id: n.id, client_id: n.clientId,
    session_id: n.sessionId, author_id: n.by, text: n.text, written_at: n.at }));

export type AttendedSession = { sessionId: Id; sessionKind: string; name: string; startAt: Instant; endAt: Instant; leaderIds: Id[]; noted: boolean };

/** Sessions since a moment that this client attended, and whether there is a signed note of them in this chart. */
export const listAttended = (tx: Tx, clientId: Id, since: Instant): Promise<AttendedSession[]> => tx.all(sql<AttendedSession>`
  select s.session_id as "sessionId", r.kind as "sessionKind", coalesce(g.name, '') as name, s.start_at as "startAt", s.end_at as "endAt",
    s.facilitator_ids as "leaderIds", exists (select from note n where n.agency_id = s.agency_id and n.session_id = s.session_id
      and n.client_id = ${clientId}) as noted
  from attendance a join session s on s.agency_id = a.agency_id and s.session_id = a.session_id
    join series r on r.agency_id = s.agency_id and r.series_id = s.series_id
    left join program_group g on g.agency_id = r.agency_id and g.group_id = r.group_id
  where a.agency_id = ${tx.agencyId} and a.client_id = ${clientId} and a.status = 'present' and s.start_at >= ${since}
    and not exists (select from attendance b where b.agency_id = a.agency_id and b.replaces = a.attendance_id)
  order by s.start_at desc`);

export type OutwardNote = { title: string; text: string; signerName: string; credential: string; addenda: { reason: string; words: string; byName: string }[] };

/** Signed notes as they may leave, oldest first; run as `disclosure` it finds those that a consent names. */
export const listOutward = (tx: Tx, clientId: Id): Promise<OutwardNote[]> => tx.all(sql<OutwardNote>`
  select n.title, n.text, n.signer_name as "signerName", n.credential,
    coalesce((select json_agg(json_build_object('reason', a.reason, 'words', a.words, 'byName', a.by_name) order by a.at)
      from note_addendum a where a.agency_id = n.agency_id and a.note_id = n.note_id), '[]') as addenda
  from note n where n.agency_id = ${tx.agencyId} and n.client_id = ${clientId} order by n.ended_at`);
