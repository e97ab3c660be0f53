import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { answers, instrumentCode } from './model.ts';

const ofClient = z.object({ clientId: id });
const alert = z.object({
  level: z.enum(['danger', 'urgent']), kind: z.enum(['suicide', 'withdrawal']), item: z.string().nullable(), say: z.string(),
  actions: z.array(z.string()),
});
const scored = z.object({
  alerts: z.array(alert),
  status: z.enum(['complete', 'incomplete']),
  missing: z.array(z.string()),
  scales: z.array(z.object({
    code: z.string(), name: z.string(), value: z.number().nullable(), min: z.number(), max: z.number(),
    band: z.string().nullable(), flagged: z.boolean().nullable(), prorated: z.boolean(),
  })),
  findings: z.array(z.object({ code: z.string(), met: z.boolean(), say: z.string() })),
});
const change = z.object({
  before: z.number(), now: z.number(), change: z.number(), percent: z.number().nullable(),
  label: z.enum(['improved', 'no-reliable-change', 'worse', 'no-threshold']), response: z.boolean(),
  remission: z.boolean().nullable(),
});

/** One time somebody answered, with what follows from it; scores are made when it is read. */
export const reading = z.object({
  id, code: instrumentCode, version: z.string(), scorer: z.string(), takenAt: instant, byInitials: z.string().nullable(),
  mode: z.enum(['interview', 'paper', 'kiosk', 'own_device']), answers, remark: z.string(), correctsId: id.nullable(),
  corrected: z.boolean(), scored,
  /** Beside the one before it, if there is one of the same version (INS-05). */
  change: change.nullable(),
  answered: z.object({ at: instant, byInitials: z.string(), done: z.string() }).nullable(),
});
export type Reading = z.infer<typeof reading>;

export const administerInstrument = operation({
  name: 'administerInstrument', kind: 'act', permission: 'instrument.record', reach: 'chart',
  about: 'Records the raw answers of one instrument by item number; the alerts come first in the answer (INS-01, INS-04).',
  input: ofClient.extend({
    administrationId: id, code: instrumentCode, answers, mode: z.enum(['interview', 'paper', 'kiosk']),
    takenAt: instant.nullable().default(null), remark: z.string().trim().max(500).default(''),
    correctsId: id.nullable().default(null),
  }),
  output: reading,
});

export const answerAlert = operation({
  name: 'answerAlert', kind: 'act', permission: 'instrument.answer', reach: 'chart',
  about: 'Says what was done about an alert; until then it stays owed (INS-04).',
  input: ofClient.extend({ administrationId: id, done: z.string().trim().min(10, 'Say what was done, in a sentence.').max(2000) }),
  output: z.object({}),
});

export const listReadings = operation({
  name: 'listReadings', kind: 'read', permission: 'instrument.read', reach: 'chart',
  about: 'Every administration of one client, newest first, scored, with change and answered alerts.',
  input: ofClient, output: z.array(reading),
});

export const wording = z.object({
  code: instrumentCode, version: z.string(), language: z.string(), title: z.string(), copyright: z.string(),
  items: z.array(z.object({
    n: z.string(), text: z.string(), answers: z.array(z.object({ value: z.number(), text: z.string() })),
  })),
});

export const importWording = operation({
  name: 'importWording', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Takes the official wording of an instrument from a FHIR R4 Questionnaire, or says line by line why not (INS-07).',
  input: z.object({ code: instrumentCode, file: z.string().min(2, 'Choose the .json file of the form.').max(400_000) }),
  output: z.object({ items: z.number(), version: z.string(), copyright: z.string() }),
});

export const listWordings = operation({
  name: 'listWordings', kind: 'read', permission: 'agency.read', reach: 'none',
  about: 'The official wordings that the agency has imported, the latest of each instrument.',
  input: z.object({}), output: z.array(wording.extend({ importedAt: instant })),
});

export const listOwnInstruments = operation({
  name: 'listOwnInstruments', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'The questionnaires that wait for the client on their own device, in their official wording (INS-07).',
  input: z.object({}), output: z.array(z.object({ wording, recall: z.string(), why: z.string() })),
});

export const answerOwnInstrument = operation({
  name: 'answerOwnInstrument', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'Keeps what a client answered on their own device. An alert shows help at once and is owed an answer by staff.',
  input: z.object({ administrationId: id, code: instrumentCode, answers }),
  output: z.object({ helpNow: z.boolean(), say: z.string() }),
});
