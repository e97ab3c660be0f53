/** What a supporter may see, what staff may say to them, and what is owed to the people around a client (PR-62, PV-50…52). */
import { addDays, dateIn, endOfDay, instantOf, timeIn, type Instant, type LocalDate } from '../../shared/dates.ts';
import { accept, refuse, type Decision } from '../../shared/decision.ts';
import type { Obligation } from '../../shared/obligation.ts';
import { sayTime } from '../../shared/words.ts';
import type { RuleBook } from '../agency/rule-book.ts';
import { mayDisclose } from '../consent/disclosure.ts';
import type { ConsentFact } from '../consent/model.ts';
import { SUPPORTER_SIGHTS, type SupporterFact, type SupporterSight, type SupportFacts } from './model.ts';

/**
 * What this supporter may see today (PV-50, PV-51): each kind on its own consent in force that names them. Nothing at
 * all, not even that there is an account, without one; nothing after the client has ended it.
 */
export function supporterSees(supporter: SupporterFact, consents: ConsentFact[], today: LocalDate): SupporterSight[] {
  if (supporter.endedAt !== null) return [];
  return SUPPORTER_SIGHTS.filter((kind) => mayDisclose(
    { recipientId: supporter.id, recipientClasses: [], purpose: 'support', records: [kind] }, consents, today,
  ).ok);
}

export type ContactRefusal = 'not-wanted' | 'no-number' | 'ended' | 'wrong-hour';
export type MaySay = { way: 'call' | 'text' | 'message'; words: string; mayNameProgram: boolean };

/**
 * May staff reach this supporter this way now, and what may be said? Without a consent that covers `presence` only the
 * client's own neutral words; never that anybody is a client here (PV-01, PR-86).
 */
export function mayContact(
  supporter: SupporterFact, way: MaySay['way'], consents: ConsentFact[], now: Instant, zone: string,
): Decision<MaySay, ContactRefusal> {
  if (supporter.endedAt !== null) return refuse('ended', 'The client has ended contact with this person.');
  if (supporter.phone === '') return refuse('no-number', 'There is no number for this person.');
  const { mayCall, mayText, mayLeaveMessage, messageWords, notBefore, notAfter } = supporter.contact;
  const wanted = { call: mayCall, text: mayText, message: mayLeaveMessage }[way];
  if (!wanted) return refuse('not-wanted', 'The client does not want this way of contact. Ask them.');
  const time = timeIn(now, zone);
  const [early, late] = [notBefore !== '' && time < notBefore, notAfter !== '' && time > notAfter];
  // `from 9 pm until 7 am` goes through midnight: of somebody who works nights
  const overnight = notBefore !== '' && notAfter !== '' && notAfter < notBefore;
  if (overnight ? early && late : early || late) {
    return refuse('wrong-hour', `The client asked for contact ${[notBefore && `from ${sayTime(notBefore)}`, notAfter && `until ${sayTime(notAfter)}`].filter(Boolean).join(' ')}.`);
  }
  const named = mayDisclose(
    { recipientId: supporter.id, recipientClasses: [], purpose: 'support', records: ['presence'] }, consents, dateIn(now, zone),
  ).ok;
  return accept({ way, words: messageWords || 'Please call back when you can.', mayNameProgram: named });
}

/**
 * Family sessions offered and answered each month (PR-62), a first supporter asked about, words read the next day.
 * A refusal counts as offered: the answer is the client's.
 */
export function supportDue(facts: SupportFacts, rules: Pick<RuleBook, 'family.minPerMonth'>, now: Instant, zone: string): Obligation[] {
  if (facts.dischargedOn !== null) return [];
  const owedBy = facts.primaryCounselorId ? { staffId: facts.primaryCounselorId } : { role: 'counselor' };
  const path = `/clients/${facts.clientId}/people`;
  const today = dateIn(now, zone);
  const owed: Obligation[] = facts.unread.map((w) => ({
    rule: 'PV-52', about: w.wordId, clientId: facts.clientId, owedBy, what: w.askedToCall ? 'a supporter asks for a call' : 'a supporter wrote',
    why: 'words sent in, not read yet', since: w.at, due: endOfDay(addDays(dateIn(w.at, zone), 1), zone), weight: 'person' as const,
    evidence: [{ kind: 'supporter_word', id: w.wordId }], remedy: { verb: 'Read', path },
  }));
  const month = `${today.slice(0, 7)}-01`;
  const from = facts.admittedOn > month ? facts.admittedOn : month;
  const offered = facts.offers.filter((o) => dateIn(o.offeredAt, zone) >= month && o.answer !== 'open').length;
  if (rules['family.minPerMonth'] > 0 && offered < rules['family.minPerMonth']) {
    const last = Temporal.PlainDate.from(month).add({ months: 1 }).subtract({ days: 1 }).toString();
    owed.push({
      rule: 'PR-62', about: month.slice(0, 7), clientId: facts.clientId, owedBy, what: 'family session to offer',
      why: `${rules['family.minPerMonth']} a month, with the answer written`, since: instantOf(from, '00:00', zone), due: endOfDay(last, zone),
      weight: 'paper', evidence: [{ kind: 'client', id: facts.clientId }], remedy: { verb: 'Offer', path },
    });
  }
  return owed;
}
