/**
 * What goes with each disclosure (42 CFR 2.32): a notice, and a copy of the consent or a clear account of its scope
 * (PV-20, PV-21). Templates in our own words; an agency may write its own, so texts are looked up by channel.
 */
import { EXCEPTION_WORDS, type ExceptionCode } from './disclosure.ts';
import {
  CLASS_WORDS, CONSENT_KIND_WORDS, PURPOSE_WORDS, RECORD_WORDS,
  type ConsentTerms, type DisclosureFact, type Expiry, type Recipient,
} from './model.ts';

export type Channel = 'paper' | 'portal' | 'fax' | 'message' | 'spoken';
export type NoticeTexts = { long: string; short: string };

export const DEFAULT_NOTICES: NoticeTexts = {
  long: [
    'Federal law protects this record (42 CFR Part 2). It may not be used or shown in any civil, criminal,',
    'administrative or legislative proceeding against the person it is about, unless that person has consented in',
    'writing to that use or a court has ordered it under Part 2 and a subpoena compels it. You may use or pass it on',
    'for anything else only as the person’s written consent says; or, if you received it for treatment, payment or',
    'health care operations as a HIPAA covered entity, a business associate or a Part 2 program, as HIPAA allows.',
  ].join(' '),
  short: 'Federal law (42 CFR Part 2) forbids using or sharing this record except as that law allows.',
};

/** The statement that goes with a disclosure: long where there is room, one sentence where there is not. */
export const noticeFor = (channel: Channel, texts: NoticeTexts = DEFAULT_NOTICES): string =>
  channel === 'paper' || channel === 'portal' ? texts.long : texts.short;

/** The sentences that a form for this consent must carry; kept with the signature as they stood (elements 4b, 6, 10). */
export function formTexts(purpose: ConsentTerms['purpose'], coveredEntity: boolean) {
  return {
    revocationText: 'I may take this back at any time, here in writing or with one tap on my phone. It does not undo '
      + 'what was already shared while it held.',
    redisclosureText: purpose === 'tpo' && coveredEntity
      ? 'Who receives it may pass it on as HIPAA allows, but not for a proceeding against me.' : '',
    tpoRedisclosureText: purpose === 'tpo'
      ? 'Once shared for treatment, payment and operations it may be passed on and may no longer be protected by Part 2.' : '',
    refusalText: purpose === 'tpo'
      ? 'If I do not sign, the program may be unable to bill for my care or to work with my other providers; it will '
        + 'tell me what that means before I decide.' : '',
    fundraisingOptOutText: purpose === 'fundraising' ? 'I can say no to fundraising at any time, and it changes nothing in my care.' : '',
  };
}

/** One consent in four plain lines: who, what, why, until when (PV-13). Speaks to the client. */
export function summaryOf(terms: ConsentTerms): { who: string; what: string; why: string; until: string } {
  return {
    who: whoReceives(terms.recipient),
    what: listWords(terms.records.map((r) => RECORD_WORDS[r])),
    why: PURPOSE_WORDS[terms.purpose],
    until: untilWords(terms.expiry),
  };
}

export function whoReceives(recipient: Recipient): string {
  if (recipient.as === 'class') return listWords(recipient.classes.map((c) => CLASS_WORDS[c]));
  if (recipient.as === 'named') return recipient.name;
  return `${recipient.name}, for ${listWords(recipient.participants)}`;
}

export function untilWords(expiry: Expiry): string {
  if (expiry.by === 'date') return `until ${longDate(expiry.on)}`;
  return expiry.by === 'event' ? `until: ${expiry.words}` : 'until I take it back';
}

/** The clear account of scope that accompanies a disclosure in place of a copy of the consent (2.32(b)). */
export function scopeText(terms: ConsentTerms): string {
  const { who, what, why, until } = summaryOf(terms);
  return `${CONSENT_KIND_WORDS[terms.kind]}. May receive: ${who}. What: ${what}. For: ${why}. Holds ${until}.`;
}

/**
 * What who receives it may do with it further (2.33, PV-22): under consents for treatment, payment and operations alone a HIPAA
 * covered entity, its associate or a Part 2 program passes it on as HIPAA allows; everybody else only as the consent says.
 * @param consents those that it stands on
 */
export const passingOn = (consents: readonly ConsentTerms[], coveredEntity: boolean): string =>
  (coveredEntity && consents.length > 0 && consents.every((terms) => terms.purpose === 'tpo')
    ? 'You may pass it on as HIPAA allows, but not for a proceeding against the person it is about.'
    : 'You may pass it on only as the person’s consent says, and not for a proceeding against them.');

/** The account of scope that goes along: each consent it stands on, then what may be done with it further. */
export const scopeOfConsents = (consents: readonly ConsentTerms[], coveredEntity: boolean): string =>
  [...consents.map(scopeText), passingOn(consents, coveredEntity)].join('\n');

/** The exact text that the client reads and signs. The signature binds it, so nothing here may depend on the clock. */
export function consentText(terms: ConsentTerms): string {
  const { who, what, why, until } = summaryOf(terms);
  return [
    CONSENT_KIND_WORDS[terms.kind],
    `I, ${terms.patientName}, allow ${terms.disclosers} to share`,
    `What: ${what}.`, `With: ${who}.`, `For: ${why}.`, `This holds ${until}.`,
    terms.revocationText, terms.redisclosureText, terms.tpoRedisclosureText, terms.refusalText, terms.fundraisingOptOutText,
    terms.irrevocableUntil && `I understand that I cannot take this back before: ${terms.irrevocableUntil}.`,
    terms.interpreter && `Read to me in ${terms.language} by ${terms.interpreter}.`,
  ].filter(Boolean).join('\n');
}

/** Why something went: what the consent was for, or the exception that stood in its place. */
export const whyOf = ({ basis, purpose }: Pick<DisclosureFact, 'basis' | 'purpose'>): string => (basis.by === 'consent'
  ? PURPOSE_WORDS[purpose] : `without consent: ${EXCEPTION_WORDS[basis.code as ExceptionCode] ?? basis.code}`);

/**
 * The accounting a client may ask for (2.25): each disclosure of the past three years, newest first. Those for
 * treatment, payment and operations are listed only if they went through the electronic record; what a client
 * receives about their own record is theirs and not in it.
 * @param from first day to list, at most three years back; earlier days are cut to that
 */
export function accountingOf(disclosures: DisclosureFact[], today: string, from?: string): DisclosureFact[] {
  const threeYears = Temporal.PlainDate.from(today).subtract({ years: 3 }).toString();
  const first = from && from > threeYears ? from : threeYears;
  return disclosures
    .filter((d) => d.at.slice(0, 10) >= first)
    .filter((d) => d.throughEhr || !['tpo', 'treatment', 'payment'].includes(d.purpose))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

/**
 * The same on a client's own phone, without reports of child abuse: others at home may read it, and 2.25 asks for what went
 * by consent. Whoever asks for the whole list is given it by a person, who can talk about it.
 */
export const accountingOnPhone = (disclosures: DisclosureFact[], today: string): DisclosureFact[] =>
  accountingOf(disclosures, today).filter((d) => d.basis.by === 'consent' || d.basis.code !== 'child_abuse');

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `20 March 2026`: part of what is signed, so it depends on nothing but the date. An unfinished date stays as it is. */
const longDate = (date: string): string => {
  const [year, month, day] = date.split('-').map(Number);
  return year && month && day ? `${day} ${MONTHS[month - 1]} ${year}` : date;
};

/** `a`, `a and b`, `a, b and c`. */
export const listWords = (items: string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
