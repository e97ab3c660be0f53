import { dateIn, addDays, endOfDay, isBefore, type Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import type { Analyte } from './model.ts';

/** Use that a client told of; `own`: in their own hand, on their phone, so that nobody was there to answer. */
export type Told = { id: Id; at: Instant; analytes: Analyte[]; said: string; own: boolean };

/**
 * §8: honesty is credited, so that a word said on a phone is answered by a person. Owed until a talk after it: about a
 * test, face to face in an individual session, or as staff kept what they said.
 */
export function toldDue(clientId: Id, told: readonly Told[], talks: readonly Instant[], rules: Pick<RuleBook, 'udt.reviewDays'>, zone: string): Obligation[] {
  const unheard = told.filter((one) => one.own && !talks.some((at) => isBefore(one.at, at)));
  const first = unheard[0];
  return first === undefined ? [] : [{
    rule: 'DT-41', about: `told:${first.id}`, clientId, owedBy: { role: 'counselor' }, what: 'talk about what they told', weight: 'person',
    why: 'told of use on their phone; thank them first', since: first.at, due: endOfDay(addDays(dateIn(first.at, zone), rules['udt.reviewDays']), zone),
    evidence: [{ kind: 'self_report', id: first.id }], remedy: { verb: 'Talk', path: `/clients/${clientId}/tests` },
  }];
}
