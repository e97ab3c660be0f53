import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Group, Seat, Series, Track } from './model.ts';
import type { Lesson } from '../agency/curriculum.ts';

/** Tracks, groups, series and seats. Sessions and bookings are in `sessions-store.ts`. */
export type SeriesRow = Series & { weeksFirst: number | null; weeksLast: number | null };
export type GroupRow = Group & { lessons: Lesson[] };

export const listTracks = (tx: Tx): Promise<Track[]> => tx.all(db.selectFrom('track').where('agency_id', '=', tx.agencyId)
  .where('ended_on', 'is', null).select(['track_id as id', 'code', 'name']).orderBy('name'));

export const addTrack = (tx: Tx, t: Track): Promise<number> =>
  tx.run(db.insertInto('track').values({ agency_id: tx.agencyId, track_id: t.id, code: t.code, name: t.name }));

const GROUP = sql`g.group_id as id, g.code, g.name, g.service, g.capacity, g.minimum, g.second_from as "secondFrom", g.credentials, g.language,
  g.audience, g.enrolment, g.curriculum, g.lessons`;

export const listGroups = (tx: Tx): Promise<GroupRow[]> => tx.all(sql<GroupRow>`select ${GROUP} from program_group g
  where g.agency_id = ${tx.agencyId} and g.ended_on is null order by g.name`);

export const findGroup = (tx: Tx, groupId: Id): Promise<GroupRow | undefined> => tx.maybe(sql<GroupRow>`select ${GROUP}
  from program_group g where g.agency_id = ${tx.agencyId} and g.group_id = ${groupId}`);

export const saveGroup = (tx: Tx, g: GroupRow): Promise<number> => {
  const values = { code: g.code, name: g.name, service: g.service, capacity: g.capacity, minimum: g.minimum, second_from: g.secondFrom,
    credentials: g.credentials, language: g.language, audience: g.audience, enrolment: g.enrolment, curriculum: g.curriculum, lessons: JSON.stringify(g.lessons) };
  return tx.run(db.insertInto('program_group').values({ agency_id: tx.agencyId, group_id: g.id, ...values })
    .onConflict((c) => c.columns(['agency_id', 'group_id']).doUpdateSet(values)));
};

const SERIES = sql`r.series_id as id, r.group_id as "groupId", r.track_id as "trackId", r.kind, r.service, r.rule,
  r.starts_at as "startsAt", r.ends_at as "endsAt", r.breaks, r.zone, r.room_id as "roomId",
  r.facilitator_ids as "facilitatorIds", r.capacity, r.from_on as "from", r.until_on as "until",
  r.weeks_first as "weeksFirst", r.weeks_last as "weeksLast", r.mode, r.link`;

export const findSeries = (tx: Tx, seriesId: Id): Promise<SeriesRow | undefined> => tx.maybe(sql<SeriesRow>`select ${SERIES}
  from series r where r.agency_id = ${tx.agencyId} and r.series_id = ${seriesId}`);

/** Series that meet on or after a day, those taken back aside. `kind` group: the program's timetable. */
export const listSeries = (tx: Tx, on: LocalDate, kind: 'group' | null = null): Promise<SeriesRow[]> => tx.all(sql<SeriesRow>`
  select ${SERIES} from series r where r.agency_id = ${tx.agencyId} and (r.until_on is null or r.until_on > greatest(${on}::date, r.from_on))
    and (${kind}::text is null or r.kind = ${kind}) order by r.starts_at, r.series_id`);

export const listSeriesByIds = (tx: Tx, ids: readonly Id[]): Promise<SeriesRow[]> => tx.all(sql<SeriesRow>`select ${SERIES}
  from series r where r.agency_id = ${tx.agencyId} and r.series_id = any (${ids as Id[]}::uuid[])`);

export const addSeries = (tx: Tx, s: SeriesRow, splitFrom: Id | null = null): Promise<number> => tx.run(sql`
  insert into series (agency_id, series_id, group_id, track_id, kind, service, rule, starts_at, ends_at, breaks, zone, room_id,
    facilitator_ids, capacity, from_on, until_on, weeks_first, weeks_last, mode, link, split_from)
  values (${tx.agencyId}, ${s.id}, ${s.groupId}, ${s.trackId}, ${s.kind}, ${s.service}, ${s.rule}, ${s.startsAt}, ${s.endsAt},
    ${JSON.stringify(s.breaks)}, ${s.zone}, ${s.roomId}, ${s.facilitatorIds}::uuid[], ${s.capacity}, ${s.from}, ${s.until},
    ${s.weeksFirst}, ${s.weeksLast}, ${s.mode}, ${s.link}, ${splitFrom})`);

export const endSeries = (tx: Tx, seriesId: Id, on: LocalDate): Promise<number> => tx.run(sql`update series
  set until_on = greatest(from_on, ${on}::date) where agency_id = ${tx.agencyId} and series_id = ${seriesId}`);

/** Replaces what is said of a series as a whole: only before its first day, or where a change begins with it. */
export const replaceSeries = (tx: Tx, s: SeriesRow): Promise<number> => tx.run(sql`update series set rule = ${s.rule},
  starts_at = ${s.startsAt}, ends_at = ${s.endsAt}, breaks = ${JSON.stringify(s.breaks)}, room_id = ${s.roomId},
  facilitator_ids = ${s.facilitatorIds}::uuid[], capacity = ${s.capacity}, until_on = ${s.until},
  mode = ${s.mode}, link = ${s.link}
  where agency_id = ${tx.agencyId} and series_id = ${s.id}`);

/** Which numbers of these series are taken, without whose they are. */
export type Place = { seriesId: Id; no: number; from: LocalDate; until: LocalDate | null; /** The open offer that keeps it; nobody sits there yet. */ holdId?: Id | null };
export const listPlaces = (tx: Tx, seriesIds: readonly Id[], from: LocalDate): Promise<Place[]> =>
  tx.all(sql`select p.series_id as "seriesId", p.no, p.from_on as "from", p.until_on as "until", h.hold_id as "holdId"
    from place p left join place_hold h on h.agency_id = p.agency_id and h.seat_id = p.seat_id
    where p.agency_id = ${tx.agencyId} and p.series_id = any (${seriesIds as Id[]}::uuid[])
      and (p.until_on is null or p.until_on > ${from}) and p.until_on is distinct from p.from_on
      and (h.seat_id is null or h.until_at > current_setting('app.now')::timestamptz)`);

/** Keeps a number for somebody until a moment, if nobody took it in the same moment. */
export async function holdPlace(tx: Tx, p: { seatId: Id; seriesId: Id; no: number; from: LocalDate; until: LocalDate | null; holdId: Id; untilAt: Instant; clientId: Id }): Promise<boolean> {
  if (!(await takePlace(tx, p))) return false;
  await tx.run(sql`insert into place_hold (agency_id, seat_id, hold_id, until_at) values (${tx.agencyId}, ${p.seatId}, ${p.holdId}, ${p.untilAt})`);
  await tx.run(sql`insert into seat_hold (agency_id, seat_id, client_id) values (${tx.agencyId}, ${p.seatId}, ${p.clientId})`);
  return true;
}

export type HeldPlace = { seatId: Id; no: number; from: LocalDate; until: LocalDate | null; holdId: Id; untilAt: Instant; clientId: Id };
/** The open offers that keep a seat of a series on or after a day. */
export const listHolds = (tx: Tx, seriesId: Id, from: LocalDate): Promise<HeldPlace[]> => tx.all(sql<HeldPlace>`
  select p.seat_id as "seatId", p.no, p.from_on as "from", p.until_on as "until", h.hold_id as "holdId", h.until_at as "untilAt", s.client_id as "clientId"
  from place p join place_hold h on h.agency_id = p.agency_id and h.seat_id = p.seat_id join seat_hold s on s.agency_id = p.agency_id and s.seat_id = p.seat_id
  where p.agency_id = ${tx.agencyId} and p.series_id = ${seriesId} and (p.until_on is null or p.until_on > ${from}) and p.until_on is distinct from p.from_on
    and h.until_at > current_setting('app.now')::timestamptz order by p.no`);

/** A kept seat is kept no longer than until a day: from there on another series keeps it. */
export async function endHold(tx: Tx, seatId: Id, on: LocalDate): Promise<void> {
  await tx.run(sql`update place set until_on = greatest(from_on, ${on}::date) where agency_id = ${tx.agencyId} and seat_id = ${seatId}`);
  await tx.run(sql`delete from pair_seat where agency_id = ${tx.agencyId} and seat_id = ${seatId}`);
}

/** Frees what an offer kept; or, of one series, what is kept no longer and what is kept for the client who sits down now. */
export const releaseHolds = (tx: Tx, of: { holdId: Id } | { seriesId: Id; clientId: Id | null }): Promise<number> => tx.run(sql`
  with done as (select release_holds(${'holdId' in of ? of.holdId : null}::uuid, ${'seriesId' in of ? of.seriesId : null}::uuid,
    ${'clientId' in of ? of.clientId : null}::uuid) as n) select n from done`);

/** Takes a number, if nobody took it in the same moment: false then, and the next one is tried. */
export const takePlace = async (tx: Tx, p: { seatId: Id; seriesId: Id; no: number; from: LocalDate; until: LocalDate | null }): Promise<boolean> =>
  await tx.run(sql`insert into place (agency_id, seat_id, series_id, no, from_on, until_on)
    values (${tx.agencyId}, ${p.seatId}, ${p.seriesId}, ${p.no}, ${p.from}, ${p.until}) on conflict do nothing`) === 1;

export const addSeat = async (tx: Tx, s: Omit<Seat, 'no'> & { seatedBy: Id; overrideReason: string | null }): Promise<boolean> =>
  await tx.run(sql`insert into seat (agency_id, seat_id, series_id, client_id, from_on, until_on, seated_by, override_reason)
    values (${tx.agencyId}, ${s.id}, ${s.seriesId}, ${s.clientId}, ${s.from}, ${s.until}, ${s.seatedBy}, ${s.overrideReason})
    on conflict do nothing`) === 1;

export type SeatRow = Seat & { overrideReason: string | null };
const SEAT = sql`t.seat_id as id, t.series_id as "seriesId", t.client_id as "clientId", p.no, t.from_on as "from",
  t.until_on as "until", t.override_reason as "overrideReason"
  from seat t join place p on p.agency_id = t.agency_id and p.seat_id = t.seat_id`;

/** The seats of one client that have not ended before a day. */
export const listSeatsOf = (tx: Tx, clientId: Id, from: LocalDate): Promise<SeatRow[]> => tx.all(sql<SeatRow>`select ${SEAT}
  where t.agency_id = ${tx.agencyId} and t.client_id = ${clientId} and (t.until_on is null or t.until_on > ${from})
    and t.until_on is distinct from t.from_on order by t.from_on`);

/** Had this client a seat in a series on a day? */
export const hadSeat = async (tx: Tx, clientId: Id, seriesId: Id, on: LocalDate): Promise<boolean> => (await tx.maybe(sql<{ id: Id }>`
  select seat_id as id from seat where agency_id = ${tx.agencyId} and client_id = ${clientId} and series_id = ${seriesId}
    and from_on <= ${on} and (until_on is null or until_on > ${on}) limit 1`)) !== undefined;

export type MakeUp = { seatId: Id; sessionId: Id; missedSessionId: Id };
export const listMakeUps = (tx: Tx, clientId: Id): Promise<MakeUp[]> => tx.all(sql<MakeUp>`
  select seat_id as "seatId", session_id as "sessionId", missed_session_id as "missedSessionId" from make_up
  where agency_id = ${tx.agencyId} and client_id = ${clientId}`);
export const addMakeUp = (tx: Tx, m: MakeUp & { clientId: Id }): Promise<number> => tx.run(db.insertInto('make_up').values({
  agency_id: tx.agencyId, seat_id: m.seatId, client_id: m.clientId, session_id: m.sessionId, missed_session_id: m.missedSessionId }));

/** The visits to a series, from a day on, that make up for something. */
export const listMakeUpsIn = (tx: Tx, seriesId: Id, from: LocalDate): Promise<(MakeUp & { clientId: Id })[]> => tx.all(sql`
  select m.seat_id as "seatId", m.client_id as "clientId", m.session_id as "sessionId", m.missed_session_id as "missedSessionId"
  from make_up m join seat t on t.agency_id = m.agency_id and t.seat_id = m.seat_id
  where m.agency_id = ${tx.agencyId} and t.series_id = ${seriesId} and t.from_on >= ${from}`);

/** What was to be made up in a session that is called off may be made up in another. */
export const endMakeUpsAt = (tx: Tx, sessionIds: readonly Id[]): Promise<number> => tx.run(sql`
  delete from make_up where agency_id = ${tx.agencyId} and session_id = any (${sessionIds as Id[]}::uuid[])`);

/** Sessions that were made anew: a visit of that day makes up in the new one; where there is none that day, in nothing. */
export async function renewMakeUps(tx: Tx, seriesId: Id, from: LocalDate): Promise<void> {
  const visits = sql`from seat t left join session s on s.agency_id = t.agency_id and s.series_id = t.series_id and s.planned_on = t.from_on
      and not exists (select from session_cancel x where x.agency_id = s.agency_id and x.session_id = s.session_id)
    where t.agency_id = ${tx.agencyId} and t.series_id = ${seriesId} and t.from_on >= ${from}`;
  await tx.run(sql`update make_up m set session_id = v.session_id from (select t.seat_id, s.session_id ${visits} and s.session_id is not null) v
    where m.agency_id = ${tx.agencyId} and m.seat_id = v.seat_id and m.session_id <> v.session_id`);
  await tx.run(sql`delete from make_up m using (select t.seat_id ${visits} and s.session_id is null) v where m.agency_id = ${tx.agencyId} and m.seat_id = v.seat_id`);
}

/** The seats of one series that one may see. */
export const listSeatsIn = (tx: Tx, seriesId: Id, from: LocalDate): Promise<SeatRow[]> => tx.all(sql<SeatRow>`select ${SEAT}
  where t.agency_id = ${tx.agencyId} and t.series_id = ${seriesId} and (t.until_on is null or t.until_on > ${from})
    and t.until_on is distinct from t.from_on order by p.no`);

/** Ends a seat on a day. A visit that is not made any more makes up for nothing. */
export async function endSeat(tx: Tx, seatId: Id, on: LocalDate): Promise<void> {
  await tx.run(sql`delete from make_up m using seat t where m.agency_id = ${tx.agencyId} and m.seat_id = ${seatId}
    and t.agency_id = m.agency_id and t.seat_id = m.seat_id and t.from_on >= ${on}`);
  await tx.run(sql`update seat set until_on = greatest(from_on, ${on}::date) where agency_id = ${tx.agencyId} and seat_id = ${seatId}`);
  await tx.run(sql`update place set until_on = greatest(from_on, ${on}::date) where agency_id = ${tx.agencyId} and seat_id = ${seatId}`);
  await tx.run(sql`delete from pair_seat where agency_id = ${tx.agencyId} and seat_id = ${seatId} and from_on >= ${on}`);
  await tx.run(sql`update pair_seat set until_on = ${on} where agency_id = ${tx.agencyId} and seat_id = ${seatId}`);
}

export type SeparationRow = { pairId: Id; otherId: Id; reason: string; from: LocalDate; until: LocalDate | null };

/** Who this client is kept apart from, as of a day. */
export const listSeparationsOf = (tx: Tx, clientId: Id, from: LocalDate): Promise<SeparationRow[]> => tx.all(sql<SeparationRow>`
  select pair_id as "pairId", other_id as "otherId", reason, from_on as "from", until_on as "until" from separation
  where agency_id = ${tx.agencyId} and client_id = ${clientId} and (until_on is null or until_on > greatest(${from}::date, from_on))`);

export const addSeparation = (tx: Tx, s: { pairId: Id; clientId: Id; otherId: Id; reason: string; from: LocalDate; by: Id }): Promise<number> =>
  tx.run(sql`insert into separation (agency_id, pair_id, client_id, other_id, reason, from_on, by_staff_id)
    values (${tx.agencyId}, ${s.pairId}, ${s.clientId}, ${s.otherId}, ${s.reason}, ${s.from}, ${s.by}),
      (${tx.agencyId}, ${s.pairId}, ${s.otherId}, ${s.clientId}, ${s.reason}, ${s.from}, ${s.by})`);

export const endSeparation = async (tx: Tx, pairId: Id, on: LocalDate): Promise<number> => {
  await tx.run(sql`delete from pair_seat where agency_id = ${tx.agencyId} and pair_id = ${pairId}`);
  return tx.run(sql`update separation set until_on = greatest(from_on, ${on}::date) where agency_id = ${tx.agencyId}
    and pair_id = ${pairId} and until_on is null`);
};

/** Says that one of a pair sits here; false where the other one does (PR-28). */
export const takePairSeat = async (tx: Tx, p: { pairId: Id; seatId: Id; seriesId: Id; from: LocalDate; until: LocalDate | null }): Promise<boolean> =>
  await tx.run(sql`insert into pair_seat (agency_id, pair_id, seat_id, series_id, from_on, until_on)
    values (${tx.agencyId}, ${p.pairId}, ${p.seatId}, ${p.seriesId}, ${p.from}, ${p.until}) on conflict do nothing`) === 1;

/** Series in which the other of these pairs sits, or is kept a seat, on or after a day. */
export const listPairSeries = async (tx: Tx, clientId: Id, pairIds: readonly Id[], ownSeatIds: readonly Id[], from: LocalDate): Promise<Id[]> =>
  (await tx.all(sql<{ id: Id }>`select distinct series_id as id from pair_seat where agency_id = ${tx.agencyId}
    and pair_id = any (${pairIds as Id[]}::uuid[]) and not (seat_id = any (${ownSeatIds as Id[]}::uuid[]))
    and not exists (select from seat_hold h where h.agency_id = pair_seat.agency_id and h.seat_id = pair_seat.seat_id and h.client_id = ${clientId})
    and (until_on is null or until_on > ${from})`)).map((row) => row.id);

export type ExceptionRow = { id: Id; clientId: Id; kind: 'taper' | 'illness' | 'holiday'; from: LocalDate; until: LocalDate; reason: string };

/** An exception bears the id of the change it came with, and holds no more once that was taken back. */
export const EXCEPTION_HOLDS = sql`not exists (select from schedule_undo u where u.agency_id = hours_exception.agency_id
  and u.change_id = hours_exception.hours_exception_id)`;

export const listHoursExceptions = (tx: Tx, clientId: Id): Promise<ExceptionRow[]> => tx.all(sql<ExceptionRow>`
  select hours_exception_id as id, client_id as "clientId", kind, from_on as "from", until_on as "until", reason
  from hours_exception where agency_id = ${tx.agencyId} and client_id = ${clientId} and ${EXCEPTION_HOLDS} order by from_on`);

export const addHoursException = (tx: Tx, e: ExceptionRow & { by: Id; at: Instant }): Promise<number> => tx.run(sql`
  insert into hours_exception (agency_id, hours_exception_id, client_id, kind, from_on, until_on, reason, by_staff_id, recorded_at)
  values (${tx.agencyId}, ${e.id}, ${e.clientId}, ${e.kind}, ${e.from}, ${e.until}, ${e.reason}, ${e.by}, ${e.at})`);

/** For `serve`, before any reach is settled: ids only. */
export async function clientsOfSession(tx: Tx, sessionId: Id, staffId: Id): Promise<{ clientIds: Id[]; leads: boolean } | null> {
  const [found, clients] = await Promise.all([
    tx.maybe(sql<{ leads: boolean }>`select ${staffId}::uuid = any (facilitator_ids) as leads from session
      where agency_id = ${tx.agencyId} and session_id = ${sessionId}`),
    tx.all(sql<{ id: Id }>`select clients_of_session(${sessionId}) as id`),
  ]);
  return found ? { clientIds: clients.map((row) => row.id), leads: found.leads } : null;
}

export const leadsGroupOf = async (tx: Tx, staffId: Id, clientId: Id): Promise<boolean> =>
  (await tx.one(sql<{ leads: boolean }>`select leads_group_of(${staffId}, ${clientId}) as leads`)).leads;
