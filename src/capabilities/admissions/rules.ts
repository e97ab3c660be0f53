import { accept, refuse, type Decision } from '../../shared/decision.ts';
import { addHours, dateIn, endOfDay, isBefore, type Instant, type LocalDate } from '../../shared/dates.ts';
import { businessDaysAfter, type WorkCalendar } from '../../shared/business-days.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { CredentialKind } from '../agency/services.ts';
import type { Inquiry } from './model.ts';
import { dangerState } from './safety-screen.ts';
import { priorityClass, priorityClock, PRIORITY_WORDS, type PrioritySettings } from './priority.ts';

/** What this room reads of the agency's rule book. */
export type AdmissionSettings = PrioritySettings & Pick<RuleBook, 'inquiry.callBackDays' | 'assessment.dueDays'>;

/** The last time that somebody spoke with the caller. Opening a call or walking in counts. */
function lastReached(inquiry: Inquiry): Instant | null {
  const spoke = inquiry.channel === 'call' || inquiry.channel === 'walk_in' ? [inquiry.openedAt] : [];
  const reached = inquiry.attempts.filter((attempt) => attempt.outcome === 'reached').map((attempt) => attempt.at);
  return [...spoke, ...reached].sort((a, b) => (isBefore(a, b) ? -1 : 1)).at(-1) ?? null;
}

/** PR-40: somebody who wrote or left a message is called back within a business day. `null`: nothing is owed. */
export function callBackDue(inquiry: Inquiry, settings: AdmissionSettings, calendar: WorkCalendar): Instant | null {
  if (inquiry.outcome || lastReached(inquiry)) return null;
  return businessDaysAfter(inquiry.openedAt, settings['inquiry.callBackDays'], calendar);
}

/** PR-42: the day by which an assessment is to be offered, counted from the request. */
export const assessmentOfferDue = (
  requestedAt: Instant, settings: Pick<RuleBook, 'assessment.dueDays'>, calendar: WorkCalendar,
): Instant => businessDaysAfter(requestedAt, settings['assessment.dueDays'], calendar);

/** A staff member's credential as dated facts: valid on days from `issuedOn` to before `expiresOn`. */
export type AssessorCredential = { kind: CredentialKind; issuedOn: LocalDate; expiresOn: LocalDate | null };

/** PR-44: an assessment diagnoses, so that the slot's person needs a credential that allows it on that day. */
export function maySeeForAssessment(
  credentials: readonly AssessorCredential[], settings: Pick<RuleBook, 'credential.map'>, on: LocalDate,
): Decision<{ credential: CredentialKind }, 'credential-may-not-assess' | 'credential-not-valid-then'> {
  const allowed = settings['credential.map'].assessment ?? [];
  const fitting = credentials.filter((credential) => allowed.includes(credential.kind));
  if (fitting.length === 0) {
    return refuse('credential-may-not-assess',
      'An assessment needs a credential that allows a diagnosis. Choose another person.', 'staffId');
  }
  const valid = fitting.find((credential) =>
    credential.issuedOn <= on && (credential.expiresOn === null || on < credential.expiresOn));
  return valid ? accept({ credential: valid.kind })
    : refuse('credential-not-valid-then', 'Their credential is not valid on that day. Choose another day or person.',
      'staffId');
}

/** PR-43: nobody on the waiting list is passed over before one good-faith try since the seat came free. */
export function mayPassOver(
  inquiry: Pick<Inquiry, 'attempts'>, seatFreeSince: Instant,
): Decision<{ tries: number }, 'not-contacted-yet'> {
  const tries = inquiry.attempts
    .filter((attempt) => attempt.forOpening && !isBefore(attempt.at, seatFreeSince)).length;
  return tries > 0 ? accept({ tries })
    : refuse('not-contacted-yet', 'Try to reach them about this opening first, and record it.');
}

/** Everything that the front door owes one caller (PR-40 to PR-43). */
export function inquiryDue(
  inquiry: Inquiry, context: { settings: AdmissionSettings; calendar: WorkCalendar; full: boolean },
): Obligation[] {
  if (inquiry.outcome) return [];
  const { settings, calendar, full } = context;
  const due: Obligation[] = [];
  type Rest = Pick<Obligation, 'what' | 'why' | 'since' | 'due' | 'weight'>;
  const owe = (rule: string, part: string, verb: string, rest: Rest): void => {
    due.push({
      rule, about: `${inquiry.id}/${part}`, clientId: null, owedBy: { role: 'intake' }, ...rest,
      evidence: [{ kind: 'inquiry', id: inquiry.id }], remedy: { verb, path: `/calls/${inquiry.id}` },
    });
  };
  const danger = dangerState(inquiry);
  if (danger === 'yes') {
    const at = inquiry.danger!.at;
    owe('PR-40', 'crisis', 'Open',
      { what: 'crisis steps', why: 'danger was said, no step is recorded', since: at, due: at, weight: 'danger' });
  }
  if (danger === 'unasked') {
    owe('PR-40', 'danger', 'Ask', {
      what: 'safety question', why: 'nobody asked yet whether anybody is in danger', since: inquiry.openedAt,
      due: endOfDay(dateIn(inquiry.openedAt, calendar.zone), calendar.zone), weight: 'person',
    });
  }
  const callBack = callBackDue(inquiry, settings, calendar);
  if (callBack) {
    const why = `within ${days(settings['inquiry.callBackDays'])}, tried ${inquiry.attempts.length} times`;
    owe('PR-40', 'call-back', 'Call',
      { what: 'call back', why, since: inquiry.openedAt, due: callBack, weight: 'person' });
  }
  const { requestedAt } = inquiry;
  if (!requestedAt) return due;
  if (!inquiry.assessmentOfferedAt && !inquiry.assessment) {
    owe('PR-42', 'assessment', 'Book', {
      what: 'offer an assessment', why: `within ${days(settings['assessment.dueDays'])} of asking`,
      since: requestedAt, due: assessmentOfferDue(requestedAt, settings, calendar), weight: 'person',
    });
  }
  const cls = priorityClass(inquiry.details.risks);
  const clock = priorityClock(cls, requestedAt, full, settings, calendar);
  if (clock.admitBy) {
    owe('PR-41', 'admission', 'Open',
      { what: 'priority admission', why: clock.why, since: requestedAt, due: clock.admitBy, weight: 'person' });
  }
  if (clock.interimBy && !inquiry.interimServicesAt) {
    owe('PR-41', 'interim', 'Open', {
      what: 'interim services', why: `${PRIORITY_WORDS[cls]}, and no seat is free`, since: requestedAt,
      due: clock.interimBy, weight: 'person',
    });
  }
  return due;
}

/** PR-41: by when the state hears that 90% of the seats are taken. `null`: below that share, or told already. */
export function capacityNoticeDue(
  seats: { taken: number; total: number; reachedAt: Instant | null; toldAt: Instant | null },
  settings: Pick<RuleBook, 'capacity.noticePercent' | 'capacity.noticeDays'>,
): Instant | null {
  const { taken, total, reachedAt, toldAt } = seats;
  if (total === 0 || taken * 100 < settings['capacity.noticePercent'] * total || !reachedAt || toldAt) return null;
  return addHours(reachedAt, settings['capacity.noticeDays'] * 24);
}

const days = (n: number): string => (n === 1 ? '1 business day' : `${n} business days`);
