import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { exception, EXCEPTIONS_OUTWARD } from './disclosure.ts';
import {
  acknowledgement, ACKNOWLEDGEMENTS, CONSENT_KINDS, CONSENT_STATES, consentSignature, consentTerms, disclosureFact, mark, party,
  purpose, recordKind,
} from './model.ts';

const ofClient = z.object({ clientId: id });
const ofConsent = ofClient.extend({ consentId: id });
const words = z.string().trim().max(1000);
const ask = z.object({
  recipientId: id, purpose,
  records: z.array(recordKind).min(1, 'Choose what should be shared.').max(20),
});

export const consentLine = z.object({
  consentId: id, kind: z.enum(CONSENT_KINDS), state: z.enum(CONSENT_STATES), recipientId: id.nullable(),
  who: z.string(), what: z.string(), why: z.string(), until: z.string(),
  records: z.array(recordKind), purpose, signedOn: localDate, signerName: z.string(), endsOn: localDate.nullable(),
  endsInDays: z.number().nullable(), mayRevoke: z.boolean(),
  /** What it still waits for, in the words that were signed: what ends it or unlocks taking it back. */
  awaits: z.string().nullable(), text: z.string(),
});
const acknowledgementLine = z.object({
  acknowledgementId: id, kind: z.enum(ACKNOWLEDGEMENTS), version: z.string(), signedAt: instant, signerName: z.string(),
  declinedReason: z.string(), text: z.string(),
});
const outwardPart = z.object({ record: recordKind, title: z.string(), text: z.string() });

export const readPrivacy = operation({
  name: 'readPrivacy', kind: 'read', permission: 'consent.read', reach: 'chart',
  about: 'Consents with their state, papers signed and missing, and what was released (privacy.md §3–§5).',
  input: ofClient,
  output: z.object({
    consents: z.array(consentLine), acknowledgements: z.array(acknowledgementLine),
    missing: z.array(z.object({ kind: z.enum(ACKNOWLEDGEMENTS), say: z.string() })),
    disclosures: z.array(disclosureFact),
    /** Written down today: they hold this day only. `used`: something has gone on it. */
    exceptions: z.array(z.object({
      exceptionId: id, code: z.enum(EXCEPTIONS_OUTWARD), recipientId: id, recipientName: z.string(), purpose, records: z.array(recordKind), used: z.boolean(),
    })),
    patientName: z.string(), disclosers: z.string(),
  }),
});

export const recordConsent = operation({
  name: 'recordConsent', kind: 'act', permission: 'consent.write', reach: 'chart',
  about: 'Keeps a consent that was read and signed, with the exact text (42 CFR 2.31). A deficient one is refused.',
  input: ofConsent.extend({ terms: consentTerms, signature: consentSignature, mark, supersedes: id.nullable().default(null) }),
  output: z.object({ text: z.string() }),
});

export const revokeConsent = operation({
  name: 'revokeConsent', kind: 'act', permission: 'consent.write', reach: 'chart',
  about: 'Takes a consent back for the client, from this moment on (PV-24).',
  input: ofConsent.extend({ words: words.min(1, 'Write how the client said so.') }), output: z.object({}),
});

export const recordConsentEvent = operation({
  name: 'recordConsentEvent', kind: 'act', permission: 'consent.write', reach: 'chart',
  about: 'Records that what ends or unlocks a consent has happened, or that it is known to be false (2.31(c), 2.35).',
  input: ofConsent.extend({ kind: z.enum(['event', 'known_false']), on: localDate, words }), output: z.object({}),
});

export const readPapers = operation({
  name: 'readPapers', kind: 'read', permission: 'self.read', reach: 'none',
  about: 'The texts in force that are given and signed at the start.',
  input: z.object({}),
  output: z.array(z.object({ kind: z.enum(ACKNOWLEDGEMENTS), version: z.string(), language: z.string(), text: z.string() })),
});

export const savePaper = operation({
  name: 'savePaper', kind: 'act', permission: 'rules.change', reach: 'none',
  about: 'Puts the agency’s own wording in place of the shipped one, from a day on. Earlier versions stay.',
  input: z.object({ paperId: id, kind: z.enum(ACKNOWLEDGEMENTS), version: z.string().trim().min(1, 'Name this version.').max(40), language: z.string().max(40).default('en'),
    text: z.string().trim().min(20, 'Write the text.').max(20_000), from: localDate }),
  output: z.object({}),
});

export const listOwnPapers = operation({
  name: 'listOwnPapers', kind: 'read', permission: 'rules.read', reach: 'none',
  about: 'The agency’s own wordings, those to come included, each with its first day and who put it there.',
  input: z.object({}),
  output: z.array(z.object({ kind: z.enum(ACKNOWLEDGEMENTS), version: z.string(), language: z.string(), text: z.string(), from: localDate, by: z.string() })),
});

export const recordAcknowledgement = operation({
  name: 'recordAcknowledgement', kind: 'act', permission: 'consent.write', reach: 'chart',
  about: 'Keeps that a paper was read and signed, or given and not signed with the reason (PV-06, PR-46).',
  input: ofClient.extend({ acknowledgementId: id, ...acknowledgement.shape, mark }), output: z.object({}),
});

export const listParties = operation({
  name: 'listParties', kind: 'read', permission: 'consent.read', reach: 'none',
  about: 'Offices, payers and providers that may receive.',
  input: z.object({}), output: z.array(party),
});

export const saveParty = operation({
  name: 'saveParty', kind: 'act', permission: 'consent.write', reach: 'none',
  about: 'Adds or corrects a recipient. Names no client.',
  input: party, output: z.object({}),
});

export const previewDisclosure = operation({
  name: 'previewDisclosure', kind: 'read', permission: 'disclosure.make', reach: 'chart',
  about: 'What would go, and on what it stands, before anything goes (PV-03).',
  input: ofClient.extend({ ...ask.shape, exceptionId: id.nullable().default(null) }),
  output: z.object({
    basis: z.union([z.object({ may: z.literal(true), words: z.string() }), z.object({ may: z.literal(false), reason: z.string(), say: z.string() })]),
    recipientName: z.string(), parts: z.array(outwardPart), notice: z.string(), scope: z.string(),
  }),
});

export const recordException = operation({
  name: 'recordException', kind: 'act', permission: 'disclosure.make', reach: 'chart',
  about: 'Writes down a lawful exception with all that the law wants at once; it holds today only (privacy.md §6).',
  input: ofClient.extend({ exceptionId: id, ...ask.shape, elements: exception }), output: z.object({}),
});

export const discloseRecord = operation({
  name: 'discloseRecord', kind: 'act', permission: 'disclosure.make', reach: 'chart', through: 'disclosure',
  about: 'Releases what a consent in force or a recorded exception allows, or says that it was told, with notice and scope, and writes it down (2.32).',
  input: ofClient.extend({ disclosureId: id, ...ask.shape, channel: z.enum(['paper', 'portal', 'fax', 'message', 'spoken']), exceptionId: id.nullable().default(null) }),
  output: z.object({ recipientName: z.string(), notice: z.string(), scope: z.string(), parts: z.array(outwardPart) }),
});

export const readAccounting = operation({
  name: 'readAccounting', kind: 'read', permission: 'consent.read', reach: 'chart',
  about: 'The accounting of disclosures, three years back (2.25).',
  input: ofClient.extend({ from: localDate.optional() }), output: z.array(disclosureFact),
});

export const readMyConsents = operation({
  name: 'readMyConsents', kind: 'read', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'What I allowed, to whom, until when.',
  input: z.object({}), output: z.array(consentLine),
});

export const revokeMyConsent = operation({
  name: 'revokeMyConsent', kind: 'act', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'Takes a consent back with one tap (PV-51).',
  input: z.object({ consentId: id }), output: z.object({}),
});

export const readMyAccounting = operation({
  name: 'readMyAccounting', kind: 'read', permission: 'portal.self', reach: 'self', asksAgain: true,
  about: 'To whom something about me was sent.',
  input: z.object({}), output: z.array(disclosureFact),
});

export const readTrail = operation({
  name: 'readTrail', kind: 'read', permission: 'audit.read', reach: 'agency',
  about: 'Who did what, and with `readings` who read what, the newest first, of one chart or of the whole agency; the seals over it recomputed.',
  input: z.object({ clientId: id.nullable(), readings: z.boolean().default(false) }),
  output: z.object({
    entries: z.array(z.object({
      id, at: instant, actor: z.string(), operation: z.string(), kind: z.enum(['read', 'act', 'refused', 'disclosure', 'security']), outcome: z.string(),
      clientId: id.nullable(), initials: z.string(), seal: z.number().int().nullable(),
    })),
    sealed: z.number().int(), faults: z.array(z.object({ seal: z.number().int(), say: z.string() })),
  }),
});
