/**
 * The one door outward (PV-02): may this go to this recipient, for this purpose, today, and on what does it stand?
 * 42 CFR 2.13, 2.31, 2.51–2.67. No basis: blocked. The database asks the same question again (database.md §2).
 */
import * as z from 'zod';
import { instant, isBefore, localDate, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { consentState } from './rules.ts';
import { RECORD_KINDS, type ConsentFact, type Purpose, type RecipientClass, type RecordKind } from './model.ts';

const words = z.string().trim().min(1, 'This is required by law for this kind of disclosure.').max(2000);

/** Disclosures without consent, each with what must be written down at once (privacy.md §6). */
export const exception = z.discriminatedUnion('code', [
  z.object({ code: z.literal('internal'), reason: words }),
  z.object({ code: z.literal('qsoa'), agreementId: words, service: words, from: localDate, until: localDate.nullable() }),
  z.object({
    code: z.literal('medical_emergency'), recipientName: words, recipientAffiliation: words, discloser: words,
    at: instant, nature: words, consentNotObtainable: z.boolean().refine((so) => so, 'Ask the person first if that is possible.'),
  }),
  z.object({ code: z.literal('fda'), product: words, at: instant }),
  z.object({ code: z.literal('child_abuse'), reportedTo: words, minimalFacts: words, at: instant }),
  z.object({ code: z.literal('crime_on_premises'), incidentId: words, at: instant }),
  z.object({ code: z.literal('research'), protocolId: words, approvedBy: words }),
  z.object({ code: z.literal('audit_evaluation'), agreementId: words, body: words, copiesLeave: z.boolean(), destroyTerms: z.boolean() }),
  z.object({ code: z.literal('public_health_deid'), method: z.enum(['safe_harbor', 'expert']), authority: words }),
  z.object({
    code: z.literal('court_order'), orderId: words, judge: words, on: localDate, scope: words,
    orderSeen: z.boolean(), subpoenaSeen: z.boolean(),
  }),
  z.object({ code: z.literal('deceased_cause'), authority: words, clientDied: z.boolean() }),
]);
export type Exception = z.infer<typeof exception>;
export type ExceptionCode = Exception['code'];

export const EXCEPTION_WORDS: Record<ExceptionCode, string> = {
  internal: 'Staff who need to know (2.12(c)(3))', qsoa: 'Service agreement (2.12(c)(4))',
  medical_emergency: 'Medical emergency (2.51)', fda: 'Product error notice to the FDA (2.51(b))',
  child_abuse: 'First report of child abuse (2.12(c)(6))', crime_on_premises: 'Crime or threat here (2.12(c)(5))',
  research: 'Research (2.52)', audit_evaluation: 'Audit or evaluation (2.53)',
  public_health_deid: 'Public health, without identity (2.54)', court_order: 'Court order and subpoena (2.61–2.67)',
  deceased_cause: 'After death (2.15)',
};

/** What may go at most under an exception. `identity` stands for name, address, last whereabouts and status. */
const EXCEPTION_RECORDS: Partial<Record<ExceptionCode, readonly RecordKind[]>> = {
  crime_on_premises: ['presence'],
  child_abuse: ['presence'],
  deceased_cause: ['presence', 'diagnosis'],
  public_health_deid: [],
};

/** What staff can write down and send under. `internal` does not leave; what is without identity is no one's record. */
export const EXCEPTIONS_OUTWARD = [
  'medical_emergency', 'court_order', 'child_abuse', 'crime_on_premises', 'audit_evaluation', 'qsoa', 'research', 'fda', 'deceased_cause',
] as const satisfies readonly ExceptionCode[];

export type OutwardCode = (typeof EXCEPTIONS_OUTWARD)[number];

/** What a disclosure under this exception is for. In a proceeding only by an order of the court (PV-05). */
export function purposeOfException(code: ExceptionCode): Purpose {
  if (code === 'court_order') return 'proceedings';
  if (code === 'medical_emergency') return 'treatment';
  return code === 'qsoa' || code === 'internal' ? 'tpo' : 'law';
}

/** What may be chosen to go under this exception at most. Counseling notes leave by an order alone. */
export const recordsUnder = (code: ExceptionCode): readonly RecordKind[] =>
  EXCEPTION_RECORDS[code] ?? RECORD_KINDS.filter((kind) => kind !== 'counseling_note' || code === 'court_order');

/** A disclosure is written down when it is made or after it, never ahead (2.51(c)). */
export function mayWriteDown(it: Exception, now: Instant): Decision<Exception, 'moment-ahead'> {
  return 'at' in it && isBefore(now, it.at)
    ? refuse('moment-ahead', 'That moment is still to come. Write when it happened.', 'elements.at') : accept(it);
}

/** Who asks to receive. `classes` are the groups that the recipient belongs to, as the agency has recorded it. */
export type DisclosureAsk = {
  recipientId: string;
  recipientClasses: RecipientClass[];
  purpose: Purpose;
  records: RecordKind[];
};

export type DisclosureBasis =
  | { by: 'consent'; consents: { id: string; records: RecordKind[] }[]; noticeAndScope: true }
  | { by: 'exception'; code: ExceptionCode; section: string };

type NoDisclosure =
  | 'nothing-asked' | 'no-consent' | 'consent-ended' | 'consent-too-narrow' | 'purpose-not-covered'
  | 'exception-incomplete' | 'stays-inside' | 'agreement-not-in-force' | 'subpoena-alone' | 'proceedings-need-order' | 'more-than-exception-allows'
  | 'counseling-notes-apart';

/**
 * May these records go? A consent must name recipient, purpose and every kind of record and be in force today.
 * Several consents may carry one disclosure together; every kind of record must stand on one of them.
 * @param consents all consents of this one client, in whatever state
 */
export function mayDisclose(
  ask: DisclosureAsk, consents: ConsentFact[], today: LocalDate, without: unknown = null,
): Decision<DisclosureBasis, NoDisclosure> {
  if (ask.records.length === 0) return refuse('nothing-asked', 'Choose what should be shared.', 'records');
  if (without !== null) return byException(ask, without, today);
  const named = consents.filter((c) => covers(c, ask));
  const active = named.filter((c) => consentState(c, today) === 'active');
  if (active.length === 0) return noneActive(named, today);
  const fitting = active.filter((c) => coversPurpose(c.terms.purpose, ask.purpose));
  if (fitting.length === 0) {
    return refuse('purpose-not-covered', 'The consent names this recipient for another purpose. Ask for one that names this purpose.');
  }
  const used = fitting
    .map((c) => ({ id: c.id, records: ask.records.filter((r) => c.terms.records.includes(r)) }))
    .filter((c) => c.records.length > 0);
  const carried = new Set(used.flatMap((c) => c.records));
  const left = ask.records.filter((r) => !carried.has(r));
  if (left.includes('counseling_note')) {
    return refuse('counseling-notes-apart', 'Counseling notes need a consent of their own, signed separately.', 'records');
  }
  if (left.length > 0) {
    return refuse('consent-too-narrow', 'The consent does not name all of this. Take out what it leaves out, or ask for a wider one.', 'records');
  }
  return accept({ by: 'consent', consents: used, noticeAndScope: true });
}

function noneActive(named: ConsentFact[], today: LocalDate): Decision<never, NoDisclosure> {
  const states = named.map((c) => consentState(c, today));
  return states.some((s) => s === 'expired' || s === 'revoked' || s === 'superseded')
    ? refuse('consent-ended', 'The consent for this recipient has ended. Nothing can be sent until there is a new one.')
    : refuse('no-consent', 'There is no consent for this recipient. Ask the person, or name a lawful exception.');
}

/** Does the consent name this recipient: by id, by its group, or as one who receives through an exchange? */
function covers({ terms }: ConsentFact, ask: DisclosureAsk): boolean {
  const { recipient } = terms;
  if (recipient.as === 'class') return recipient.classes.some((c) => ask.recipientClasses.includes(c));
  return recipient.id === ask.recipientId;
}

/** TPO covers treatment and payment. "At the request of the patient" covers what the patient asked for alone. */
function coversPurpose(given: Purpose, asked: Purpose): boolean {
  return given === asked || (given === 'tpo' && (asked === 'treatment' || asked === 'payment'));
}

/** Privacy.md §6; PV-05: a proceeding needs an order with a subpoena (2.61–2.67), whatever else would allow it. */
function byException(ask: DisclosureAsk, without: unknown, today: LocalDate): Decision<DisclosureBasis, NoDisclosure> {
  const read = exception.safeParse(without);
  if (!read.success) {
    const first = read.error.issues[0];
    return refuse('exception-incomplete', first?.message ?? 'Something required is missing.', ['exception', ...(first?.path ?? [])].join('.'));
  }
  const it = read.data;
  if (it.code === 'internal') return refuse('stays-inside', 'What colleagues need to know stays inside (2.12(c)(3)). To send it out, name what allows that.', 'exception.code');
  if (it.code === 'qsoa' && (today < it.from || (it.until !== null && it.until < today))) {
    return refuse('agreement-not-in-force', 'This agreement does not hold today. Under one that has ended, or has not begun, nothing goes.', today < it.from ? 'exception.from' : 'exception.until');
  }
  if (ask.purpose === 'proceedings' && it.code !== 'court_order') {
    return refuse('proceedings-need-order', 'For a proceeding there must be the person’s own consent to that, or an order of the court with a subpoena.');
  }
  if (it.code === 'court_order' && !(it.orderSeen && it.subpoenaSeen)) {
    return refuse('subpoena-alone', 'A subpoena alone is never enough, and an order alone is not either. Both are needed; show this to the privacy officer.');
  }
  if (it.code === 'audit_evaluation' && it.copiesLeave && !it.destroyTerms) {
    return refuse('exception-incomplete', 'Copies may leave only with signed terms not to pass them on and to destroy them.', 'exception.destroyTerms');
  }
  if (it.code === 'deceased_cause' && !it.clientDied) {
    return refuse('exception-incomplete', 'This applies only after a death that is on record.', 'exception.clientDied');
  }
  const most = EXCEPTION_RECORDS[it.code];
  if (ask.records.includes('counseling_note') && it.code !== 'court_order') {
    return refuse('counseling-notes-apart', 'Counseling notes do not leave under this exception.', 'records');
  }
  if (most && ask.records.some((r) => !most.includes(r))) {
    return refuse('more-than-exception-allows', 'This exception allows less than was chosen. Take out the rest.', 'records');
  }
  return accept({ by: 'exception', code: it.code, section: EXCEPTION_WORDS[it.code] });
}
