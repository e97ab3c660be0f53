import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { localDate, wallTime } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { safetyPlan } from '../safeguards/model.ts';
import { SUPPORTER_SIGHTS } from '../support-network/model.ts';

const sight = z.enum(SUPPORTER_SIGHTS);

/** A supporter's page. It runs on the disclosure role: what no consent in force names is not there to be read. */
export const supportedPage = z.object({
  callThem: z.string(), yourName: z.string(), relation: z.string(), today: localDate,
  sees: z.array(sight), notShared: z.array(sight),
  until: localDate.nullable(),
  sessions: z.array(z.object({ sessionId: id, date: localDate, from: wallTime, to: wallTime, family: z.boolean(), room: z.string().nullable(), cancelled: z.boolean() })),
  came: z.array(z.object({ date: localDate, from: wallTime, came: z.boolean() })),
  safetyPlan: safetyPlan.nullable(),
  goals: z.array(z.string()),
  /** What goes with every disclosure on a consent (PV-20, PV-22). */
  notice: z.string(), passingOn: z.string(),
  sent: z.array(z.object({ at: z.string(), words: z.string(), askedToCall: z.boolean() })),
});
export type SupportedPage = z.infer<typeof supportedPage>;

export const readSupported = operation({
  name: 'readSupported', kind: 'read', permission: 'portal.supporter', reach: 'supported',
  about: 'What the client lets me see today, what not, and until when (PV-50, PV-51).',
  input: z.object({}), output: supportedPage,
});

export const sendSupporterWord = operation({
  name: 'sendSupporterWord', kind: 'act', permission: 'portal.supporter', reach: 'supported',
  about: 'Tells the team something, or asks for a call without a reason. Nothing is confirmed (PV-52).',
  input: z.object({ wordId: id, words: z.string().trim().min(1, 'Write a few words.').max(1000), askedToCall: z.boolean().default(false) }),
  output: z.object({}),
});

/** Read as that person's page is read, on the disclosure role and its policies; null while it is dark for them. */
const asThey = z.object({ recipientId: id, purpose: z.literal('support').default('support') });
const shown = z.object({ page: supportedPage.omit({ sent: true }).nullable() });

export const previewSupported = operation({
  name: 'previewSupported', kind: 'read', permission: 'portal.self', reach: 'self', through: 'disclosure',
  about: 'The client sees what one of their people sees (“see what Mom sees”). It tells nobody anything.',
  input: asThey, output: shown,
});

export const previewSupporterPage = operation({
  name: 'previewSupporterPage', kind: 'read', permission: 'supporter.preview', reach: 'chart', through: 'disclosure',
  about: 'Staff see a supporter’s page as that person would, before they are invited to it. It tells nobody anything.',
  input: asThey.extend({ clientId: id }), output: shown,
});
