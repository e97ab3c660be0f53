/**
 * One person's whole way through the browser, steps 1 to 13, by the roles concerned, on the 16-week curriculum, in virtual
 * time: steps 1 to 6 by keyboard alone, the others by mouse and phone. Then the chart, the trail and what is owed are read.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Id } from '../shared/ids.ts';
import { openBrowserStage, type BrowserStage } from './browser-stage.ts';
import { linkAResource, standBy } from './walk/around.ts';
import { answerForIt, linkMedication, talkAlone, testOnARandomDay } from './walk/care.ts';
import { admitThem, assessThem, takeTheCall } from './walk/front-door.ts';
import { arrangeTheWeek, leadAGroup, makeThePlan } from './walk/plan-and-week.ts';
import { readTheChart, readTheTrail, readWhatIsOwed } from './walk/read-back.ts';
import { setTheStage, WALK_NOW } from './walk/setting.ts';
import { openWalk, type Walk } from './walk/walk.ts';
import { callAfterwards, endTheStay, stepDown } from './walk/way-out.ts';

let stage: BrowserStage;
let walk: Walk;
let testId: Id;
before(async () => {
  stage = await openBrowserStage({ now: WALK_NOW });
  walk = openWalk(stage, await setTheStage(stage.house));
});
after(() => stage?.close());

describe('one person’s whole way, on the screens', () => {
  test('1 the call, by keyboard: safety first, a week to read aloud, the assessment booked in at most 25 actions', async () => {
    const actions = await takeTheCall(walk);
    console.log(`# inquiry call to booked assessment: ${actions} actions; the mark is 25`);
    assert.ok(actions <= 25, `${actions} actions`);
  });
  test('2 the assessment, by keyboard: screens by digits, six dimensions, a proposal, a signed decision', () => assessThem(walk));
  test('3 the admission, by keyboard: the gate, papers signed on screen, somebody to call, a counselor', () => admitThem(walk));
  test('4 the plan, by keyboard: in the client’s words, signed by both', () => makeThePlan(walk));
  test('5 the week, by keyboard: around work, planned and kept told apart', () => arrangeTheWeek(walk));
  test('6 the group, by keyboard: attendance, the shared part once, a line, a signature', () => leadAGroup(walk));
  test('7 alone with the counselor; a trainee’s note is co-signed', () => talkAlone(walk));
  test('8 medication: asked, booked, seen, answered, prescribed, asked about', () => linkMedication(walk));
  test('9 a sobriety check: drawn by chance, asked for by one tap, collected, read', async () => {
    const drawn = await testOnARandomDay(walk);
    testId = drawn.testId;
    assert.equal(drawn.actions, 1);
  });
  test('10 accountability: nothing on a screen alone; the laboratory, the client, a person', () => answerForIt(walk, testId));
  test('11 between sessions: a safety plan, a hard evening on the phone, a sister with a consent', () => standBy(walk));
  test('12 a need, a place nearby, a referral, its answer', () => linkAResource(walk));
  test('13 the way out: readiness from evidence, the plan for afterwards, a step down', () => stepDown(walk));
  test('13 the end of the stay, its summary signed and carried away as a file', () => endTheStay(walk));
  test('13 afterwards: calls after 7, 30 and 90 days appear when they are due', () => callAfterwards(walk));
  test('then the chart tells the story', () => readTheChart(walk));
  test('the trail has every act, and its seals hold', () => readTheTrail(walk));
  test('who owes what is there after sign-in, with nothing pressed', async () => {
    assert.equal(await readWhatIsOwed(walk), 0);
  });
});
