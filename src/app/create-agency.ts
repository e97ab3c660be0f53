/** Makes an agency with its first administrator: the one act that no role can do, because there is none yet. */
import { txOn } from '../platform/database/tx.ts';
import type { House } from '../platform/serve/house.ts';
import { NIL_ID, newId, type Id } from '../shared/ids.ts';
import { initialsOf } from '../capabilities/clients/model.ts';
import { addAgency } from '../capabilities/agency/store.ts';
import { giveRole, saveStaffMember } from '../capabilities/staff/store.ts';
import type { Role } from '../shared/roles.ts';

export type NewAgency = { name: string; timeZone: string; administrator: { name: string; email: string }; roles?: Role[] };

export async function createAgency(house: House, a: NewAgency): Promise<{ agencyId: Id; staffId: Id }> {
  const agencyId = newId();
  const staffId = newId();
  const now = house.clock.now();
  const client = await house.pools.app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.agency_id', $1, true), set_config('app.actor', $2, true), set_config('app.now', $3, true),
      set_config('app.reach', 'none', true), set_config('app.chart', $4, true)`, [agencyId, staffId, now, NIL_ID]);
    const tx = txOn(client, agencyId);
    await addAgency(tx, { agencyId, name: a.name, timeZone: a.timeZone, weekStart: 1 });
    await saveStaffMember(tx, { staffId, name: a.administrator.name, initials: initialsOf(a.administrator.name) || 'A.',
      email: a.administrator.email, phone: '', fte: 1 });
    for (const role of a.roles ?? ['administrator', 'director']) await giveRole(tx, staffId, role, now);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
  return { agencyId, staffId };
}
