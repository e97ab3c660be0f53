/** What happens on a day of the program: sessions held and documented, tests drawn and read, check-ins, time passing. */
import { addDays, instantOf, weekdayOf, type LocalDate } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { planReengagement, readAttendanceSheet, recordAttendance, recordReachOut } from '../../capabilities/attendance/api.ts';
import * as tests from '../../capabilities/drug-testing/api.ts';
import { administerInstrument } from '../../capabilities/instruments/api.ts';
import { recordAdherence, readMedication } from '../../capabilities/medication/api.ts';
import * as notes from '../../capabilities/notes/api.ts';
import { readProgramWeek } from '../../capabilities/schedule/api.ts';
import { logSupervision } from '../../capabilities/staff/api.ts';
import { answerCheckIn, sendCheckIn } from '../../capabilities/safeguards/api.ts';
import type { DemoPerson } from './cast.ts';
import { answersOf, PANEL, type InProgram } from './way-in.ts';
import type { Troupe } from './troupe.ts';

export type DayOfDemo = { today: LocalDate; set(time: string): void; inProgram: Map<Id, InProgram>; weekOf(clientId: Id): number; untilNow: string | null; lastDay: LocalDate };
type Sessions = Awaited<ReturnType<typeof loadWeek>>;

export const loadWeek = (t: Troupe, on: LocalDate) => t.as('intake').call(readProgramWeek, { on }).then((w) => w.sessions);

const WORDS = ['Named two signs from this week and what came before them.', 'Listened, and said at the end that Sunday is the hard day.', 'Told how a payday went without use, with a call in the middle.',
  'Was tired after a shift, took part in the second half.', 'Brought the written plan and read one step aloud.', 'Asked the others how they say no at work.', 'Found it hard to sit still; stayed, and said so.',
  'Spoke of the first quiet evening in months.', 'Doubted whether groups help, and stayed for the exercise.', 'Offered a ride to the next one, and kept to the topic.', 'Practised leaving a room where people use.',
  'Laughed about an old excuse and named the new one.'];
const PLANS = ['Calls somebody before Friday.', 'Brings the week plan next time.', 'Takes the other way home.', 'Tells the counselor about sleep.', 'Keeps the two evening meetings.'];
const SUPERVISED = ['Two recordings, and how to end a group in time.', 'Writing what was seen, not what was meant.', 'When somebody brings a friend’s story to the group.', 'Silence, and waiting through it.'];
const TALK = ['Went through the week day by day. Two evenings were hard, both after late shifts.', 'Spoke about sleep and what the last hour of the day looks like.', 'Looked at the call list; two numbers work, one does not.',
  'Talked about money and who holds the card.', 'Read the plan together, changed one step.'];

/** Sessions that ended on this day: attendance, notes, calls after an absence. */
export async function holdSessions(t: Troupe, day: DayOfDemo, sessions: Sessions): Promise<void> {
  const todays = sessions.filter((s) => s.date === day.today && s.cancelled === null && s.seated > 0).toSorted((a, b) => a.endAt.localeCompare(b.endAt));
  // what ends at the same minute is written down at the same time, as several people do
  for (const [endAt, together] of Map.groupBy(todays, (session) => session.endAt)) {
    if (day.untilNow && endAt > day.untilNow) continue;
    day.set(together[0]!.to);
    await Promise.all(together.map((session) => (session.kind === 'group' ? holdGroup(t, day, session) : holdIndividual(t, day, session))));
  }
}

const leaderKey = (t: Troupe, staffId: Id | undefined): string =>
  ['counselor', 'second', 'trainee', 'supervisor'].find((key) => t.staffId(key) === staffId) ?? 'supervisor';

async function holdGroup(t: Troupe, day: DayOfDemo, session: Sessions[number]): Promise<void> {
  const who = t.as(leaderKey(t, session.leaders[0]?.staffId));
  const { members } = await who.call(readAttendanceSheet, { sessionId: session.sessionId });
  if (members.length === 0) return;
  const absent = new Set(members.filter((m) => misses(day, m.clientId)).map((m) => m.clientId));
  await t.soft(who, recordAttendance, { sessionId: session.sessionId, entries: members.map((m) => {
    const p = day.inProgram.get(m.clientId)?.person;
    if (absent.has(m.clientId)) return p?.random.chance(0.4) ? { clientId: m.clientId, status: 'excused' as const, reason: 'child was ill' } : { clientId: m.clientId, status: 'no_show' as const };
    const late = p?.random.chance(0.08) ? p.random.int(5, 25) : 0;
    return { clientId: m.clientId, status: 'present' as const, from: plus(session.from, late), to: session.to };
  }) });
  await Promise.all(members.map(({ clientId }) => afterwards(t, day, clientId, session.sessionId, absent.has(clientId))));
  if (isRecent(day, 1) && session.kind === 'group' && weekdayOf(day.today) % 2 === 0) return; // some notes are still owed
  await documentGroup(t, day, session, who, absent);
}

/** Whoever was missed is called the same day, and met again after the second time (PR-82, PR-84); a few calls of the last day are still to make. */
async function afterwards(t: Troupe, day: DayOfDemo, clientId: Id, sessionId: Id, missed: boolean): Promise<void> {
  const one = day.inProgram.get(clientId);
  if (!one) return;
  one.missedInRow = missed ? one.missedInRow + 1 : 0;
  if (!missed || (isRecent(day, 1) && one.person.random.chance(0.4))) return;
  const who = t.as(one.counselor);
  await t.soft(who, recordReachOut, { clientId, sessionId, channel: 'call', outcome: 'reached', words: 'Spoke for five minutes.' });
  if (one.missedInRow >= 2 && !isRecent(day, 0)) await t.soft(who, planReengagement, { clientId, plan: 'Comes an hour earlier on Thursday and we look at the week together.' });
}

async function documentGroup(t: Troupe, day: DayOfDemo, session: Sessions[number], who: ReturnType<Troupe['as']>, absent: ReadonlySet<Id>): Promise<void> {
  const shared = await t.soft(who, notes.saveGroupShared, { sessionId: session.sessionId, version: null, shared: {
    topic: session.lesson ?? session.name, activity: 'Opened with a round, worked on the sheet in pairs, closed with one step each.', objective: 'Know one own sign and one answer to it.', observations: 'Quiet start, open second half.' } });
  if (!shared) return;
  const page = await who.call(notes.readGroupNote, { sessionId: session.sessionId });
  const written = await Promise.all(page.rows.map(async (row, i): Promise<{ clientId: Id; version: string } | null> => {
    const p = day.inProgram.get(row.clientId)?.person;
    if (!p || absent.has(row.clientId) || row.attendance === null) return null;
    const at = day.weekOf(row.clientId) * 5 + weekdayOf(day.today) + i;
    const saved = await t.soft(who, notes.saveGroupPart, { sessionId: session.sessionId, version: row.version, part: {
      clientId: row.clientId, participation: p.random.int(1, 4), words: `${WORDS[at % WORDS.length]} ${['First', 'Then', 'Later', 'Also'][at % 4]}: ${p.random.pick(['sleep', 'work', 'money', 'a brother', 'the bus home', 'Sundays', 'pain', 'a birthday'])}.`,
      risk: 'none', objectiveIds: row.objectives.slice(0, 1).map((o) => o.id), progress: 'A step.', plan: PLANS[at % PLANS.length]! } });
    return saved ? { clientId: row.clientId, version: saved.version } : null;
  }));
  const parts = written.filter((one) => one !== null);
  if (parts.length > 0) await t.soft(who, notes.signGroupNote, { sessionId: session.sessionId, sharedVersion: shared.version, parts });
}

async function holdIndividual(t: Troupe, day: DayOfDemo, session: Sessions[number]): Promise<void> {
  const key = leaderKey(t, session.leaders[0]?.staffId);
  const who = t.as(key);
  const { members } = await who.call(readAttendanceSheet, { sessionId: session.sessionId });
  const clientId = members[0]?.clientId;
  const one = clientId && day.inProgram.get(clientId);
  if (!one || session.service === 'assessment') return;
  const { person: p } = one;
  const absent = misses(day, clientId);
  await t.soft(who, recordAttendance, { sessionId: session.sessionId, entries: [absent ? { clientId, status: p.random.pick(['no_show', 'cancelled_by_client']) } : { clientId, status: 'present', from: session.from, to: session.to }] });
  await afterwards(t, day, clientId, session.sessionId, absent);
  if (absent) return;
  const week = day.weekOf(clientId);
  if (week % 2 === 0) for (const code of ['PHQ-9', 'GAD-7'] as const) await t.soft(who, administerInstrument, { clientId, administrationId: newId(), code, answers: answersOf(code, p, week), mode: 'interview' });
  for (const test of (await who.call(tests.readTests, { clientId })).tests.filter((x) => x.status === 'resulted' || x.status === 'confirmed')) {
    const unexpected = test.reads.some((r) => r.verdict === 'unexpected_positive');
    await t.soft(who, tests.reviewTestWithClient, { clientId, testId: test.testId, outcome: unexpected ? 'acknowledged' : 'expected', clientSaid: unexpected ? 'It was Saturday, after the wedding.' : '' });
  }
  const { medications } = await who.call(readMedication, { clientId });
  const current = medications.filter((m) => m.end === null);
  if (current.length > 0) await t.soft(who, recordAdherence, { clientId, sessionId: session.sessionId, since: addDays(day.today, -7), effects: '', craving: p.random.int(0, 6),
    answers: current.map((m) => (p.random.chance(0.85) ? { medicationId: m.id, taken: 'all' as const, missedDoses: 0, why: '' }
      : { medicationId: m.id, taken: 'some' as const, missedDoses: p.random.int(1, 2), why: 'forgot over the weekend' })) });
  if (isRecent(day, 2) && p.random.chance(0.5)) return;
  await writeNote(t, who, { clientId, sessionId: session.sessionId, week, person: p, medication: current.length > 0 });
}

type Told = { clientId: Id; sessionId: Id; week: number; person: DemoPerson; medication: boolean };
async function writeNote(t: Troupe, who: ReturnType<Troupe['as']>, { clientId, sessionId, week, person: p, medication }: Told): Promise<void> {
  const noteDraftId = newId();
  const started = await t.soft(who, notes.startNote, { clientId, noteDraftId, kind: 'individual', sessionId });
  if (!started) return;
  const draft = await who.call(notes.readNoteDraft, { clientId, noteDraftId });
  const saved = await t.soft(who, notes.saveNote, { clientId, noteDraftId, version: started.version, startedAt: draft.startedAt, endedAt: draft.endedAt, content: { ...draft.content, format: 'dap',
    sections: { data: `${TALK[week % TALK.length]} ${p.random.pick(['Calm.', 'Tired but present.', 'Close to tears once.', 'In good spirits.'])}`, assessment: 'Holds what was agreed; evenings stay the risk.', plan: PLANS[(week + 1) % PLANS.length]! },
    objectiveIds: draft.objectives.slice(week % 2, 1 + (week % 2)).map((o) => o.id), progress: 'One step further.', medicationAdherence: medication ? 'Asked, see the check-in.' : '', nextAppointment: 'Same time next week.' } });
  if (saved) await t.soft(who, notes.signNote, { clientId, noteDraftId, version: saved.version });
}

/** The day's draw at its release, who asks, who comes, and how it reads. */
export async function testDay(t: Troupe, day: DayOfDemo): Promise<void> {
  day.set('05:01');
  await t.soft(t.service(), tests.drawTests, {});
  if (weekdayOf(day.today) > 5) return;
  const { tests: due } = await t.as('technician').call(tests.listTestsToday, {});
  day.set('07:20');
  // everybody asks each morning; before the last weeks only who is drawn is played
  const asking = isRecent(day, 14) ? [...day.inProgram.keys()] : due.map((test) => test.clientId);
  await Promise.all(asking.filter((clientId) => day.inProgram.get(clientId)?.person.random.chance(0.92))
    .map((clientId) => t.soft(t.client(clientId), tests.askTestToday, {})));
  day.set('12:10');
  if (day.untilNow && day.untilNow < instantOf(day.today, '12:10', t.zone)) return;
  await Promise.all(due.map(async (test) => {
    const one = day.inProgram.get(test.clientId);
    if (!one || (isRecent(day, 14) && misses(day, test.clientId) && one.person.random.chance(0.5))) return;
    const { person: p } = one;
    const at = instantOf(day.today, '12:00', t.zone);
    const specimen = await t.soft(t.as('technician'), tests.recordSpecimen, { clientId: test.clientId, testId: test.testId, specimen: undefined, ...specimenOf(at) } as never);
    if (specimen === null) return;
    const used = p.random.chance(p.course === 'wavers' ? 0.3 : day.weekOf(test.clientId) < 4 ? 0.15 : 0.05);
    const own = { alcohol: 'ETG', opioid: 'FEN', stimulant: 'AMP', cocaine: 'COC', cannabis: 'AMP' }[p.substance];
    await t.soft(t.as('technician'), tests.recordResult, { clientId: test.clientId, testId: test.testId, readings: PANEL.map((analyte) => ({ analyte, positive: used && analyte === own, cutoff: CUTOFF[analyte], value: null })),
      measures: { creatinine: p.random.int(40, 180), specificGravity: 1.015, ph: 6, nitrite: 0, foreignSubstance: false, interference: false } });
  }));
}
const CUTOFF = { AMP: 500, COC: 150, OPI: 300, FEN: 1, BUP: 5, ETG: 500 } as const;
const specimenOf = (collectedAt: string) => ({ id: newId(), matrix: 'urine', identifiedBy: 'known', collectedAt, place: 'Room 3', observed: 'none', observedReason: null, observerPreference: null, temperatureF: 94,
  minutesSinceVoid: 2, volumeMl: 60, colour: 'straw', strip: 'normal', split: false, sealNumber: null, sealNumberB: null, clientInitials: null, declaredMedications: [],
  device: { name: 'Cup', lot: 'L1', expiresOn: '2029-01-01', controlLine: true, readAfterMinutes: 4 }, lab: null, accession: null });

/** The evening of a test that nobody came for: a call, and another test on the next open day (DT-11, DT-06). */
export async function followMissedTests(t: Troupe, day: DayOfDemo): Promise<void> {
  if (weekdayOf(day.today) > 5 || !isRecent(day, 15)) return;
  day.set('19:20');
  const next = addDays(day.today, weekdayOf(day.today) === 5 ? 3 : 1);
  await Promise.all([...day.inProgram.values()].map(async ({ clientId, counselor }) => {
    const who = t.as(counselor);
    const known = (await who.call(tests.readTests, { clientId })).tests;
    for (const test of known.filter((one) => one.status === 'missed_unexcused' && !known.some((other) => other.retestOf === one.testId))) {
      await t.soft(who, tests.reviewTestWithClient, { clientId, testId: test.testId, outcome: 'acknowledged', clientSaid: 'Worked late and forgot to ask.' });
      await t.soft(who, tests.orderTest, { clientId, testId: newId(), date: next, reason: 'follow_up', matrix: 'urine', panel: [...PANEL], why: null, retestOf: test.testId });
    }
  }));
}

/** Results are talked over within the week, in a session or beside one. */
export async function talkOverTests(t: Troupe, day: DayOfDemo): Promise<void> {
  if (weekdayOf(day.today) !== 4 || isRecent(day, 3)) return;
  day.set('16:20');
  await Promise.all([...day.inProgram.values()].map(async ({ clientId, counselor, person: p }) => {
    const who = t.as(counselor);
    const give = (code: 'TEA' | 'BAM' | 'BARC-10' | 'PHQ-9' | 'GAD-7', answers: Record<string, number>) => t.soft(who, administerInstrument, { clientId, administrationId: newId(), code, answers, mode: 'paper' });
    const each = (n: number, from: number, to: number): Record<string, number> => Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, p.random.int(from, to)]));
    const week = day.weekOf(clientId);
    await give('TEA', each(4, 3, 9));
    if (week % 2 === 1) for (const code of ['PHQ-9', 'GAD-7'] as const) await give(code, answersOf(code, p, week));
    if (week % 4 === 0 || week === 1) {
      await give('BARC-10', each(10, 3, 6));
      await give('BAM', bam(p));
    }
    const { medications, checks } = await who.call(readMedication, { clientId });
    const taken = medications.filter((m) => m.end === null);
    if (taken.length > 0 && !checks.some((c) => c.at >= instantOf(addDays(day.today, -5), '00:00', t.zone))) {
      await t.soft(who, recordAdherence, { clientId, sessionId: null, since: addDays(day.today, -7), effects: '', craving: p.random.int(0, 6),
        answers: taken.map((m) => ({ medicationId: m.id, taken: 'all' as const, missedDoses: 0, why: '' })) });
    }
    const read = await who.call(tests.readTests, { clientId });
    for (const test of read.tests.filter((x) => x.status === 'resulted' || x.status === 'confirmed')) {
      const unexpected = test.reads.some((r) => r.verdict === 'unexpected_positive');
      await t.soft(who, tests.reviewTestWithClient, { clientId, testId: test.testId, outcome: unexpected ? 'acknowledged' : 'expected', clientSaid: unexpected ? 'It was Saturday, after the wedding.' : '' });
    }
  }));
}

/** The supervisor's hour with who is in training, and what waits for a second signature, once a week (PR-102, PR-72). */
export async function supervise(t: Troupe, day: DayOfDemo): Promise<void> {
  if (weekdayOf(day.today) !== 5 || isRecent(day, 2)) return;
  day.set('16:40');
  await t.soft(t.as('supervisor'), logSupervision, { staffIds: [t.staffId('trainee')], supervisorId: t.staffId('supervisor'), on: day.today, startsAt: '15:30', minutes: 60, kind: 'individual',
    words: SUPERVISED[Math.floor(Date.parse(day.today) / 6048e5) % SUPERVISED.length]! });
  for (const note of await t.as('supervisor').call(notes.listToCosign, {})) {
    await t.soft(t.as('supervisor'), notes.cosignNote, { clientId: note.clientId, noteId: note.noteId, cosignId: newId(), verdict: 'accept', comment: '' });
  }
}

/** Half a minute on the phone in the evening; all at once, as evenings are. */
export async function checkIns(t: Troupe, day: DayOfDemo): Promise<void> {
  day.set('20:40');
  const at = instantOf(day.today, '20:40', t.zone);
  if (day.untilNow && day.untilNow < at) return;
  await Promise.all([...day.inProgram.values()].filter((one) => one.person.random.chance(one.person.course === 'wavers' ? 0.45 : 0.75)).map(async ({ person: p, clientId, counselor }) => {
    const week = day.weekOf(clientId);
    const checkInId = newId();
    const heard = await t.soft(t.client(clientId), sendCheckIn, { id: checkInId, at, craving: Math.max(0, Math.min(9, Math.round(5 - week * 0.4 + p.random.int(-2, 2)))), mood: p.random.int(3, 5), sleepHours: p.random.int(4, 8),
      medication: null, used: null, safe: true, words: '' });
    if (heard && heard.level !== 'calm' && !isRecent(day, 2)) await t.soft(t.as(counselor), answerCheckIn, { clientId, checkInId, did: 'Called the same evening, spoke for ten minutes.' });
  }));
}

const misses = (day: DayOfDemo, clientId: Id): boolean => {
  const p = day.inProgram.get(clientId)?.person;
  if (!p) return true;
  const week = day.weekOf(clientId);
  return p.random.chance(p.course === 'wavers' ? 0.28 : p.course === 'leaves' ? Math.min(0.95, week * 0.16) : 0.07);
};
const isRecent = (day: DayOfDemo, days: number): boolean => addDays(day.today, days) >= day.lastDay;
const plus = (time: string, minutes: number): string => Temporal.PlainTime.from(time).add({ minutes }).toString({ smallestUnit: 'minute' });

/** A month's answers (BAM), without the items that name a drug. */
const bam = (p: DemoPerson): Record<string, number> => ({ ...Object.fromEntries(['1', '2', '3', '8', '9', '10', '11', '12', '13', '15', '16', '17'].map((n) => [n, p.random.int(0, 3)])), 4: 0, 5: 0, 6: 0, 14: 4 });

/** The questionnaires of the last day (instruments.md, section 7). */
export async function askAtTheEnd(t: Troupe, one: InProgram): Promise<void> {
  const { person: p, clientId } = one;
  const scale = (n: number, from: number, to: number): Record<string, number> => Object.fromEntries(Array.from({ length: n }, (_, i) => [i + 1, p.random.int(from, to)]));
  const answers = { TEA: scale(4, 6, 9), 'PHQ-9': answersOf('PHQ-9', p, 12), 'GAD-7': answersOf('GAD-7', p, 12), 'BARC-10': scale(10, 4, 6), BAM: bam(p) } as const;
  for (const code of ['BAM', 'PHQ-9', 'GAD-7', 'BARC-10', 'TEA'] as const) {
    await t.soft(t.as(one.counselor), administerInstrument, { clientId, administrationId: newId(), code, answers: answers[code], mode: 'interview' });
  }
}

/** The assessment took place: who was there, and a note of it. */
export async function holdAssessment(t: Troupe, one: { person: DemoPerson; clientId: Id; sessionId: Id; assessor: string; from: string; came: boolean }): Promise<void> {
  const who = t.as(one.assessor);
  const { clientId, sessionId, person } = one;
  await t.soft(who, recordAttendance, { sessionId, entries: [one.came ? { clientId, status: 'present', from: one.from, to: plus(one.from, 60) } : { clientId, status: 'cancelled_by_client' }] });
  if (one.came) await writeNote(t, who, { clientId, sessionId, week: 0, person, medication: false });
}
