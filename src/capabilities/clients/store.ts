import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { LocalDate } from '../../shared/dates.ts';
import type { ClientDetails, Episode } from './model.ts';

type ClientRow = ClientDetails & { clientId: Id; number: string; version: string };

const DETAILS = sql`c.client_id as "clientId", c.number, c.call_them as "callThem", c.initials, c.legal_name as "legalName",
  c.pronouns, c.born_on as "bornOn", c.sex, c.language, c.phone, c.email, c.postal_code as "postalCode", c.address,
  c.voicemail, c.voicemail_words as "voicemailWords", c.routine, c.travel_minutes as "travelMinutes",
  c.travel_mode as "travelMode", c.allergies, c.version_from as version`;

export const findClient = (tx: Tx, clientId: Id): Promise<ClientRow | undefined> => tx.maybe(sql<ClientRow>`
  select ${DETAILS} from client c where c.agency_id = ${tx.agencyId} and c.client_id = ${clientId}`);

export const findClientId = (tx: Tx, clientId: Id): Promise<{ clientId: Id } | undefined> => tx.maybe(db.selectFrom('client')
  .where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId).select('client_id as clientId'));

export const addClient = (tx: Tx, clientId: Id): Promise<number> =>
  tx.run(db.insertInto('client').values({ agency_id: tx.agencyId, client_id: clientId }));

const COLUMN: Record<keyof ClientDetails, string> = {
  callThem: 'call_them', initials: 'initials', legalName: 'legal_name', pronouns: 'pronouns', bornOn: 'born_on', sex: 'sex',
  language: 'language', phone: 'phone', email: 'email', postalCode: 'postal_code', address: 'address', voicemail: 'voicemail',
  voicemailWords: 'voicemail_words', routine: 'routine', travelMinutes: 'travel_minutes', travelMode: 'travel_mode', allergies: 'allergies',
};

/** @param version the version that was read, or null to save over whatever is there (the call screen, as it goes) */
export async function saveClient(tx: Tx, clientId: Id, change: Partial<ClientDetails>, version: string | null): Promise<string | null> {
  const set = Object.entries(change).filter(([, value]) => value !== undefined)
    .map(([key, value]) => sql`${sql.ref(COLUMN[key as keyof ClientDetails])} = ${key === 'routine' ? JSON.stringify(value) : value}`);
  if (set.length === 0) return (await findClient(tx, clientId))?.version ?? null;
  const row = await tx.maybe(sql<{ version: string }>`update client set ${sql.join(set)} where agency_id = ${tx.agencyId}
    and client_id = ${clientId} and (${version}::timestamptz is null or version_from = ${version}::timestamptz)
    returning version_from as version`);
  return row?.version ?? null;
}

export const listEpisodes = (tx: Tx, clientId: Id): Promise<Episode[]> => tx.all(db.selectFrom('episode')
  .where('agency_id', '=', tx.agencyId).where('client_id', '=', clientId)
  .select(['episode_id as episodeId', 'client_id as clientId', 'admitted_at as admittedAt', 'level_of_care as levelOfCare',
    'adolescent', 'ended_at as endedAt']).orderBy('admitted_at'));

/** The stay somebody is in now; most of what is owed is owed about it, and is not asked for when there is none. */
export const findOpenStay = async (tx: Tx, clientId: Id): Promise<Episode | undefined> => (await listEpisodes(tx, clientId)).find((one) => one.endedAt === null);

export const openEpisode = (tx: Tx, e: Episode & { admittedBy: Id }): Promise<number> => tx.run(db.insertInto('episode').values({
  agency_id: tx.agencyId, episode_id: e.episodeId, client_id: e.clientId, admitted_at: e.admittedAt, admitted_by: e.admittedBy,
  level_of_care: e.levelOfCare, adolescent: e.adolescent,
}));

/** A letter of a name may stand in the middle: read over what one reaches, which is small; beyond, a table of words. */
export const searchClients = (tx: Tx, words: string): Promise<{ clientId: Id; initials: string; callThem: string; number: string; admittedAt: string | null }[]> =>
  tx.all(sql`select c.client_id as "clientId", c.initials, c.call_them as "callThem", c.number,
      (select max(e.admitted_at) from episode e where e.agency_id = c.agency_id and e.client_id = c.client_id) as "admittedAt"
    from client c where c.agency_id = ${tx.agencyId}
      and (${words} = '' or replace(replace(c.initials, '.', ''), ' ', '') ilike ${words.replaceAll(/[. ]/g, '') + '%'}
        or c.call_them ilike ${words + '%'} or c.number ilike ${words + '%'})
    order by c.initials, c.number limit 20`);

export type CaseloadRow = { clientId: Id; initials: string; pronouns: string; number: string; admittedAt: string | null;
  endedAt: string | null; levelOfCare: string | null; primary: string | null };

export const listCaseload = (tx: Tx, open: boolean): Promise<CaseloadRow[]> => tx.all(sql`
  select c.client_id as "clientId", c.initials, c.pronouns, c.number, e.admitted_at as "admittedAt", e.ended_at as "endedAt",
    e.level_of_care as "levelOfCare", s.initials as "primary"
  from client c
    join lateral (select * from episode e where e.agency_id = c.agency_id and e.client_id = c.client_id
      order by e.admitted_at desc limit 1) e on true
    left join caseload k on k.agency_id = c.agency_id and k.client_id = c.client_id and k.part = 'primary' and k.until_on is null
    left join staff s on s.agency_id = k.agency_id and s.staff_id = k.staff_id
  where c.agency_id = ${tx.agencyId} and (e.ended_at is null or not ${open}) order by c.initials, c.number`);

export const findPrimary = (tx: Tx, clientId: Id): Promise<{ staffId: Id; initials: string } | undefined> => tx.maybe(sql`
  select k.staff_id as "staffId", s.initials from caseload k join staff s using (agency_id, staff_id)
  where k.agency_id = ${tx.agencyId} and k.client_id = ${clientId} and k.part = 'primary' and k.until_on is null`);

export const listCareTeam = (tx: Tx, clientId: Id): Promise<{ staffId: Id; name: string; initials: string; part: 'primary' | 'treats'; fromOn: LocalDate }[]> =>
  tx.all(sql`select k.staff_id as "staffId", s.name, s.initials, k.part, k.from_on as "fromOn" from caseload k join staff s using (agency_id, staff_id)
    where k.agency_id = ${tx.agencyId} and k.client_id = ${clientId} and k.until_on is null order by k.part, s.name`);

export const reachesChart = async (tx: Tx, staffId: Id, clientId: Id): Promise<boolean> =>
  (await tx.maybe(sql`select 1 from caseload where agency_id = ${tx.agencyId} and staff_id = ${staffId}
    and client_id = ${clientId} and until_on is null`)) !== undefined;

export const endPart = (tx: Tx, clientId: Id, part: 'primary' | 'treats', staffId: Id | null, on: LocalDate): Promise<number> =>
  tx.run(sql`update caseload set until_on = ${on} where agency_id = ${tx.agencyId} and client_id = ${clientId}
    and part = ${part} and until_on is null and (${staffId}::uuid is null or staff_id = ${staffId}::uuid)`);

export const startPart = (tx: Tx, clientId: Id, part: 'primary' | 'treats', staffId: Id, on: LocalDate): Promise<number> =>
  tx.run(sql`insert into caseload (agency_id, client_id, staff_id, part, from_on)
    values (${tx.agencyId}, ${clientId}, ${staffId}, ${part}, ${on})
    on conflict (agency_id, client_id, staff_id, from_on) do update set part = excluded.part, until_on = null`);
