import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { outreachDue, type OutreachFacts } from './outreach.ts';
import type { OutreachAttempt } from './model.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const me = '01900000-0000-7000-8000-000000000001';
// A group missed on Thursday 19 November 2026 at 6 pm in Chicago.
const missed = { sessionId: me, startsAt: '2026-11-20T00:00:00Z', risk: [] as string[] };
const attempt = (at: string, outcome: OutreachAttempt['outcome'] = 'no_answer', channel: OutreachAttempt['channel'] = 'phone'): OutreachAttempt =>
  ({ id: me, clientId: me, sessionId: me, channel, outcome, words: '', at, by: me });
const facts = (over: Partial<OutreachFacts>): OutreachFacts =>
  ({ clientId: me, primaryCounselorId: null, noShows: [missed], attended: [], attempts: [], lastContactAt: null, lastServiceOn: null, ...over });
const evening = '2026-11-20T01:00:00Z';
const nextDay = '2026-11-21T02:00:00Z';

const cases: [string, Partial<OutreachFacts>, string, [string, string, string][]][] = [
  ['PR-82 the first call is due the same day', {}, evening, [['PR-82', 'call after a missed session', '2026-11-20T05:59:00Z']]],
  ['PR-82 the second within 24 hours of its start', { attempts: [attempt(evening)] }, nextDay, [['PR-82', 'second try after a missed session', '2026-11-21T00:00:00Z']]],
  ['PR-82 the third within 72 hours, and a letter within 7 days', { attempts: [attempt(evening), attempt(nextDay)] }, nextDay, [
    ['PR-82', 'third try after a missed session', '2026-11-23T00:00:00Z'], ['PR-82', 'letter or message after a missed session', '2026-11-27T05:59:00Z'],
  ]],
  ['PR-82 reached: nothing more is owed', { attempts: [attempt(evening, 'reached')] }, nextDay, []],
  ['PR-82 back in a session: nothing more is owed', { attended: ['2026-11-24T00:00:00Z'] }, '2026-11-24T05:00:00Z', []],
  ['PR-82 a try from before the session does not count', { attempts: [attempt('2026-11-19T12:00:00Z', 'reached')] }, evening, [['PR-82', 'call after a missed session', '2026-11-20T05:59:00Z']]],
  ['PR-83 at high risk the supervisor decides the same day', { noShows: [{ ...missed, risk: ['medication started 5 days ago'] }] }, evening, [
    ['PR-82', 'call after a missed session', '2026-11-20T05:59:00Z'], ['PR-83', 'decide on a welfare check', '2026-11-20T05:59:00Z'],
  ]],
  ['PR-84 two missed in a row ask for a plan to come back', { noShows: [missed, { ...missed, startsAt: '2026-11-24T00:00:00Z' }], attempts: [attempt('2026-11-24T02:00:00Z', 'reached')] },
    '2026-11-24T03:00:00Z', [['PR-84', 'plan how to come back, and an individual session', '2026-12-01T05:59:00Z']]],
  ['PR-84 three in 14 days too, with one attended between', {
    noShows: ['2026-11-12T00:00:00Z', '2026-11-17T00:00:00Z', '2026-11-20T00:00:00Z'].map((startsAt) => ({ ...missed, startsAt })), attended: ['2026-11-18T00:00:00Z'],
    attempts: [attempt(evening, 'reached')],
  }, nextDay, [['PR-84', 'plan how to come back, and an individual session', '2026-11-27T05:59:00Z']]],
  ['PR-85 after 14 days of silence the team decides', { noShows: [], lastContactAt: '2026-11-01T18:00:00Z' }, '2026-11-15T18:00:00Z', [['PR-85', 'team decision after silence', '2026-11-16T05:59:00Z']]],
  ['PR-85 after 13 not yet', { noShows: [], lastContactAt: '2026-11-01T18:00:00Z' }, '2026-11-14T18:00:00Z', []],
  ['PR-85 after 30 days without service somebody closes or keeps open', { noShows: [], lastServiceOn: '2026-11-01' }, '2026-12-01T18:00:00Z', [['PR-85', 'close, or keep open with a reason', '2026-12-02T05:59:00Z']]],
];
for (const [name, over, now, expected] of cases) {
  test(name, () => assert.deepEqual(outreachDue(facts(over), rules, now, zone).map((o) => [o.rule, o.what, o.due]), expected));
}
