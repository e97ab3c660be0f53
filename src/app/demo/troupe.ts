/** The demo's agency with its staff, each of whom acts as their own role. */
import { newId, NIL_ID, type Id } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import type * as z from 'zod';
import { listStaff, saveCredential, saveStaffMember, setRoles, setSupervisor } from '../../capabilities/staff/api.ts';
import { initialsOf } from '../../capabilities/clients/model.ts';
import type { House } from '../../platform/serve/house.ts';
import { createAgency } from '../create-agency.ts';
import { applyFirstProgram } from '../first-program.ts';
import { performerOf, type Performer } from '../performer.ts';
import { STAFF } from './cast.ts';

export type Troupe = {
  agencyId: Id;
  zone: string;
  staffId(key: string): Id;
  as(key: string): Performer;
  client(clientId: Id): Performer;
  service(): Performer;
  /** Acts, and keeps what was refused instead of stopping: a story goes on. */
  soft<I extends z.ZodType, O extends z.ZodType>(who: Performer, op: Operation<I, O>, input: z.input<I>): Promise<z.output<O> | null>;
  refusals: Map<string, number>;
};

export const DEMO_ZONE = 'America/Chicago';

export async function gatherTroupe(house: House): Promise<Troupe> {
  const { agencyId, staffId: first } = await createAgency(house, { name: 'Riverbend Recovery', timeZone: DEMO_ZONE,
    administrator: { name: 'Alex Stone', email: 'a.stone@example.org' }, roles: ['administrator', 'director', 'intake'] });
  await applyFirstProgram(house, { agencyId, staffId: first, siteName: 'Riverbend house', template: 'none' });
  const ids = new Map<string, Id>(STAFF.map((s) => [s.key, s.key === 'administrator' ? first : newId()]));
  const performer = (subjectId: Id, kind: 'staff' | 'client' | 'service' = 'staff'): Performer =>
    performerOf(house, { kind, subjectId, agencyId, accountId: null });
  const administrator = performer(first);
  for (const s of STAFF) {
    const staffId = ids.get(s.key)!;
    await administrator.call(saveStaffMember, { staffId, name: s.name, initials: initialsOf(s.name), email: emailOf(s.name), phone: '555-0100', fte: 1 });
    if (s.credential) {
      await administrator.call(saveCredential, { credentialId: newId(), staffId, kind: s.credential, number: 'EX-0000', state: 'Example', issuedOn: '2024-01-15', expiresOn: '2028-01-15' });
    }
    if (s.key !== 'administrator') await administrator.call(setRoles, { staffId, roles: s.roles as never });
  }
  for (const s of STAFF) {
    if (s.supervisedBy) await administrator.call(setSupervisor, { staffId: ids.get(s.key)!, supervisorId: ids.get(s.supervisedBy)!, fromOn: '2025-01-01' });
  }
  await administrator.call(listStaff, {});
  const refusals = new Map<string, number>();
  return {
    agencyId, zone: DEMO_ZONE, refusals,
    staffId: (key) => ids.get(key)!,
    as: (key) => performer(ids.get(key)!),
    client: (clientId) => performer(clientId, 'client'),
    service: () => performer(NIL_ID, 'service'),
    soft: async (who, op, input) => {
      const answer = await who.try(op as unknown as Operation, input);
      if (answer.kind === 'value') return answer.value as never;
      const why = `${op.name}: ${'refusal' in answer ? answer.refusal.reason : answer.kind === 'invalid' ? JSON.stringify(answer.invalid.slice(0, 2)) : JSON.stringify(answer)}`;
      refusals.set(why, (refusals.get(why) ?? 0) + 1);
      return null;
    },
  };
}

export const emailOf = (name: string): string => `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
