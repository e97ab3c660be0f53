import { addDays, addHours, daysBetween, instantOf, isBefore } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Act, DueOfClient } from '../../platform/serve/handle.ts';
import { listInquiriesOf } from '../admissions/store.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { findRuleBook } from '../agency/store.ts';
import { highRiskDue, type Kept } from '../attendance/outreach.ts';
import { listRecentSessions, listWelfareDecisions } from '../attendance/store.ts';
import { findPrimary, findOpenStay } from '../clients/store.ts';
import { INSTRUMENTS } from '../instruments/library.ts';
import { listStanding } from '../instruments/store.ts';
import { listAssessments } from '../level-of-care/store.ts';
import { listMedications } from '../medication/store.ts';

/** A missed session matters more for some (PR-83): here, where instruments, assessment and medication are all in reach. */
const DAYS_BACK = 30;
const OVERDOSE_DAYS = 90;

async function risksOf(act: Act, clientId: Id, rules: RuleBook): Promise<string[]> {
  const { tx, now, today, zone } = act;
  const [answers, inquiries, assessments, medications] = await Promise.all([
    listStanding(tx, clientId), listInquiriesOf(tx, clientId), listAssessments(tx, clientId), listMedications(tx, clientId)]);
  const recent = addHours(now, -24 * DAYS_BACK);
  const flagged = answers.some((one) => isBefore(recent, one.at) && INSTRUMENTS[one.code].alerts?.(one.answers).some((alert) => alert.kind === 'suicide'));
  const pregnant = inquiries.some((one) => one.details.risks.includes('pregnant'));
  const overdose = assessments.some((one) => one.details.facts.overdoseWithin90Days === true && isBefore(instantOf(addDays(today, -OVERDOSE_DAYS), '00:00', zone), one.startedAt));
  const begun = medications.filter((one) => one.purpose === 'moud' || one.purpose === 'maud').map((one) => daysBetween(one.startedOn, today))
    .filter((days) => days >= 0 && days < rules['noshow.newMedicationDays']).toSorted((a, b) => a - b)[0];
  return [
    ...(flagged ? ['a safety answer in the last month'] : []), ...(overdose ? ['a recent overdose'] : []), ...(pregnant ? ['pregnancy'] : []),
    ...(begun === undefined ? [] : [begun === 0 ? 'medication begun today' : `medication begun ${begun} ${begun === 1 ? 'day' : 'days'} ago`]),
  ];
}

export const highRiskMissedDue: DueOfClient = async (act, clientId) => {
  const { tx, now, zone } = act;
  const since = addHours(now, -24 * DAYS_BACK);
  if (!await findOpenStay(tx, clientId)) return [];
  const rows = await listRecentSessions(tx, clientId, now);
  const kept: Kept[] = rows.filter((row) => isBefore(since, row.plannedStartAt) && isBefore(row.plannedStartAt, now)).flatMap((row) => (row.expected && !row.cancelled && row.status !== null ? [{ sessionId: row.sessionId, startAt: row.startAt, status: row.status }] : []));
  const last = kept.findLast((one) => one.status === 'no_show');
  if (last === undefined) return [];
  const [rules, decisions, primary] = await Promise.all([findRuleBook(tx, act.today), listWelfareDecisions(tx, clientId), findPrimary(tx, clientId)]);
  return highRiskDue({ ...last, leaderId: null }, await risksOf(act, clientId, rules), decisions, kept, { clientId, primaryId: primary?.staffId ?? null, zone, now, rules });
};
