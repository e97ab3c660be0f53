/** A supporter's page and words. `serve` runs these on the disclosure role, and only while a consent names them. */
import { addDays, dateIn, instantOf, timeIn } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import { sha256 } from '../../shared/signature.ts';
import type { Id } from '../../shared/ids.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { shortName } from '../clients/short-name.ts';
import type { ConsentFact } from '../consent/model.ts';
import { noticeFor, passingOn, scopeOfConsents } from '../consent/notices.ts';
import { lastDayOf } from '../consent/rules.ts';
import { addDisclosure, listConsents } from '../consent/store.ts';
import { findPlan } from '../safeguards/store.ts';
import { SUPPORTER_SIGHTS } from '../support-network/model.ts';
import { hearSupporter } from '../support-network/api.ts';
import { addWord } from '../support-network/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import * as api from './supporter-api.ts';
import * as store from './supported-store.ts';

const NOTHING = refuse('not-found', 'There is nothing here that you can open.');

/** The page as it stands for this person, with the consents behind it; null while nothing names them. On the disclosure role alone. */
async function pageFor({ tx, now, today, zone }: Act, clientId: Id, supporterId: Id): Promise<{ page: Omit<api.SupportedPage, 'sent'>; consents: ConsentFact[] } | null> {
  const [whose, consents] = await Promise.all([store.findWhose(tx, clientId, supporterId), listConsents(tx, clientId)]);
  const sees = SUPPORTER_SIGHTS.filter((kind) => consents.some((c) => c.terms.records.includes(kind)));
  if (!whose || sees.length === 0) return null;
  const [sessions, came, plan, versions] = await Promise.all([
    store.listSupportedSessions(tx, clientId, instantOf(today, '00:00', zone), instantOf(addDays(today, 14), '00:00', zone)),
    sees.includes('attendance') ? store.listCame(tx, clientId, instantOf(addDays(today, -14), '00:00', zone), now) : [],
    sees.includes('safety_plan') ? findPlan(tx, clientId) : undefined, sees.includes('plan') ? listVersions(tx, clientId) : []]);
  const days = consents.map(lastDayOf).filter((day) => day !== null).toSorted();
  return { consents, page: {
    callThem: shortName(whose.callThem, whose.initials), yourName: whose.yourName, relation: whose.relation, today, sees, notShared: SUPPORTER_SIGHTS.filter((kind) => !sees.includes(kind)),
    until: days.at(-1) ?? null,
    sessions: sessions.filter((s) => sees.includes('schedule') || s.kind === 'family').map((s) => ({ sessionId: s.sessionId, date: dateIn(s.startAt, zone), from: timeIn(s.startAt, zone), to: timeIn(s.endAt, zone),
      family: s.kind === 'family', room: s.room, cancelled: s.cancelled })),
    came: came.map((c) => ({ date: dateIn(c.startAt, zone), from: timeIn(c.startAt, zone), came: c.came })),
    safetyPlan: plan?.plan ?? null, goals: planInForce(versions, now)?.body.goals.map((g) => g.words) ?? [],
    notice: noticeFor('portal'), passingOn: passingOn(consents.map((c) => c.terms), false),
  } };
}

export const readSupported = handle(api.readSupported, async (act) => {
  const { tx, now, today, zone } = act;
  const [clientId, supporterId] = [act.clientId!, act.actor.subjectId];
  const [found, sent] = await Promise.all([pageFor(act, clientId, supporterId), store.listSent(tx, supporterId)]);
  if (!found) return NOTHING;
  const { consents } = found;
  const page: api.SupportedPage = { ...found.page, sent };
  const consentIds = consents.map((c) => c.id).toSorted();
  if (!await store.toldToday(tx, clientId, supporterId, consentIds, instantOf(today, '00:00', zone))) {
    await addDisclosure(tx, {
      disclosureId: act.newId(), clientId, at: now, recipientId: supporterId, recipientName: page.yourName, recipientAddress: '', records: [...page.sees],
      purpose: 'support', consentIds, exceptionId: null, channel: 'portal', notice: page.notice,
      scope: scopeOfConsents(consents.map((c) => c.terms), false), contentHash: await sha256(JSON.stringify(page)), by: supporterId,
    });
  }
  return accept(page);
});

export const sendSupporterWord = handle(api.sendSupporterWord, async (act, { wordId, words, askedToCall }) => {
  const clientId = act.clientId!;
  await addWord(act.tx, { id: wordId, supporterId: act.actor.subjectId, clientId, at: act.now, words, askedToCall });
  await act.later(hearSupporter.name, { clientId });
  return accept({});
});

/** What they wrote to the team stays between them and the team, so it is not in a preview. */
const previewFor = async (act: Act, supporterId: Id) => accept({ page: (await pageFor(act, act.clientId!, supporterId))?.page ?? null });
export const previewSupported = handle(api.previewSupported, (act, { recipientId }) => previewFor(act, recipientId));
export const previewSupporterPage = handle(api.previewSupporterPage, (act, { recipientId }) => previewFor(act, recipientId));
