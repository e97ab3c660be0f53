import { accept, refuse } from '../../shared/decision.ts';
import { handle } from '../../platform/serve/handle.ts';
import { findAgency } from '../agency/store.ts';
import * as api from './api.ts';
import * as store from './store.ts';

export const readSelf = handle(api.readSelf, async ({ tx, actor, now, today }) => {
  const agency = (await findAgency(tx))!;
  const member = actor.kind === 'staff' ? await store.findStaffMember(tx, actor.subjectId) : undefined;
  return accept({
    kind: actor.kind, subjectId: actor.subjectId, agencyId: agency.agencyId, agencyName: agency.name,
    timeZone: agency.timeZone, weekStart: agency.weekStart, roles: [...actor.roles], initials: member?.initials ?? '',
    name: member?.name ?? '', now, today,
  });
});

export const listStaff = handle(api.listStaff, async ({ tx, now }) => accept(await store.listStaff(tx, now)));

export const saveStaffMember = handle(api.saveStaffMember, async ({ tx }, input) => {
  await store.saveStaffMember(tx, input);
  return accept({});
});

export const setRoles = handle(api.setRoles, async ({ tx, actor, now }, { staffId, roles }) => {
  if (staffId === actor.subjectId && !roles.includes('administrator')) {
    return refuse('own-administrator-role', 'You cannot take the administrator role from yourself. Ask another administrator.', 'roles');
  }
  if (!await store.findStaffMember(tx, staffId)) return refuse('no-such-person', 'Nobody here has this id. Open the page again.', 'staffId');
  const held = await store.findRoles(tx, staffId, now);
  await store.endRolesExcept(tx, staffId, roles, now);
  for (const role of roles) if (!held.includes(role)) await store.giveRole(tx, staffId, role, now);
  return accept({});
});

/** Says who may be let in and that it was asked; the link itself is made outside the transaction and kept nowhere. */
export const arrangeStaffSignIn = handle(api.arrangeStaffSignIn, async ({ tx, actor, about }, { staffId, what }) => {
  const member = await store.findStaffMember(tx, staffId);
  if (!member) return refuse('no-such-person', 'Nobody here has this id. Open the page again.', 'staffId');
  if (what === 'invite' && member.email === '') return refuse('no-email', 'Write an email address for this person first.', 'staffId');
  if (what === 'end' && staffId === actor.subjectId) return refuse('own-sign-in', 'You cannot end your own sign-in. Ask another administrator.', 'staffId');
  about(`${what} ${staffId}`);
  return accept({ name: member.name, email: member.email });
});

export const recordLeaving = handle(api.recordLeaving, async ({ tx, actor, today, later }, { staffId, on }) => {
  if (staffId === actor.subjectId && on !== null) return refuse('own-leaving', 'Ask another administrator to record that you leave.', 'staffId');
  if (on !== null && on < today) return refuse('in-the-past', 'Write today or a later day.', 'on');
  if (!await store.findStaffMember(tx, staffId)) return refuse('no-such-person', 'Nobody here has this id. Open the page again.', 'staffId');
  await store.setLeftOn(tx, staffId, on);
  // who leads what they led is owed at once, not in the next hour
  await later('deriveAllObligations', {});
  return accept({});
});

export const saveCredential = handle(api.saveCredential, async ({ tx }, input) => {
  if (input.expiresOn !== null && input.expiresOn <= input.issuedOn) {
    return refuse('credential-ends-after-it-starts', 'Let it expire after the day it was issued.', 'expiresOn');
  }
  await store.saveCredential(tx, input);
  return accept({});
});

export const setSupervisor = handle(api.setSupervisor, async ({ tx }, { staffId, supervisorId, fromOn }) => {
  if (staffId === supervisorId) return refuse('supervises-self', 'Nobody supervises themself. Choose another person.', 'supervisorId');
  await store.endSupervision(tx, staffId, fromOn);
  await store.startSupervision(tx, staffId, supervisorId, fromOn);
  return accept({});
});

export const staffHandlers = [readSelf, listStaff, saveStaffMember, setRoles, arrangeStaffSignIn, recordLeaving, saveCredential, setSupervisor];
