import type { DueOfAgency } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { credentialDue } from './staff-due.ts';
import { listStaff } from './store.ts';

/** Credentials that end soon: owed without a client's name (PR-101). */
export const staffDue: DueOfAgency = async (act) => {
  const [rules, staff] = await Promise.all([findRuleBook(act.tx, act.today), listStaff(act.tx, act.now)]);
  const here = staff.filter((one) => one.leftOn === null);
  return credentialDue(here.flatMap((one) => one.credentials), rules, act.now, act.zone);
};
