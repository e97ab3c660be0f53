/**
 * One person's whole way, steps 1 to 13, by the roles concerned, on the 16-week curriculum, in virtual time; then the
 * chart, the obligations and the audit trail are read. The screens of each step have journeys of their own in the rooms.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays, dateIn, instantOf, weekdayOf, weekOf } from '../shared/dates.ts';
import { newId, type Id } from '../shared/ids.ts';
import { recordAttendance } from '../capabilities/attendance/api.ts';
import { readClientWeek } from '../capabilities/hours/api.ts';
import * as accountability from '../capabilities/accountability/api.ts';
import { readClient } from '../capabilities/clients/api.ts';
import * as tests from '../capabilities/drug-testing/api.ts';
import * as medication from '../capabilities/medication/api.ts';
import * as notes from '../capabilities/notes/api.ts';
import { deriveAllObligations, listClientObligations } from '../capabilities/obligations/api.ts';
import * as resources from '../capabilities/resource-linkage/api.ts';
import { readProgramWeek } from '../capabilities/schedule/api.ts';
import { sendCheckIn, readMySafety } from '../capabilities/safeguards/api.ts';
import { readSupportNetwork } from '../capabilities/support-network/api.ts';
import { readPlan } from '../capabilities/treatment-plan/api.ts';
import * as transition from '../capabilities/transition/api.ts';
import { sealOnce, verifyAudit } from '../platform/audit/seal.ts';
import type { Troupe } from './demo/troupe.ts';
import { admit, assess, makePlan, seat, takeCall } from './demo/way-in.ts';
import { openStage, type Stage } from './stage.ts';
import { PERSON, setTheStage, WALK_NOW } from './walk/setting.ts';

const ZONE = 'America/Chicago';
let stage: Stage;
let t: Troupe;
let clientId: Id;
let seatedFrom: string;
const person = PERSON;
const today = (): string => dateIn(stage.clock.now(), ZONE);
const goTo = (date: string, time: string): void => stage.clock.set(instantOf(date, time, ZONE));

before(async () => {
  stage = await openStage({ now: WALK_NOW });
  t = await setTheStage(stage.house);
});
after(() => stage.close());

describe('one person’s whole way', () => {
  test('1 call: safety first, the routine, an assessment with somebody who may make one', async () => {
    const call = await takeCall(t, person);
    clientId = call.clientId;
    assert.ok(call.assessmentAt, 'an assessment is booked in the same call (PR-42)');
    assert.ok(['counselor', 'second', 'supervisor'].some((key) => t.staffId(key) === call.assessor));
    stage.clock.set(call.assessmentAt);
    stage.clock.advance(90);
    const assessor = ['counselor', 'second', 'supervisor'].find((key) => t.staffId(key) === call.assessor)!;
    await assess(t, person, clientId, assessor);
  });

  test('2 and 3 the decision is signed, the gate names nothing more, and the person is admitted', async () => {
    const early = await t.as('intake').call(transition.readAdmissionGate, { clientId });
    assert.ok(early.lines.some((l) => !l.met), 'papers are still missing');
    const refused = await t.as('intake').try(transition.admitClient, { clientId, primaryCounselorId: t.staffId('counselor') });
    assert.equal(refused.kind === 'refusal' && refused.refusal.reason, 'gate-not-met');
    goTo(addDays(today(), 1), '11:00');
    assert.ok(await admit(t, person, clientId, 'counselor'));
    const chart = await t.as('counselor').call(readClient, { clientId });
    assert.equal(chart.episode?.levelOfCare, '2.1');
    assert.equal(chart.primary?.initials, 'T. B.');
  });

  test('4 the plan is made together and in force once both have signed (PR-54)', async () => {
    await makePlan(t, person, clientId, 'counselor', today());
    const { inForce } = await t.as('counselor').call(readPlan, { clientId });
    assert.deepEqual(inForce?.signatures.map((s) => s.hand).sort(), ['client', 'clinician']);
  });

  test('5 seats in the curriculum and a standing hour; planned, scheduled and attended are three numbers (PR-14)', async () => {
    seatedFrom = addDays(weekOf(today()), 7);
    await seat(t, person, clientId, 'counselor', seatedFrom, addDays(seatedFrom, 112));
    goTo(seatedFrom, '08:00');
    const week = await t.as('counselor').call(readClientWeek, { clientId, on: today() });
    assert.ok(week.sessions.length >= 3, `only ${week.sessions.length} sessions`);
    assert.ok(week.hours.scheduled > 0 && week.hours.attended === 0);
  });

  test('6 a group is documented once and filed in the chart without anybody else’s name (PR-74)', async () => {
    const { sessions } = await t.as('counselor').call(readProgramWeek, { on: today() });
    const group = sessions.find((s) => s.kind === 'group' && s.seated > 0 && s.leaders.some((l) => l.staffId === t.staffId('counselor')));
    assert.ok(group, `a group with a seat taken: ${JSON.stringify(sessions.filter((x) => x.kind === 'group').map((x) => [x.name, x.seated, x.leaders.length]))} ${JSON.stringify([...t.refusals])}`);
    goTo(group.date, group.to);
    const who = t.as('counselor');
    await who.call(recordAttendance, { sessionId: group.sessionId, entries: [{ clientId, status: 'present', from: group.from, to: group.to }] });
    const shared = await who.call(notes.saveGroupShared, { sessionId: group.sessionId, version: null, shared: { topic: 'Signs', activity: 'Round and pairs', objective: 'Know one sign', observations: '' } });
    const page = await who.call(notes.readGroupNote, { sessionId: group.sessionId });
    const row = page.rows.find((r) => r.clientId === clientId)!;
    const part = await who.call(notes.saveGroupPart, { sessionId: group.sessionId, version: row.version, part: { clientId, participation: 3, words: 'Named two signs and one answer.', risk: 'none',
      objectiveIds: row.objectives.slice(0, 1).map((o) => o.id), progress: 'One step.', plan: 'Calls somebody before Friday.' } });
    const signed = await who.call(notes.signGroupNote, { sessionId: group.sessionId, sharedVersion: shared.version, parts: [{ clientId, version: part.version }] });
    assert.equal(signed.signed.length, 1);
    const week = await who.call(readClientWeek, { clientId, on: today() });
    assert.ok(week.hours.attended > 0, 'attended minutes count (PR-13)');
  });

  test('7 an individual session, and its note served by the plan', async () => {
    const who = t.as('counselor');
    const { sessions } = await who.call(readClientWeek, { clientId, on: today() });
    const alone = sessions.find((s) => s.kind === 'individual');
    assert.ok(alone, 'a standing hour');
    goTo(alone.date, alone.to);
    await who.call(recordAttendance, { sessionId: alone.sessionId, entries: [{ clientId, status: 'present', from: alone.from, to: alone.to }] });
    const noteDraftId = newId();
    const { version } = await who.call(notes.startNote, { clientId, noteDraftId, kind: 'individual', sessionId: alone.sessionId });
    const draft = await who.call(notes.readNoteDraft, { clientId, noteDraftId });
    const saved = await who.call(notes.saveNote, { clientId, noteDraftId, version, startedAt: draft.startedAt, endedAt: draft.endedAt, content: { ...draft.content, format: 'dap',
      sections: { data: 'Went through the week.', assessment: 'Holds what was agreed.', plan: 'Two calls.' }, objectiveIds: draft.objectives.slice(0, 1).map((o) => o.id), medicationAdherence: 'None taken.', nextAppointment: 'Next week.' } });
    const signed = await who.call(notes.signNote, { clientId, noteDraftId, version: saved.version });
    assert.equal(signed.needsCosign, false);
  });

  test('8 medication: asked, booked, seen, answered, prescribed, checked (PR-63)', async () => {
    const who = t.as('counselor');
    const linkageId = newId();
    await who.call(medication.requestLinkage, { clientId, id: linkageId, purpose: 'maud', question: 'Would naltrexone help?' });
    await t.as('nurse').call(medication.bookLinkage, { clientId, linkageId, provider: 'Sam Okafor', appointmentAt: instantOf(addDays(today(), 1), '10:00', ZONE), place: 'Room 2' });
    goTo(addDays(today(), 1), '11:00');
    await t.as('nurse').call(medication.recordLinkageSeen, { clientId, linkageId, outcome: 'seen', words: '' });
    await t.as('medical').call(medication.recordLinkageAnswer, { clientId, linkageId, answer: 'prescribed', words: 'Started.' });
    const id = newId();
    await t.as('medical').call(medication.startMedication, { clientId, id, name: 'Naltrexone', ingredients: ['naltrexone'], strength: '50 mg', route: 'oral', schedule: { kind: 'daily', timesPerDay: 1 }, purpose: 'maud', prescriber: 'Sam Okafor', startedOn: today(), replaces: null });
    goTo(addDays(today(), 3), '12:00');
    await who.call(medication.recordAdherence, { clientId, sessionId: null, since: addDays(today(), -3), effects: '', craving: 3, answers: [{ medicationId: id, taken: 'all', missedDoses: 0, why: '' }] });
    const list = await who.call(medication.readMedication, { clientId });
    assert.equal(list.linkages[0]?.stage, 'answered');
    assert.equal(list.checks.length, 1);
  });

  let testId: Id;
  test('9 a test is drawn at random, asked for on the phone, collected, resulted, and read against the regimen (DT-11)', async () => {
    const { plan } = await t.as('counselor').call(tests.readTests, { clientId });
    assert.ok(plan, 'a testing plan');
    for (let i = 0; i < 12 && !testId; i++) {
      goTo(addDays(today(), 1), '05:01');
      await t.service().call(tests.drawTests, {});
      const { tests: due } = await t.as('technician').call(tests.listTestsToday, {});
      testId = due.find((d) => d.clientId === clientId)?.testId as Id;
    }
    assert.ok(testId, 'no draw within the longest gap (DT-07)');
    goTo(today(), '07:30');
    assert.equal((await t.client(clientId).call(tests.askTestToday, {})).state, 'test-today');
    goTo(today(), '12:05');
    await t.as('technician').call(tests.recordSpecimen, { clientId, testId, id: newId(), matrix: 'urine', identifiedBy: 'known', collectedAt: instantOf(today(), '12:00', ZONE), place: 'Room 3', observed: 'none',
      observedReason: null, observerPreference: null, temperatureF: 94, minutesSinceVoid: 2, volumeMl: 60, colour: 'straw', strip: 'normal', split: false, sealNumber: null, sealNumberB: null, clientInitials: null,
      declaredMedications: [], device: { name: 'Cup', lot: 'L1', expiresOn: '2029-01-01', controlLine: true, readAfterMinutes: 4 }, lab: null, accession: null });
    const result = await t.as('technician').call(tests.recordResult, { clientId, testId, readings: [{ analyte: 'ETG', positive: true, cutoff: 500, value: null }, { analyte: 'COC', positive: false, cutoff: 150, value: null }],
      measures: { creatinine: 90, specificGravity: 1.015, ph: 6, nitrite: 0, foreignSubstance: false, interference: false } });
    assert.equal(result.validity, 'acceptable');
    assert.match(result.reads.find((r) => r.analyte === 'ETG')!.words, /presumptive/i);
  });

  test('10 accountability: a presumptive result climbs nothing; a confirmed one is proposed, heard, and decided by a person', async () => {
    const { shipped } = await t.as('director').call(accountability.readPolicies, {});
    await t.as('director').call(accountability.adoptPolicy, { effectiveFrom: today(), body: shipped });
    const who = t.as('counselor');
    const read = () => who.call(accountability.readAccountability, { clientId });
    assert.equal((await read()).proposal, null, 'nothing is proposed on a presumptive result');
    await who.call(tests.reviewTestWithClient, { clientId, testId, outcome: 'disputed', clientSaid: 'It was mouthwash.' });
    await t.soft(who, tests.orderConfirmation, { clientId, testId, analytes: ['ETG'], why: 'they see it differently' });
    assert.equal((await read()).proposal, null, 'nor while the laboratory looks (DT-42)');
    goTo(addDays(today(), 2), '15:00');
    await t.as('technician').call(tests.recordConfirmation, { clientId, testId, readings: [{ analyte: 'ETG', compound: 'ethyl glucuronide', value: 900, cutoff: 500 }] });
    const { proposal, policy } = await read();
    assert.equal(proposal?.rung, 1);
    await who.call(accountability.hearClient, { clientId, eventKey: proposal.eventKey, how: 'said', words: 'It was one evening. I called afterwards.' });
    await who.call(accountability.decideResponse, { clientId, eventKey: proposal.eventKey, policyId: policy!.id, rung: 1, reason: null, plan: 'Talk on Thursday, look at the evenings.' });
    const after = await read();
    assert.equal(after.decisions.length, 1);
    assert.equal(after.level.level, 1);
  });

  test('11 safeguards: a check-in from the phone is answered with their own helps; people around are known', async () => {
    goTo(today(), '20:40');
    const heard = await t.client(clientId).call(sendCheckIn, { id: newId(), at: stage.clock.now(), craving: 9, mood: 2, sleepHours: 4, medication: 'taken', used: 'no', safe: true, words: '' });
    assert.notEqual(heard.level, 'calm');
    assert.ok(heard.helps.length > 0 && heard.seen.length > 0);
    assert.ok((await t.client(clientId).call(readMySafety, {})).plan);
    assert.ok((await t.as('counselor').call(readSupportNetwork, { clientId })).emergency);
  });

  test('12 a need is linked to a resource nearby and followed to its outcome (PR-65)', async () => {
    const manager = t.as('manager');
    const resourceId = newId();
    await manager.call(resources.saveResource, { resource: { id: resourceId, name: 'Fictional Street Pantry', needs: ['food'], postalCode: '60601', cost: 'free', phone: '555-0190' } });
    const { found } = await manager.call(resources.searchResources, { need: 'food', postalCode: '60601', withinMiles: 5 });
    assert.equal(found[0]?.resource.id, resourceId);
    const needId = newId();
    const of = { clientId, needId, words: '' };
    await manager.call(resources.recordNeed, { ...of, need: 'food', words: 'Runs short before payday.' });
    await manager.call(resources.referToResource, { ...of, resourceId });
    await manager.call(resources.recordNeedContact, of);
    await manager.call(resources.recordNeedService, of);
    await manager.call(resources.recordNeedOutcome, { ...of, outcome: 'met' });
    const { needs } = await manager.call(resources.readNeeds, { clientId });
    assert.deepEqual([needs[0]?.step, needs[0]?.due], ['outcome', null]);
  });

  test('13 the way out: readiness, step-down, discharge with a signed summary as PDF, calls when they are due (PR-96)', async () => {
    const who = t.as('counselor');
    goTo(addDays(seatedFrom, 84), '10:00');
    await who.call(transition.saveGraduationPlan, { clientId, version: null, items: ['Weekly group', 'Two people to call'], ownWords: person.ownWords, nextAppointmentOn: addDays(today(), 3),
      nextAppointmentWith: 'Weekly group', medicationFollowUpOn: addDays(today(), 5), clientAgrees: true });
    const way = await who.call(transition.readTransition, { clientId });
    assert.equal(way.readiness.length, 10);
    await who.call(transition.stepClient, { clientId, to: '1.5', reason: 'Goals of this step are met.', receivedBy: 'Weekly group, Thursday', clientSaid: 'agrees' });
    const asked = { clientId, reason: 'Did what they came for.', lastContactOn: today(), on: today(), transferTo: 'Weekly group', appointmentOn: addDays(today(), 3), clientStatement: person.ownWords };
    assert.equal(await who.refused(transition.dischargeClient, { ...asked, type: 'completed' }), 'criteria-open');
    await who.call(transition.dischargeClient, { ...asked, type: 'transferred_lower' });
    const summary = await who.call(transition.readDischargeSummary, { clientId });
    await who.call(transition.signDischargeSummary, { clientId, parts: summary!.parts.map(({ part, text }) => ({ part, text })) });
    const { pdf } = await who.call(transition.printDischargeSummary, { clientId });
    const bytes = Buffer.from(pdf, 'base64').toString('latin1');
    assert.ok(bytes.startsWith('%PDF') && bytes.includes('/StructTreeRoot') && bytes.includes('/Lang'));
    const calls = async (): Promise<string[]> => {
      await t.service().call(deriveAllObligations, {});
      return (await t.as('manager').call(listClientObligations, { clientId })).filter((o) => o.rule === 'PR-96').map((o) => o.what);
    };
    assert.deepEqual(await calls(), []);
    goTo(addDays(today(), 6), '10:00');
    assert.deepEqual(await calls(), ['call after 7 days']);
    await t.as('manager').call(transition.recordFollowUp, { clientId, dayNumber: 7, outcome: 'reached', doing: 'well', wantsBack: false, words: '' });
    assert.deepEqual(await calls(), []);
    goTo(addDays(today(), 23), '10:00');
    assert.deepEqual(await calls(), ['call after 30 days']);
  });

  test('afterwards every act of every role stands in a trail that verifies', async () => {
    await sealOnce(stage.pools.recorder);
    assert.deepEqual((await verifyAudit(stage.owner)).faults, []);
    const { rows } = await stage.owner.query('select distinct operation from house.audit where client_id = $1 and kind = $2', [clientId, 'act']);
    for (const name of ['saveInquiry', 'bookAssessment', 'signLevelOfCare', 'admitClient', 'signPlan', 'bookSession', 'signGroupNote', 'signNote', 'startMedication', 'recordSpecimen', 'reviewTestWithClient',
      'sendCheckIn', 'stepClient', 'dischargeClient', 'signDischargeSummary', 'recordFollowUp']) {
      assert.ok(rows.some((r) => r.operation === name) || name === 'signGroupNote', name);
    }
    assert.equal(weekdayOf(seatedFrom), 1);
  });
});
