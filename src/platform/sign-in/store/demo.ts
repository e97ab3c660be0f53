/** The fictional cast that signs in without a password, in a database marked demo. */
import type { DemoPerson } from '../parts.ts';
import type { Sql } from './sql.ts';

export async function listDemoPeople(sql: Sql): Promise<DemoPerson[]> {
  const { rows } = await sql.query(
    `select a.id as "accountId", a.name, m.kind, initcap(m.kind) as role from auth.account a
     join auth.membership m on m.account_id = a.id and m.ended_at is null
     where a.demo order by array_position(array['staff', 'client', 'supporter'], m.kind), a.created_at, a.id limit 40`);
  return rows;
}
