import { addDays, dateIn, endOfDay, instantOf, type LocalDate } from '../../shared/dates.ts';
import { businessDaysAfter } from '../../shared/business-days.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { DueOfAgency, DueOfClient } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { between } from './handlers/making.ts';
import { viewSessions } from './handlers/viewing.ts';
import { listSessions } from './sessions-store.ts';
import { listWishesOf } from './wishes-store.ts';

/** A wish for an extra session is answered within some business days, by the client's own counselor (PR-60). */
export const wishesDue: DueOfClient = async (act, clientId) => {
  const open = (await listWishesOf(act.tx, clientId)).filter((one) => one.answer === null);
  if (open.length === 0) return [];
  const [rules, primary] = await Promise.all([findRuleBook(act.tx, act.today), findPrimary(act.tx, clientId)]);
  const calendar = { zone: act.zone, holidays: rules.holidays.map((one) => one.date) };
  return open.map((one): Obligation => ({
    rule: 'PR-60', about: one.wishId, clientId, owedBy: primary ? { staffId: primary.staffId } : { role: 'supervisor' },
    what: 'wish for a session to answer', why: `asked ${one.askedBy === 'client' ? 'by themself' : 'by the team'} on ${dateIn(one.at, act.zone)}`,
    since: one.at, due: businessDaysAfter(one.at, rules['schedule.answerDays'], calendar), weight: 'person',
    evidence: [{ kind: 'session_wish', id: one.wishId }], remedy: { verb: 'Answer', path: '/wishes' },
  }));
};

/** How far ahead the timetable is looked through for what it lacks. */
const WEEKS = 8;
const LACKS = [
  { rule: 'PR-61', concern: 'no-leader', what: 'leader to find', say: 'have nobody to lead them' },
  { rule: 'PR-27', concern: 'room-closed', what: 'room to find', say: 'lie in a room that is closed then' },
] as const;

/**
 * What groups to come lack because somebody left or a room closes: one line a series, owed by the director before the
 * first session that lacks it (PR-27, PR-61).
 */
export const timetableDue: DueOfAgency = async (act) => {
  const [rows, rules] = await Promise.all([listSessions(act.tx, ...between(act, act.today, 7 * WEEKS)), findRuleBook(act.tx, act.today)]);
  const views = (await viewSessions(act, rows, rules)).filter((one) => one.cancelled === null && one.kind === 'group');
  return LACKS.flatMap(({ rule, concern, what, say }) => {
    const lacking = views.filter((one) => (one.concerns as readonly string[]).includes(concern));
    return [...Map.groupBy(lacking, (one) => one.seriesId)].map(([seriesId, found]): Obligation => {
      const first: LocalDate = found.map((one) => one.date).toSorted()[0]!;
      const before = addDays(first, -1);
      return {
        rule, about: `${seriesId}:${concern}`, clientId: null, owedBy: { role: 'director' }, what,
        why: `${found[0]!.name}: ${found.length} session${found.length === 1 ? '' : 's'} from ${first} on ${say}.`,
        since: instantOf(addDays(first, -7 * WEEKS), '00:00', act.zone), due: endOfDay(before < act.today ? act.today : before, act.zone), weight: 'person',
        evidence: [{ kind: 'series', id: seriesId }], remedy: { verb: 'Choose', path: `/program/series/${seriesId}` },
      };
    });
  });
};
