import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { CATALOG } from './rule-catalog.ts';
import {
  SETTING_KEYS, contradictionIn, decideRuleChange, defaultRuleBook, ruleBookOn, settingOf, type RuleChange,
} from './rule-book.ts';

const by = '0199d0f0-0000-7000-8000-000000000001';
const today = '2026-11-23';
const change = (key: string, value: unknown, from = '2026-12-01') => ({ key, value, from, source: 'state rule', by });

test('every shipped default is allowed by its own type, and the shipped book contradicts itself nowhere', () => {
  for (const key of SETTING_KEYS) assert.ok(settingOf(key).type.safeParse(CATALOG[key].default).success, key);
  assert.equal(contradictionIn(defaultRuleBook()), null);
});

test('every setting says what it means and where it comes from', () => {
  for (const key of SETTING_KEYS) {
    assert.match(settingOf(key).words, /[.?]$/, key);
    assert.notEqual(settingOf(key).source, '', key);
  }
});

test('the minimum catalog of program-rules §13 is there', () => {
  const asked = [
    'week.start', 'hours.floor.adult', 'hours.floor.adolescent', 'hours.ceiling', 'hours.taperMaxWeeks',
    'days.minPerWeek', 'gap.maxDays', 'group.max.therapy', 'group.max.education', 'group.min',
    'group.secondFacilitatorAt', 'session.minMinutesForCredit', 'break.minutes', 'assessment.dueDays',
    'plan.initialDue', 'plan.fullDueDays', 'plan.reviewDays', 'recert.days', 'note.dueHours.group',
    'note.dueHours.individual', 'note.dueHours.crisis', 'note.hardLimitHours', 'cosign.dueDays',
    'individual.maxGapDays', 'family.minPerMonth', 'noshow.attempt1h', 'noshow.attempt2h', 'noshow.attempt3h',
    'noshow.triggerCount', 'noshow.triggerWindowDays', 'discharge.noContactDays', 'discharge.summaryDays',
    'followup.days', 'caseload.maxPerFte', 'credential.map', 'loc.edition', 'retention.years', 'payer.rules',
    'holidays', 'timezone',
  ];
  assert.deepEqual(asked.filter((key) => !Object.hasOwn(CATALOG, key)), []);
});

const cases: [string, ReturnType<typeof change>, string][] = [
  ['a review interval of 45 days is allowed', change('plan.reviewDays', 45), 'ok'],
  ['PR-52: 91 days between reviews are too many', change('plan.reviewDays', 91), 'review-longer-than-90-days'],
  ['PR-52: 90 days are just allowed', change('plan.reviewDays', 90), 'ok'],
  ['PR-57: recertification after 61 days is too late', change('recert.days', 61), 'recertification-longer-than-60-days'],
  ['PR-01: a floor above the ceiling', change('hours.floor.adult', 20), 'floor-above-ceiling'],
  ['PR-03: a ceiling of 20 hours is level 2.5', change('hours.ceiling', 20), 'ceiling-reaches-next-level'],
  ['PR-07: a state with ten hours', change('hours.floor.adult', 10), 'ok'],
  ['PR-24: at most one client in a group', change('group.max.therapy', 1), 'group-max-below-min'],
  ['a note due after it is late', change('note.dueHours.group', 80), 'hard-limit-before-due'],
  ['PR-82: the second attempt after the third', change('noshow.attempt2h', 96), 'attempts-out-of-order'],
  ['PR-61: nobody may give individual therapy',
    change('credential.map', { ...CATALOG['credential.map'].default, 'individual-therapy': [] }), 'nobody-may-give-it'],
  ['a name nobody knows', change('hours.flor', 9), 'unknown-setting'],
  ['words where a number belongs', change('plan.reviewDays', 'monthly'), 'value-not-allowed'],
  ['half a day', change('plan.reviewDays', 7.5), 'value-not-allowed'],
  ['a rule for days that have passed', change('plan.reviewDays', 45, '2026-11-22'), 'from-in-the-past'],
  ['from today on', change('plan.reviewDays', 45, today), 'ok'],
  ['the value it already has', change('plan.reviewDays', 30), 'nothing-changes'],
];
for (const [name, made, expected] of cases) {
  test(`a rule change is judged: ${name}`, () => {
    const decision = decideRuleChange([], made, today);
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('a change without a source is not taken', () => {
  const decision = decideRuleChange([], { ...change('plan.reviewDays', 45), source: ' ' }, today);
  assert.equal(decision.ok ? 'ok' : decision.reason, 'source-missing');
});

test('a change is judged against what is already planned for later days', () => {
  const planned: RuleChange[] = [{ key: 'hours.ceiling', value: 12, from: '2027-01-01', source: 'payer', by }];
  const decision = decideRuleChange(planned, change('hours.floor.adult', 14), today);
  assert.equal(decision.ok ? 'ok' : decision.reason, 'floor-above-ceiling');
});

test('a rule holds from its day on, and days before keep what held then', () => {
  const changes: RuleChange[] = [
    { key: 'plan.reviewDays', value: 14, from: '2026-12-01', source: 'payer', by },
    { key: 'plan.reviewDays', value: 21, from: '2026-12-01', source: 'payer, corrected', by },
    { key: 'plan.reviewDays', value: 60, from: '2027-02-01', source: 'state', by },
  ];
  const on = (date: string) => ruleBookOn(changes, date)['plan.reviewDays'];
  assert.deepEqual([on('2026-11-30'), on('2026-12-01'), on('2027-01-31'), on('2027-02-01')], [30, 21, 21, 60]);
});

test('the order in which changes of different days were recorded does not matter', () => {
  const days = fc.integer({ min: 0, max: 400 }).map((n) => Temporal.PlainDate.from('2026-01-01').add({ days: n }).toString());
  const made = fc.uniqueArray(fc.record({ from: days, value: fc.integer({ min: 1, max: 90 }) }), { selector: (c) => c.from });
  fc.assert(fc.property(made, days, (list, on) => {
    const changes = list.map((c): RuleChange => ({ key: 'plan.reviewDays', source: 's', by, ...c }));
    assert.deepEqual(ruleBookOn(changes, on), ruleBookOn(changes.toReversed(), on));
  }));
});

test('changing one book leaves the shipped one as it is', () => {
  defaultRuleBook()['followup.days'].push(1);
  assert.deepEqual(defaultRuleBook()['followup.days'], [7, 30, 90, 180, 365]);
});
