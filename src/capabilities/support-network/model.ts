import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, type localDate } from '../../shared/dates.ts';
import type { recordKind } from '../consent/model.ts';

/** Friends and family as people with a part to play, rules for contact, and only what a consent lets them see. */
const words = z.string().trim().max(1000, 'Shorten this to 1,000 characters.');

export const SUPPORTER_ROLES = ['emergency_contact', 'family_sessions', 'ride', 'childcare', 'listens', 'sponsor', 'keeps_medication'] as const;
export type SupporterRole = (typeof SUPPORTER_ROLES)[number];
export const SUPPORTER_ROLE_WORDS: Record<SupporterRole, string> = {
  emergency_contact: 'call first in an emergency', family_sessions: 'comes to family sessions', ride: 'gives rides',
  childcare: 'looks after children', listens: 'listens', sponsor: 'sponsor', keeps_medication: 'keeps medication safe',
};

/** What staff may do when they reach them. Without consent nobody says more than "please call back" (PV-01, PR-86). */
export const contactRules = z.object({
  mayCall: z.boolean().default(false),
  mayText: z.boolean().default(false),
  mayLeaveMessage: z.boolean().default(false),
  /** The neutral words for a message, as the client chose them. */
  messageWords: words.default(''),
  notBefore: z.string().default(''),
  notAfter: z.string().default(''),
});

export const supporter = z.object({
  id,
  clientId: id,
  name: words.min(1, 'Write their name.'),
  relation: words.min(1, 'Write who they are to the client, like “sister”.'),
  phone: z.string().trim().max(40).default(''),
  email: z.string().trim().max(200).default(''),
  roles: z.array(z.enum(SUPPORTER_ROLES)).default([]),
  contact: contactRules.default(contactRules.parse({})),
  language: z.string().default('en'),
});
export type Supporter = z.infer<typeof supporter>;
export type SupporterFact = Supporter & { endedAt: string | null };

/** What a supporter's page may ever show; each needs the same word in a consent in force (PV-50). */
export const SUPPORTER_SIGHTS = ['schedule', 'attendance', 'family_session', 'plan', 'safety_plan'] as const satisfies readonly z.infer<typeof recordKind>[];
export type SupporterSight = (typeof SUPPORTER_SIGHTS)[number];

/** Offered each month, with the answer as it was given (PR-62). */
export const familyOffer = z.object({
  id, clientId: id, offeredAt: instant, what: z.enum(['family_session', 'family_education']),
  answer: z.enum(['accepted', 'declined', 'contraindicated', 'open']), reason: words.default(''),
});
export type FamilyOffer = z.infer<typeof familyOffer>;

/** What a supporter tells us. Taking it confirms nothing (PV-52). */
export const supporterWord = z.object({ id, supporterId: id, at: instant, words: words.min(1, 'Write a few words.'), askedToCall: z.boolean().default(false) });
export type SupporterWord = z.infer<typeof supporterWord>;

export type SupportFacts = {
  clientId: string;
  primaryCounselorId: string | null;
  admittedOn: z.infer<typeof localDate>;
  dischargedOn: z.infer<typeof localDate> | null;
  supporters: SupporterFact[];
  offers: FamilyOffer[];
  /** Words sent in that nobody on the team has read yet. */
  unread: { wordId: string; at: string; askedToCall: boolean }[];
};
