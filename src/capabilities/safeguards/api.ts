import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { checkIn, helper, safetyPlan } from './model.ts';

const ofClient = z.object({ clientId: id });
const words = z.string().trim().max(500, 'Shorten this to 500 characters.');

/** What a check-in says, as it comes from a phone: its id and moment are the phone's, the day follows from them. */
export const said = checkIn.omit({ on: true }).extend({ at: instant });

const reading = z.object({
  level: z.enum(['calm', 'raised', 'high', 'danger']),
  heard: z.array(z.string()),
  helps: z.array(z.object({ words: z.string(), call: helper.nullable() })),
  /** Who sees it and when, in a sentence for the client. */
  seen: z.string(),
});
const planVersion = z.object({
  id, version: z.number().int(), plan: safetyPlan, opioids: z.boolean(),
  /** Initials of who sat beside; null when the client wrote it alone. */
  madeWith: z.string().nullable(), madeAt: instant,
});
export type PlanVersion = z.infer<typeof planVersion>;

export const sendCheckIn = operation({
  name: 'sendCheckIn', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The daily check-in from the client’s phone. Sent again, or later, it is the same fact; hard answers bring helps.',
  input: said, output: reading,
});

export const readMySafety = operation({
  name: 'readMySafety', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'The client’s own safety plan and what the phone needs to read a check-in without a connection.',
  input: z.object({}),
  output: z.object({
    plan: planVersion.nullable(),
    /** Mean craving of two weeks; null without one. */
    usual: z.number().nullable(),
    cravingHigh: z.number(), onCall: z.boolean(),
    counselor: z.string().nullable(),
    /** Days of this week that have a check-in, and the last ones for a small picture. */
    lately: z.array(z.object({ on: z.string(), craving: z.number().nullable(), mood: z.number().nullable() })),
    /** Whether a call was asked for that nobody has made yet, and since when. */
    callAskedAt: instant.nullable(),
  }),
});

export const saveMySafetyPlan = operation({
  name: 'saveMySafetyPlan', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client changes their own safety plan; it is the next version, and the counselor looks at it with them.',
  input: z.object({ safetyPlanId: id, plan: safetyPlan, version: z.number().int().min(0).max(10_000) }), output: z.object({ version: z.number() }),
});

export const askForCall = operation({
  name: 'askForCall', kind: 'act', permission: 'portal.self', reach: 'self',
  about: '“Please call me”, without a reason.',
  input: z.object({ callRequestId: id, words: words.default('') }), output: z.object({ by: instant }),
});

export const saveSafetyPlan = operation({
  name: 'saveSafetyPlan', kind: 'act', permission: 'safety.write', reach: 'chart',
  about: 'Writes the next version of the safety plan, made together with the client (PR-48).',
  input: ofClient.extend({
    safetyPlanId: id, plan: safetyPlan, opioids: z.boolean(),
    /** The version that was read; 0 for the first. */
    version: z.number().int().min(0).max(10_000),
  }),
  output: z.object({ version: z.number() }),
});

export const readSafety = operation({
  name: 'readSafety', kind: 'read', permission: 'safety.read', reach: 'chart',
  about: 'Safety plan, check-ins as they read, what was answered, tries to reach, calls asked for.',
  input: ofClient,
  output: z.object({
    plan: planVersion.nullable(),
    versions: z.array(planVersion.pick({ id: true, version: true, madeWith: true, madeAt: true })),
    usual: z.number().nullable(),
    checkIns: z.array(checkIn.extend({
      at: instant, receivedAt: instant, level: reading.shape.level,
      answered: z.object({ by: z.string(), at: instant, did: z.string() }).nullable(),
    })),
    outreach: z.array(z.object({ id, at: instant, by: z.string(), how: z.string(), reached: z.boolean(), words: z.string() })),
    callAskedAt: instant.nullable(), callWords: z.string(),
    silentDays: z.number().nullable(),
  }),
});

export const answerCheckIn = operation({
  name: 'answerCheckIn', kind: 'act', permission: 'safety.write', reach: 'chart',
  about: 'Says what was done about a hard check-in.',
  input: ofClient.extend({ checkInId: id, did: words.min(1, 'Write what you did.') }), output: z.object({}),
});

export const OUTREACH_WAYS = ['call', 'text', 'message', 'letter', 'visit', 'emergency_contact'] as const;
export const recordOutreach = operation({
  name: 'recordOutreach', kind: 'act', permission: 'safety.write', reach: 'chart',
  about: 'Records a try to reach the client, and whether they were reached (product 10, PR-82).',
  input: ofClient.extend({ how: z.enum(OUTREACH_WAYS), reached: z.boolean(), words: words.default('') }), output: z.object({}),
});
