import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMinutes } from '../../shared/dates.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { attendanceDue } from './attendance-due.ts';
import type { OutreachAttempt, RecordedStatus } from './model.ts';
import { absences, highRiskDue, noShowDue, reengagementDue, silenceDue, type Kept } from './outreach.ts';
import { decideAttendance, decideHeld, inForce, standingOf, type Entry, type HeldSession } from './rules.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const six = '2026-11-24T00:00:00Z'; // Monday 23 November, 6 pm
const at = (minute: number) => addMinutes(six, minute);
const session: HeldSession = {
  id: 's', service: 'relapse-prevention-group', startAt: six, endAt: at(195), breaks: [{ from: at(90), to: at(105) }], cancelled: false,
};
const here = (from: number, to: number) => standingOf({ status: 'present', arrivedAt: at(from), leftAt: at(to) }, session, rules);

const standings: [string, ReturnType<typeof standingOf>, string, number, boolean][] = [
  ['the whole evening', here(0, 195), 'here', 180, true],
  ['PR-81: 15 minutes late is not late', here(15, 195), 'here', 165, true],
  ['PR-81: 16 minutes late is', here(16, 195), 'came late', 164, true],
  ['PR-81: leaving 15 minutes early is whole', here(0, 180), 'here', 165, true],
  ['PR-81: leaving 16 minutes early is not', here(0, 179), 'left early', 164, true],
  ['PR-80: both may hold', here(20, 170), 'came late, left early', 135, true],
  ['PR-81: 15 minutes earn nothing', here(0, 15), 'left early', 15, false],
  ['PR-81: 16 minutes are credited', here(0, 16), 'left early', 16, true],
  ['PR-80: who was not here has no minutes', standingOf({ status: 'no_show', arrivedAt: null, leftAt: null }, session, rules), 'not here', 0, false],
];
for (const [name, standing, words, minutes, credited] of standings) {
  test(`attendance reads: ${name}`, () => {
    assert.deepEqual([standing.words, standing.minutes, standing.countedMinutes, standing.credited], [words, minutes, minutes, credited]);
  });
}

test('PR-13: a social activity is attended, but none of it counts', () => {
  const standing = standingOf({ status: 'present', arrivedAt: six, leftAt: at(195) }, { ...session, service: 'recreation' }, rules);
  assert.deepEqual([standing.minutes, standing.countedMinutes], [180, 0]);
});

test('journeys 5: a session that ended 20 minutes early leaves everybody 20 minutes fewer', () => {
  const held = { ...session, endAt: at(175) };
  assert.equal(standingOf({ status: 'present', arrivedAt: six, leftAt: at(195) }, held, rules).countedMinutes, 160);
});

test('minutes never exceed the session, and grow with every minute stayed', () => {
  const minute = fc.integer({ min: -60, max: 260 });
  fc.assert(fc.property(minute, minute, (a, b) => {
    const [from, to] = [Math.min(a, b), Math.max(a, b) + 1];
    const { minutes } = here(from, to);
    assert.ok(minutes >= 0 && minutes <= 180);
    assert.ok(here(from, to + 1).minutes - minutes <= 1);
    assert.ok(here(from, to + 1).minutes >= minutes);
  }));
});

const entry = (more: Partial<Entry> = {}): Entry => ({
  clientId: 'rosa', status: 'present', arrivedAt: six, leftAt: at(195), mode: 'in_person', place: '', reason: '', replaces: null, ...more,
});
const absent = (status: RecordedStatus, more: Partial<Entry> = {}) => entry({ status, arrivedAt: null, leftAt: null, ...more });
const after = at(200);
const decide = (e: Entry, more: { session?: HeldSession; expected?: string[]; current?: { id: string; clientId: string }[]; now?: string } = {}) =>
  decideAttendance(e, more.session ?? session, more.expected ?? ['rosa'], more.current ?? [], more.now ?? after);

const entries: [string, ReturnType<typeof decide>, string][] = [
  ['somebody who was there', decide(entry()), 'ok'],
  ['before it begins nobody is there', decide(entry(), { now: at(-1) }), 'session-not-started'],
  ['before it begins somebody may be excused', decide(absent('excused', { reason: 'fever' }), { now: at(-600) }), 'ok'],
  ['before it begins nobody has missed it', decide(absent('no_show'), { now: at(-1) }), 'session-not-started'],
  ['while it lasts, to its end', decide(entry(), { now: at(30) }), 'ok'],
  ['a session that was cancelled', decide(entry(), { session: { ...session, cancelled: true } }), 'session-was-cancelled'],
  ['somebody without a seat', decide(entry(), { expected: [] }), 'not-expected'],
  ['no arrival', decide(entry({ arrivedAt: null })), 'arrival-missing'],
  ['no departure', decide(entry({ leftAt: null })), 'departure-missing'],
  ['leaving before coming', decide(entry({ arrivedAt: at(60), leftAt: at(60) })), 'left-before-arriving'],
  ['leaving tomorrow', decide(entry({ leftAt: at(300) }), { now: at(240) }), 'departure-in-the-future'],
  ['there only after its end', decide(entry({ arrivedAt: at(195), leftAt: at(200) }), { now: at(300) }), 'not-there-while-it-lasted'],
  ['absent, with times', decide(entry({ status: 'no_show' })), 'times-without-presence'],
  ['excused without a reason', decide(absent('excused')), 'reason-missing'],
  ['PR-29: by video, place unknown', decide(entry({ mode: 'telehealth' })), 'place-missing'],
  ['PR-29: by video, from home', decide(entry({ mode: 'telehealth', place: 'at home, 12 Mill St' })), 'ok'],
  ['recorded by somebody else meanwhile', decide(entry(), { current: [{ id: 'f', clientId: 'rosa' }] }), 'recorded-meanwhile'],
  ['a correction that saw another entry', decide(entry({ replaces: 'e', reason: 'typing error' }), { current: [{ id: 'f', clientId: 'rosa' }] }), 'recorded-meanwhile'],
  ['a correction that names the entry', decide(entry({ replaces: 'f', reason: 'typing error' }), { current: [{ id: 'f', clientId: 'rosa' }] }), 'ok'],
  ['a correction without a reason', decide(entry({ replaces: 'f' }), { current: [{ id: 'f', clientId: 'rosa' }] }), 'reason-missing'],
  ['a correction of nothing', decide(entry({ replaces: 'f', reason: 'typing error' })), 'nothing-to-correct'],
];
for (const [name, decision, expected] of entries) {
  test(`attendance is asked for: ${name}`, () => {
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

const held: [string, ReturnType<typeof decideHeld>, string][] = [
  ['ended early', decideHeld(session, { startAt: six, endAt: at(175) }, after), 'ok'],
  ['ends before it starts', decideHeld(session, { startAt: at(10), endAt: six }, after), 'ends-before-it-starts'],
  ['not over yet', decideHeld(session, { startAt: six, endAt: at(195) }, at(100)), 'ends-in-the-future'],
  ['another day', decideHeld(session, { startAt: at(-1440), endAt: at(-1300) }, after), 'another-day'],
];
for (const [name, decision, expected] of held) {
  test(`a session's real time is recorded: ${name}`, () => {
    assert.equal(decision.ok ? 'ok' : decision.reason, expected);
  });
}

test('of a fact and its corrections the last holds', () => {
  const facts = [{ id: 'a', replaces: null }, { id: 'b', replaces: 'a' }, { id: 'c', replaces: 'b' }, { id: 'd', replaces: null }];
  assert.deepEqual(inForce(facts).map((fact) => fact.id), ['c', 'd']);
});

// ---- after a missed session
const missed = { sessionId: 's', startAt: six, leaderId: 'kim' };
const of = (now: string) => ({ clientId: 'rosa', primaryId: 'toni', zone, now, rules });
const attempt = (more: Partial<OutreachAttempt> = {}): OutreachAttempt => ({ id: 'o', clientId: 'rosa', sessionId: 's', channel: 'call', outcome: 'no_answer', words: '', at: at(30), by: 'kim', ...more });
const kept = (day: number, status: RecordedStatus): Kept => ({ sessionId: `d${day}`, startAt: addMinutes(six, day * 1440), status });

const outreach: [string, ReturnType<typeof noShowDue>, [string, string, object] | null][] = [
  ['the first call is the leader\'s, the same day', noShowDue(missed, [], [], of(at(60))), ['first call', '2026-11-24T05:59:00Z', { staffId: 'kim' }]],
  ['the second is the counselor\'s, within 24 hours', noShowDue(missed, [attempt()], [], of(at(60))), ['second call', '2026-11-25T00:00:00Z', { staffId: 'toni' }]],
  ['the third within 72', noShowDue(missed, [attempt(), attempt({ channel: 'text' })], [], of(at(60))), ['third attempt, another way', '2026-11-27T00:00:00Z', { role: 'case_manager' }]],
  ['three calls by one channel are not enough', noShowDue(missed, [attempt(), attempt(), attempt()], [], of(at(60))), ['third attempt, another way', '2026-11-27T00:00:00Z', { role: 'case_manager' }]],
  ['then a letter within 7 days', noShowDue(missed, [attempt(), attempt(), attempt({ channel: 'text' })], [], of(at(60))), ['letter or portal message', '2026-12-01T05:59:00Z', { role: 'case_manager' }]],
  ['a letter ends it', noShowDue(missed, [attempt(), attempt(), attempt({ channel: 'text' }), attempt({ channel: 'letter' })], [], of(at(60))), null],
  ['reaching them ends it', noShowDue(missed, [attempt({ outcome: 'reached' })], [], of(at(60))), null],
  ['seeing them at a later session ends it', noShowDue(missed, [], [kept(1, 'present')], of(at(3000))), null],
  ['missing the next one does not', noShowDue(missed, [], [kept(1, 'no_show')], of(at(3000))), ['first call', '2026-11-24T05:59:00Z', { staffId: 'kim' }]],
];
for (const [name, due, expected] of outreach) {
  test(`PR-82 after a missed session: ${name}`, () => {
    assert.deepEqual(due[0] ? [due[0].what, due[0].due, due[0].owedBy] : null, expected);
    assert.ok(due.length <= 1);
  });
}

test('PR-83 a missed session at high risk is a supervisor\'s the same day, until decided', () => {
  const due = highRiskDue(missed, ['recent overdose'], [], [], of(at(60)));
  assert.deepEqual([due[0]?.owedBy, due[0]?.weight, due[0]?.due], [{ role: 'supervisor' }, 'danger', '2026-11-24T05:59:00Z']);
  const decided = [{ id: 'w', clientId: 'rosa', sessionId: 's', decision: 'not_needed' as const, reason: 'spoke with sister', at: at(90), by: 'ada' }];
  assert.equal(highRiskDue(missed, ['recent overdose'], decided, [], of(at(60))).length, 0);
  assert.equal(highRiskDue(missed, [], [], [], of(at(60))).length, 0);
});

const runs: [string, Kept[], number][] = [
  ['one is not enough', [kept(-1, 'no_show')], 0],
  ['two in a row', [kept(-2, 'no_show'), kept(-1, 'no_show')], 1],
  ['two with a kept one between', [kept(-3, 'no_show'), kept(-2, 'present'), kept(-1, 'no_show')], 0],
  ['an excused one between does not break the row', [kept(-3, 'no_show'), kept(-2, 'excused'), kept(-1, 'no_show')], 1],
  ['three in 14 days, not in a row', [kept(-10, 'no_show'), kept(-9, 'present'), kept(-5, 'no_show'), kept(-4, 'present'), kept(-1, 'no_show')], 1],
  ['the third lies outside the window', [kept(-20, 'no_show'), kept(-9, 'present'), kept(-5, 'no_show'), kept(-4, 'present'), kept(-1, 'no_show')], 0],
  ['three cancelled by the program', [kept(-3, 'cancelled_by_program'), kept(-2, 'cancelled_by_program'), kept(-1, 'cancelled_by_program')], 0],
];
for (const [name, list, expected] of runs) {
  test(`PR-84 absences: ${name}`, () => {
    assert.equal(reengagementDue(list, [], of(six)).length, expected);
  });
}

test('PR-84 a plan made after the last absence settles it, an earlier one does not', () => {
  const list = [kept(-2, 'no_show'), kept(-1, 'no_show')];
  const plan = (day: number) => [{ id: 'p', clientId: 'rosa', plan: 'meet on Friday', at: addMinutes(six, day * 1440), by: 'toni' }];
  assert.equal(reengagementDue(list, plan(0), of(six)).length, 0);
  assert.equal(reengagementDue(list, plan(-1.5), of(six)).length, 1);
  assert.equal(absences(list, rules, six).inRow, 2);
});

const silences: [string, number, string | null][] = [
  ['13 days: nothing yet', 13, null], ['14 days: the team decides', 14, 'team decision'], ['29 days: still the team', 29, 'team decision'],
  ['30 days: a discharge to decide', 30, 'discharge for lost contact, to decide'],
];
for (const [name, days, expected] of silences) {
  test(`PR-85 no contact, ${name}`, () => {
    assert.equal(silenceDue(six, of(addMinutes(six, days * 1440)))[0]?.what ?? null, expected);
  });
}

test('PR-80 attendance nobody recorded is owed by who led the session, that day', () => {
  const one = { sessionId: 's', startAt: six, endAt: at(195), leaderIds: ['kim'], name: 'Relapse Prevention' };
  assert.equal(attendanceDue([one], 'rosa', at(194), zone).length, 0);
  const [due] = attendanceDue([one], 'rosa', at(195), zone);
  assert.deepEqual([due?.owedBy, due?.due], [{ staffId: 'kim' }, '2026-11-24T05:59:00Z']);
});
