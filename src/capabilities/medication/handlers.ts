import { accept, refuse, type Refusal } from '../../shared/decision.ts';
import { handle, type Act } from '../../platform/serve/handle.ts';
import { findClient } from '../clients/store.ts';
import * as api from './api.ts';
import { coverageOf, decideMedication, decideStop, endOf, gapsOf, regimenOn } from './regimen.ts';
import { decideAnswer, decideBooking, decideCheck, decideLinkage, decideVisit, stageOf } from './rules.ts';
import type { AdherenceCheck, LinkageFacts, Medication } from './model.ts';
import * as store from './store.ts';

const NOT_FOUND: Refusal = { ok: false, reason: 'not-found', say: 'There is nothing here that you can open.' };

const shown = (facts: LinkageFacts) => {
  const { stage, booking } = stageOf(facts);
  return { ...facts.linkage, stage, booking, visits: facts.visits, answer: facts.answer };
};

export const readMedication = handle(api.readMedication, async ({ tx, today, zone }, { clientId }) => {
  const [medications, stops, supplies, checks, linkages, offers, naloxone, client] = await Promise.all([
    store.listMedications(tx, clientId), store.listStops(tx, clientId), store.listSupplies(tx, clientId), store.listChecks(tx, clientId),
    store.listLinkages(tx, clientId), store.listOffers(tx, clientId), store.listNaloxone(tx, clientId), findClient(tx, clientId),
  ]);
  if (!client) return NOT_FOUND;
  return accept({
    medications: medications.map((m) => {
      const end = endOf(m, medications, stops);
      return {
        ...m, end, stopWhy: stops.find((s) => s.medicationId === m.id)?.why ?? null,
        gaps: gapsOf(m, end, supplies, checks, today, zone).map(({ from, to, why }) => ({ from, to, why })),
        coverage: coverageOf(m, end, supplies, checks, today, zone), lastSupplyOn: supplies.findLast((s) => s.medicationId === m.id)?.on ?? null,
      };
    }),
    linkages: linkages.map(shown), checks, offers, naloxone, allergies: client.allergies,
  });
});

export const listOpenLinkages = handle(api.listOpenLinkages, async ({ tx }) =>
  accept((await store.listOpenLinkages(tx)).map((l) => ({ ...shown(l), initials: l.initials }))));

const record = (act: Act) => ({ id: act.newId(), recordedAt: act.now, recordedBy: act.actor.subjectId });

export const requestLinkage = handle(api.requestLinkage, async (act, { clientId, id, purpose, question }) => {
  const decided = decideLinkage({ id, clientId, purpose, question, askedAt: act.now, askedBy: act.actor.subjectId }, await store.listLinkages(act.tx, clientId));
  if (!decided.ok) return decided;
  await store.addLinkage(act.tx, decided.value);
  return accept({});
});

export const bookLinkage = handle(api.bookLinkage, async (act, { clientId, linkageId, ...made }) => {
  const facts = await store.findLinkage(act.tx, clientId, linkageId);
  if (!facts) return NOT_FOUND;
  const decided = decideBooking(facts, { ...made, linkageId, ...record(act) }, act.now);
  if (!decided.ok) return decided;
  await store.addBooking(act.tx, clientId, decided.value);
  return accept({});
});

export const recordLinkageSeen = handle(api.recordLinkageSeen, async (act, { clientId, linkageId, outcome, words }) => {
  const facts = await store.findLinkage(act.tx, clientId, linkageId);
  if (!facts) return NOT_FOUND;
  const decided = decideVisit(facts, outcome, act.now);
  if (!decided.ok) return decided;
  await store.addVisit(act.tx, clientId, { linkageId, bookingId: decided.value.id, outcome, words, ...record(act) });
  return accept({});
});

export const recordLinkageAnswer = handle(api.recordLinkageAnswer, async (act, { clientId, linkageId, answer, words }) => {
  const facts = await store.findLinkage(act.tx, clientId, linkageId);
  if (!facts) return NOT_FOUND;
  const decided = decideAnswer(facts, answer);
  if (!decided.ok) return decided;
  await store.addAnswer(act.tx, clientId, { linkageId, answer, words, ...record(act) });
  return accept({});
});

export const offerMedication = handle(api.offerMedication, async (act, { clientId, ...made }) => {
  await store.addOffer(act.tx, { clientId, ...made, ...record(act) });
  return accept({});
});

export const recordNaloxone = handle(api.recordNaloxone, async (act, { clientId, ...made }) => {
  await store.addNaloxone(act.tx, { clientId, ...made, ...record(act) });
  return accept({});
});

/** Puts a medication on the list, from whichever source. */
async function add(act: Act, made: Omit<Medication, 'recordedAt' | 'recordedBy'>) {
  const [all, stops] = await Promise.all([store.listMedications(act.tx, made.clientId), store.listStops(act.tx, made.clientId)]);
  const decided = decideMedication({ ...made, recordedAt: act.now, recordedBy: act.actor.subjectId }, all, stops, act.today);
  if (!decided.ok) return decided;
  const old = all.find((m) => m.id === made.replaces);
  if (old?.source === 'prescribed_here' && made.source === 'reported') return PROVIDERS_TO_CHANGE;
  await store.addMedication(act.tx, decided.value);
  return accept({});
}
const PROVIDERS_TO_CHANGE = refuse('provider-decides', 'This was prescribed here. Ask the medical provider to change or stop it.');

export const startMedication = handle(api.startMedication, (act, made) => add(act, { ...made, source: 'prescribed_here' }));
export const noteMedication = handle(api.noteMedication, (act, made) => add(act, { ...made, source: 'reported' }));

export const stopMedication = handle(api.stopMedication, async (act, { clientId, medicationId, stoppedOn, why }) => {
  const [all, stops] = await Promise.all([store.listMedications(act.tx, clientId), store.listStops(act.tx, clientId)]);
  const medication = all.find((m) => m.id === medicationId);
  if (!medication) return NOT_FOUND;
  if (medication.source === 'prescribed_here' && !act.actor.roles.includes('medical')) return PROVIDERS_TO_CHANGE;
  const decided = decideStop({ medicationId, stoppedOn, why, ...record(act) }, medication, all, stops, act.today);
  if (!decided.ok) return decided;
  await store.addStop(act.tx, clientId, decided.value);
  return accept({});
});

export const recordSupply = handle(api.recordSupply, async (act, { clientId, medicationId, on, daysSupply }) => {
  const medication = (await store.listMedications(act.tx, clientId)).find((m) => m.id === medicationId);
  if (!medication) return NOT_FOUND;
  if (on > act.today) return refuse('supply-ahead', 'Write the day it was picked up or given; it cannot lie ahead.', 'on');
  if (on < medication.startedOn) return refuse('supply-before-start', `It began on ${medication.startedOn}.`, 'on');
  await store.addSupply(act.tx, clientId, { medicationId, on, daysSupply, ...record(act) });
  return accept({});
});

async function check(act: Act, clientId: string, made: Pick<AdherenceCheck, 'sessionId' | 'since' | 'answers' | 'effects' | 'craving'>) {
  const [all, stops] = await Promise.all([store.listMedications(act.tx, clientId), store.listStops(act.tx, clientId)]);
  const decided = decideCheck({ ...made, clientId, id: act.newId(), at: act.now, recordedBy: act.actor.subjectId }, regimenOn(all, stops, act.today), act.today);
  if (!decided.ok) return decided;
  await store.addCheck(act.tx, decided.value);
  return accept({});
}
export const recordAdherence = handle(api.recordAdherence, (act, { clientId, ...made }) => check(act, clientId, made));
export const recordMyAdherence = handle(api.recordMyAdherence, (act, made) => check(act, act.clientId!, { ...made, sessionId: null }));

export const readMyMedication = handle(api.readMyMedication, async ({ tx, today, clientId }) => {
  const [all, stops, checks, linkages] = await Promise.all([
    store.listMedications(tx, clientId!), store.listStops(tx, clientId!), store.listChecks(tx, clientId!), store.listLinkages(tx, clientId!),
  ]);
  const next = linkages.map(stageOf).find((s) => s.stage === 'booked')?.booking;
  return accept({
    medications: regimenOn(all, stops, today).map(({ id, name, strength, schedule, prescriber }) => ({ id, name, strength, schedule, prescriber })),
    lastCheckAt: checks[0]?.at ?? null, next: next ? { provider: next.provider, appointmentAt: next.appointmentAt, place: next.place } : null,
  });
});

export const medicationHandlers = [
  readMedication, listOpenLinkages, requestLinkage, bookLinkage, recordLinkageSeen, recordLinkageAnswer, offerMedication, recordNaloxone,
  startMedication, noteMedication, stopMedication, recordSupply, recordAdherence, readMyMedication, recordMyAdherence,
];
