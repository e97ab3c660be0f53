import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { NOT_REVIEWED, reviewFacts, reviewOptions, type EarlierReview, type ReviewFacts } from './continued-service.ts';
import { DIMENSIONS, type DimensionRating, type Placement, type Recommendation } from './model.ts';
import { decideSigning, levelOfCareDue, ratingGaps, staleRatings } from './rules.ts';

const settings = defaultRuleBook();
const TODAY = '2026-11-23';
const ID = '019ab000-0000-7000-8000-000000000001';
const rating = (over: Partial<DimensionRating> = {}): DimensionRating => ({
  dimension: 'D1', rating: 1, evidence: [], history: '', hereAndNow: 'Seen today.', strengths: '', neededService: 'group',
  ratedOn: TODAY, ...over,
});
const ratings = DIMENSIONS.map((dimension) => rating({ dimension }));
const proposal = (over: Partial<Recommendation> = {}): Recommendation => ({
  edition: '3', ruleset: 'Standard 2026-1', outcome: 'recommended', level: '2.1', coe: false, beside: [], words: '2.1', now: [],
  after: null, mayOfferIop: true, drivers: [], minimums: [], fired: [], gates: [], missing: [], contradictions: [], cautions: [],
  actions: [], whyNotLower: [], whyNotHigher: [], wouldChange: [], ...over,
});
const placement = (over: Partial<Placement> = {}): Placement => ({
  acceptedLevel: '2.1', reasonCode: null, reason: '', riskPlan: '', personPrefers: '', barriers: '', ...over,
});
const REASON = { reasonCode: 'patient_preference' as const, reason: 'Works nights and cannot come three evenings.' };

const signing: [string, Partial<Parameters<typeof decideSigning>[0]>, string][] = [
  ['the proposed level', {}, 'alone'],
  ['LOC-10: nobody without a credential', { maySign: false }, 'credential-may-not-sign'],
  ['LOC-08: nothing while something is missing',
    { recommendation: proposal({ outcome: 'cannot-recommend', level: null, missing: ['D4'] }) }, 'cannot-recommend-yet'],
  ['LOC-09: another level needs a reason', { placement: placement({ acceptedLevel: '2.5' }) }, 'reason-missing'],
  ['a higher level with a reason needs no co-signature', { placement: placement({ acceptedLevel: '2.5', ...REASON }) }, 'alone'],
  ['LOC-09: a lower level needs a plan for the risk', { placement: placement({ acceptedLevel: '1.5', ...REASON }) }, 'risk-plan-missing'],
  ['LOC-10: a lower level is co-signed',
    { placement: placement({ acceptedLevel: '1.5', ...REASON, riskPlan: 'Call on Mondays and Fridays.' }) }, 'cosigned'],
  ['LOC-12: seven days old is young enough', { ratings: ratings.map((one) => ({ ...one, ratedOn: '2026-11-16' })) }, 'alone'],
  ['LOC-12: eight days old is too old', { ratings: ratings.map((one) => ({ ...one, ratedOn: '2026-11-15' })) }, 'ratings-stale'],
  ['LOC-12: on a continued stay thirty days are allowed',
    { purpose: 'continued', ratings: ratings.map((one) => ({ ...one, ratedOn: '2026-10-24' })) }, 'alone'],
  ['a rating that rests on nothing', { ratings: [rating({ hereAndNow: '' }), ...ratings.slice(1)] }, 'rating-without-evidence'],
  ['LOC-01: an open gate stops a lower level, reason or not', {
    recommendation: proposal({ outcome: 'gate', level: '3.7', now: ['G3: Medical care.'] }), placement: placement(REASON),
  }, 'gate-not-cleared'],
  ['LOC-01: the gate’s own level may be signed', {
    recommendation: proposal({ outcome: 'gate', level: '3.7' }), placement: placement({ acceptedLevel: '3.7' }),
  }, 'alone'],
  ['LOC-21: after two reviews without progress the stay does not simply go on',
    { purpose: 'continued', stalled: { say: 'Change the plan.', at: '2.1' } }, 'plan-change-or-transfer'],
  ['LOC-21: a transfer is a way on', {
    purpose: 'continued', stalled: { say: 'Change the plan.', at: '2.1' },
    placement: placement({ acceptedLevel: '2.5', ...REASON }),
  }, 'alone'],
];
for (const [name, over, expected] of signing) {
  test(`signing: ${name}`, () => {
    const decision = decideSigning({
      recommendation: proposal(), ratings, placement: placement(), maySign: true, purpose: 'admission', stalled: null, today: TODAY, settings,
      ...over,
    });
    assert.equal(decision.ok ? (decision.value.needsCosign ? 'cosigned' : 'alone') : decision.reason, expected);
  });
}

test('a rating of 2 says which service it needs', () => {
  assert.deepEqual(ratingGaps([rating({ rating: 2, neededService: '' }), rating({ rating: 1, neededService: '' })]).map((gap) => gap.field),
    ['ratings.D1.neededService']);
});
test('LOC-12: only the old ratings are named', () => {
  assert.deepEqual(staleRatings([rating({ ratedOn: '2026-11-01' }), rating({ dimension: 'D2' })], 'admission', TODAY, settings), ['D1']);
});

const facts = (over: Partial<Parameters<typeof levelOfCareDue>[0]> = {}): Parameters<typeof levelOfCareDue>[0] => ({
  clientId: ID, owner: ID, lastSigned: { id: ID, on: '2026-11-01', needsCosign: false, cosigned: false }, events: [],
  dischargedOn: null, ...over,
});
const owed = (over: Parameters<typeof facts>[0]) => levelOfCareDue(facts(over), settings, 'America/Chicago').map((o) => [o.rule, o.due]);
test('LOC-20: the level is looked at again every thirty days', () => {
  assert.deepEqual(owed({}), [['LOC-20', '2026-12-02T05:59:00Z']]);
  assert.deepEqual(owed({ lastSigned: null }), []);
  assert.deepEqual(owed({ dischargedOn: '2026-11-20' }), []);
});
test('LOC-10: a co-signature is owed until it is given', () => {
  const lastSigned = { id: ID, on: '2026-11-01', needsCosign: true, cosigned: false };
  assert.deepEqual(owed({ lastSigned, dischargedOn: TODAY }), [['LOC-10', '2026-11-09T05:59:00Z']]);
  assert.deepEqual(owed({ lastSigned: { ...lastSigned, cosigned: true }, dischargedOn: TODAY }), []);
});
test('LOC-22: a return to use after the last decision asks for D4 and D5, one before it does not', () => {
  const events = [{ id: 'a', on: '2026-11-05', what: 'use' as const }, { id: 'b', on: '2026-10-20', what: 'use' as const }];
  const due = levelOfCareDue(facts({ events }), settings, 'America/Chicago').filter((o) => o.rule === 'LOC-22');
  assert.deepEqual(due.map((o) => o.what), ['rate D4 and D5 again']);
});

const review = (over: Partial<ReviewFacts> = {}) => reviewOptions({
  goalsMet: false, progressing: true, planChanged: false, newProblem: false, reviewsWithoutProgress: 0, ableToTakePart: true,
  daysFitLower: null, continuingCareBooked: false, recommendation: { outcome: 'recommended', level: '2.1' }, ...over,
});
const open = (over?: Partial<ReviewFacts>): string[] => review(over).options.filter((one) => one.open).map((one) => one.option);
const reviews: [string, Partial<ReviewFacts>, string[]][] = [
  ['progress, 2.1 still needed: stay', {}, ['stay']],
  ['no progress, but a changed plan: stay', { progressing: false, planChanged: true }, ['stay']],
  ['goals met, two weeks at 1.5, care booked: step down',
    { goalsMet: true, daysFitLower: 14, continuingCareBooked: true, recommendation: { outcome: 'recommended', level: '1.5' } }, ['step-down']],
  ['thirteen days are not two weeks', { goalsMet: true, daysFitLower: 13, continuingCareBooked: true }, []],
  ['the dimensions ask for more: step up', { recommendation: { outcome: 'recommended', level: '3.1' } }, ['step-up']],
  ['a gate opens: step up', { recommendation: { outcome: 'gate', level: '4' } }, ['step-up']],
  ['cannot take part any more', { ableToTakePart: false }, ['step-up']],
];
for (const [name, over, expected] of reviews) test(`LOC §8: ${name}`, () => assert.deepEqual(open(over), expected));
test('LOC-21: two reviews without progress force a changed plan or a transfer', () => {
  assert.match(review({ progressing: false, reviewsWithoutProgress: 2 }).forced ?? '', /^Two reviews without progress/);
  assert.equal(review({ progressing: false, reviewsWithoutProgress: 2, planChanged: true }).forced, null);
});
test('LOC-21, LOC §8: reviews without progress and weeks at 1.5 are counted from what was signed', () => {
  const earlier = (signedOn: string, recommendedLevel: EarlierReview['recommendedLevel'], progressing: boolean | null): EarlierReview =>
    ({ signedOn, recommendedLevel, answers: { ...NOT_REVIEWED, progressing } });
  const facts = (progressing: boolean | null, level: '1.5' | '2.1', list: EarlierReview[]) =>
    reviewFacts({ ...NOT_REVIEWED, progressing }, { outcome: 'recommended', level }, list, TODAY);
  const stalled = [earlier('2026-11-16', '2.1', false), earlier('2026-11-09', '2.1', false), earlier('2026-11-02', '2.1', true)];
  assert.equal(facts(false, '2.1', stalled).reviewsWithoutProgress, 3);
  assert.equal(facts(true, '2.1', stalled).reviewsWithoutProgress, 0);
  const lower = [earlier('2026-11-16', '1.5', true), earlier('2026-11-09', '1.5', true), earlier('2026-11-02', '2.1', true)];
  assert.equal(facts(true, '1.5', lower).daysFitLower, 14);
  assert.equal(facts(true, '1.5', []).daysFitLower, 0);
  assert.equal(facts(true, '2.1', lower).daysFitLower, null);
});
test('a question that was not answered speaks for no way', () => {
  assert.deepEqual(reviewOptions({ ...NOT_REVIEWED, reviewsWithoutProgress: 0, daysFitLower: null,
    recommendation: { outcome: 'recommended', level: '2.1' } }).options.filter((one) => one.open), []);
});
