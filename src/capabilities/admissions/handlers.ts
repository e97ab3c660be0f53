import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { handle, type Act, type Job } from '../../platform/serve/handle.ts';
import { findRuleBook } from '../agency/store.ts';
import { listCredentials } from '../staff/store.ts';
import { addClient, saveClient, startPart } from '../clients/store.ts';
import { initialsOf } from '../clients/model.ts';
import * as api from './api.ts';
import { expireOffers } from './waiting-api.ts';
import { waitingHandlers } from './waiting-handlers.ts';
import { listWaitingOf, setClass } from './waiting-store.ts';
import { bookFor, openingsFor } from '../schedule/handlers/appointments.ts';
import type { InquiryDetails } from './model.ts';
import { priorityClass } from './priority.ts';
import { maySeeForAssessment } from './rules.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };

export const openInquiry = handle(api.openInquiry, async (act, { clientId, inquiryId, channel }) => {
  await act.startChart(clientId);
  await addClient(act.tx, clientId);
  return accept(await store.addInquiry(act.tx, { inquiryId, clientId, channel, openedAt: act.now, openedBy: act.actor.subjectId }));
});

export const saveInquiry = handle(api.saveInquiry, async ({ tx }, { clientId, inquiryId, details, version }) => {
  const saved = await store.saveDetails(tx, inquiryId, details, version);
  if (!saved) {
    return await store.findInquiry(tx, clientId, inquiryId)
      ? refuse('changed-meanwhile', 'Somebody saved this call before you. Yours is kept here: look at theirs, then choose.')
      : NOT_FOUND;
  }
  await saveClient(tx, clientId, personOf(details), null);
  // PR-41: what makes somebody more urgent is often said later; their place in line follows at once
  const waits = await listWaitingOf(tx, clientId);
  if (waits.length > 0) {
    const risks = (await store.listInquiriesOf(tx, clientId)).flatMap((one) => one.details.risks);
    await setClass(tx, waits.map((one) => one.waitingId), priorityClass(risks));
  }
  return accept(saved);
});

/** What the caller said of themself goes where the chart reads it: one fact, entered once. */
function personOf(d: InquiryDetails): Parameters<typeof saveClient>[2] {
  return {
    ...(d.callThem === null ? {} : { callThem: d.callThem, initials: initialsOf(d.callThem) }),
    ...(d.phone === null ? {} : { phone: d.phone }),
    ...(d.language === null ? {} : { language: d.language }),
    ...(d.voicemail === null ? {} : { voicemail: d.voicemail, voicemailWords: d.voicemailWords ?? '' }),
    routine: d.routine, travelMinutes: d.travelMinutes, travelMode: d.travelMode,
  };
}

/** Adds one fact to an inquiry that is there. */
async function add(act: Act, of: { clientId: string; inquiryId: string }, kind: Parameters<typeof store.addFact>[1]['kind'], fact: object): Promise<Refusal | null> {
  if (!await store.findInquiry(act.tx, of.clientId, of.inquiryId)) return NOT_FOUND;
  await store.addFact(act.tx, { id: act.newId(), ...of, kind, at: act.now, by: act.actor.subjectId, fact });
  return null;
}

export const answerSafetyQuestion = handle(api.answerSafetyQuestion, async (act, { clientId, inquiryId, answer, kinds }) =>
  await add(act, { clientId, inquiryId }, 'danger', { answer, kinds }) ?? accept({}));

export const recordCrisisStep = handle(api.recordCrisisStep, async (act, { clientId, inquiryId, step, outcome }) =>
  await add(act, { clientId, inquiryId }, 'crisis_step', { step, outcome }) ?? accept({}));

export const recordQuestion = handle(api.recordQuestion, async (act, { clientId, inquiryId, ...asked }) =>
  await add(act, { clientId, inquiryId }, 'asked', asked) ?? accept({}));

export const recordContactAttempt = handle(api.recordContactAttempt, async (act, { clientId, inquiryId, ...attempt }) =>
  await add(act, { clientId, inquiryId }, 'attempt', attempt) ?? accept({}));

export const requestAdmission = handle(api.requestAdmission, async (act, of) => await add(act, of, 'requested', {}) ?? accept({}));

export const closeInquiry = handle(api.closeInquiry, async (act, { clientId, inquiryId, outcome }) => {
  const found = await store.findInquiry(act.tx, clientId, inquiryId);
  if (found?.outcome) return refuse('closed-already', 'This call is closed already. Open it to see where it led.');
  return await add(act, { clientId, inquiryId }, 'outcome', { outcome }) ?? accept({});
});

const ASSESSMENT_MINUTES = 90;

export const findAssessmentTimes = handle(api.findAssessmentTimes, async (act, { days }) => {
  const rules = await findRuleBook(act.tx, act.today);
  return accept(await openingsFor(act, { service: 'assessment', minutes: ASSESSMENT_MINUTES, from: act.today, days, staffId: null }, rules));
});

export const bookAssessment = handle(api.bookAssessment, async (act, { clientId, inquiryId, staffId, roomId, on, startsAt }) => {
  const found = await store.findInquiry(act.tx, clientId, inquiryId);
  if (!found) return NOT_FOUND;
  if (found.assessment) return refuse('booked-already', 'An assessment is booked for this call. Move that one instead.');
  const rules = await findRuleBook(act.tx, act.today);
  const may = maySeeForAssessment(await listCredentials(act.tx, staffId), rules, on);
  if (!may.ok) return may;
  const booked = await bookFor(act, { clientId, kind: 'individual', service: 'assessment', staffId, roomId, on, startsAt,
    minutes: ASSESSMENT_MINUTES, repeat: 'once', until: null }, rules);
  if (!booked.ok) return booked;
  const { sessionId, startAt } = booked.value;
  if (!found.requestedAt) await add(act, { clientId, inquiryId }, 'requested', {});
  await add(act, { clientId, inquiryId }, 'offered', {});
  await add(act, { clientId, inquiryId }, 'assessment', { sessionId, startsAt: startAt, staffId });
  await startPart(act.tx, clientId, 'treats', staffId, act.today);
  return accept({ sessionId, startsAt: startAt });
});

/** It goes to the caller themself; nothing in it says what the place is. */
export const sendWeek = handle(api.sendWeek, async (act, { clientId, inquiryId, to, words }) => {
  if (!await store.findInquiry(act.tx, clientId, inquiryId)) return NOT_FOUND;
  await act.mail(to, 'The week we spoke about', words);
  return accept({});
});

export const readInquiry = handle(api.readInquiry, async ({ tx }, { clientId, inquiryId }) => {
  const found = await store.findInquiry(tx, clientId, inquiryId);
  return found ? accept(found) : NOT_FOUND;
});

export const listInquiries = handle(api.listInquiries, async ({ tx }, { open }) => accept(await store.listInquiries(tx, open)));

export const admissionHandlers = [
  openInquiry, saveInquiry, answerSafetyQuestion, recordCrisisStep, recordQuestion, recordContactAttempt, requestAdmission,
  closeInquiry,
  findAssessmentTimes, bookAssessment, sendWeek, readInquiry, listInquiries, ...waitingHandlers,
];

/** Offers of a seat end by the clock; each end is a fact. */
export const admissionJobs: Job[] = [{ operation: expireOffers.name, cron: '5 * * * *' }];
