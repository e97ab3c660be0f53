import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openStage, type Stage } from '../../app/stage.ts';
import { admitted } from '../../app/cast.ts';
import { newId } from '../../shared/ids.ts';
import { addDays } from '../../shared/dates.ts';
import { orderTest, recordResult, recordSpecimen, reviewTestWithClient } from '../drug-testing/api.ts';
import { offerMedication } from '../medication/api.ts';
import { deriveAllObligations, listClientObligations } from '../obligations/api.ts';
import * as api from './api.ts';

let stage: Stage;
let clientId: string;
let policyId: string;
before(async () => {
  stage = await openStage();
  clientId = await admitted(stage);
});
after(() => stage.close());

const read = (by: 'counselor' | 'supervisor' | 'director' = 'counselor') => stage.as(by).call(api.readAccountability, { clientId });
const noon = (n: number) => `${addDays('2026-03-03', n)}T18:00:00Z`;
const night = (n: number) => `${addDays('2026-03-04', n)}T03:00:00Z`;
/** A test ordered on day `n` to which nobody came; answers the ladder's key of it. */
async function missedTest(n: number): Promise<string> {
  stage.clock.set(noon(n));
  const testId = newId();
  await stage.as('counselor').call(orderTest, { clientId, testId, date: addDays('2026-03-03', n), reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: null });
  stage.clock.set(night(n));
  return `test:${testId}`;
}
const decide = (eventKey: string, rung: number, reason: string | null = null) => ({ clientId, eventKey, policyId, rung, reason, plan: 'We agreed on a ride and a reminder.' });
const removal = (over = {}) => ({
  clientId, ground: 'further_event' as const, eventKey: null as string | null, reasons: 'Five tests missed; every offer is written down.', effectiveOn: '2026-04-30', teamReviewId: null as string | null,
  appealRoute: 'To the medical director', transferOffer: 'Hilltop, Monday 9 am', moudBridge: null, naloxone: null, reentry: 'Any time, by a call', ...over,
});

describe('a ladder from the first event to a removal that is appealed and reversed', () => {
  const keys: string[] = [];

  test('without a policy nothing is proposed; the director adopts one, and a day has one policy', async () => {
    assert.equal((await read()).policy, null);
    const { shipped } = await stage.as('director').call(api.readPolicies, {});
    assert.equal((await stage.as('supervisor').try(api.adoptPolicy, { effectiveFrom: '2026-03-02', body: shipped })).kind, 'not-allowed');
    ({ policyId } = await stage.as('director').call(api.adoptPolicy, { effectiveFrom: '2026-03-02', body: shipped }));
    assert.equal(await stage.as('director').refused(api.adoptPolicy, { effectiveFrom: '2026-03-02', body: shipped }), 'same-day-as-another');
    assert.equal((await read()).level.level, 0);
  });

  test('the first missed test proposes talk and support, owed to the counselor; a person decides it', async () => {
    keys.push(await missedTest(0));
    const { proposal } = await read();
    assert.deepEqual([proposal?.rung, proposal?.step.name, proposal?.mayDecide], [1, 'Talk and support', true]);
    await stage.service().call(deriveAllObligations, {});
    const owed = (await stage.as('counselor').call(listClientObligations, { clientId })).map((o) => o.what);
    assert.ok(owed.includes('decide: talk and support') && owed.includes('hear the client’s side'));
    assert.equal(await stage.as('counselor').refused(api.decideResponse, decide(keys[0]!, 2, 'stricter')), 'more-than-one-step');
    await stage.as('counselor').call(api.decideResponse, decide(keys[0]!, 1));
    assert.deepEqual([(await read()).level.level, (await read()).proposal], [1, null]);
    assert.equal(await stage.as('counselor').refused(api.decideResponse, decide(keys[0]!, 1)), 'nothing-proposed');
  });

  test('the client sees what is looked at and adds their side on the phone, before a written notice', async () => {
    keys.push(await missedTest(2));
    await stage.as('counselor').call(api.decideResponse, decide(keys[1]!, 2));
    keys.push(await missedTest(4));
    assert.equal(await stage.as('counselor').refused(api.decideResponse, decide(keys[2]!, 3)), 'not-yours-to-decide');
    assert.equal(await stage.as('supervisor').refused(api.decideResponse, decide(keys[2]!, 3)), 'hear-the-client-first');
    const mine = await stage.client(clientId).call(api.readMyStanding, {});
    assert.deepEqual(mine.lookedAt.map((l) => [l.eventKey, l.said]), [[keys[2], false]]);
    await stage.client(clientId).call(api.addMySide, { eventKey: keys[2]!, words: 'My shift changed that morning.' });
    await stage.as('supervisor').call(api.decideResponse, decide(keys[2]!, 3));
    assert.equal((await stage.client(clientId).call(api.readMyStanding, {})).decisions[0]?.name, 'First written notice');
  });

  test('removal is refused by the rules and by the database while anything is missing', async () => {
    assert.equal(await stage.as('director').refused(api.decideRemoval, removal({ eventKey: keys[2] })), 'final-notice-first');
    assert.equal((await stage.as('supervisor').try(api.decideRemoval, removal())).kind, 'not-allowed');
    assert.deepEqual((await read('director')).removalNeeds, ['the final notice', 'another counted event, or everything offered declined', 'a team review with attendance']);
    const someone = await admitted(stage, 'Someone Else');
    const insert = async (ground: string, review: boolean, effective: string) => {
      const { rows: [episode] } = await stage.owner.query('select * from live.episode where client_id = $1', [someone]);
      const reviewId = newId();
      if (review) {
        await stage.owner.query(`insert into live.team_review (agency_id, team_review_id, client_id, at, attendees, findings, offered_level, client_answer, recorded_by)
          values ($1, $2, $3, '2026-03-01T00:00Z', array[$3, $2]::uuid[], 'x', 'x', 'thinking', $2)`, [stage.agencyId, reviewId, someone]);
      }
      return stage.owner.query(`insert into live.removal (agency_id, removal_id, client_id, episode_id, ground, reasons, decided_on, effective_on, team_review_id, appeal_route, transfer_offer, reentry,
        opioid, takes_moud, decided_by, decided_at) values ($1, $2, $3, $4, $5, 'x', '2026-03-10', $6, $7, 'x', 'x', 'x', false, false, $2, '2026-03-10T18:00Z')`,
        [stage.agencyId, newId(), someone, episode.episode_id, ground, effective, reviewId]);
    };
    await stage.owner.query('begin');
    await assert.rejects(insert('further_event', true, '2026-04-30'), /no-earlier-warning/);
    await stage.owner.query('rollback');
    await assert.rejects(insert('immediate_safety', false, '2026-03-10'), /no-team-review/);
  });

  test('the final notice needs a hearing too; “did not want to say” is one', async () => {
    keys.push(await missedTest(6));
    await stage.as('counselor').call(api.hearClient, { clientId, eventKey: keys[3]!, how: 'chose_silence', words: '' });
    await stage.as('supervisor').call(api.decideResponse, decide(keys[3]!, 4));
    assert.equal((await read()).level.level, 4);
  });

  test('a fifth event, a team review, five business days and a place to go: only then the director removes', async () => {
    keys.push(await missedTest(8));
    const eventKey = keys[4]!;
    assert.equal(await stage.as('director').refused(api.decideResponse, decide(eventKey, 5)), 'removal-has-its-own-way');
    assert.equal(await stage.as('director').refused(api.decideRemoval, removal({ eventKey })), 'hear-the-client-first');
    await stage.client(clientId).call(api.addMySide, { eventKey, words: 'I was in hospital.' });
    assert.equal(await stage.as('director').refused(api.decideRemoval, removal({ eventKey })), 'no-team-review');
    const { teamReviewId } = await stage.as('supervisor').call(api.recordTeamReview, {
      clientId, attendees: [stage.staff.supervisor, stage.staff.medical], findings: 'Missed five; nights at work.', offeredLevel: 'Level 1 with us', clientAnswer: 'thinking',
    });
    const today = addDays('2026-03-03', 8);
    assert.equal(await stage.as('director').refused(api.decideRemoval, removal({ eventKey, teamReviewId, effectiveOn: addDays(today, 6) })), 'notice-too-short');
    await stage.as('counselor').call(offerMedication, { clientId, disorder: 'opioid', answer: 'declined', words: '' });
    assert.equal(await stage.as('director').refused(api.decideRemoval, removal({ eventKey, teamReviewId })), 'naloxone-missing');
    await stage.as('director').call(api.decideRemoval, removal({ eventKey, teamReviewId, naloxone: 'given' }));
    assert.equal((await read('director')).removal?.standing, true);
  });

  test('the client appeals on the phone; neither the director who decided nor the team answers; somebody else reverses it', async () => {
    const { removal: mine } = await stage.client(clientId).call(api.readMyStanding, {});
    await stage.client(clientId).call(api.appealMyDecision, { decisionId: mine!.removalId, words: 'The hospital letter shows where I was.' });
    assert.equal(await stage.client(clientId).refused(api.appealMyDecision, { decisionId: mine!.removalId, words: 'Again' }), 'already-appealed');
    const appealId = (await read('director')).removal!.appeal!.id;
    const answer = { clientId, appealId, outcome: 'reversed' as const, rung: null, reason: 'The absence was unavoidable.' };
    assert.equal(await stage.as('director').refused(api.decideAppeal, answer), 'same-person');
    assert.equal(await stage.as('supervisor').refused(api.decideAppeal, answer), 'same-person');
    await assert.rejects(stage.owner.query(`insert into live.appeal_decision values ($1, gen_random_uuid(), $2, $3, 'upheld', null, 'x', $4, '2026-03-20T18:00Z')`,
      [stage.agencyId, appealId, clientId, stage.staff.director]), /same-person/);
    assert.deepEqual((await stage.as('supervisor').call(api.listProposals, {})).filter((p) => p.kind === 'appeal').map((p) => p.clientId), [clientId]);
    await stage.as('counselor').call(api.decideAppeal, answer);
    assert.equal((await read('director')).removal?.standing, false);
    assert.equal((await stage.client(clientId).call(api.readMyStanding, {})).removal, null);
  });

  test('nothing of it can be changed or taken away by SQL', async () => {
    for (const table of ['response_decision', 'hearing', 'appeal', 'appeal_decision', 'removal', 'team_review', 'accountability_policy']) {
      await assert.rejects(stage.owner.query(`delete from live.${table}`), { code: 'SW001' });
    }
  });
});

describe('results', () => {
  test('§9: an unexpected screen proposes nothing until the client acknowledges it, and then one step', async () => {
    const someone = await admitted(stage, 'Noor Abbas');
    const testId = newId();
    stage.clock.set('2026-03-20T18:00:00Z');
    const of = { clientId: someone, testId };
    await stage.as('counselor').call(orderTest, { ...of, date: '2026-03-20', reason: 'follow_up', matrix: 'urine', panel: ['COC'], why: null, retestOf: null });
    await stage.as('technician').call(recordSpecimen, {
      ...of, id: newId(), matrix: 'urine', identifiedBy: 'photo', collectedAt: '2026-03-20T18:00:00Z', place: 'Room 3', observed: 'none', observedReason: null, observerPreference: null,
      temperatureF: 95, minutesSinceVoid: 1, volumeMl: 50, colour: 'straw', strip: 'normal', split: false, sealNumber: null, sealNumberB: null, clientInitials: 'NA', declaredMedications: [],
      device: null, lab: null, accession: null,
    });
    await stage.as('technician').call(recordResult, { ...of, measures: null, readings: [{ analyte: 'COC', positive: true, cutoff: 150, value: null }] });
    const look = () => stage.as('counselor').call(api.readAccountability, { clientId: someone });
    const before = await look();
    assert.equal(before.proposal, null);
    assert.match(before.events[0]!.guardWords!, /screen alone/);
    await stage.as('counselor').call(reviewTestWithClient, { ...of, outcome: 'acknowledged', clientSaid: 'Yes, on Saturday.' });
    const after = await look();
    assert.deepEqual([after.proposal?.rung, after.proposal?.mustDo.at(-1)], [1, 'Ask whether this level of care still fits']);
  });
});

test('trying a stricter policy on what happened shows who would stand elsewhere, and saves nothing', async () => {
  const { shipped } = await stage.as('director').call(api.readPolicies, {});
  const none = await stage.as('director').call(api.tryPolicy, { body: shipped, days: 90 });
  assert.deepEqual(none.changed, []);
  const milder = { ...shipped, counts: ['group_safety' as const] };
  const shown = await stage.as('director').call(api.tryPolicy, { body: milder, days: 90 });
  assert.deepEqual(shown.changed.map((c) => [c.clientId === clientId, c.tried]).sort().at(-1), [true, 0]);
  assert.equal((await stage.as('director').call(api.readPolicies, {})).others.length, 0);
});

test('a safety event counts on its own and lies in the past', async () => {
  const someone = await admitted(stage, 'Pat Ortega');
  await stage.as('facilitator').try(api.recordSafetyEvent, { clientId: someone, kind: 'threat', at: stage.clock.now(), what: 'Shouted at somebody' });
  assert.equal(await stage.as('counselor').refused(api.recordSafetyEvent, { clientId: someone, kind: 'threat', at: '2027-01-01T00:00:00Z', what: 'x' }), 'lies-ahead');
  await stage.as('counselor').call(api.recordSafetyEvent, { clientId: someone, kind: 'threat', at: stage.clock.now(), what: 'Shouted at somebody' });
  assert.equal((await stage.as('counselor').call(api.readAccountability, { clientId: someone })).proposal?.rung, 1);
});
