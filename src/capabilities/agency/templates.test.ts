import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from './rule-book.ts';
import {
  SIXTEEN_WEEKS, STANDARD_IOP, TEMPLATES, countedMinutesOf, groupsTooLarge, lessonsOfWeek, templateHours, weeksUnderFloor,
} from './templates.ts';

const rules = defaultRuleBook();

test('PR-21 an evening from 18:00 to 21:15 with one break counts 180 minutes, from 18:00 to 21:00 only 165', () => {
  const breaks = [{ from: '19:30', to: '19:45' }];
  assert.equal(countedMinutesOf({ from: '18:00', to: '21:15', breaks }), 180);
  assert.equal(countedMinutesOf({ from: '18:00', to: '21:00', breaks }), 165);
});

for (const [track, name, days] of [[0, 'evening', [1, 2, 4]], [1, 'morning', [1, 3, 5]]] as const) {
  test(`PR-20 the ${name} track meets nine counted hours on three days, every week`, () => {
    const weeks = templateHours(STANDARD_IOP, rules, { track });
    assert.equal(weeks.length, 12);
    for (const week of weeks) assert.deepEqual([week.groupMinutes, week.days], [540, 3]);
    assert.deepEqual(STANDARD_IOP.tracks[track]!.meetings.flatMap((meeting) => meeting.weekdays), [...days]);
    assert.deepEqual(weeksUnderFloor(weeks, rules), []);
  });
}

const table: [number, number, number][] = [
  [1, 370, 50], [2, 370, 0], [3, 370, 0], [4, 370, 0], [5, 270, 50], [6, 270, 0], [12, 270, 0], [13, 270, 0], [15, 270, 0],
  [16, 270, 50], [17, 90, 0], [48, 90, 0],
];
for (const [week, groups, individual] of table) {
  test(`§3 week ${week} of the printed timetable counts ${groups} minutes of groups and ${individual} beside them`, () => {
    const found = templateHours(SIXTEEN_WEEKS, rules, { parts: 'core' })[week - 1]!;
    assert.deepEqual([found.week, found.groupMinutes, found.individualMinutes], [week, groups, individual]);
  });
}

test('PR-31 the printed timetable is under the floor in all sixteen weeks, continuing care is not asked', () => {
  const under = weeksUnderFloor(templateHours(SIXTEEN_WEEKS, rules, { parts: 'core' }), rules);
  assert.deepEqual(under.map((week) => week.week), Array.from({ length: 16 }, (_, at) => at + 1));
});

test('PR-31 with the added groups no week is under the floor, and none above the ceiling', () => {
  const weeks = templateHours(SIXTEEN_WEEKS, rules);
  assert.deepEqual(weeksUnderFloor(weeks, rules), []);
  for (const week of weeks) assert.ok(week.groupMinutes + week.individualMinutes <= rules['hours.ceiling'] * 60);
});

const printed: [number, string[][]][] = [
  [1, [['ERS1', 'RP1'], ['FE1'], ['ERS2', 'RP2']]],
  [4, [['ERS7', 'RP7'], ['FE4'], ['ERS8', 'RP8']]],
  [5, [['RP9'], ['FE5'], ['RP10']]],
  [12, [['RP23'], ['FE12'], ['RP24']]],
  [13, [['RP25'], ['SS1'], ['RP26']]],
  [16, [['RP31'], ['SS4'], ['RP32']]],
  [48, [['SS36']]],
];
for (const [week, lessons] of printed) {
  test(`§3 week ${week} holds ${lessons.flat().join(', ')}`, () => {
    assert.deepEqual(lessonsOfWeek(SIXTEEN_WEEKS, week).map((day) => day.codes), lessons);
  });
}

test('§3 the curriculum has 8, 32, 12 and 36 lessons, no title twice in one group', () => {
  const counts = new Map(SIXTEEN_WEEKS.groups.map((group) => [group.code, group.lessons.length]));
  assert.deepEqual(['ERS', 'RP', 'FE', 'SS'].map((code) => counts.get(code)), [8, 32, 12, 36]);
  for (const group of SIXTEEN_WEEKS.groups) {
    assert.equal(new Set(group.lessons.map((lesson) => lesson.title)).size, group.lessons.length, group.code);
  }
});

test('PR-22, PR-23 no group of a shipped template is larger than the rule book allows', () => {
  for (const template of TEMPLATES) assert.deepEqual(groupsTooLarge(template, rules), []);
  assert.deepEqual(groupsTooLarge(STANDARD_IOP, { ...rules, 'group.max.therapy': 10 }).map((group) => group.code), ['RP', 'GT', 'SK']);
});
