import { addDays, dateIn, endOfDay, instantOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { CREDENTIAL_WORDS } from '../agency/services.ts';
import type { SupervisionHeld, SupervisionLine } from './supervision-model.ts';
import { holdsOn, type Credential } from './credentials.ts';
import { supervisionOwed } from './supervision.ts';

/** What a staff member owes, or is owed, because of credentials, supervision and caseload. */

/**
 * A credential that ends soon or has ended, with none of its kind following (PR-101). It shows from the first of the
 * alert days on, and stays until a following one is recorded.
 */
export function credentialDue(credentials: readonly Credential[], rules: RuleBook, now: Instant, zone: string): Obligation[] {
  const today = dateIn(now, zone);
  const firstAlert = Math.max(0, ...rules['credential.alertDays']);
  return credentials.flatMap((credential) => {
    const last = credential.expiresOn;
    if (last === null || addDays(last, -firstAlert) > today || isFollowed(credential, last, credentials)) return [];
    const kind = CREDENTIAL_WORDS[credential.kind].toLowerCase();
    return [{
      rule: 'PR-101', about: credential.credentialId, clientId: null, owedBy: { staffId: credential.staffId },
      what: `renewal of ${kind}`,
      why: last < today
        ? `It ended on ${last}. Services on later days cannot be signed under it.`
        : `It ends on ${last}. Services after that day cannot be signed under it.`,
      since: instantOf(addDays(last, -firstAlert), '00:00', zone), due: endOfDay(last, zone), weight: 'paper' as const,
      evidence: [{ kind: 'credential', id: credential.credentialId }],
      remedy: { verb: 'Renew', path: '/staff' },
    }];
  });
}

const isFollowed = (credential: Credential, last: LocalDate, all: readonly Credential[]): boolean =>
  all.some((other) => other.credentialId !== credential.credentialId && other.staffId === credential.staffId
    && other.kind === credential.kind && holdsOn(other, addDays(last, 1)));

/**
 * Supervision owed to one person: a trainee each week, a certified counselor each month (PR-102). The supervisor of
 * that day owes it; where none is named, whoever holds the role.
 */
export function supervisionDue(
  person: { staffId: string; initials: string; credentials: readonly Credential[]; lines: readonly SupervisionLine[] },
  held: readonly SupervisionHeld[], rules: RuleBook, now: Instant, zone: string,
): Obligation[] {
  const today = dateIn(now, zone);
  const owed = supervisionOwed(person, held, rules, today, zone);
  if (owed === null || owed.done >= owed.owed) return [];
  const line = person.lines.find((one) => one.staffId === person.staffId && one.from <= today && (one.until === null || today < one.until));
  return [{
    rule: 'PR-102', about: `${person.staffId}:${owed.from}`, clientId: null,
    owedBy: line ? { staffId: line.supervisorId } : { role: 'supervisor' },
    what: `supervision of ${person.initials}`, why: `${owed.done} of ${owed.owed} minutes this ${owed.every}.`,
    since: instantOf(owed.from, '00:00', zone), due: endOfDay(addDays(owed.before, -1), zone), weight: 'paper',
    evidence: [{ kind: 'staff', id: person.staffId }],
    remedy: { verb: 'Log it', path: '/supervision' },
  }];
}

export type Caseload = { clients: number; warnAt: number; most: number; state: 'room' | 'full-soon' | 'over' };

/** How full one counselor's caseload is, the limits scaled by their share of full time (PR-103). */
export function caseloadOf(clients: number, fte: number, rules: RuleBook): Caseload {
  const most = Math.floor(rules['caseload.maxPerFte'] * fte);
  const warnAt = Math.min(most, Math.floor(rules['caseload.warnPerFte'] * fte));
  return { clients, warnAt, most, state: clients > most ? 'over' : clients >= warnAt ? 'full-soon' : 'room' };
}

/** A caseload above its limit is the supervisor's to level (PR-103). `since` is when the last client was added. */
export function caseloadDue(
  person: { staffId: string; fte: number; clients: number; since: Instant }, rules: RuleBook, zone: string,
): Obligation[] {
  const load = caseloadOf(person.clients, person.fte, rules);
  if (load.state !== 'over') return [];
  return [{
    rule: 'PR-103', about: person.staffId, clientId: null, owedBy: { role: 'supervisor' }, what: 'caseload to level',
    why: `${load.clients} clients, ${load.most} at most.`, since: person.since,
    due: endOfDay(addDays(dateIn(person.since, zone), 7), zone), weight: 'person',
    evidence: [{ kind: 'staff', id: person.staffId }], remedy: { verb: 'Level', path: '/staff' },
  }];
}
