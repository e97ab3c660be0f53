import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';
import { ROLES } from '../../shared/roles.ts';
import { credentialKind } from '../agency/services.ts';

export const staffRole = z.enum(ROLES).exclude(['client', 'supporter', 'kiosk', 'service']);

export const staffMember = z.object({
  staffId: id,
  name: z.string().trim().min(1, 'Write their name.').max(120),
  initials: z.string().trim().min(1, 'Write initials, like T. B.').max(12),
  email: z.union([z.email('Write an email address, like t.b@example.org.'), z.literal('')]),
  phone: z.string().trim().max(40),
  fte: z.number().min(0.05).max(1),
});
export type StaffMember = z.infer<typeof staffMember>;

export const credentialRow = z.object({
  credentialId: id,
  staffId: id,
  kind: credentialKind,
  number: z.string().trim().max(60),
  state: z.string().trim().max(40),
  issuedOn: localDate,
  expiresOn: localDate.nullable(),
});
export type CredentialRow = z.infer<typeof credentialRow>;

export const staffSummary = staffMember.extend({
  roles: z.array(staffRole),
  credentials: z.array(credentialRow),
  leftOn: localDate.nullable(),
});
export type StaffSummary = z.infer<typeof staffSummary>;

