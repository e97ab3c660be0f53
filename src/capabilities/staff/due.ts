import { addDays, instantOf } from '../../shared/dates.ts';
import type { DueOfAgency } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { credentialDue, supervisionDue } from './staff-due.ts';
import { listStaff } from './store.ts';
import { listSupervisionHeld, listSupervisionLines } from './supervision-store.ts';

/** Credentials that end soon, and supervision to give: owed without a client's name (PR-101, PR-102). */
export const staffDue: DueOfAgency = async ({ tx, today, now, zone }) => {
  const [rules, staff, lines, held] = await Promise.all([
    findRuleBook(tx, today), listStaff(tx, now), listSupervisionLines(tx), listSupervisionHeld(tx, instantOf(addDays(today, -31), '00:00', zone)),
  ]);
  const here = staff.filter((one) => one.leftOn === null);
  return [
    ...credentialDue(here.flatMap((one) => one.credentials), rules, now, zone),
    ...here.flatMap((one) => supervisionDue({ ...one, lines }, held, rules, now, zone)),
  ];
};
