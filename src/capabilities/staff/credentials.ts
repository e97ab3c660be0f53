import type { LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { CREDENTIAL_WORDS, SERVICE_WORDS, type CredentialKind, type Service } from '../agency/services.ts';
import type { CredentialRow } from './model.ts';

export type Credential = Pick<CredentialRow, 'credentialId' | 'staffId' | 'kind' | 'issuedOn' | 'expiresOn'>;

/** Does a credential hold on a day? Its first and last day are part of it (PR-100). */
export const holdsOn = (credential: Credential, date: LocalDate): boolean =>
  credential.issuedOn <= date && (credential.expiresOn === null || date <= credential.expiresOn);

/** Of one person's credentials, the kinds that hold on a day, each once. */
export const kindsOn = (credentials: readonly Credential[], date: LocalDate): CredentialKind[] =>
  [...new Set(credentials.filter((credential) => holdsOn(credential, date)).map((credential) => credential.kind))];

export type GivingRefusal = 'no-credential-on-that-day' | 'credential-does-not-cover-service';

/** The credential a service is given under, and whether a supervisor co-signs what is written about it. */
export type Giving = { under: Credential; needsCosign: boolean };

/**
 * May this person give this service on this day? Therapy needs a licence, counseling a recognised credential
 * (PR-61, PR-104). Of several credentials that would do, one that needs no co-signature is named (PR-72).
 * @param credentials all of one person, past ones too.
 */
export function decideGiving(
  credentials: readonly Credential[], service: Service, date: LocalDate, rules: RuleBook,
): Decision<Giving, GivingRefusal> {
  const holding = credentials.filter((credential) => holdsOn(credential, date));
  if (holding.length === 0) {
    return refuse('no-credential-on-that-day', `No credential holds on ${date}. Record one, or choose someone else.`);
  }
  const allowed = rules['credential.map'][service];
  const fitting = holding.filter((credential) => allowed.includes(credential.kind));
  const supervised = (credential: Credential) => rules['credential.supervised'].includes(credential.kind);
  const under = fitting.find((credential) => !supervised(credential)) ?? fitting[0];
  if (!under) {
    const held = holding.map((credential) => CREDENTIAL_WORDS[credential.kind].toLowerCase()).join(', ');
    return refuse('credential-does-not-cover-service',
      `${SERVICE_WORDS[service]} needs another credential than ${held}. Choose someone else.`);
  }
  return accept({ under, needsCosign: supervised(under) });
}

/** All services a person may give on a day, in the order of the list of services. */
export const servicesGivenBy = (credentials: readonly Credential[], date: LocalDate, rules: RuleBook): Service[] =>
  (Object.keys(rules['credential.map']) as Service[]).filter((service) => decideGiving(credentials, service, date, rules).ok);

/** Does everything this person writes on this day need a co-signature (PR-72)? True also without any credential. */
export function needsCosign(credentials: readonly Credential[], date: LocalDate, rules: RuleBook): boolean {
  return kindsOn(credentials, date).every((kind) => rules['credential.supervised'].includes(kind));
}

type Act = 'supervises' | 'diagnoses' | 'prescribes' | 'certifiesPlan';

/** Does a credential of this day allow the act (program-rules.md §10)? */
export const allows = (act: Act, credentials: readonly Credential[], date: LocalDate, rules: RuleBook): boolean =>
  kindsOn(credentials, date).some((kind) => rules[`credential.${act}`].includes(kind));

/** May this person co-sign what the other wrote on that day? Nobody co-signs their own (PR-72). */
export function decideCosigner(
  author: { staffId: string }, cosigner: { staffId: string; credentials: readonly Credential[] }, date: LocalDate, rules: RuleBook,
): Decision<true, 'own-note' | 'may-not-supervise'> {
  if (author.staffId === cosigner.staffId) return refuse('own-note', 'Somebody else co-signs this: you wrote it.');
  if (!allows('supervises', cosigner.credentials, date, rules)) {
    return refuse('may-not-supervise', 'Your credential of that day does not allow co-signing. Ask a supervisor.');
  }
  return accept(true);
}
