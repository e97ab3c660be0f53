import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import { boxAround } from './distance.ts';
import type { LinkageFact, LinkageOutcome, LinkageStep, NeedKind, Place, Resource } from './model.ts';

export type ListedResource = Resource & { version: string; closed: boolean; verifiedBy: string | null };

const RESOURCE = sql`r.resource_id as id, r.name, r.needs, r.about, r.phone, r.url, r.address, r.postal_code as "postalCode",
  case when r.latitude is null then null else json_build_object('latitude', r.latitude, 'longitude', r.longitude) end as place,
  r.online, r.times, r.cost, r.languages, r.eligibility, r.verified_on as "verifiedOn", r.works, r.does_not_work as "doesNotWork",
  r.closed, r.version_from as version, s.initials as "verifiedBy"`;
const FROM = sql`resource r left join staff s on s.agency_id = r.agency_id and s.staff_id = r.verified_by`;

/** Open entries for a need within a box; without a place all of the need. Online ones are everywhere. */
export function listResources(tx: Tx, need: NeedKind | null, near: Place | null, withinMiles: number | null): Promise<ListedResource[]> {
  const box = near && withinMiles !== null ? boxAround(near, withinMiles) : null;
  return tx.all(sql<ListedResource>`select ${RESOURCE} from ${FROM} where r.agency_id = ${tx.agencyId} and not r.closed
    and (${need}::text is null or ${need}::text = any (r.needs))
    and (${box === null} or r.online or (r.latitude between ${box?.south ?? 0}::float8 and ${box?.north ?? 0}::float8
      and r.longitude between ${box?.west ?? 0}::float8 and ${box?.east ?? 0}::float8))
    order by r.name, r.resource_id limit 5000`);
}

export const findResource = (tx: Tx, resourceId: Id): Promise<ListedResource | undefined> => tx.maybe(sql<ListedResource>`
  select ${RESOURCE} from ${FROM} where r.agency_id = ${tx.agencyId} and r.resource_id = ${resourceId}`);

/** The entries that wait longest for somebody to look: never verified first. */
export const listToVerify = (tx: Tx, before: LocalDate, most: number): Promise<ListedResource[]> => tx.all(sql<ListedResource>`
  select ${RESOURCE} from ${FROM} where r.agency_id = ${tx.agencyId} and not r.closed and (r.verified_on is null or r.verified_on < ${before})
  order by r.verified_on nulls first, r.resource_id limit ${most}`);

type Kept = Omit<Resource, 'id' | 'verifiedOn' | 'works' | 'doesNotWork'>;
const valuesOf = (r: Kept) => ({
  name: r.name, needs: r.needs as string[], about: r.about, phone: r.phone, url: r.url, address: r.address, postal_code: r.postalCode,
  latitude: r.place?.latitude ?? null, longitude: r.place?.longitude ?? null, online: r.online, times: JSON.stringify(r.times), cost: r.cost,
  languages: r.languages, eligibility: JSON.stringify(r.eligibility),
});

/** @returns the version, or undefined if this id is taken */
export const addResource = (tx: Tx, r: Kept & { id: Id; verifiedOn: LocalDate | null; verifiedBy: Id | null }): Promise<{ version: string } | undefined> =>
  tx.maybe(db.insertInto('resource').values({ agency_id: tx.agencyId, resource_id: r.id, ...valuesOf(r), verified_on: r.verifiedOn, verified_by: r.verifiedBy })
    .onConflict((c) => c.doNothing()).returning('version_from as version'));

/** @param version the version that was read, or null to save over whatever is there (an import) */
export const saveResource = (tx: Tx, resourceId: Id, r: Kept, version: string | null): Promise<{ version: string } | undefined> => {
  const v = valuesOf(r);
  return tx.maybe(sql<{ version: string }>`update resource set name = ${v.name}, needs = ${v.needs}, about = ${v.about}, phone = ${v.phone}, url = ${v.url},
      address = ${v.address}, postal_code = ${v.postal_code}, latitude = ${v.latitude}, longitude = ${v.longitude}, online = ${v.online}, times = ${v.times},
      cost = ${v.cost}, languages = ${v.languages}, eligibility = ${v.eligibility}, closed = false
    where agency_id = ${tx.agencyId} and resource_id = ${resourceId} and (${version}::timestamptz is null or version_from = ${version}::timestamptz)
    returning version_from as version`);
};

export const setVerified = (tx: Tx, resourceId: Id, on: LocalDate, by: Id | null, closed: boolean): Promise<number> => tx.run(sql`
  update resource set verified_on = ${on}, verified_by = ${by}, closed = ${closed} where agency_id = ${tx.agencyId} and resource_id = ${resourceId}`);

export const countOutcome = (tx: Tx, resourceId: Id, worked: boolean): Promise<number> => tx.run(sql`
  update resource set works = works + ${worked ? 1 : 0}, does_not_work = does_not_work + ${worked ? 0 : 1}
  where agency_id = ${tx.agencyId} and resource_id = ${resourceId}`);

/** What an import meets again: the same name at the same address. */
export const listNames = (tx: Tx): Promise<{ id: Id; name: string; address: string }[]> => tx.all(sql`
  select resource_id as id, lower(name) as name, lower(address) as address from resource where agency_id = ${tx.agencyId}`);

export type NeedRow = { id: Id; clientId: Id; need: NeedKind; words: string; statedAt: Instant; waitsUntil: LocalDate | null; objectiveId: Id | null;
  by: string; initials: string; facts: (LinkageFact & { by: string; to: string | null; phone: string | null })[] };

const NEED = (tx: Tx, which: ReturnType<typeof sql>) => sql<NeedRow>`
  select n.need_id as id, n.client_id as "clientId", n.need, n.words, n.stated_at as "statedAt", n.waits_until as "waitsUntil",
    n.objective_id as "objectiveId", s.initials as by, c.initials, coalesce((
      select json_agg(json_build_object('id', f.need_fact_id, 'step', f.step, 'at', to_char(f.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'words', f.words, 'resourceId', f.resource_id, 'outcome', f.outcome, 'by', t.initials, 'to', r.name, 'phone', r.phone) order by f.at,
        array_position(array['referral', 'contact', 'service', 'outcome'], f.step), f.need_fact_id)
      from need_fact f join staff t on t.agency_id = f.agency_id and t.staff_id = f.by_staff_id
        left join resource r on r.agency_id = f.agency_id and r.resource_id = f.resource_id
      where f.agency_id = n.agency_id and f.need_id = n.need_id), '[]') as facts
  from need n join staff s on s.agency_id = n.agency_id and s.staff_id = n.by_staff_id
    join client c on c.agency_id = n.agency_id and c.client_id = n.client_id
  where n.agency_id = ${tx.agencyId} and ${which} order by n.stated_at desc, n.need_id limit 500`;

export const listNeeds = (tx: Tx, clientId: Id): Promise<NeedRow[]> => tx.all(NEED(tx, sql`n.client_id = ${clientId}`));
export const listOpenNeeds = (tx: Tx): Promise<NeedRow[]> => tx.all(NEED(tx, sql`not exists (select from need_fact o
  where o.agency_id = n.agency_id and o.need_id = n.need_id and o.step = 'outcome')`));

export const addNeed = (tx: Tx, n: { id: Id; clientId: Id; need: NeedKind; words: string; at: Instant; waitsUntil: LocalDate | null; objectiveId: Id | null; by: Id }): Promise<number> =>
  tx.run(db.insertInto('need').values({ agency_id: tx.agencyId, need_id: n.id, client_id: n.clientId, need: n.need, words: n.words, stated_at: n.at,
    waits_until: n.waitsUntil, objective_id: n.objectiveId, by_staff_id: n.by }).onConflict((c) => c.doNothing()));

export const addNeedFact = (tx: Tx, f: { id: Id; needId: Id; clientId: Id; step: Exclude<LinkageStep, 'need'>; at: Instant; words: string;
  resourceId: Id | null; outcome: LinkageOutcome | null; by: Id }): Promise<number> => tx.run(db.insertInto('need_fact').values({
  agency_id: tx.agencyId, need_fact_id: f.id, need_id: f.needId, client_id: f.clientId, step: f.step, at: f.at, words: f.words,
  resource_id: f.resourceId, outcome: f.outcome, by_staff_id: f.by }));
