import { db, sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import type { CredentialRow, StaffMember, StaffSummary } from './model.ts';

export const findRoles = async (tx: Tx, staffId: Id, at: Instant): Promise<Role[]> =>
  (await tx.all(sql<{ role: Role }>`select r.role from staff_role r join staff s using (agency_id, staff_id)
    where r.agency_id = ${tx.agencyId} and r.staff_id = ${staffId} and r.since <= ${at}
      and (r.until is null or r.until > ${at}) and (s.left_on is null or s.left_on > current_setting('app.today')::date) order by r.role`)).map((row) => row.role);

export const listStaff = (tx: Tx, at: Instant): Promise<StaffSummary[]> => tx.all(sql<StaffSummary>`
  select s.staff_id as "staffId", s.name, s.initials, s.email, s.phone, s.fte, s.left_on as "leftOn",
    coalesce((select json_agg(r.role order by r.role) from staff_role r where r.agency_id = s.agency_id
      and r.staff_id = s.staff_id and r.since <= ${at} and (r.until is null or r.until > ${at})), '[]') as roles,
    coalesce((select json_agg(json_build_object('credentialId', c.credential_id, 'staffId', c.staff_id, 'kind', c.kind,
      'number', c.number, 'state', c.state, 'issuedOn', c.issued_on, 'expiresOn', c.expires_on) order by c.issued_on)
      from credential c where c.agency_id = s.agency_id and c.staff_id = s.staff_id), '[]') as credentials
  from staff s where s.agency_id = ${tx.agencyId} order by s.name`);

export const findStaffMember = (tx: Tx, staffId: Id): Promise<StaffMember | undefined> => tx.maybe(db.selectFrom('staff')
  .where('agency_id', '=', tx.agencyId).where('staff_id', '=', staffId)
  .select(['staff_id as staffId', 'name', 'initials', 'email', 'phone', 'fte']));

export const saveStaffMember = (tx: Tx, s: StaffMember): Promise<number> => {
  const values = { name: s.name, initials: s.initials, email: s.email, phone: s.phone, fte: s.fte };
  return tx.run(db.insertInto('staff').values({ agency_id: tx.agencyId, staff_id: s.staffId, ...values })
    .onConflict((c) => c.columns(['agency_id', 'staff_id']).doUpdateSet(values)));
};

export const setLeftOn = (tx: Tx, staffId: Id, on: LocalDate | null): Promise<number> =>
  tx.run(db.updateTable('staff').set({ left_on: on }).where('agency_id', '=', tx.agencyId).where('staff_id', '=', staffId));

export const endRolesExcept = (tx: Tx, staffId: Id, keep: readonly Role[], at: Instant): Promise<number> => tx.run(sql`
  update staff_role set until = ${at} where agency_id = ${tx.agencyId} and staff_id = ${staffId} and until is null
    and not (role = any (${keep as string[]}))`);

export const giveRole = (tx: Tx, staffId: Id, role: Role, at: Instant): Promise<number> =>
  tx.run(db.insertInto('staff_role').values({ agency_id: tx.agencyId, staff_id: staffId, role, since: at }));

export const listCredentials = (tx: Tx, staffId: Id): Promise<CredentialRow[]> => tx.all(db.selectFrom('credential')
  .where('agency_id', '=', tx.agencyId).where('staff_id', '=', staffId)
  .select(['credential_id as credentialId', 'staff_id as staffId', 'kind', 'number', 'state', 'issued_on as issuedOn',
    'expires_on as expiresOn']).orderBy('issued_on')) as Promise<CredentialRow[]>;

export const saveCredential = (tx: Tx, c: CredentialRow): Promise<number> => {
  const values = { kind: c.kind, number: c.number, state: c.state, issued_on: c.issuedOn, expires_on: c.expiresOn };
  return tx.run(db.insertInto('credential')
    .values({ agency_id: tx.agencyId, credential_id: c.credentialId, staff_id: c.staffId, ...values })
    .onConflict((on) => on.columns(['agency_id', 'credential_id']).doUpdateSet(values)));
};

export const endSupervision = (tx: Tx, staffId: Id, on: LocalDate): Promise<number> => tx.run(sql`
  update supervision set until_on = ${on} where agency_id = ${tx.agencyId} and staff_id = ${staffId} and until_on is null`);

export const startSupervision = (tx: Tx, staffId: Id, supervisorId: Id, fromOn: LocalDate): Promise<number> =>
  tx.run(sql`insert into supervision (agency_id, staff_id, supervisor_id, from_on)
    values (${tx.agencyId}, ${staffId}, ${supervisorId}, ${fromOn})
    on conflict (agency_id, staff_id, from_on) do update set supervisor_id = excluded.supervisor_id, until_on = null`);

/** Whom this person supervises on a day. */
export const listSupervised = async (tx: Tx, supervisorId: Id, on: LocalDate): Promise<Id[]> =>
  (await tx.all(sql<{ id: Id }>`select staff_id as id from supervision where agency_id = ${tx.agencyId}
    and supervisor_id = ${supervisorId} and from_on <= ${on} and (until_on is null or until_on > ${on})`)).map((r) => r.id);

/** Who supervises this person on a day. */
export const findSupervisor = async (tx: Tx, staffId: Id, on: LocalDate): Promise<Id | null> =>
  (await tx.maybe(sql<{ id: Id }>`select supervisor_id as id from supervision where agency_id = ${tx.agencyId}
    and staff_id = ${staffId} and from_on <= ${on} and (until_on is null or until_on > ${on})
    order by from_on desc limit 1`))?.id ?? null;
