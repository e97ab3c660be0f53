import { workingFor } from '../call.ts';
import { wire, type Wired } from './wire.ts';

/** Letting other people in. The link comes once: it is shown, handed over, and kept nowhere. */
export type AccessKind = 'staff' | 'client' | 'supporter';
export type AccessAct = 'invite' | 'withdraw' | 'help' | 'remove-second-step' | 'end';
/** `link` and `picture` are null where it went by mail alone. */
export type Handed = { link: string | null; picture: string | null; mailed: boolean };
export type StaffAccess = { members: string[]; invited: { subjectId: string; expiresAt: string }[] };

const forAgency = (): Record<string, string> => {
  const agency = workingFor();
  return agency === null ? {} : { 'x-agency': agency };
};
const unwrap = <T>(wired: Wired<{ value: T }>): Wired<T> => (wired.ok ? { ok: true, data: wired.data.value } : wired);

export const arrangeAccess = async (ask: { kind: AccessKind; subjectId: string; clientId?: string; what: AccessAct }): Promise<Wired<Handed>> =>
  unwrap(await wire<{ value: Handed }>('/access', ask, forAgency()));
export const readStaffAccess = async (): Promise<Wired<StaffAccess>> =>
  unwrap(await wire<{ value: StaffAccess }>('/access/staff', undefined, forAgency()));

/** Can this client get in, or were they asked to? */
export type ClientAccess = { signsIn: boolean; invitedUntil: string | null };
export const readClientAccess = async (clientId: string): Promise<Wired<ClientAccess>> =>
  unwrap(await wire<{ value: ClientAccess }>(`/access/client/${clientId}`, undefined, forAgency()));
