/** A supporter's page and words. `serve` runs these on the disclosure role, and only while a consent names them. */
import { addDays, dateIn, instantOf, timeIn } from '../../shared/dates.ts';
import { accept, refuse } from '../../shared/decision.ts';
import { sha256 } from '../../shared/signature.ts';
import { handle } from '../../platform/serve/handle.ts';
import { noticeFor, scopeText } from '../consent/notices.ts';
import { lastDayOf } from '../consent/rules.ts';
import { addDisclosure, listConsents } from '../consent/store.ts';
import { findPlan } from '../safeguards/store.ts';
import { SUPPORTER_SIGHTS } from '../support-network/model.ts';
import { hearSupporter } from '../support-network/api.ts';
import { supporterSees } from '../support-network/rules.ts';
import { addWord, findSupporter } from '../support-network/store.ts';
import { planInForce } from '../treatment-plan/rules.ts';
import { listVersions } from '../treatment-plan/store.ts';
import * as api from './supporter-api.ts';
import * as store from './supported-store.ts';

const NOTHING = refuse('not-found', 'There is nothing here that you can open.');

export const readSupported = handle(api.readSupported, async (act) => {
  const { tx, now, today, zone } = act;
  const [clientId, supporterId] = [act.clientId!, act.actor.subjectId];
  const dayStart = instantOf(today, '00:00', zone);
  const [whose, consents] = await Promise.all([store.findWhose(tx, clientId, supporterId), listConsents(tx, clientId)]);
  if (!whose) return NOTHING;
  const sees = SUPPORTER_SIGHTS.filter((kind) => consents.some((c) => c.terms.records.includes(kind)));
  if (sees.length === 0) return NOTHING;
  const [sessions, came, plan, versions, sent] = await Promise.all([
    store.listSupportedSessions(tx, clientId, dayStart, instantOf(addDays(today, 14), '00:00', zone)),
    sees.includes('attendance') ? store.listCame(tx, clientId, instantOf(addDays(today, -14), '00:00', zone), now) : [],
    sees.includes('safety_plan') ? findPlan(tx, clientId) : undefined, sees.includes('plan') ? listVersions(tx, clientId) : [], store.listSent(tx, supporterId)]);
  const days = consents.map(lastDayOf).filter((day) => day !== null).toSorted();
  const page: api.SupportedPage = {
    ...whose, today, sees, notShared: SUPPORTER_SIGHTS.filter((kind) => !sees.includes(kind)), until: days.at(-1) ?? null,
    sessions: sessions.filter((s) => sees.includes('schedule') || s.kind === 'family').map((s) => ({ sessionId: s.sessionId, date: dateIn(s.startAt, zone), from: timeIn(s.startAt, zone), to: timeIn(s.endAt, zone),
      family: s.kind === 'family', room: s.room, cancelled: s.cancelled })),
    came: came.map((c) => ({ date: dateIn(c.startAt, zone), from: timeIn(c.startAt, zone), came: c.came })),
    safetyPlan: plan?.plan ?? null, goals: planInForce(versions, now)?.body.goals.map((g) => g.words) ?? [], sent,
  };
  const consentIds = consents.map((c) => c.id).toSorted();
  if (!await store.toldToday(tx, clientId, supporterId, consentIds, dayStart)) {
    await addDisclosure(tx, {
      disclosureId: act.newId(), clientId, at: now, recipientId: supporterId, recipientName: whose.yourName, recipientAddress: '', records: [...sees],
      purpose: 'support', consentIds, exceptionId: null, channel: 'portal', notice: noticeFor('portal'),
      scope: consents.map((c) => scopeText(c.terms)).join('\n'), contentHash: await sha256(JSON.stringify(page)), by: supporterId,
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

export const previewSupported = handle(api.previewSupported, async (act, { supporterId }) => {
  const [person, consents] = await Promise.all([findSupporter(act.tx, act.clientId!, supporterId), listConsents(act.tx, act.clientId!)]);
  if (!person) return NOTHING;
  const sees = supporterSees(person, consents, act.today);
  const behind = consents.filter((c) => supporterSees(person, [c], act.today).length > 0);
  return accept({
    name: person.name, sees, notShared: SUPPORTER_SIGHTS.filter((kind) => !sees.includes(kind)),
    until: behind.map(lastDayOf).filter((day) => day !== null).toSorted().at(-1) ?? null,
  });
});
