/** The way in, as the screens go it: call, assessment, decision, papers, admission, plan, week. */
import { addDays, type LocalDate } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import * as admissions from '../../capabilities/admissions/api.ts';
import { NOTHING_YET } from '../../capabilities/admissions/model.ts';
import { readRoutine } from '../../capabilities/admissions/routine-text.ts';
import { assignCounselor } from '../../capabilities/clients/api.ts';
import { readPapers, recordAcknowledgement } from '../../capabilities/consent/api.ts';
import { administerInstrument } from '../../capabilities/instruments/api.ts';
import * as level from '../../capabilities/level-of-care/api.ts';
import { DIMENSIONS } from '../../capabilities/level-of-care/model.ts';
import type { Analyte } from '../../capabilities/drug-testing/model.ts';
import { saveTestingPlan } from '../../capabilities/drug-testing/api.ts';
import { bookSession, joinTrack, listTimetable, saveAvailability } from '../../capabilities/schedule/api.ts';
import { saveSafetyPlan } from '../../capabilities/safeguards/api.ts';
import { recordEmergencyContact, saveSupporter } from '../../capabilities/support-network/api.ts';
import { planBody } from '../../capabilities/treatment-plan/model.ts';
import { admitClient, INTAKE_ITEMS, recordIntakeItem } from '../../capabilities/transition/api.ts';
import { noteMedication, offerMedication, recordNaloxone } from '../../capabilities/medication/api.ts';
import { makePlanTogether, nameClient, takeFirstCall } from '../deeds.ts';
import type { DemoPerson } from './cast.ts';
import type { Troupe } from './troupe.ts';

export type InProgram = {
  person: DemoPerson; clientId: Id; inquiryId: Id; counselor: string; objectiveIds: Id[];
  /** From when they have a place in a track; while all were full, the Monday from which on they wait for one. */
  seatedOn: LocalDate; seated: boolean;
  /** Sessions missed one after another. */
  missedInRow: number;
};

export const PANEL = ['AMP', 'COC', 'OPI', 'FEN', 'BUP', 'ETG'] as const satisfies Analyte[];
const SUBSTANCE_CODE = { alcohol: 'F10.20', opioid: 'F11.20', stimulant: 'F15.20', cocaine: 'F14.20', cannabis: 'F12.20' } as const;

/** The call: safety first, then who and their week. @returns when the assessment was booked for, if it was */
export async function takeCall(t: Troupe, p: DemoPerson): Promise<{ clientId: Id; inquiryId: Id; assessmentAt: string | null; assessor: Id | null; sessionId: Id | null }> {
  const intake = t.as('intake');
  const { version, ...of } = await takeFirstCall(intake);
  await intake.call(admissions.answerSafetyQuestion, { ...of, answer: 'no' });
  await intake.call(admissions.saveInquiry, { ...of, version, details: { ...NOTHING_YET, callsFor: 'self', callThem: p.name, phone: p.phone, voicemail: 'neutral_words',
    language: 'English', referralSource: p.random.pick(['self', 'family_or_friend', 'hospital', 'court_or_probation', 'health_provider']),
    urgency: 'this_week', risks: p.random.chance(0.3) ? ['used_last_72h'] : [], substances: [p.substance],
    routine: [...readRoutine(p.work, 'work').blocks, ...readRoutine(p.children, 'children').blocks], workText: p.work, childrenText: p.children,
    travelMinutes: p.random.int(2, 11) * 5, travelMode: p.random.pick(['bus', 'car', 'walk']), paysWith: p.random.pick(['medicaid', 'commercial', 'state_funds']) } });
  await intake.call(admissions.recordQuestion, { ...of, question: 'Will my boss find out?', answerId: null, answer: 'No. Not without your signature.' });
  if (p.course === 'elsewhere') {
    await intake.call(admissions.closeInquiry, { ...of, outcome: p.random.pick(['admitted_elsewhere', 'declined', 'unreachable', 'referred']) });
    return { ...of, assessmentAt: null, assessor: null, sessionId: null };
  }
  await intake.call(admissions.requestAdmission, of);
  const times = await intake.call(admissions.findAssessmentTimes, { days: 14 });
  const slot = times[p.random.int(0, Math.min(3, times.length - 1))];
  const booked = slot && await t.soft(intake, admissions.bookAssessment, { ...of, staffId: slot.staffId, roomId: slot.roomId, on: slot.date, startsAt: slot.from });
  return { ...of, assessmentAt: booked ? booked.startsAt : null, assessor: slot?.staffId ?? null, sessionId: booked ? booked.sessionId : null };
}

/** Screens, and the first signed decision. */
export async function assess(t: Troupe, p: DemoPerson, clientId: Id, assessor: string): Promise<void> {
  const who = t.as(assessor);
  const give = (code: Parameters<typeof answersOf>[0]) => t.soft(who, administerInstrument, { clientId, administrationId: newId(), code, answers: answersOf(code, p, 0), mode: 'interview' });
  for (const code of ['C-SSRS', 'PHQ-9', 'GAD-7', 'AUDIT'] as const) await give(code);
  await rate(t, p, clientId, assessor, 'admission');
}

/** Ratings with their reasons and a signed decision: the first one, or a review of the stay (LOC-20). */
export async function rate(t: Troupe, p: DemoPerson, clientId: Id, by: string, purpose: 'admission' | 'continued', on?: LocalDate): Promise<void> {
  const who = t.as(by === 'trainee' ? 'supervisor' : by);
  // before every decision it is asked anew whether somebody is in danger
  if (purpose === 'continued') await t.soft(who, administerInstrument, { clientId, administrationId: newId(), code: 'C-SSRS', answers: answersOf('C-SSRS', p, 0), mode: 'interview' });
  const assessmentId = newId();
  if (await t.soft(who, level.startAssessment, { clientId, assessmentId, purpose }) === null) return;
  const sheet = await who.call(level.readAssessment, { clientId, assessmentId });
  const ratedOn = on ?? sheet.details.ratings[0]!.ratedOn;
  const ratings = [0, p.random.int(0, 1), 1, p.random.int(1, 2), 2, p.random.int(1, 2)];
  const details = { ...sheet.details,
    facts: { ...sheet.details.facts, emergencyNow: false, suicidePlanIntentMeans: false, homicidalIntent: false, usedLast72h: [], priorSeizureOrDelirium: false,
      heavyAlcoholOrSedativeUse: false, dailySedativeStopped: false, pregnant: false, cannotTakePartInGroup: false, unsafeHomeNow: false, lacksSupport: p.random.chance(0.3) },
    diagnoses: [{ substance: p.substance, criteria: [1, 2, 4, 5, 6, ...(p.random.chance(0.5) ? [3] : [])], takenAsPrescribed: false, remissionSince: null, controlledEnvironment: false, onMaintenanceTherapy: false }],
    ratings: DIMENSIONS.map((dimension, i) => ({ dimension, rating: ratings[i] ?? 1, evidence: [{ kind: 'interview' as const, id: null, say: HERE[i]!, on: ratedOn }], history: 'As told at the assessment.', hereAndNow: HERE[i]!, strengths: 'Came by themself and on time.',
      neededService: (ratings[i] ?? 0) >= 2 ? 'several contacts a week' : '', ratedOn })),
    review: purpose === 'continued' ? { ...sheet.details.review, goalsMet: false, progressing: true, planChanged: false, newProblem: false, ableToTakePart: true, continuingCareBooked: false } : sheet.details.review,
    story: { ...sheet.details.story, reason: p.ownWords, wishes: p.ownWords, strengths: 'Has stopped before, for four months.' } };
  const { version } = await who.call(level.saveAssessment, { clientId, assessmentId, details, version: sheet.version });
  await t.soft(who, level.signLevelOfCare, { clientId, assessmentId, decisionId: newId(), version,
    placement: { acceptedLevel: '2.1', reasonCode: null, reason: '', riskPlan: '', personPrefers: 'evenings', barriers: p.work ? 'work' : '' } });
}
const HERE = ['No withdrawal seen.', 'Stable, sees a doctor.', 'Low at times, sleeps badly.', 'Wants this, unsure about evenings.', 'Return to use likely without several contacts a week.', 'Home is mixed; one person who helps.'];

/** Answers that get better with the weeks, as they do for many. */
export function answersOf(code: 'C-SSRS' | 'PHQ-9' | 'GAD-7' | 'AUDIT', p: DemoPerson, week: number): Record<string, number> {
  const ease = Math.min(0.75, week * 0.07);
  const item = (most: number): number => Math.max(0, Math.round(p.random.next() * most * (1 - ease)));
  const items = (n: number, most: number): Record<string, number> => Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, item(most)]));
  switch (code) {
    case 'C-SSRS': return { 1: 0, 2: 0, 6: 0 };
    case 'PHQ-9': return { ...items(8, 3.4), 9: 0 };
    case 'GAD-7': return items(7, 3.2);
    case 'AUDIT': return p.substance === 'alcohol' ? { 1: 4, 2: 3, 3: 3, 4: 2, 5: 2, 6: 1, 7: 2, 8: 1, 9: 0, 10: 4 } : { 1: 1, 2: 0, 3: 0, 9: 0, 10: 0 };
  }
}

/** Papers on screen, the last steps of the gate, and the admission. */
export async function admit(t: Troupe, p: DemoPerson, clientId: Id, counselor: string): Promise<boolean> {
  const intake = t.as('intake');
  await nameClient(intake, clientId, p.name, { bornOn: p.bornOn, pronouns: p.pronouns, sex: 'unsaid', postalCode: '60601' });
  for (const paper of await intake.call(readPapers, {})) {
    if (paper.kind === 'telehealth') continue;
    await intake.call(recordAcknowledgement, { clientId, acknowledgementId: newId(), kind: paper.kind, version: paper.version, language: paper.language, method: 'screen', signer: 'client', name: p.name, mark: '' });
  }
  const supporterId = newId();
  const named = p.random.chance(0.7) && await t.soft(intake, saveSupporter, { clientId, person: { id: supporterId, name: p.random.pick(['Dara', 'Sol', 'Mara', 'Kofi']), relation: p.random.pick(['sister', 'brother', 'partner', 'friend']), phone: `555-01${p.random.int(70, 99)}` }, version: '' });
  await t.soft(intake, recordEmergencyContact, { clientId, decision: named ? { decision: 'named', supporterId } : { decision: 'declined', reason: 'Would rather say later.' } });
  for (const item of INTAKE_ITEMS) await intake.call(recordIntakeItem, { clientId, item });
  const admitted = await t.soft(intake, admitClient, { clientId, primaryCounselorId: t.staffId(counselor) }) !== null;
  if (admitted) await t.soft(intake, assignCounselor, { clientId, staffId: t.staffId('manager'), part: 'treats' });
  return admitted;
}

/** Whoever is in training has what they sign signed by their supervisor too. */
export const underSupervision = (t: Troupe, key: string) => (key === 'trainee' ? { supervisor: t.as('supervisor') } : {});

/** The plan made together, signed by both; tests and safety plan with it. @returns ids of its objectives */
export async function makePlan(t: Troupe, p: DemoPerson, clientId: Id, counselor: string, today: LocalDate): Promise<Id[]> {
  const who = t.as(counselor);
  const [needA, needB, goalA, goalB, objA, objB] = Array.from({ length: 6 }, () => newId()) as [Id, Id, Id, Id, Id, Id];
  const body = planBody.parse({
    ownWords: p.ownWords,
    problems: [{ id: needA, dimension: 'D5', words: p.need }, { id: needB, dimension: 'D6', words: 'Nobody to call when it gets hard' }],
    goals: [{ id: goalA, problemIds: [needA], words: p.ownWords }, { id: goalB, problemIds: [needB], words: 'Two people to call' }],
    objectives: [
      { id: objA, goalId: goalA, words: 'Keep evenings without use', measure: 'evenings a week', target: 6, targetDate: addDays(today, 60), view: 'agree' },
      { id: objB, goalId: goalB, words: 'Call a support person', measure: 'calls a week', target: 2, targetDate: addDays(today, 45), view: 'agree' }],
    interventions: [
      { id: newId(), objectiveIds: [objA], service: 'relapse-prevention-group', words: '', minutes: 180, times: 3, per: 'week', weeks: 12, responsible: 'facilitator', view: 'agree' },
      { id: newId(), objectiveIds: [objA, objB], service: 'individual-counseling', words: '', minutes: 50, times: 1, per: 'week', weeks: 12, responsible: 'counselor', view: 'agree' }],
    strengths: 'Steady worker, close to a sibling.', barriers: 'Shift work.', testsPerWeek: 1, supportInvolvement: 'Family evening once a month.',
    stepDownCriteria: 'Four weeks of evenings kept, two people called each week.', relapsePlan: 'Call, leave, come in.',
    diagnoses: [{ code: SUBSTANCE_CODE[p.substance], words: 'substance use disorder' }], nextReviewOn: addDays(today, 30),
  });
  await makePlanTogether(who, { clientId, name: p.name, kind: 'full', ...underSupervision(t, counselor) }, () => body, t.soft);
  await t.soft(who, saveTestingPlan, { clientId, effectiveFrom: addDays(today, 1), testsPerWeek: 1, collectionWeekdays: [1, 2, 3, 4, 5], longestGapDays: 9, matrix: 'urine',
    panel: [...PANEL], place: 'Front desk', opensAt: '07:00', closesAt: '19:00' });
  await t.soft(who, saveSafetyPlan, { clientId, safetyPlanId: newId(), version: 0, opioids: p.substance === 'opioid', plan: {
    signs: ['I stop answering texts', 'I drive past the old place'], alone: ['Walk by the river', 'Cold water, ten breaths'], places: ['The library until nine'],
    people: [{ name: 'Dara', relation: 'sister', phone: '555-0171' }], professionals: [{ name: 'The office', phone: '555-0100' }], safer: ['Cash stays at home'],
    overdoseSteps: p.substance === 'opioid' ? ['Call 911', 'Give naloxone', 'Rescue breaths'] : [], naloxonePlace: p.substance === 'opioid' ? 'Kitchen drawer' : '', reasons: ['Mornings'] } });
  if (p.substance === 'opioid' || p.substance === 'alcohol') {
    await t.soft(who, offerMedication, { clientId, disorder: p.substance, answer: p.random.pick(['wants', 'thinking', 'declined']), words: '' });
  }
  if (p.substance === 'opioid') await t.soft(who, recordNaloxone, { clientId, answer: 'given', overdosePlan: true });
  if (p.random.chance(0.3)) {
    await t.soft(t.as('nurse'), noteMedication, { clientId, id: newId(), name: 'Sertraline', ingredients: ['sertraline'], strength: '50 mg', route: 'oral', schedule: { kind: 'daily', timesPerDay: 1 },
      prescriber: 'family doctor', startedOn: today, purpose: 'psychiatric', replaces: null });
  }
  return [objA, objB];
}

/** A place in the track that suits them, else in another. @returns whether there was one */
export async function takeSeat(t: Troupe, p: DemoPerson, clientId: Id, from: LocalDate): Promise<boolean> {
  const intake = t.as('intake');
  const { tracks } = await intake.call(listTimetable, { on: from });
  for (const track of tracks.toSorted((a, b) => Number(b.name.includes(p.track)) - Number(a.name.includes(p.track)))) {
    if (await t.soft(intake, joinTrack, { clientId, trackId: track.id, from }) !== null) return true;
  }
  return false;
}

/** A place in the track from next week on, and a standing hour with the counselor. */
export async function seat(t: Troupe, p: DemoPerson, clientId: Id, counselor: string, from: LocalDate, until: LocalDate): Promise<boolean> {
  const seated = await takeSeat(t, p, clientId, from);
  for (const [weekday, startsAt] of [[1, '14:00'], [2, '15:00'], [3, '14:00'], [4, '15:00'], [5, '13:00'], [3, '16:00'], [5, '16:00'], [1, '16:00'], [2, '13:00'], [4, '13:00']] as const) {
    const on = addDays(from, weekday - 1);
    const booked = await t.as('intake').try(bookSession as never, { clientId, kind: 'individual', service: 'individual-counseling', staffId: t.staffId(counselor), on, startsAt, minutes: 50, repeat: 'weekly', until });
    if (booked.kind === 'value') break;
  }
  return seated;
}

/** When counselors can be booked for assessments. */
export async function openDiaries(t: Troupe): Promise<void> {
  for (const [key, weekdays] of [['counselor', [2, 4]], ['second', [1, 3]], ['supervisor', [5]]] as const) {
    await t.as('intake').call(saveAvailability, { staffId: t.staffId(key), blocks: weekdays.map((weekday) => ({ weekday, from: '09:00', to: '12:30' })) });
  }
}
