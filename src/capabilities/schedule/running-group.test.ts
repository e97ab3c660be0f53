/**
 * measures.md: random join, leave, swap, skip, make up, move, substitute, cancel, change and undo on running groups leave
 * every past record byte-identical, book nobody twice, and keep rosters and bookings in step.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openStage, type Stage } from '../../app/stage.ts';
import { takeFirstCall } from '../../app/deeds.ts';
import { addDays, addHours, dateIn, instantOf } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import type { Answer } from '../../platform/serve/answer.ts';
import { changeRule } from '../agency/api.ts';
import { recordAttendance } from '../attendance/api.ts';
import * as api from './api.ts';

let stage: Stage;
const people: Id[] = [];
before(async () => {
  stage = await openStage();
  for (let n = 0; n < 5; n++) people.push((await takeFirstCall(stage.as('intake'))).clientId);
  // six weeks ahead are enough to see, and quick to make
  await stage.as('director').call(changeRule, { key: 'schedule.weeksAhead', value: 6, from: '2026-03-02', source: 'a shorter horizon for this test' });
  await stage.as('supervisor').call(api.keepApart, { clientId: people[0]!, otherId: people[1]!, reason: 'other', from: '2026-03-02' });
});
after(() => stage.close());

const ZONE = 'America/Chicago';
const KINDS = ['join', 'leave', 'skip', 'swap', 'make-up', 'move', 'substitute', 'cancel', 'later-on', 'all-open', 'extra', 'undo', 'hold', 'night'] as const;
type Step = { kind: (typeof KINDS)[number]; who: number; at: number; days: number };
const step: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom(...KINDS, 'undo', 'undo', 'join'), who: fc.nat(4), at: fc.nat(2), days: fc.nat(20) });

const rows = async (text: string, values: unknown[] = []): Promise<string[]> =>
  (await stage.owner.query<{ row: string }>(text, values)).rows.map((one) => one.row);

const HELD = `start_at <= $1 and exists (select from live.session_tie k where k.session_id = s.session_id)`;
/** Everything that hangs on sessions that were held: the session, who was expected, who was there. */
const past = async (): Promise<string> => {
  const now = stage.clock.now();
  return [
    ...await rows(`select (to_jsonb(s) - 'version_from')::text as row from live.session s where ${HELD} order by session_id`, [now]),
    ...await rows(`select s.session_id || ' ' || t.client_id || ' ' || p.no as row from live.session s join live.seat t on t.series_id = s.series_id and t.from_on <= s.planned_on
        and (t.until_on is null or s.planned_on < t.until_on) join live.place p on p.seat_id = t.seat_id where s.${HELD} order by 1`, [now]),
    ...await rows(`select to_jsonb(a)::text as row from live.attendance a order by attendance_id`),
    ...await rows(`select to_jsonb(c)::text as row from live.session_cancel c join live.session s using (session_id) where s.${HELD} order by session_id`, [now]),
    ...await rows(`select to_jsonb(x)::text as row from live.session_tie x order by session_id, what`),
  ].join('\n');
};

/** What must hold of what is to come, whatever was done. */
async function check(): Promise<void> {
  const now = stage.clock.now();
  assert.deepEqual(await rows(`select a.session_id || ' ' || b.session_id as row from live.booking a join live.booking b on a.kind = b.kind and a.resource_id = b.resource_id
    and a.session_id < b.session_id and a.during && b.during limit 3`), [], 'booked twice');
  const seated = `select s.session_id || ' ' || t.client_id as row from live.session s join live.seat t on t.series_id = s.series_id and t.from_on <= s.planned_on
    and (t.until_on is null or s.planned_on < t.until_on) where s.start_at > $1 and not exists (select from live.session_cancel c where c.session_id = s.session_id) order by 1`;
  const booked = `select s.session_id || ' ' || b.resource_id as row from live.session s join live.booking b on b.session_id = s.session_id and b.kind = 'client' where s.start_at > $1 order by 1`;
  assert.deepEqual(await rows(booked, [now]), await rows(seated, [now]), 'rosters and bookings differ');
  assert.deepEqual(await rows(`select s.session_id::text as row from live.session s join live.series r on r.series_id = s.series_id join live.seat t on t.series_id = s.series_id
    and t.from_on <= s.planned_on and (t.until_on is null or s.planned_on < t.until_on) group by s.session_id, r.capacity having count(*) > r.capacity`), [], 'more than the seats');
  assert.deepEqual(await rows(`select s.session_id::text as row from live.session s
    join live.seat a on a.series_id = s.series_id and a.client_id = $1 and a.from_on <= s.planned_on and (a.until_on is null or s.planned_on < a.until_on)
    join live.seat b on b.series_id = s.series_id and b.client_id = $2 and b.from_on <= s.planned_on and (b.until_on is null or s.planned_on < b.until_on)`,
  [people[0], people[1]]), [], 'two who are kept apart share a session');
}

test('whatever is done to running groups, the past stays to the byte', async () => {
  let round = 0;
  let done = 0;
  let undone = 0;
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 18 }), async (steps) => {
    round += 1;
    const [supervisor, intake] = [stage.as('supervisor'), stage.as('intake')];
    const begin = addDays(dateIn(stage.clock.now(), ZONE), 1);
    const made: Id[] = [];
    for (const [n, weekdays] of [[0, [1, 3, 5]], [1, [2, 4]], [2, [6, 7]]] as const) {
      const { groupId } = await supervisor.call(api.startGroup, { name: `Round ${round} ${n}`, code: `R${round}.${n}`, service: 'group-therapy', capacity: 3, weekdays: [...weekdays],
        startsAt: '18:00', endsAt: '19:30', roomId: null, facilitatorIds: n === 0 ? [stage.staff.counselor] : [], from: begin });
      made.push(groupId);
    }
    const groupsNow = async () => (await supervisor.call(api.listTimetable, { on: dateIn(stage.clock.now(), ZONE) })).series.filter((one) => made.includes(one.groupId!));
    const seriesAt = async (n: number): Promise<Id> => {
      const found = (await groupsNow()).filter((one) => one.groupId === made[n]);
      return found.at(-1)!.seriesId;
    };
    const sessionsOf = async (n: number, days: number) => {
      const all = await Promise.all([0, 7, 14].map((more) => supervisor.call(api.readProgramWeek, { on: addDays(dateIn(stage.clock.now(), ZONE), more) })));
      const open = all.flatMap((week) => week.sessions).filter((one) => one.groupId === made[n]);
      return open.length === 0 ? undefined : open[days % open.length];
    };
    const seatsOf = async (who: number) => (await intake.call(api.readSeats, { clientId: people[who]! })).seats;
    // each round changes the one database: a failure is told as it came, and is not made smaller
    let last: { undo: () => Promise<Answer>; was: string } | null = null;
    let kept = await past();

    for (const one of steps) {
      const clientId = people[one.who]!;
      const today = dateIn(stage.clock.now(), ZONE);
      const day = addDays(today, one.days);
      if (one.kind === 'hold') {
        // a session is held: time passes, somebody was there
        const week = (await supervisor.call(api.readProgramWeek, { on: today })).sessions.filter((s) => made.includes(s.groupId!) && s.cancelled === null && Date.parse(s.startAt) > Date.parse(stage.clock.now()));
        const next = week.toSorted((a, b) => Date.parse(a.startAt) - Date.parse(b.startAt))[0];
        stage.clock.set(next ? addHours(next.endAt, 0.1) : instantOf(addDays(today, 1), '09:00', ZONE));
        if (next) {
          const { roster } = await supervisor.call(api.readSession, { sessionId: next.sessionId });
          const entries = roster.map(({ clientId: id }) => ({ clientId: id, status: 'present' as const, from: next.from, to: next.to }));
          if (entries.length > 0) await supervisor.call(recordAttendance, { sessionId: next.sessionId, entries });
        }
        kept = await past();
        last = null;
        continue;
      }
      if (one.kind === 'night') {
        await stage.service().call(api.makeSessionsAhead, {});
        last = null;
      } else if (one.kind === 'undo') {
        if (last === null) continue;
        const answer: Answer = await last.undo();
        assert.ok(answer.kind === 'value' || answer.kind === 'refusal', JSON.stringify(answer));
        if (answer.kind === 'value') {
          undone += 1;
          assert.equal(await open(), last.was, 'undo did not restore exactly');
        }
        last = null;
      } else {
        const seats = await seatsOf(one.who);
        const seat = seats[one.days % Math.max(1, seats.length)];
        const session = await sessionsOf(one.at, one.days);
        const seriesId = await seriesAt(one.at);
        const was = await open();
        const acts: Record<string, () => Promise<Answer | undefined> | undefined> = {
          join: () => intake.try(api.seatClient, { clientId, seriesIds: [seriesId], from: day, until: one.days % 3 === 0 ? addDays(day, 10) : null }),
          leave: () => seat ? intake.try(api.endSeat, { clientId, seatId: seat.seatId, on: day }) : undefined,
          skip: () => seat ? intake.try(api.skipSeat, { clientId, seatId: seat.seatId, from: day, back: addDays(day, 8) }) : undefined,
          swap: () => seat ? intake.try(api.swapSeat, { clientId, seatId: seat.seatId, seriesId, from: day, back: one.days % 2 === 0 ? addDays(day, 9) : null }) : undefined,
          'make-up': async () => {
            const missed = await sessionsOf((one.at + 1) % 3, one.days);
            return session && missed ? intake.try(api.makeUpSession, { clientId, missedSessionId: missed.sessionId, sessionId: session.sessionId }) : undefined;
          },
          move: () => session ? supervisor.try(api.moveSession, { sessionId: session.sessionId, date: day, startsAt: '18:30', endsAt: '20:00', roomId: null }) : undefined,
          substitute: () => session ? supervisor.try(api.substituteLeader, { sessionId: session.sessionId, staffIds: [one.days % 2 === 0 ? stage.staff.counselor : stage.staff.facilitator] }) : undefined,
          cancel: () => session ? supervisor.try(api.cancelSession, { sessionId: session.sessionId, reason: 'Nobody can lead it' }) : undefined,
          'later-on': () => supervisor.try(api.changeSeries, { seriesId, from: day, startsAt: one.days % 2 === 0 ? '17:00' : '18:15', endsAt: '19:30' }),
          'all-open': () => supervisor.try(api.changeSeries, { seriesId, from: today, scope: 'all-not-held', startsAt: '17:30', endsAt: '19:00' }),
          extra: () => supervisor.try(api.addSession, { seriesId, date: day, startsAt: '12:00', endsAt: '13:00', roomId: null, facilitatorIds: [] }),
        };
        const answer: Answer | null = (await acts[one.kind]!()) ?? null;
        if (answer === null) continue;
        assert.ok(answer.kind === 'value' || answer.kind === 'refusal', `${one.kind} ${JSON.stringify(answer)}`);
        if (answer.kind === 'value') {
          done += 1;
          const { changeId } = answer.value as { changeId: Id };
          const ofClient = ['join', 'leave', 'skip', 'swap', 'make-up'].includes(one.kind);
          last = { was, undo: () => (ofClient ? intake.try(api.undoClientChange, { clientId, changeId }) : supervisor.try(api.undoScheduleChange, { changeId })) };
        }
      }
      assert.equal(await past(), kept, `the past changed by ${one.kind}`);
      await check();
    }
    // the next round begins on its own ground
    for (const series of await groupsNow()) await supervisor.try(api.endSeries, { seriesId: series.seriesId, on: addDays(dateIn(stage.clock.now(), ZONE), 1) });
    stage.clock.set(instantOf(addDays(dateIn(stage.clock.now(), ZONE), 22), '09:00', ZONE));
    assert.deepEqual(await rows(`select s.start_at || ' ' || s.planned_on || ' ' || s.by_hand || ' ' || r.from_on || ' ' || coalesce(r.until_on::text, '-') as row from live.session s join live.series r using (series_id)
      where s.start_at > $1 and not exists (select from live.session_cancel c where c.session_id = s.session_id)`, [stage.clock.now()]), []);
  }), { numRuns: 8, endOnFailure: true });
  assert.ok(done > 12 && undone > 0, `${done} changes, ${undone} taken back`);
});

/** All that the timetable holds, without the moments at which it was written and without spells of no day. */
async function open(): Promise<string> {
  const parts = await Promise.all(['series', 'session', 'session_cancel', 'place', 'seat', 'pair_seat', 'booking', 'make_up'].map((table) => rows(
    `select '${table} ' || (to_jsonb(t) - 'version_from')::text as row from live.${table} t ${['series', 'place', 'seat'].includes(table) ? 'where until_on is distinct from from_on' : ''} order by 1`)));
  return parts.flat().join('\n');
}
