import { accept, refuse } from '../../shared/decision.ts';
import { addDays, addHours, instantOf } from '../../shared/dates.ts';
import { mayUse } from '../../shared/roles.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { CREDENTIAL_WORDS } from '../agency/services.ts';
import * as api from './api.ts';
import { kindsOn } from './credentials.ts';
import { listCredentials, listStaff } from './store.ts';
import { addSupervisionHeld, findSupervisionHeld, listSupervisionHeld, listSupervisionLines } from './supervision-store.ts';
import { decideSupervision, supervisionOwed } from './supervision.ts';

/** The longest period that is owed is a month; whatever is shown, that much is read. */
const A_MONTH = 31;

export const readSupervision = handle(api.readSupervision, async ({ tx, actor, now, today, zone }, { days }) => {
  const [rules, staff, lines, held] = await Promise.all([
    findRuleBook(tx, today), listStaff(tx, now), listSupervisionLines(tx), listSupervisionHeld(tx, instantOf(addDays(today, -Math.max(days, A_MONTH)), '00:00', zone)),
  ]);
  const all = mayUse(actor.roles, 'supervision.log') || actor.roles.includes('administrator');
  const here = staff.filter((one) => one.leftOn === null);
  const colleague = (staffId: string) => {
    const found = staff.find((one) => one.staffId === staffId);
    return found ? { staffId, name: found.name, initials: found.initials } : null;
  };
  const people = here.filter((one) => all || one.staffId === actor.subjectId).flatMap((one) => {
    const owed = supervisionOwed(one, held, rules, today, zone);
    if (owed === null) return [];
    const line = lines.findLast((l) => l.staffId === one.staffId && l.from <= today && (l.until === null || today < l.until));
    return [{ staffId: one.staffId, name: one.name, initials: one.initials, credential: CREDENTIAL_WORDS[kindsOn(one.credentials, today)[0]!],
      supervisor: line ? colleague(line.supervisorId) : null, every: owed.every, owed: owed.owed, done: owed.done, until: addDays(owed.before, -1) }];
  });
  const from = instantOf(addDays(today, -days), '00:00', zone);
  const log = held.filter((one) => one.heldAt >= from && (all || one.staffId === actor.subjectId))
    .map((one) => ({ ...one, staff: colleague(one.staffId)?.name ?? '', supervisor: colleague(one.supervisorId)?.name ?? '' }));
  const supervisors = here.filter((one) => kindsOn(one.credentials, today).some((kind) => rules['credential.supervises'].includes(kind)));
  return accept({ people, log, supervisors: supervisors.map((one) => colleague(one.staffId)!), mayLog: mayUse(actor.roles, 'supervision.log'),
    colleagues: all ? here.filter((one) => one.credentials.length > 0).map((one) => colleague(one.staffId)!) : [] });
});

/** PR-102: an hour belongs to no client, so that what the agency owes is derived by a job of its own, now. */
const oweAnew = (act: Act): Promise<void> => act.later('deriveSomeObligations', { subjects: [null] });

export const logSupervision = handle(api.logSupervision, async (act, entry) => {
  const { tx, actor, now, today, zone, newId } = act;
  const [rules, supervisor, held] = await Promise.all([
    findRuleBook(tx, today), listCredentials(tx, entry.supervisorId), listSupervisionHeld(tx, addHours(instantOf(entry.on, '00:00', zone), -12)),
  ]);
  const decided = decideSupervision(entry, { supervisor, held }, rules, now, zone);
  if (!decided.ok) return decided;
  const { supervisorId, minutes, kind, words } = entry;
  const staffIds = [...new Set(entry.staffIds)];
  for (const staffId of staffIds) {
    await addSupervisionHeld(tx, { supervisionHeldId: newId(), staffId, supervisorId, heldAt: decided.value.heldAt, minutes, kind, words,
      replaces: null, loggedBy: actor.subjectId, loggedAt: now });
  }
  await oweAnew(act);
  return accept({ logged: staffIds.length });
});

export const takeBackSupervision = handle(api.takeBackSupervision, async (act, { supervisionHeldId, why }) => {
  const { tx, actor, now, newId } = act;
  const found = await findSupervisionHeld(tx, supervisionHeldId);
  if (!found) return refuse('no-such-entry', 'This entry is not in the log. Open the page again.', 'supervisionHeldId');
  await addSupervisionHeld(tx, { ...found, supervisionHeldId: newId(), minutes: 0, words: why, replaces: supervisionHeldId, loggedBy: actor.subjectId, loggedAt: now });
  await oweAnew(act);
  return accept({});
});

export const supervisionHandlers = [readSupervision, logSupervision, takeBackSupervision];
