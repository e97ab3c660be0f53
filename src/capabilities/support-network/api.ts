import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { contactRules, familyOffer, SUPPORTER_ROLES, SUPPORTER_SIGHTS, supporter } from './model.ts';

const ofClient = z.object({ clientId: id });
const words = z.string().trim();
const clock = z.union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time, like 09:00.')]);

/** What is known of one person around the client. */
export const person = supporter.omit({ clientId: true }).extend({
  email: z.union([z.literal(''), z.email('Write an email address, like dara@example.org.')]).default(''),
  roles: z.array(z.enum(SUPPORTER_ROLES)).max(SUPPORTER_ROLES.length).default([]),
  contact: contactRules.extend({ notBefore: clock.default(''), notAfter: clock.default('') }).default(contactRules.parse({})),
  language: words.max(40).default('en'),
});

export const knownPerson = person.extend({
  version: z.string(), endedAt: instant.nullable(),
  /** What their page shows today, each on a consent in force (PV-50). */
  sees: z.array(z.enum(SUPPORTER_SIGHTS)),
  /** The last day of the consents behind it, if a day ends them. */
  seesUntil: z.string().nullable(),
  invitedAt: instant.nullable(),
});
export type KnownPerson = z.infer<typeof knownPerson>;

export const emergencyContact = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('named'), supporterId: id }),
  z.object({ decision: z.literal('declined'), reason: words.min(1, 'Write what the client said.').max(500) }),
]);
export type EmergencyContact = z.infer<typeof emergencyContact>;

const offer = familyOffer.omit({ clientId: true });
const word = z.object({
  id, supporterId: id, name: z.string(), at: instant, words: z.string(), askedToCall: z.boolean(),
  read: z.object({ by: z.string(), at: instant, did: z.string() }).nullable(),
});

export const readSupportNetwork = operation({
  name: 'readSupportNetwork', kind: 'read', permission: 'supporter.read', reach: 'chart',
  about: 'The people around a client: part, contact rules, what each sees, what was offered and what they told us.',
  input: ofClient,
  output: z.object({
    people: z.array(knownPerson),
    emergency: z.object({ decision: emergencyContact, at: instant }).nullable(),
    offers: z.array(offer), words: z.array(word),
  }),
});

export const saveSupporter = operation({
  name: 'saveSupporter', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Adds or changes a person around the client. `version` is empty for a new one.',
  input: ofClient.extend({ person, version: z.string().max(40).default('') }), output: z.object({ version: z.string() }),
});

export const endSupporter = operation({
  name: 'endSupporter', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'The client wants no more contact with this person: their page goes dark at once.',
  input: ofClient.extend({ supporterId: id }), output: z.object({}),
});

export const recordEmergencyContact = operation({
  name: 'recordEmergencyContact', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Whom to call in an emergency, or that the client wants nobody called: either is a decision (PR-46).',
  input: ofClient.extend({ decision: emergencyContact }), output: z.object({}),
});

export const inviteSupporter = operation({
  name: 'inviteSupporter', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Asks a supporter to their own page, once a consent names something that they may see (PV-50).',
  input: ofClient.extend({ supporterId: id }), output: z.object({}),
});

export const decideContact = operation({
  name: 'decideContact', kind: 'read', permission: 'supporter.read', reach: 'chart',
  about: 'May staff reach this person this way now, and in what words (PV-01, PR-86).',
  input: ofClient.extend({ supporterId: id, way: z.enum(['call', 'text', 'message']) }),
  output: z.object({ way: z.string(), words: z.string(), mayNameProgram: z.boolean() }),
});

export const offerFamily = operation({
  name: 'offerFamily', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Offers a family session or class; the answer is the client’s (PR-62).',
  input: ofClient.extend({ familyOfferId: id, what: familyOffer.shape.what }), output: z.object({}),
});

export const answerFamilyOffer = operation({
  name: 'answerFamilyOffer', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Writes what the client said to an offer. No is an answer.',
  input: ofClient.extend({
    familyOfferId: id, answer: z.enum(['accepted', 'declined', 'contraindicated']), reason: words.max(1000).default(''),
  }),
  output: z.object({}),
});

export const readSupporterWord = operation({
  name: 'readSupporterWord', kind: 'act', permission: 'supporter.write', reach: 'chart',
  about: 'Says that what a supporter sent was read, and what was done.',
  input: ofClient.extend({ wordId: id, did: words.max(500).default('') }), output: z.object({}),
});

export const hearSupporter = operation({
  name: 'hearSupporter', kind: 'act', permission: 'job.run', reach: 'chart',
  about: 'After a supporter wrote: derives what the team owes. A supporter’s own act reaches no chart.',
  input: ofClient, output: z.object({}),
});

// ---- the client's own phone
export const readMyPeople = operation({
  name: 'readMyPeople', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'My people, what each may see, and what I was asked about family.',
  input: z.object({}),
  output: z.object({
    people: z.array(knownPerson), emergency: z.object({ decision: emergencyContact, at: instant }).nullable(), offers: z.array(offer),
    /** For the form that lets somebody see something. */
    myName: z.string(), program: z.string(), consentDays: z.number(),
  }),
});

export const saveMyPerson = operation({
  name: 'saveMyPerson', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client adds or changes one of their people. `version` is empty for a new one.',
  input: z.object({ person, version: z.string().max(40).default('') }), output: z.object({ version: z.string() }),
});

export const endMyPerson = operation({
  name: 'endMyPerson', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'No more contact with this person: their page goes dark at once (PV-51).',
  input: z.object({ supporterId: id }), output: z.object({}),
});

export const letPersonSee = operation({
  name: 'letPersonSee', kind: 'act', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'The client consents on their phone that one person may see something, until a day (42 CFR 2.31, PV-50).',
  input: z.object({
    consentId: id, supporterId: id,
    records: z.array(z.enum(SUPPORTER_SIGHTS)).min(1, 'Choose at least one thing.').max(SUPPORTER_SIGHTS.length),
    until: localDate, name: words.min(1, 'Write your name to sign.').max(200),
  }),
  output: z.object({ text: z.string() }),
});

export const answerMyFamilyOffer = operation({
  name: 'answerMyFamilyOffer', kind: 'act', permission: 'portal.self', reach: 'self',
  about: 'The client says yes or no to a family session or class (PR-62).',
  input: z.object({ familyOfferId: id, answer: z.enum(['accepted', 'declined']) }), output: z.object({}),
});
