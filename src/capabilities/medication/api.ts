import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { adherenceCheck, answer, booking, linkage, medication, medicationStop, naloxone, offer, supply, visit } from './model.ts';

const ofClient = z.object({ clientId: id });
const ofLinkage = ofClient.extend({ linkageId: id });

export const shownLinkage = linkage.extend({
  stage: z.enum(['asked', 'booked', 'seen', 'answered']), booking: booking.nullable(), visits: z.array(visit), answer: answer.nullable(),
});
export const shownMedication = medication.extend({
  end: localDate.nullable(), stopWhy: z.string().nullable(),
  gaps: z.array(z.object({ from: localDate, to: localDate.nullable(), why: z.enum(['supply-ended', 'injection-late', 'not-taken']) })),
  coverage: z.object({ share: z.number(), days: z.number(), evidence: z.number() }).nullable(),
  lastSupplyOn: localDate.nullable(),
});

export const readMedication = operation({
  name: 'readMedication', kind: 'read', permission: 'medication.read', reach: 'chart',
  about: 'The medication list with gaps and coverage, the way to providers, offers and check-ins (PR-63, PR-64).',
  input: ofClient,
  output: z.object({
    medications: z.array(shownMedication), linkages: z.array(shownLinkage), checks: z.array(adherenceCheck),
    offers: z.array(offer), naloxone: z.array(naloxone), allergies: z.string(),
  }),
});

export const listOpenLinkages = operation({
  name: 'listOpenLinkages', kind: 'read', permission: 'medication.read', reach: 'caseload',
  about: 'Questions to medical providers that wait for an appointment, a visit or an answer; oldest first.',
  input: z.object({}), output: z.array(shownLinkage.extend({ initials: z.string() })),
});

export const requestLinkage = operation({
  name: 'requestLinkage', kind: 'act', permission: 'medication.link', reach: 'chart',
  about: 'Asks a medical provider about this client: the loop begins (PR-63).',
  input: ofClient.extend(linkage.pick({ id: true, purpose: true, question: true }).shape), output: z.object({}),
});
export const bookLinkage = operation({
  name: 'bookLinkage', kind: 'act', permission: 'medication.link', reach: 'chart',
  about: 'Records the appointment, or a new one after one that was not kept.',
  input: ofLinkage.extend(booking.pick({ provider: true, appointmentAt: true, place: true }).shape), output: z.object({}),
});
export const recordLinkageSeen = operation({
  name: 'recordLinkageSeen', kind: 'act', permission: 'medication.link', reach: 'chart',
  about: 'Records whether the appointment was kept.',
  input: ofLinkage.extend(visit.pick({ outcome: true, words: true }).shape), output: z.object({}),
});
export const recordLinkageAnswer = operation({
  name: 'recordLinkageAnswer', kind: 'act', permission: 'medication.link', reach: 'chart',
  about: 'Records what the provider answered: the loop is closed.',
  input: ofLinkage.extend(answer.pick({ answer: true, words: true }).shape), output: z.object({}),
});

export const offerMedication = operation({
  name: 'offerMedication', kind: 'act', permission: 'medication.link', reach: 'chart',
  about: 'Records that medication for opioid or alcohol use was offered, and the answer (PR-64).',
  input: ofClient.extend(offer.pick({ disorder: true, answer: true, words: true }).shape), output: z.object({}),
});
export const recordNaloxone = operation({
  name: 'recordNaloxone', kind: 'act', permission: 'medication.check', reach: 'chart',
  about: 'Records naloxone at hand and whether there is an overdose plan (PR-48).',
  input: ofClient.extend(naloxone.pick({ answer: true, overdosePlan: true }).shape), output: z.object({}),
});

const list = medication.omit({ clientId: true, source: true, recordedAt: true, recordedBy: true });
export const startMedication = operation({
  name: 'startMedication', kind: 'act', permission: 'medication.prescribe', reach: 'chart',
  about: 'Prescribes a medication, or another dose in place of the one before.',
  input: ofClient.extend(list.shape), output: z.object({}),
});
export const noteMedication = operation({
  name: 'noteMedication', kind: 'act', permission: 'medication.check', reach: 'chart',
  about: 'Writes down a medication that the client or another provider told of.',
  input: ofClient.extend(list.shape), output: z.object({}),
});
export const stopMedication = operation({
  name: 'stopMedication', kind: 'act', permission: 'medication.check', reach: 'chart',
  about: 'Records the last day of a medication and why. What was prescribed here, a provider stops.',
  input: ofClient.extend(medicationStop.pick({ medicationId: true, stoppedOn: true, why: true }).shape), output: z.object({}),
});
export const recordSupply = operation({
  name: 'recordSupply', kind: 'act', permission: 'medication.check', reach: 'chart',
  about: 'Records a supply picked up, or an injection given, and how long it lasts.',
  input: ofClient.extend(supply.pick({ medicationId: true, on: true, daysSupply: true }).shape), output: z.object({}),
});
export const recordAdherence = operation({
  name: 'recordAdherence', kind: 'act', permission: 'medication.check', reach: 'chart',
  about: 'Records how taking medication goes: taken, missed, why, effects, craving (PR-63).',
  input: ofClient.extend(adherenceCheck.pick({ sessionId: true, since: true, answers: true, effects: true, craving: true }).shape), output: z.object({}),
});

export const readMyMedication = operation({
  name: 'readMyMedication', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'The client’s own list, and since when it was not asked about.',
  input: z.object({}),
  output: z.object({
    medications: z.array(medication.pick({ id: true, name: true, strength: true, schedule: true, prescriber: true })),
    lastCheckAt: instant.nullable(), next: z.object({ provider: z.string(), appointmentAt: instant, place: z.string() }).nullable(),
  }),
});
export const recordMyAdherence = operation({
  name: 'recordMyAdherence', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client tells how taking medication goes.',
  input: adherenceCheck.pick({ since: true, answers: true, effects: true, craving: true }), output: z.object({}),
});
