import { instantOf, type LocalDate } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { sql } from '../../platform/database/tx.ts';
import type { DueOfAgency } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { caseloadDue } from '../staff/staff-due.ts';
import { listStaff } from '../staff/store.ts';

type Load = { staffId: Id; clients: number; since: LocalDate };

/** Caseloads above what full time allows: the supervisor's to level (PR-103). Counted, nobody named. */
export const caseloadsDue: DueOfAgency = async (act) => {
  const { tx, zone } = act;
  const [rules, staff, loads] = await Promise.all([findRuleBook(tx, act.today), listStaff(tx, act.now), tx.all(sql<Load>`
    select k.staff_id as "staffId", count(*) as clients, max(k.from_on) as since from caseload k
      join episode e on e.agency_id = k.agency_id and e.client_id = k.client_id and e.ended_at is null
    where k.agency_id = ${tx.agencyId} and k.part = 'primary' and k.until_on is null group by k.staff_id`)]);
  return loads.flatMap(({ staffId, clients, since }) => {
    const person = staff.find((one) => one.staffId === staffId && one.leftOn === null);
    return person ? caseloadDue({ staffId, fte: person.fte, clients, since: instantOf(since, '00:00', zone) }, rules, zone) : [];
  });
};
