import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { supervisionEntry, supervisionHeld } from './supervision-model.ts';
import { credentialRow, staffMember, staffRole, staffSummary } from './model.ts';

export const readSelf = operation({
  name: 'readSelf', kind: 'read', permission: 'self.read', reach: 'none',
  about: 'Who is signed in, in which agency, with which roles.',
  input: z.object({}),
  output: z.object({
    kind: z.enum(['staff', 'client', 'supporter', 'kiosk', 'service']), subjectId: id, agencyId: id, agencyName: z.string(),
    timeZone: z.string(), weekStart: z.number(), roles: z.array(z.string()), initials: z.string(), name: z.string(),
    now: z.string(), today: localDate,
  }),
});

export const listStaff = operation({
  name: 'listStaff', kind: 'read', permission: 'staff.read', reach: 'none',
  about: 'Everybody who works here, with roles and credentials.',
  input: z.object({}), output: z.array(staffSummary),
});

export const saveStaffMember = operation({
  name: 'saveStaffMember', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Adds or changes a staff member.', input: staffMember, output: z.object({}),
});

export const setRoles = operation({
  name: 'setRoles', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Gives a staff member exactly these roles from now on.',
  input: z.object({ staffId: id, roles: z.array(staffRole).max(8) }), output: z.object({}),
});

export const arrangeStaffSignIn = operation({
  name: 'arrangeStaffSignIn', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Lets a staff member get in: a first link, help with a lost password or phone, or an end to it (SE-07, SE-09).',
  input: z.object({ staffId: id, what: z.enum(['invite', 'withdraw', 'help', 'remove-second-step', 'end']) }),
  output: z.object({ name: z.string(), email: z.string() }),
});

export const recordLeaving = operation({
  name: 'recordLeaving', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Says from which day on somebody works here no more (null: they stay). Sessions after it show that they need a leader (SE-09).',
  input: z.object({ staffId: id, on: localDate.nullable() }), output: z.object({}),
});

export const saveCredential = operation({
  name: 'saveCredential', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Records or corrects a credential (PR-100).', input: credentialRow, output: z.object({}),
});

export const setSupervisor = operation({
  name: 'setSupervisor', kind: 'act', permission: 'staff.change', reach: 'none',
  about: 'Says who supervises a staff member from a day on (PR-102).',
  input: z.object({ staffId: id, supervisorId: id, fromOn: localDate }), output: z.object({}),
});

const colleague = z.object({ staffId: id, name: z.string(), initials: z.string() });
export const supervisedPerson = colleague.extend({
  credential: z.string(), supervisor: colleague.nullable(), every: z.enum(['week', 'month']), owed: z.number(), done: z.number(), until: localDate,
});
export const supervisionLogged = supervisionHeld.extend({ minutes: z.number(), words: z.string(), staff: z.string(), supervisor: z.string() });

export const readSupervision = operation({
  name: 'readSupervision', kind: 'read', permission: 'supervision.read', reach: 'none',
  about: 'Who is supervised by whom, what each is owed and has received, and the log; somebody who is supervised sees their own (PR-102).',
  input: z.object({ days: z.number().int().min(7).max(800).default(92) }),
  output: z.object({ people: z.array(supervisedPerson), log: z.array(supervisionLogged), supervisors: z.array(colleague), colleagues: z.array(colleague), mayLog: z.boolean() }),
});

export const logSupervision = operation({
  name: 'logSupervision', kind: 'act', permission: 'supervision.log', reach: 'none',
  about: 'Logs supervision that took place, alone or in a group, with its minutes (PR-102).',
  input: supervisionEntry, output: z.object({ logged: z.number() }),
});

export const takeBackSupervision = operation({
  name: 'takeBackSupervision', kind: 'act', permission: 'supervision.log', reach: 'none',
  about: 'Says that a logged entry did not take place; the entry stays in the history.',
  input: z.object({ supervisionHeldId: id, why: z.string().trim().min(3, 'Write why.').max(500) }), output: z.object({}),
});
