import { sql, type Tx } from '../../platform/database/tx.ts';
import { NIL_ID, type Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';

const COLUMNS = sql`rule, about, client_id as "clientId", case when owed_by_staff is null
    then json_build_object('role', owed_by_role) else json_build_object('staffId', owed_by_staff) end as "owedBy",
  what, why, since, due, weight, evidence, json_build_object('verb', remedy_verb, 'path', remedy_path) as remedy`;

export const listOfClient = (tx: Tx, clientId: Id | null): Promise<Obligation[]> => tx.all(sql<Obligation>`
  select ${COLUMNS} from obligation where agency_id = ${tx.agencyId} and subject = ${clientId ?? NIL_ID} order by due, rule, about`);

/**
 * Makes the stored obligations of one subject equal to the derived ones; writes only the difference.
 * @returns how many rows were written or removed
 */
export async function replace(tx: Tx, clientId: Id | null, derived: readonly Obligation[]): Promise<number> {
  const stored = await listOfClient(tx, clientId);
  const keyOf = (o: Obligation): string => `${o.rule} ${o.about}`;
  const before = new Map(stored.map((o) => [keyOf(o), o]));
  const after = new Map(derived.map((o) => [keyOf(o), o]));
  const gone = stored.filter((o) => !after.has(keyOf(o)));
  const changed = [...after.values()].filter((o) => {
    const old = before.get(keyOf(o));
    return !old || !same(old, o);
  });
  const subject = clientId ?? NIL_ID;
  await Promise.all([
    gone.length > 0 && tx.run(sql`delete from obligation where agency_id = ${tx.agencyId} and subject = ${subject} and (rule, about) in (
      select d.rule, d.about from json_to_recordset(${JSON.stringify(gone.map(({ rule, about }) => ({ rule, about })))}) as d (rule text, about text))`, 'obligation'),
    changed.length > 0 && tx.run(upsert(tx, subject, changed), 'obligation'),
  ]);
  return gone.length + changed.length;
}

function upsert(tx: Tx, subject: Id, changed: readonly Obligation[]): ReturnType<typeof sql> {
  const rows = changed.map(({ owedBy, remedy, ...o }) => ({ ...o, ...remedy, staff: 'staffId' in owedBy ? owedBy.staffId : null, role: 'role' in owedBy ? owedBy.role : null }));
  return sql`insert into obligation (agency_id, client_id, subject, rule, about, owed_by_staff, owed_by_role, what, why, since,
      due, weight, evidence, remedy_verb, remedy_path)
    select ${tx.agencyId}::uuid, d."clientId", ${subject}::uuid, d.rule, d.about, d.staff, d.role, d.what, d.why, d.since, d.due, d.weight, d.evidence, d.verb, d.path
    from json_to_recordset(${JSON.stringify(rows)}) as d ("clientId" uuid, rule text, about text, staff uuid, role text, what text, why text,
      since timestamptz, due timestamptz, weight text, evidence jsonb, verb text, path text)
    on conflict (agency_id, subject, rule, about) do update set owed_by_staff = excluded.owed_by_staff,
      owed_by_role = excluded.owed_by_role, what = excluded.what, why = excluded.why, since = excluded.since,
      due = excluded.due, weight = excluded.weight, evidence = excluded.evidence, remedy_verb = excluded.remedy_verb,
      remedy_path = excluded.remedy_path`;
}

/** The database keeps microseconds and writes them; a rule may write fewer digits of the same moment. */
const same = (a: Obligation, b: Obligation): boolean => canonical(a) === canonical(b);
const canonical = (o: Obligation): string => JSON.stringify([o.rule, o.about, o.clientId, o.owedBy, o.what, o.why,
  ms(o.since), ms(o.due), o.weight, o.evidence.map((e) => [e.kind, e.id]), o.remedy.verb, o.remedy.path]);
const ms = (at: Instant): string => Temporal.Instant.from(at).round({ smallestUnit: 'microsecond' }).toString();

export type OwedRow = Obligation & { initials: string | null; ownedBy: string | null };

/** What is owed by one staff member: named, or by a role they hold. Danger first, then people, then paper. */
export const listOwedBy = (tx: Tx, staffId: Id, roles: readonly string[], until: Instant): Promise<OwedRow[]> => tx.all(sql<OwedRow>`
  select ${COLUMNS_O}, c.initials, s.initials as "ownedBy"
  from (select * from obligation where agency_id = ${tx.agencyId} and owed_by_staff = ${staffId} and due <= ${until}
      union all select * from obligation where agency_id = ${tx.agencyId} and owed_by_role = any (${roles as string[]}) and due <= ${until}) o
    left join client c on c.agency_id = o.agency_id and c.client_id = o.client_id
    left join staff s on s.agency_id = o.agency_id and s.staff_id = o.owed_by_staff
  order by case o.weight when 'danger' then 0 when 'person' then 1 else 2 end, o.due limit 200`);

/** Everything owed in the agency that the act reaches, for supervisors and directors. */
export const listOwed = (tx: Tx, until: Instant): Promise<OwedRow[]> => tx.all(sql<OwedRow>`
  select ${COLUMNS_O}, c.initials, s.initials as "ownedBy" from obligation o
    left join client c on c.agency_id = o.agency_id and c.client_id = o.client_id
    left join staff s on s.agency_id = o.agency_id and s.staff_id = o.owed_by_staff
  where o.agency_id = ${tx.agencyId} and o.due <= ${until}
  order by case o.weight when 'danger' then 0 when 'person' then 1 else 2 end, o.due limit 1000`);

const COLUMNS_O = sql`o.rule, o.about, o.client_id as "clientId", case when o.owed_by_staff is null
    then json_build_object('role', o.owed_by_role) else json_build_object('staffId', o.owed_by_staff) end as "owedBy",
  o.what, o.why, o.since, o.due, o.weight, o.evidence, json_build_object('verb', o.remedy_verb, 'path', o.remedy_path) as remedy`;

/** The last follow-up call is a year after a stay (PR-96); it may come late. */
const WATCHED_AFTER_DAYS = 400;

/** Clients whose obligations may have changed by time alone: open inquiries, open stays and those that ended of late. */
export const listClientsToWatch = async (tx: Tx, now: Instant): Promise<Id[]> => (await tx.all(sql<{ id: Id }>`
  select client_id as id from episode where agency_id = ${tx.agencyId} and ended_at is null
  union select i.client_id from inquiry i where i.agency_id = ${tx.agencyId} and not exists (select from inquiry_fact f
    where f.agency_id = i.agency_id and f.inquiry_id = i.inquiry_id and f.kind = 'outcome')
  union select e.client_id from episode e where e.agency_id = ${tx.agencyId} and e.ended_at is not null
    and e.ended_at > ${now}::timestamptz - make_interval(days => ${WATCHED_AFTER_DAYS})
  union select e.client_id from episode e where e.agency_id = ${tx.agencyId} and e.ended_at is not null
    and exists (select from obligation o where o.agency_id = e.agency_id and o.subject = e.client_id)`)).map((r) => r.id);
