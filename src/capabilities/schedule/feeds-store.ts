import { createHash } from 'node:crypto';
import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { CalendarEntry } from './calendar-file.ts';

/** Calendar addresses, of which only the hash of the secret is kept, and what they show. */
export type FeedOwner = { kind: 'staff' | 'client'; subjectId: Id };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url');

export const addFeed = (tx: Tx, owner: FeedOwner, token: string, at: Instant): Promise<number> => tx.run(sql`
  insert into calendar_feed (agency_id, token_hash, subject_kind, subject_id, made_at)
  values (${tx.agencyId}, ${hashOf(token)}, ${owner.kind}, ${owner.subjectId}, ${at}) on conflict do nothing`);

/** Ends the address of a person; how many ended. */
export const endFeed = (tx: Tx, owner: FeedOwner, at: Instant): Promise<number> => tx.run(sql`update calendar_feed set ended_at = ${at}
  where agency_id = ${tx.agencyId} and subject_kind = ${owner.kind} and subject_id = ${owner.subjectId} and ended_at is null`);

/** Whose calendar an address is; undefined once it ended. */
export const findFeed = (tx: Tx, token: string): Promise<FeedOwner | undefined> => tx.maybe(sql<FeedOwner>`
  select subject_kind as kind, subject_id as "subjectId" from calendar_feed
  where agency_id = ${tx.agencyId} and token_hash = ${hashOf(token)} and ended_at is null`);

/** Since when a person has an address; undefined without one. */
export const findFeedOf = (tx: Tx, owner: FeedOwner): Promise<{ since: Instant } | undefined> => tx.maybe(sql<{ since: Instant }>`
  select made_at as since from calendar_feed where agency_id = ${tx.agencyId} and subject_kind = ${owner.kind}
    and subject_id = ${owner.subjectId} and ended_at is null`);

const ENTRY = sql`select s.session_id as "sessionId", s.start_at as "startAt", s.end_at as "endAt", c.session_id is not null as cancelled,
    greatest(s.version_from, c.at, back.at) as "changedAt", moved.n + 2 * back.n + (c.session_id is not null)::int as changes
  from session s left join session_cancel c on c.agency_id = s.agency_id and c.session_id = s.session_id
    cross join lateral (select count(*)::int as n from session_h h where h.agency_id = s.agency_id and h.session_id = s.session_id) moved
    -- a cancellation that was taken back: two changes, so that the number never falls
    cross join lateral (select count(*)::int as n, max(h.version_to) as at from session_cancel_h h
      where h.agency_id = s.agency_id and h.session_id = s.session_id) back`;

/** What one person's own calendar shows: a client's seats, or the sessions that a staff member leads. */
export const listEntries = (tx: Tx, owner: FeedOwner, from: Instant, before: Instant): Promise<CalendarEntry[]> => tx.all(owner.kind === 'client'
  ? sql<CalendarEntry>`${ENTRY} join seat t on t.agency_id = s.agency_id and t.series_id = s.series_id and t.client_id = ${owner.subjectId}
      and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on)
    where s.agency_id = ${tx.agencyId} and s.start_at >= ${from} and s.start_at < ${before} order by s.start_at, s.session_id`
  : sql<CalendarEntry>`${ENTRY}
    where s.agency_id = ${tx.agencyId} and ${owner.subjectId}::uuid = any (s.facilitator_ids) and s.start_at >= ${from} and s.start_at < ${before}
    order by s.start_at, s.session_id`);
