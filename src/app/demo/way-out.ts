/** How stays end in the demo: planned from the first week, reviewed on the way, finished, handed on, or broken off. */
import { addDays } from '../../shared/dates.ts';
import { dischargeClient, readDischargeSummary, recordFollowUp, saveGraduationPlan, signDischargeSummary, stepClient } from '../../capabilities/transition/api.ts';
import { askAtTheEnd, type DayOfDemo } from './program-days.ts';
import { makePlanTogether } from '../deeds.ts';
import type { Troupe } from './troupe.ts';
import { rate, underSupervision, type InProgram } from './way-in.ts';

type Ended = { one: InProgram; on: string; completed: boolean };
const ended = new WeakMap<Troupe, Ended[]>();

export async function wayOut(t: Troupe, day: DayOfDemo, everybody: readonly InProgram[]): Promise<void> {
  day.set('17:10');
  const gone = ended.get(t) ?? [];
  ended.set(t, gone);
  for (const one of everybody) {
    if (!day.inProgram.has(one.clientId)) continue;
    const days = Temporal.PlainDate.from(one.seatedOn).until(Temporal.PlainDate.from(day.today)).days;
    if (days === 3) await firstWeek(t, day, one);
    if ((days === 28 || days === 57) && one.person.n % 7 !== 0) await review(t, day, one, false);
    if (days === 18 || days === 45 || days === 72) await rate(t, one.person, one.clientId, one.counselor, 'continued', day.today);
    if (days === 78 && one.person.course === 'finishes') await review(t, day, one, true);
    if (days === 80 && one.person.course !== 'leaves') {
      await t.soft(t.as(one.counselor), stepClient, { clientId: one.clientId, to: '1.5', reason: 'Goals of this step are met.', receivedBy: 'Weekly group, Thursday 6 pm', clientSaid: 'agrees' });
    }
    if (one.person.course === 'leaves' && days === 52) await end(t, day, one, 'left_against_advice', gone);
    else if (days === 86) await end(t, day, one, one.person.course === 'finishes' ? 'completed' : 'transferred_lower', gone);
  }
  for (const { one, on, completed } of gone) {
    const days = Temporal.PlainDate.from(on).until(Temporal.PlainDate.from(day.today)).days;
    if (days === 7 || days === 30) {
      if (days === 30) await askAtTheEnd(t, one);
      await t.soft(t.as('manager'), recordFollowUp, { clientId: one.clientId, dayNumber: days, outcome: 'reached', doing: completed ? 'well' : 'mixed', wantsBack: false, words: 'Goes to the Thursday group.' });
    }
  }
}

async function firstWeek(t: Troupe, day: DayOfDemo, one: InProgram): Promise<void> {
  await t.soft(t.as(one.counselor), saveGraduationPlan, { clientId: one.clientId, version: null, items: ['A weekly group close to work', 'Two people to call', 'A doctor who knows'], ownWords: one.person.ownWords,
    nextAppointmentOn: addDays(day.today, 86), nextAppointmentWith: 'Weekly group, Thursday 6 pm', medicationFollowUpOn: addDays(day.today, 86), clientAgrees: true });
}

/** A review carries every item over under its id; at the last one the objectives are met. */
async function review(t: Troupe, day: DayOfDemo, one: InProgram, last: boolean): Promise<void> {
  await makePlanTogether(t.as(one.counselor), { clientId: one.clientId, name: one.person.name, kind: 'review', ...underSupervision(t, one.counselor) }, (from) => ({
    ...from, nextReviewOn: addDays(day.today, 30),
    objectives: from.objectives.map((o, i) => ({ ...o, view: 'agree' as const,
      status: last ? 'met' as const : o.status, progress: last ? 'Kept for four weeks.' : i === 0 ? 'Five evenings of seven.' : 'One call last week.',
      targetDate: last || (o.targetDate ?? '') > day.today ? o.targetDate : addDays(day.today, 30) })),
    interventions: from.interventions.map((i) => ({ ...i, view: 'agree' as const })),
  }), t.soft);
}

async function end(t: Troupe, day: DayOfDemo, one: InProgram, type: 'completed' | 'transferred_lower' | 'left_against_advice', gone: Ended[]): Promise<void> {
  const who = t.as(one.counselor);
  if (type !== 'left_against_advice') await askAtTheEnd(t, one);
  const draft = { clientId: one.clientId, reason: type === 'left_against_advice' ? 'Did not come any more and said so on the phone.' : 'Did what they came for; goes on in the weekly group.',
    lastContactOn: day.today, on: day.today, transferTo: 'Weekly group, Thursday 6 pm', appointmentOn: addDays(day.today, 3), naloxone: 'given' as const,
    clientStatement: type === 'left_against_advice' ? '' : one.person.ownWords };
  const done = await t.soft(who, dischargeClient, { ...draft, type })
    ?? (type === 'completed' ? await t.soft(who, dischargeClient, { ...draft, type: 'transferred_lower' }) : null);
  if (!done) return;
  day.inProgram.delete(one.clientId);
  gone.push({ one, on: day.today, completed: type === 'completed' });
  if (one.person.n % 3 === 0 && addDays(day.today, 9) >= day.lastDay) return; // a summary that is still owed
  const summary = await who.call(readDischargeSummary, { clientId: one.clientId });
  if (summary) await t.soft(who, signDischargeSummary, { clientId: one.clientId, parts: summary.parts.map(({ part, text }) => ({ part, text })) });
}
