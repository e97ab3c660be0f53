import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { GATE_ITEMS } from '../admissions/admission-gate.ts';
import { CRITERIA, dischargeDraft, dischargeType, followUp, LADDER, SUMMARY_PARTS } from './model.ts';

const ofClient = z.object({ clientId: id });
const rung = z.enum(LADDER);
const gateItem = z.enum(GATE_ITEMS);
export const INTAKE_ITEMS = ['identity', 'tb_screen', 'hiv_hcv_screen', 'overdose_screen', 'naloxone_offered', 'overdose_plan'] as const;

export const recordIntakeItem = operation({
  name: 'recordIntakeItem', kind: 'act', permission: 'client.write', reach: 'chart',
  about: 'Records a step of the admission that is done: identity, a screen, naloxone (PR-46, PR-48).',
  input: ofClient.extend({ item: z.enum(INTAKE_ITEMS), words: z.string().trim().max(500).default('') }), output: z.object({}),
});

export const readAdmissionGate = operation({
  name: 'readAdmissionGate', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'What must be true before admission, and what still is not (PR-46).',
  input: ofClient,
  output: z.object({
    lines: z.array(z.object({ item: gateItem, words: z.string(), rule: z.string(), met: z.boolean(), since: localDate.nullable(), say: z.string().nullable() })),
    admittedAt: instant.nullable(), level: z.string().nullable(), usesOpioids: z.boolean(),
    primary: z.object({ staffId: id, initials: z.string() }).nullable(),
  }),
});

export const admitClient = operation({
  name: 'admitClient', kind: 'act', permission: 'admission.decide', reach: 'chart',
  about: 'Admits the person into the program and names their primary counselor; the gate stands before it (PR-46).',
  input: ofClient.extend({ primaryCounselorId: id, overrides: z.array(z.object({ item: gateItem, reason: z.string().trim().max(500) })).max(15).default([]) }),
  output: z.object({ episodeId: id }),
});

export const readTransition = operation({
  name: 'readTransition', kind: 'read', permission: 'transition.read', reach: 'chart',
  about: 'Where the person is on the way, and what speaks for and against the next step (PR-92).',
  input: ofClient,
  output: z.object({
    episodeId: id.nullable(), rung: rung.nullable(), since: instant.nullable(),
    readiness: z.array(z.object({ criterion: z.enum(CRITERIA), says: z.enum(['for', 'against', 'unknown']), words: z.string(),
      source: z.object({ kind: z.string(), id: z.string() }).nullable() })),
    asked: z.number(), met: z.number(),
    plan: z.object({ items: z.array(z.string()), ownWords: z.string(), nextAppointmentOn: localDate.nullable(), nextAppointmentWith: z.string(),
      medicationFollowUpOn: localDate.nullable(), clientAgrees: z.boolean().nullable(), version: instant }).nullable(),
    steps: z.array(z.object({ stepId: id, from: rung, to: rung, reason: z.string(), at: instant, by: z.string(), clientSaid: z.string() })),
    discharge: z.object({ dischargeId: id, type: dischargeType, on: localDate, reason: z.string(), by: z.string(), signedAt: instant.nullable() }).nullable(),
    followUps: z.array(z.object({ dayNumber: z.number(), outcome: z.string(), doing: z.string(), wantsBack: z.boolean(), words: z.string(), at: instant })),
    followUpDays: z.array(z.number()),
  }),
});

export const saveGraduationPlan = operation({
  name: 'saveGraduationPlan', kind: 'act', permission: 'transition.write', reach: 'chart',
  about: 'Keeps what life after the program needs, from the first week on (PR-66).',
  input: ofClient.extend({ items: z.array(z.string().trim().min(1).max(300)).max(30), ownWords: z.string().trim().max(2000),
    nextAppointmentOn: localDate.nullable(), nextAppointmentWith: z.string().trim().max(200), medicationFollowUpOn: localDate.nullable(),
    clientAgrees: z.boolean().nullable(), version: instant.nullable() }),
  output: z.object({ version: instant }),
});

export const stepClient = operation({
  name: 'stepClient', kind: 'act', permission: 'transition.sign', reach: 'chart',
  about: 'Moves the person down or up the ladder, with a warm hand-off (PR-91, PR-05).',
  input: ofClient.extend({ to: rung, reason: z.string().trim().max(1000), receivedBy: z.string().trim().max(200),
    clientSaid: z.enum(['agrees', 'disagrees', 'not_asked']), taperWeeks: z.number().int().min(1).max(12).nullable().default(null) }),
  output: z.object({ direction: z.enum(['down', 'up']) }),
});

export const dischargeClient = operation({
  name: 'dischargeClient', kind: 'act', permission: 'transition.sign', reach: 'chart',
  about: 'Ends the stay, by any of its kinds, with what each needs (PR-93, PR-94).',
  input: dischargeDraft.omit({ id: true }).extend({ clientId: id }), output: z.object({ dischargeId: id }),
});

export const readDischargeSummary = operation({
  name: 'readDischargeSummary', kind: 'read', permission: 'transition.read', reach: 'chart',
  about: 'The discharge summary: assembled from facts, or as signed (PR-95).',
  input: ofClient,
  output: z.object({ dischargeId: id, parts: z.array(z.object({ part: z.enum(SUMMARY_PARTS), title: z.string(), text: z.string() })),
    signed: z.object({ at: instant, by: z.string(), as: z.string(), hash: z.string() }).nullable() }).nullable(),
});

export const signDischargeSummary = operation({
  name: 'signDischargeSummary', kind: 'act', permission: 'transition.sign', reach: 'chart',
  about: 'Signs the summary as it was read; it is locked from then on (PR-95, PR-70).',
  input: ofClient.extend({ parts: z.array(z.object({ part: z.enum(SUMMARY_PARTS), text: z.string().max(8000) })).max(20) }),
  output: z.object({ hash: z.string() }),
});

export const printDischargeSummary = operation({
  name: 'printDischargeSummary', kind: 'read', permission: 'transition.read', reach: 'chart',
  about: 'The signed discharge summary as a tagged PDF, in base64.',
  input: ofClient, output: z.object({ pdf: z.string() }),
});

export const recordFollowUp = operation({
  name: 'recordFollowUp', kind: 'act', permission: 'transition.write', reach: 'chart',
  about: 'Records a call after the stay, and how it goes (PR-96).',
  input: followUp.omit({ id: true, at: true }), output: z.object({}),
});
