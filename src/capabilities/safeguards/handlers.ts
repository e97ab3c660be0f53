import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { addDays, dateIn, daysBetween, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { findPrimary } from '../clients/store.ts';
import { listStaff } from '../staff/store.ts';
import * as api from './api.ts';
import { callBackBy, openCall } from './calls.ts';
import type { CheckIn, CheckInFact, SafetyPlan } from './model.ts';
import { readCheckIn, usualCraving, whoSeesWords, type Reading } from './reading.ts';
import { mayCheckIn, maySaveSafetyPlan } from './rules.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };

export const sendCheckIn = handle(api.sendCheckIn, async (act, said) => {
  const clientId = act.clientId!;
  // a phone whose clock runs ahead says now; the day is the agency's day at that moment
  const at = isBefore(act.now, said.at) ? act.now : said.at;
  const checkIn: CheckIn = { ...said, on: dateIn(at, act.zone) };
  const may = mayCheckIn(checkIn, act.today);
  if (!may.ok) return may;
  const [rules, plans, past] = await Promise.all([
    findRuleBook(act.tx, act.today), store.listPlans(act.tx, clientId),
    store.listCheckIns(act.tx, clientId, addDays(checkIn.on, -14))]);
  const added = await store.addCheckIn(act.tx, clientId, { ...checkIn, at }, act.now);
  // an id of somebody else's: nothing is told about it
  if (added === 0 && !await store.findCheckIn(act.tx, clientId, said.id)) return NOT_FOUND;
  const reading = readCheckIn(checkIn, usualCraving(past, checkIn.on), plans[0]?.plan ?? null, rules, at, act.zone);
  act.about(`check-in ${checkIn.id}`);
  if (reading.level === 'danger' && added === 1) await tellOnCall(act);
  const { level, heard, helps } = reading;
  return accept({ level, heard, helps, seen: whoSeesWords(reading.seenBy, act.now, act.zone) });
});

/** A neutral letter to each supervisor: what it is about is read after signing in, at the top of Today. */
async function tellOnCall(act: Act): Promise<void> {
  const supervisors = (await listStaff(act.tx, act.now)).filter((s) => s.roles.includes('supervisor') && s.leftOn === null && s.email);
  for (const { email } of supervisors) await act.mail(email, 'Please look now', 'Something needs a person within the hour. Open your Today page.');
}

export const readMySafety = handle(api.readMySafety, async (act) => {
  const clientId = act.clientId!;
  const [rules, plans, checkIns, primary, asked, outreach] = await Promise.all([
    findRuleBook(act.tx, act.today), store.listPlans(act.tx, clientId),
    store.listCheckIns(act.tx, clientId, addDays(act.today, -14)), findPrimary(act.tx, clientId),
    store.listCallRequests(act.tx, clientId), store.listOutreach(act.tx, clientId)]);
  return accept({
    plan: plans[0] ? versionOf(plans[0]) : null,
    usual: usualCraving(checkIns, act.today),
    cravingHigh: rules['checkin.cravingHigh'], onCall: rules['oncall.alert'],
    counselor: primary?.initials ?? null,
    lately: checkIns.toReversed().map(({ on, craving, mood }) => ({ on, craving, mood })),
    callAskedAt: openCall({ asked, reachedAt: reachedAt(outreach) })?.at ?? null,
  });
});

const versionOf = ({ id, version, plan, opioids, madeWith, madeAt }: store.PlanRow): api.PlanVersion => ({ id, version, plan, opioids, madeWith, madeAt });
const reachedAt = (outreach: store.OutreachRow[]): Instant[] => outreach.filter((o) => o.reached).map((o) => o.at);

/** Writes the next version, if nobody wrote one since `version` was read. */
async function savePlan(
  act: Act, clientId: Id, p: { safetyPlanId: Id; plan: SafetyPlan; version: number }, opioids: boolean, madeWith: Id | null,
): Promise<Refusal | { ok: true; value: { version: number } }> {
  const may = maySaveSafetyPlan(p.plan, opioids);
  if (!may.ok) return may.field ? { ...may, field: `plan.${may.field}` } : may;
  const [last] = await store.listPlans(act.tx, clientId);
  if ((last?.version ?? 0) !== p.version) {
    return refuse('changed-meanwhile', 'The plan was changed since you opened it. Yours is kept here: look at the other, then choose.');
  }
  const version = p.version + 1;
  await store.addPlan(act.tx, { id: p.safetyPlanId, clientId, version, plan: may.value, opioids, madeWith, madeAt: act.now });
  return accept({ version });
}

export const saveSafetyPlan = handle(api.saveSafetyPlan, (act, { clientId, opioids, ...p }) =>
  savePlan(act, clientId, p, opioids, act.actor.subjectId));

export const saveMySafetyPlan = handle(api.saveMySafetyPlan, async (act, p) => {
  const [last] = await store.listPlans(act.tx, act.clientId!);
  return savePlan(act, act.clientId!, p, last?.opioids ?? false, null);
});

export const askForCall = handle(api.askForCall, async (act, { callRequestId, words }) => {
  await store.addCallRequest(act.tx, { id: callRequestId, clientId: act.clientId!, at: act.now, words });
  return accept({ by: callBackBy(act.now, act.zone) });
});

export const readSafety = handle(api.readSafety, async (act, { clientId }) => {
  const [rules, plans, checkIns, answers, outreach, asked] = await Promise.all([
    findRuleBook(act.tx, act.today), store.listPlans(act.tx, clientId),
    store.listCheckIns(act.tx, clientId, addDays(act.today, -60)), store.listAnswers(act.tx, clientId),
    store.listOutreach(act.tx, clientId), store.listCallRequests(act.tx, clientId)]);
  const read = (c: CheckInFact): Reading => readCheckIn(c, usualCraving(checkIns, c.on), plans[0]?.plan ?? null, rules, c.at, act.zone);
  const open = openCall({ asked, reachedAt: reachedAt(outreach) });
  const heard = [checkIns[0]?.at, reachedAt(outreach)[0], asked[0]?.at].filter((at) => at !== undefined).toSorted().at(-1);
  return accept({
    plan: plans[0] ? versionOf(plans[0]) : null,
    versions: plans.map(({ id, version, madeWith, madeAt }) => ({ id, version, madeWith, madeAt })),
    usual: usualCraving(checkIns, act.today),
    checkIns: checkIns.map((c) => ({
      ...c, level: read(c).level, answered: answers.findLast((a) => a.checkInId === c.id) ?? null })),
    outreach, callAskedAt: open?.at ?? null, callWords: asked.find((a) => a.id === open?.id)?.words ?? '',
    silentDays: heard === undefined ? null : daysBetween(dateIn(heard, act.zone), act.today),
  });
});

export const answerCheckIn = handle(api.answerCheckIn, async (act, { clientId, checkInId, did }) => {
  if (!await store.findCheckIn(act.tx, clientId, checkInId)) return NOT_FOUND;
  await store.addAnswer(act.tx, { id: act.newId(), checkInId, clientId, by: act.actor.subjectId, at: act.now, did });
  return accept({});
});

export const recordOutreach = handle(api.recordOutreach, async (act, { clientId, how, reached, words }) => {
  await store.addOutreach(act.tx, { id: act.newId(), clientId, by: act.actor.subjectId, at: act.now, how, reached, words });
  return accept({});
});

export const safeguardHandlers = [
  sendCheckIn, readMySafety, saveMySafetyPlan, askForCall, saveSafetyPlan, readSafety, answerCheckIn, recordOutreach,
];
