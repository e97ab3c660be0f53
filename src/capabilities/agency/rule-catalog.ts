import * as z from 'zod';
import { localDate, timeZone, wallTime, weekday } from '../../shared/dates.ts';
import { COUNTED_BY_DEFAULT, GIVEN_BY_DEFAULT, credentialKind, service } from './services.ts';

/**
 * Every number of the field that an agency, a state or a payer may set otherwise (program-rules.md §13), with the
 * default, where it comes from and what it means in plain words. To add one, add a line: `RuleBook` grows with it.
 */
export type Setting<T extends z.ZodType = z.ZodType> = {
  type: T;
  default: z.infer<T>;
  /** Rule id of the field's pages, regulation or practice. */
  source: string;
  words: string;
  unit: string;
};

const setting = <T extends z.ZodType>(type: T, fallback: z.infer<T>, unit: string, source: string, words: string): Setting<T> =>
  ({ type, default: fallback, source, words, unit });

const whole = (least: number, most: number) =>
  z.number({ error: 'Write a number.' }).int('Write a whole number.')
    .min(least, `Write ${least} or more.`).max(most, `Write ${most} or less.`);
const amount = (least: number, most: number) =>
  z.number({ error: 'Write a number.' }).min(least, `Write ${least} or more.`).max(most, `Write ${most} or less.`);
const days = (fallback: number, source: string, words: string, most = 730) =>
  setting(whole(0, most), fallback, 'days', source, words);
const hours = (fallback: number, source: string, words: string, most = 24 * 365) =>
  setting(amount(0, most), fallback, 'hours', source, words);
const count = (fallback: number, unit: string, source: string, words: string, most = 1000) =>
  setting(whole(0, most), fallback, unit, source, words);
const minutes = (fallback: number, source: string, words: string) =>
  setting(whole(0, 24 * 60), fallback, 'minutes', source, words);
const dayList = (fallback: number[], source: string, words: string) =>
  setting(z.array(whole(1, 3650)), fallback, 'days', source, words);
const yesNo = (fallback: boolean, source: string, words: string) => setting(z.boolean(), fallback, '', source, words);
const codes = (fallback: string[], source: string, words: string) =>
  setting(z.array(z.string().min(1).max(40)), fallback, 'instruments', source, words);

export const CATALOG = {
  // the week and its hours
  timezone: setting(timeZone, 'America/Chicago', '', '§13', 'The time zone that new sites get.'),
  holidays: setting(z.array(z.object({ date: localDate, name: z.string().min(1).max(60) })), [], 'days', 'PR-10, PR-75',
    'Days on which the program is closed. No session is made on them and no clock of business days runs.'),
  'week.start': setting(weekday, 1, 'weekday', 'PR-15', 'The day on which a client-week begins (1 is Monday).'),
  'hours.floor.adult': hours(9, 'PR-01, 42 CFR 424.24(d)', 'The least hours a week at level 2.1 for an adult.', 40),
  'hours.floor.adolescent': hours(6, 'PR-02', 'The least hours a week at level 2.1 for an adolescent.', 40),
  'hours.ceiling': hours(19, 'PR-01', 'The most hours a week planned at level 2.1.', 60),
  'hours.higherLevel': hours(20, 'PR-03', 'From how many hours a week on it is level 2.5.', 80),
  'hours.typical': hours(10, 'PR-04', 'The hours a week told to callers. Not a ceiling on care.', 40),
  'hours.taperMaxWeeks': count(2, 'weeks', 'PR-05', 'How many weeks below the floor a documented taper may last.', 12),
  'hours.weeksUnderFloorForReview': count(2, 'weeks', 'PR-16',
    'After how many weeks in a row below the floor the level of care is reviewed.', 12),
  'hours.counted': setting(z.record(service, z.boolean()), COUNTED_BY_DEFAULT, '', 'PR-13, 42 CFR 410.44',
    'Which services count to the weekly hours.'),
  'group.minPerWeek': count(2, 'groups', 'PR-08', 'The least groups a week.', 14),
  'days.minPerWeek': setting(whole(2, 5), 3, 'days', 'PR-09', 'The least service days a week.'),
  'gap.maxDays': days(3, 'PR-10', 'The most calendar days without contact between two contacts, holidays aside.', 14),
  'program.minWeeks': count(8, 'weeks', 'PR-11', 'The least length of the program.', 104),
  'program.typicalWeeks': count(12, 'weeks', 'PR-11', 'The length told to callers.', 104),
  'program.retentionDays': days(90, 'PR-12', 'From when on staying in care shows its benefit.'),
  'client.adultFromAge': count(18, 'years', 'PR-02', 'From which age on the adult floor holds.', 25),
  // groups and sessions
  'group.max.therapy': count(12, 'clients', 'PR-22', 'The most clients in a therapy group.', 35),
  'group.max.education': count(24, 'clients', 'PR-23', 'The most clients in an education group.', 200),
  'group.min': count(2, 'clients', 'PR-24', 'The least clients present for it to be a group.', 12),
  'group.secondFacilitatorAt': count(12, 'clients', 'PR-25', 'Above how many clients a second facilitator is needed.', 200),
  'session.minMinutesForCredit': minutes(16, 'PR-81, BL-03', 'The least minutes attended for a session to be credited.'),
  'session.lateMinutes': minutes(15, 'PR-81', 'From how many minutes on coming later, or leaving earlier, is partial.'),
  'session.differenceMinutes': minutes(5, 'practice, PR-13',
    'From how many minutes on two words about the same arrival, or departure, are shown as a difference.'),
  'session.doorOpensMinutes': minutes(60, 'practice', 'How many minutes before a session its people can sign in at the door.'),
  'break.minutes': minutes(15, 'PR-21', 'The break in a three-hour block. It is not service time.'),
  'schedule.undoHours': hours(24, 'Practice', 'Hours in which a change of the timetable can be taken back.', 168),
  'schedule.bufferMinutes': minutes(10, 'Practice', 'Minutes kept free around a session for one person, for the note and the way.'),
  'schedule.answerDays': count(2, 'business days', 'PR-60', 'Within how many business days a wish for an extra session is answered.', 30),
  'waiting.offerHours': hours(48, 'PR-43', 'Hours for which an offered seat is kept for one person.', 336),
  'schedule.weeksAhead': count(26, 'weeks', 'architecture', 'How far ahead sessions are made.', 104),
  // building weeks: points for each step away from a good week. Leaving the present weighs before every wish
  'builder.weight.unplaced': count(400, 'points', 'look, Builder', 'What a client without a whole week weighs when weeks are built for all.', 100_000),
  'builder.weight.change': count(30, 'points', 'look, Builder', 'What each seat left or begun weighs for somebody who has a week already.'),
  'builder.weight.counselor': count(6, 'points', 'look, Builder', 'What an individual session with somebody else than their counselor weighs.'),
  'builder.weight.track': count(5, 'points', 'look, Builder', 'What a group beside the track weighs, or one of the track left out.'),
  'builder.weight.timeOfDay': count(4, 'points', 'look, Builder', 'What a session at another time of day than they come now weighs.'),
  'builder.weight.trip': count(3, 'points', 'look, Builder', 'What each day on which they come weighs.'),
  'builder.weight.newcomers': count(3, 'points', 'look, Builder', 'What each newcomer weighs who begins in a group beyond how many it takes at once.'),
  'builder.weight.groupSize': count(1, 'points', 'PR-22', 'What each person weighs whom a group has too many or too few.'),
  'builder.newcomersAtOnce': count(2, 'clients', 'look, Builder', 'How many newcomers a group takes well in one week.', 24),
  'builder.groupLeast': count(5, 'clients', 'PR-22', 'From how many clients on a group works well.', 24),
  'builder.groupMost': count(10, 'clients', 'PR-22', 'Up to how many clients a group works well.', 35),
  'builder.seconds': count(60, 'seconds', 'look, Builder', 'How long a build for everyone searches at most.', 600),
  'builder.gapPermille': count(10, 'per thousand', 'look, Builder', 'How near to the best possible a build for everyone ends. 10 is within a hundredth.', 500),
  // first contact
  'inquiry.callBackDays': count(1, 'business days', 'PR-40', 'Within how many business days a caller is called back.', 30),
  'assessment.dueDays': count(3, 'business days', 'PR-42', 'Within how many business days an assessment is offered.', 60),
  'assessment.reuseDays': days(30, 'PR-45', 'How old an earlier assessment may be to be used again with an addendum.'),
  'priority.pregnantHours': hours(48, 'PR-41, 45 CFR 96.131', 'Pregnant people are admitted, or served meanwhile, within.'),
  'priority.injectionDays': days(14, 'PR-41, 45 CFR 96.126(b)', 'People who inject drugs are admitted within.'),
  'priority.injectionDaysWhenFull': days(120, 'PR-41, 45 CFR 96.126(b)', 'The same when the program is full.'),
  'priority.interimHours': hours(48, 'PR-41, 45 CFR 96.126(b)', 'Interim services begin within.'),
  'capacity.noticePercent': count(90, 'percent', 'PR-41, 45 CFR 96.126(a)', 'At which share of capacity the state is told.', 100),
  'capacity.noticeDays': days(7, 'PR-41, 45 CFR 96.126(a)', 'Within how many days the state is told.'),
  // plan
  'plan.initialDue': days(0, 'PR-50', 'Days from admission to the initial plan. 0: before the first service.'),
  'plan.fullDueDays': days(7, 'PR-51', 'Days from admission to the comprehensive plan.'),
  'plan.reviewDays': days(30, 'PR-52', 'Days from one plan review to the next. 90 at most.'),
  'plan.missedWeeksForReview': count(2, 'weeks', 'PR-53', 'After how many missed weeks the plan is reviewed.', 12),
  'plan.objectiveMissing': setting(z.enum(['hold-bill', 'block-signing']), 'hold-bill', '', 'PR-56',
    'What happens when a note serves no objective of the plan.'),
  'plan.serviceGapDays': days(14, 'PR-56', 'After how many days without a service an objective counts as served by nobody.'),
  'recert.days': days(60, 'PR-57, 42 CFR 424.24(d)(3)', 'Days from one certification by a physician to the next. 60 at most.'),
  // individual, family, medication
  'individual.everyDays': days(7, 'PR-60', 'How often an individual session is held.'),
  'individual.alertDays': days(10, 'PR-60', 'After how many days without one it shows as coming due.'),
  'individual.maxGapDays': days(14, 'PR-60', 'After how many days without one it is overdue.'),
  'family.minPerMonth': count(1, 'sessions', 'PR-62', 'How many family sessions a month are offered.', 31),
  'medication.checkInDays': days(7, 'PR-63', 'How often taking medication is asked about.'),
  'medication.offerDays': days(0, 'PR-64', 'Days from admission by which medication for opioid or alcohol use was offered.', 30),
  'medication.naloxoneDays': days(0, 'PR-48', 'Days from admission by which naloxone was offered to an opioid client.', 30),
  'medication.bookDays': count(3, 'business days', 'PR-63, PR-65', 'From asking a provider to a booked appointment.', 30),
  'medication.outcomeDays': days(1, 'PR-63, PR-65', 'Days from an appointment to knowing whether it was kept.', 30),
  'medication.answerDays': days(7, 'PR-63, PR-65', 'Days from an appointment to the provider\'s answer.', 60),
  'medication.refillWarnDays': days(3, 'PR-63', 'How many days before a supply ends it is announced.', 30),
  // notes
  'note.dueHours.group': hours(24, '§7', 'Hours from the end of a group to its signed note.'),
  'note.dueHours.individual': hours(24, '§7', 'Hours from the end of an individual session to its signed note.'),
  'note.dueHours.crisis': hours(24, '§7', 'Hours from the end of a crisis session to its signed note.'),
  'note.dueHours.collateral': hours(24, '§7', 'Hours from a collateral contact to its signed note.'),
  'note.hardLimitHours': hours(72, '§7', 'After how many hours a note is a late entry.'),
  'cosign.dueDays': days(7, 'PR-72', 'Days from signing to the co-signature of a supervisor.'),
  'cosign.beforeCredit': yesNo(true, 'PR-72', 'Does an hour count only once a note that needs a co-signature has it?'),
  'note.alikePercent': count(75, 'percent', 'PR-73', 'From which likeness on two group parts are shown as reading alike.', 100),
  // no-show and outreach
  'noshow.attempt1h': hours(0, 'PR-82', 'Hours from the start to the first attempt. 0: the same day.', 72),
  'noshow.attempt2h': hours(24, 'PR-82', 'Hours from the start to the second attempt.', 720),
  'noshow.attempt3h': hours(72, 'PR-82', 'Hours from the start to the third attempt, by another channel.', 720),
  'noshow.letterDays': days(7, 'PR-82', 'Days from the start to a letter or portal message.'),
  'noshow.newMedicationDays': days(14, 'PR-83', 'How long after starting medication a missed session is high risk.'),
  'noshow.excusing': setting(z.array(z.enum(['ill', 'children', 'work', 'no-ride', 'appointment', 'emergency', 'not-ready'])), ['ill', 'appointment', 'emergency'], '',
    'PR-80, practice', 'Which reasons for not coming excuse it, when they are given.'),
  'noshow.triggerConsecutive': count(2, 'sessions', 'PR-84', 'How many unexcused in a row bring a re-engagement plan.', 20),
  'noshow.triggerCount': count(3, 'sessions', 'PR-84', 'How many unexcused within the window bring the same.', 50),
  'noshow.triggerWindowDays': days(14, 'PR-84', 'The window of that count.'),
  // the way out
  'discharge.teamDecisionDays': days(14, 'PR-85', 'After how many days without contact the team decides.'),
  'discharge.noContactDays': days(30, 'PR-85, TEDS', 'After how many days without service a discharge is recorded.'),
  'discharge.summaryDays': days(7, '§7, PR-95', 'Days from discharge to the signed summary.'),
  'discharge.continuingCareDays': days(7, 'PR-92', 'Within how many days the continuing-care appointment lies.'),
  'followup.days': dayList([7, 30, 90, 180, 365], 'PR-96', 'Days after discharge on which we ask how it goes.'),
  'readiness.negativeTests': count(4, 'tests', 'PR-92', 'How many expected results in a row the next step looks for.', 50),
  'readiness.attendancePercent': count(80, 'percent', 'PR-92', 'Which share of the sessions kept the next step looks for.', 100),
  'readiness.instrumentDays': days(30, 'PR-92', 'How recent the instruments asked again have to be.'),
  'phase.weeks': setting(z.array(whole(1, 52)).min(1), [4, 4, 4], 'weeks', 'DT-06', 'How long each phase lasts, in order.'),
  // staff
  'caseload.maxPerFte': count(24, 'clients', 'PR-103', 'The most clients for one full-time counselor.', 200),
  'caseload.warnPerFte': count(20, 'clients', 'PR-103', 'From how many on a warning shows.', 200),
  'credential.map': setting(z.record(service, z.array(credentialKind)), GIVEN_BY_DEFAULT, '', '§10, PR-61, PR-104',
    'Which credential may give which service in this state.'),
  'credential.supervised': setting(z.array(credentialKind), ['registered-trainee'], '', 'PR-72, §10',
    'Whose every note a supervisor co-signs.'),
  'credential.supervises': setting(z.array(credentialKind), [
    'psychologist', 'licensed-clinical-social-worker', 'licensed-counselor', 'marriage-family-therapist',
    'licensed-addiction-counselor', 'physician',
  ], '', '§10', 'Who may supervise and co-sign.'),
  'credential.diagnoses': setting(z.array(credentialKind), [
    'physician', 'nurse-practitioner', 'physician-assistant', 'psychologist', 'licensed-clinical-social-worker',
    'licensed-counselor', 'marriage-family-therapist', 'licensed-addiction-counselor',
  ], '', '§10, PR-44', 'Who may diagnose in this state.'),
  'credential.prescribes': setting(z.array(credentialKind), ['physician', 'nurse-practitioner', 'physician-assistant'],
    '', '§10', 'Who may prescribe.'),
  'credential.certifiesPlan': setting(z.array(credentialKind), ['physician'], '', '§10, 42 CFR 424.24(d)',
    'Who may certify a plan.'),
  'credential.alertDays': dayList([90, 60, 30], 'PR-101', 'How many days before it expires a credential is announced.'),
  'supervision.traineeHoursPerWeek': hours(1, 'PR-102', 'Supervision of a trainee, each week.', 40),
  'supervision.certifiedHoursPerMonth': hours(2, 'PR-102', 'Supervision of a certified counselor, each month.', 40),
  // sobriety checks
  'udt.minPerWeek': count(1, 'tests', 'DT-01', 'The least tests in a full week of the program.', 7),
  'udt.perWeekByPhase': setting(z.array(amount(0, 7)).min(1), [2, 1.5, 1], 'tests a week', 'DT-06', 'Tests a week in each phase.'),
  'udt.perWeekAfterStepDown': setting(amount(0, 7), 0.35, 'tests a week', 'DT-06', 'Tests a week after step-down.'),
  'udt.extraAfterUnexpected': count(1, 'tests', 'DT-06', 'Tests added after an unexpected result.', 7),
  'udt.collectionDays': setting(z.array(weekday).min(1), [1, 2, 3, 4, 5, 6, 7], 'weekdays', 'DT-05', 'On which weekdays specimens are collected.'),
  'udt.maxGapDays': days(9, 'DT-07', 'The most days from one draw to the next.', 90),
  'udt.releaseTime': setting(wallTime, '05:00', 'time', 'DT-11', 'From when on the day\'s answer can be seen.'),
  'udt.checkInUntil': setting(wallTime, '09:00', 'time', 'DT-11', 'Until when a client asks whether they test today.'),
  'udt.collectionFrom': setting(wallTime, '07:00', 'time', 'DT-11', 'From when on specimens are collected.'),
  'udt.collectionUntil': setting(wallTime, '19:00', 'time', 'DT-11', 'Until when specimens are collected.'),
  'udt.dueHours': hours(8, 'DT-11', 'Hours from notice to the specimen, within collection hours.', 24),
  'udt.retestHours': hours(48, '§8 of drug testing', 'Hours to the retest after an excused or dilute one.', 336),
  'udt.temperatureLowF': setting(amount(80, 100), 90, '°F', 'DT-21, 49 CFR 40.65', 'The lowest temperature in range.'),
  'udt.temperatureHighF': setting(amount(90, 110), 100, '°F', 'DT-21, 49 CFR 40.65', 'The highest temperature in range.'),
  'udt.temperatureWithinMinutes': minutes(4, 'DT-21', 'Minutes from voiding in which temperature is read.'),
  'udt.minVolumeMl': count(30, 'mL', 'DT-21', 'The least volume of a single specimen.', 200),
  'udt.minSplitVolumeMl': count(45, 'mL', 'DT-21', 'The least volume of a split specimen.', 200),
  'udt.directObservation': yesNo(false, 'DT-22', 'May a collection be observed directly, with a recorded reason?'),
  'udt.readMinutes': minutes(5, 'DT-24', 'Within how many minutes an on-site device is read.'),
  'udt.shyBladderHours': hours(3, 'DT-25, 49 CFR 40.193', 'How long a client may drink and try again.', 12),
  'udt.reviewDays': days(3, '§8 of drug testing', 'Days from a result to the talk about it with the client.', 30),
  'udt.confirmHours': hours(48, 'DT-41', 'Hours from a result that asks for it to the order of a confirmation.', 336),
  'validity.phLow': setting(amount(0, 7), 4, 'pH', '§3 of drug testing', 'Below this pH a specimen is adulterated.'),
  'validity.phHigh': setting(amount(7, 14), 11, 'pH', '§3 of drug testing', 'From this pH on a specimen is adulterated.'),
  'validity.phInvalidLow': setting(amount(0, 7), 4.5, 'pH', '10 CFR 26.131', 'Below this pH a specimen is invalid.'),
  'validity.phInvalidHigh': setting(amount(7, 14), 9, 'pH', '10 CFR 26.131', 'From this pH on a specimen is invalid.'),
  'validity.creatinineDiluteMgDl': setting(amount(0, 100), 20, 'mg/dL', '49 CFR 40.88', 'Below this creatinine a specimen may be dilute.'),
  // accountability
  'ladder.windowDays': days(60, '§9 of drug testing', 'How long an event counts toward the next step.'),
  'ladder.decayDays': days(30, '§9 of drug testing', 'After how many days without an event one step is taken back.'),
  'ladder.decayResults': count(4, 'results', '§9 of drug testing', 'After how many expected results in a row the same.', 50),
  'ladder.reviewDays': days(7, '§9 of drug testing', 'Days from an event to the talk about it.'),
  'ladder.removalNoticeDays': count(5, 'business days', '§9 of drug testing', 'Business days from a removal decision to its effect.', 60),
  'cm.yearlyCapDollars': setting(amount(0, 5000), 750, 'dollars', 'CM-01', 'The most incentives for one client in a year.'),
  // level of care
  'loc.edition': setting(z.enum(['3', '4']), '3', 'edition', 'level-of-care §1', 'Which edition of the placement criteria is used.'),
  'loc.staleDaysAdmission': days(7, 'LOC-12', 'After how many days a rating is too old to admit on.'),
  'loc.staleDaysContinued': days(30, 'LOC-12', 'After how many days a rating is too old to continue on.'),
  'loc.reratingDays': days(30, 'PR-90', 'How often the level of care is rated again.'),
  'loc.priorAttemptDays': days(60, 'LOC-03', 'How long an unsuccessful level 1 counts.'),
  'loc.stepDownDays': days(30, 'LOC-04', 'How long a stay at 2.5 or higher counts as a step-down.'),
  'loc.medicationStartHours': hours(72, 'LOC-07', 'Within how many hours withdrawal care is booked.'),
  'loc.psychiatricTwoAt21': yesNo(false, 'level-of-care §6 D3', 'May a psychiatric rating of 2 be served at 2.1 with enhanced care?'),
  'loc.ciwaModerate': count(10, 'points', 'ASAM 2020, G4', 'From which CIWA-Ar on withdrawal is moderate.', 67),
  'loc.ciwaSevere': count(19, 'points', 'ASAM 2020, G3', 'From which CIWA-Ar on withdrawal is severe.', 67),
  'loc.cowsModerate': count(13, 'points', 'G5', 'From which COWS on medication is started first.', 48),
  'loc.cowsSevere': count(25, 'points', 'G5', 'From which COWS on a medical evaluation is needed the same day.', 48),
  'loc.pawssHigh': count(4, 'points', 'G3', 'From which PAWSS on severe withdrawal is likely.', 10),
  // instruments
  'instrument.atIntake': codes(['C-SSRS'], 'instruments §7', 'Asked at the first contact.'),
  'instrument.atAssessment': codes(['AUDIT', 'DAST-10', 'PHQ-9', 'GAD-7', 'PC-PTSD-5', 'BAM', 'BARC-10', 'TEA'], 'instruments §7',
    'Asked at the assessment.'),
  'instrument.weekly': codes(['TEA'], 'instruments §7', 'Asked every week.'),
  'instrument.monthly': codes(['BAM', 'PHQ-9', 'GAD-7'], 'instruments §7', 'Asked at each plan review.'),
  'instrument.atDischarge': codes(['BAM', 'PHQ-9', 'GAD-7', 'BARC-10', 'TEA'], 'instruments §7', 'Asked at discharge and after.'),
  'instrument.monthlyDays': days(30, 'instruments §7', 'How often the monthly ones are asked.'),
  'instrument.elevatedDays': days(28, 'instruments §7', 'How soon PHQ-9 and GAD-7 are asked again after 10 or more.', 90),
  'instrument.lateDays': days(14, 'practice', 'How long after its day a questionnaire at or after discharge is still asked for.', 60),
  'instrument.afterDischargeDays': dayList([30, 90], 'instruments §7', 'Days after discharge on which they are asked again.'),
  // between sessions
  'checkin.silenceDays': days(3, 'product 10', 'After how many days without a check-in somebody reaches out.', 60),
  'checkin.cravingHigh': count(7, 'of 10', 'product 10', 'From which craving on the client\'s own helps are shown and staff are told.', 10),
  'safety.planDays': days(1, 'PR-48', 'Days from admission to a safety plan made with the client.', 60),
  'safety.planReviewDays': days(90, 'product 10', 'How often the safety plan is looked at again.'),
  'message.answerHours': hours(24, 'product 10', 'Hours in which a client\'s message is answered, weekends aside.', 336),
  // linkage
  'linkage.referDays': days(7, 'PR-65', 'Days from a need to a referral, or the decision that it waits.'),
  'linkage.contactDays': days(3, 'PR-65', 'Days from a referral to asking whether contact was made.'),
  'linkage.serviceDays': days(14, 'PR-65', 'Days from contact to asking whether the service was received.'),
  'linkage.outcomeDays': days(30, 'PR-65', 'Days from the service to writing what came of it.'),
  'resource.verifyDays': days(180, 'journeys §7', 'After how many days an entry of the directory is checked again.'),
  'oncall.alert': yesNo(true, 'journeys §13', 'Is the person on call told at once of an answer that points to danger?'),
  // consent and privacy
  'consent.warnDays': dayList([30, 14, 7], 'PV-15', 'How many days before it ends a consent is announced.'),
  'consent.defaultDays': days(365, '42 CFR 2.31(a)(7)', 'How long a new consent lasts unless the client says otherwise.', 3650),
  'consent.treatmentNeedsTpo': yesNo(false, 'PV-12', 'Is treatment conditioned on consent to treatment, payment and operations?'),
  'consent.accessDays': days(30, '42 CFR 2.23', 'Within how many days a client gets their own record.', 60),
  'consent.accountingYears': count(3, 'years', '42 CFR 2.25', 'How far back the accounting of disclosures goes.', 20),
  'consent.minorAge': count(18, 'years', 'PV-30', 'Below which age the state\'s rules for minors hold.', 21),
  'signin.idleMinutesStaff': minutes(15, 'SE-03', 'After how many idle minutes staff are signed out.'),
  'signin.idleMinutesShared': minutes(10, 'SE-03', 'The same on a shared computer.'),
  'signin.idleDaysClient': days(30, 'SE-03', 'How long a client stays signed in on their own phone.'),
  'signin.askAgainMinutesClient': minutes(15, 'SE-03', 'After how many minutes notes, results and consents ask again.'),
  'retention.years': count(10, 'years', 'privacy §12', 'How long a clinical record is kept after the last service.', 100),
  'retention.privacyYears': count(6, 'years', '45 CFR 164.316, 164.530(j)', 'How long consents, notices and the audit trail are kept.', 100),
  // payers
  'payer.perDiemMinutes': minutes(180, 'BL-04', 'Counted minutes in a day for one IOP day.'),
  'payer.rules': setting(z.array(z.object({
    payer: z.string().min(1).max(80), perDiemMinutes: whole(0, 1440).optional(), daysPerWeek: whole(0, 7).optional(),
    groupMax: whole(1, 200).optional(), telehealthSharePercent: whole(0, 100).optional(), weekStart: weekday.optional(),
    reviewDays: whole(1, 90).optional(), minHours: amount(0, 40).optional(),
  })), [], 'payers', 'PR-06, PR-15, PR-29, BL-04', 'What one payer asks otherwise.'),
  // words
  'words.client': setting(z.enum(['client', 'patient', 'participant', 'guest']), 'client', '', 'glossary',
    'What the people in the program are called on screens.'),
};

export type SettingKey = keyof typeof CATALOG;
