import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { addClient, saveClient } from '../clients/store.ts';
import { initialsOf } from '../clients/model.ts';
import * as api from './api.ts';
import type { InquiryDetails } from './model.ts';
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

export const readInquiry = handle(api.readInquiry, async ({ tx }, { clientId, inquiryId }) => {
  const found = await store.findInquiry(tx, clientId, inquiryId);
  return found ? accept(found) : NOT_FOUND;
});

export const listInquiries = handle(api.listInquiries, async ({ tx }, { open }) => accept(await store.listInquiries(tx, open)));

export const admissionHandlers = [
  openInquiry, saveInquiry, answerSafetyQuestion, recordCrisisStep, recordQuestion, recordContactAttempt, requestAdmission,
  closeInquiry, readInquiry, listInquiries,
];
