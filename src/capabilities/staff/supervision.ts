/** Supervision: what each person is owed, what they received, and what may be logged (PR-102). */
import { addDays, addMinutes, compareInstants, dateIn, instantOf, isBefore, weekOf, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { kindsOn, type Credential } from './credentials.ts';
import type { SupervisionEntry, SupervisionHeld } from './supervision-model.ts';

/** Minutes owed to one person in the week or month of a day, and received in it. `before` is the first day after it. */
export type SupervisionOwed = { every: 'week' | 'month'; from: LocalDate; before: LocalDate; owed: number; done: number };

/** @returns null for whoever works under nobody: a licensed person, or somebody without a clinical credential */
export function supervisionOwed(
  person: { staffId: string; credentials: readonly Credential[] }, held: readonly SupervisionHeld[], rules: RuleBook, today: LocalDate, zone: string,
): SupervisionOwed | null {
  const kinds = kindsOn(person.credentials, today);
  const trainee = kinds.length > 0 && kinds.every((kind) => rules['credential.supervised'].includes(kind));
  const certified = kinds.includes('certified-addiction-counselor') && !kinds.some((kind) => rules['credential.supervises'].includes(kind));
  if (!trainee && !certified) return null;
  const monthStart = `${today.slice(0, 7)}-01`;
  const from = trainee ? weekOf(today, rules['week.start']) : monthStart;
  const before = trainee ? addDays(from, 7) : Temporal.PlainDate.from(monthStart).add({ months: 1 }).toString();
  return {
    every: trainee ? 'week' : 'month', from, before, done: supervisedMinutes(held, person.staffId, from, before, zone),
    owed: 60 * (trainee ? rules['supervision.traineeHoursPerWeek'] : rules['supervision.certifiedHoursPerMonth']),
  };
}

/** Minutes of supervision one person received from one day to before another. */
export const supervisedMinutes = (
  held: readonly SupervisionHeld[], staffId: string, from: LocalDate, before: LocalDate, zone: string,
): number => held
  .filter((one) => one.staffId === staffId && from <= dateIn(one.heldAt, zone) && dateIn(one.heldAt, zone) < before)
  .reduce((sum, one) => sum + one.minutes, 0);

export type LogRefusal = 'supervises-self' | 'not-over-yet' | 'one-alone' | 'may-not-supervise' | 'logged-already';

/**
 * Takes an entry: it is over, the supervisor holds a credential that supervises on that day, *individual* means one person,
 * and nobody sat in two at once.
 */
export function decideSupervision(
  entry: SupervisionEntry, context: { supervisor: readonly Credential[]; held: readonly SupervisionHeld[] }, rules: RuleBook, now: Instant, zone: string,
): Decision<{ heldAt: Instant }, LogRefusal> {
  const heldAt = instantOf(entry.on, entry.startsAt, zone);
  const end = addMinutes(heldAt, entry.minutes);
  if (entry.staffIds.includes(entry.supervisorId)) return refuse('supervises-self', 'Nobody supervises themself. Choose another supervisor.', 'supervisorId');
  if (compareInstants(end, now) > 0) return refuse('not-over-yet', 'Log it when it is over.', 'startsAt');
  if (entry.kind === 'individual' && entry.staffIds.length > 1) return refuse('one-alone', 'Alone means one person. Choose one, or say that it was a group.', 'staffIds');
  if (!kindsOn(context.supervisor, entry.on).some((kind) => rules['credential.supervises'].includes(kind))) {
    return refuse('may-not-supervise', 'No credential of this person allows supervising on that day. Choose somebody else, or record the credential first.', 'supervisorId');
  }
  const twice = context.held.find((one) => entry.staffIds.includes(one.staffId) && isBefore(one.heldAt, end) && isBefore(heldAt, addMinutes(one.heldAt, one.minutes)));
  return twice ? refuse('logged-already', 'Somebody of them has supervision at that time already. Look in the log below.', 'startsAt') : accept({ heldAt });
}
