/** The waiting list: the order of PR-41, an offer that ends, and what is owed when a seat frees (PR-43). */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { openStage, type Stage } from '../../app/stage.ts';
import { takeFirstCall } from '../../app/deeds.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { assignCounselor } from '../clients/api.ts';
import { deriveAllObligations, listAllObligations, listClientObligations } from '../obligations/api.ts';
import { changeSeries, endKeepApart, endSeat, keepApart, listTimetable, readSeats, seatClient, startGroup, undoScheduleChange } from '../schedule/api.ts';
import { readInquiry, saveInquiry } from './api.ts';
import type { Risk } from './model.ts';
import * as api from './waiting-api.ts';
import { decideOffer, inOrder, nextInLine, offerDue, seatDue, seatsToOffer, type Line } from './waiting.ts';

const NOW = '2026-03-02T15:00:00Z';
const line = (waitingId: string, cls: 1 | 2 | 3 | 4, askedAt: string, offeredUntil: string | null = null): Line =>
  ({ waitingId, trackId: 't', groupId: null, cls, askedAt, offeredUntil });

describe('the order of the waiting list', () => {
  const lines = [line('d', 4, '2026-02-01T10:00:00Z'), line('c', 3, '2026-02-20T10:00:00Z'), line('a', 1, '2026-03-01T10:00:00Z'), line('b', 2, '2026-02-25T10:00:00Z'), line('e', 4, '2026-01-20T10:00:00Z')];
  test('PR-41: pregnant and injecting, pregnant, injecting, then by time', () => {
    assert.deepEqual(inOrder(lines).map((one) => one.waitingId), ['a', 'b', 'c', 'e', 'd']);
  });
  test('is one and the same from whatever order it is read', () => {
    fc.assert(fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (read) => {
      assert.deepEqual(inOrder(read), inOrder(lines));
    }));
  });
  test('an open offer keeps a seat, one that has ended does not', () => {
    const open = line('a', 1, NOW, '2026-03-03T15:00:00Z');
    assert.equal(seatsToOffer(1, [open], NOW), 0);
    assert.equal(seatsToOffer(1, [open], '2026-03-03T15:00:00Z'), 1);
    assert.equal(nextInLine([open, line('b', 4, NOW)], NOW)?.waitingId, 'b');
  });
  const cases: [string, string, number, string, string | true][] = [
    ['the first in line', 'a', 1, '', true], ['another without a reason', 'b', 1, '', 'not-next-in-line'], ['another with a reason', 'b', 1, 'due any day', true],
    ['nobody where no seat is free', 'a', 0, '', 'no-seat-free'],
  ];
  for (const [name, id, free, reason, expected] of cases) {
    test(`PR-41: a seat is offered to ${name}: ${expected}`, () => {
      const decision = decideOffer(lines.find((one) => one.waitingId === id)!, lines, free, reason, NOW);
      assert.equal(decision.ok ? true : decision.reason, expected);
    });
  }
  test('PR-43: a free seat is owed an offer within a business day, an offer a call', () => {
    const target = { kind: 'track' as const, id: newId(), name: 'Evening', free: 1, freedAt: '2026-03-06T18:00:00Z' };
    const calendar = { zone: 'America/Chicago', holidays: [] };
    const [owed] = seatDue(target, lines, NOW, calendar);
    assert.deepEqual([owed?.what, owed?.why, owed?.due], ['seat to offer, Evening', '1 free, 5 waiting, the next with priority.', '2026-03-10T04:59:00Z']);
    assert.deepEqual(seatDue({ ...target, free: 0 }, lines, NOW, calendar), []);
    const offer = { waitingId: 'a', clientId: newId(), offeredAt: NOW, until: '2026-03-04T15:00:00Z', from: '2026-03-09' };
    assert.equal(offerDue({ ...offer, tries: ['2026-03-02T14:00:00Z'] }, NOW).length, 1);
    assert.equal(offerDue({ ...offer, tries: [NOW] }, NOW).length, 0);
    assert.equal(offerDue({ ...offer, tries: [] }, '2026-03-04T15:00:00Z').length, 0);
  });
});

describe('somebody who waits', () => {
  type Waits = { clientId: Id; waitingId: Id };
  let stage: Stage;
  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());
  const intake = () => stage.as('intake');
  async function caller(risks: Risk[] = []): Promise<Id> {
    const { clientId, inquiryId, version } = await takeFirstCall(intake());
    if (risks.length > 0) {
      const { details } = await intake().call(readInquiry, { clientId, inquiryId });
      await intake().call(saveInquiry, { clientId, inquiryId, version, details: { ...details, risks } });
    }
    return clientId;
  }

  test('is offered the seat that frees, in order, and sits when they accept', async () => {
    const { groupId, seriesId } = await stage.as('supervisor').call(startGroup, { name: 'Evening skills', code: 'WL', service: 'skills-group', capacity: 1, weekdays: [2], startsAt: '18:00',
      endsAt: '19:00', roomId: null, from: '2026-03-03' });
    const [sits, first, second] = [await caller(), await caller(), await caller(['pregnant'])];
    const { seats } = await intake().call(seatClient, { clientId: sits, seriesIds: [seriesId], from: '2026-03-03' });
    const [w1, w2] = [newId(), newId()];
    assert.deepEqual(await intake().call(api.joinWaitingList, { clientId: first, waitingId: w1, groupId }), { place: 1, of: 1 });
    stage.clock.advance(30);
    assert.deepEqual(await intake().call(api.joinWaitingList, { clientId: second, waitingId: w2, groupId }), { place: 1, of: 2 });
    assert.equal(await intake().refused(api.joinWaitingList, { clientId: second, waitingId: newId(), groupId }), 'waits-already');
    assert.equal(await intake().refused(api.offerSeat, { clientId: second, waitingId: w2, from: '2026-03-10' }), 'no-seat-free');

    await intake().call(endSeat, { clientId: sits, seatId: seats[0]!.seatId, on: '2026-03-03' });
    stage.clock.set('2026-03-03T15:00:00Z');
    await stage.service().call(deriveAllObligations, {});
    assert.equal((await stage.as('director').call(listAllObligations, { days: 30 })).some((one) => one.what === 'seat to offer, Evening skills'), true);
    assert.equal(await intake().refused(api.offerSeat, { clientId: first, waitingId: w1, from: '2026-03-10' }), 'not-next-in-line');
    await intake().call(api.offerSeat, { clientId: second, waitingId: w2, from: '2026-03-10' });
    assert.equal((await intake().call(listClientObligations, { clientId: second })).some((one) => one.what === 'call about a seat'), true);
    await intake().call(api.recordWaitingTry, { clientId: second, waitingId: w2, tryId: newId(), how: 'call', outcome: 'no_answer' });
    assert.equal((await intake().call(listClientObligations, { clientId: second })).some((one) => one.what === 'call about a seat'), false);
    assert.equal(await intake().refused(api.offerSeat, { clientId: first, waitingId: w1, from: '2026-03-10' }), 'no-seat-free');

    stage.clock.advance(49 * 60);
    assert.equal(await intake().refused(api.answerOffer, { clientId: second, waitingId: w2, answer: 'accepted' }), 'offer-has-ended');
    assert.deepEqual(await stage.service().call(api.expireOffers, {}), { expired: 1 });
    const [target] = await intake().call(api.listWaiting, {});
    assert.deepEqual([target?.name, target?.toOffer, target?.people.map((one) => [one.clientId, one.priority, one.tries])],
      ['Evening skills', 1, [[second, 'pregnant', 1], [first, 'in order of asking', 0]]]);
    await intake().call(api.offerSeat, { clientId: first, waitingId: w1, from: '2026-03-10', outOfOrder: 'The other could not be reached for two days.' });
    assert.deepEqual(await intake().call(api.answerOffer, { clientId: first, waitingId: w1, answer: 'accepted' }), { seats: 1 });
    assert.deepEqual((await intake().call(readSeats, { clientId: first })).seats.map((one) => [one.seriesId, one.from]), [[seriesId, '2026-03-10']]);
    assert.deepEqual((await intake().call(api.listWaiting, {})).map((one) => one.people.map((other) => other.clientId)), [[second]]);
    await intake().call(api.leaveWaitingList, { clientId: second, waitingId: w2, words: 'found a place nearer home' });
    assert.deepEqual(await intake().call(api.listWaiting, {}), []);
  });

  test('PR-41: who says later that they are pregnant stands first from then on', async () => {
    const { groupId } = await stage.as('supervisor').call(startGroup, { name: 'Later said', code: 'WL3', service: 'skills-group', capacity: 1, weekdays: [5], startsAt: '18:00',
      endsAt: '19:00', roomId: null, from: '2026-03-13' });
    const first = await caller();
    await intake().call(api.joinWaitingList, { clientId: first, waitingId: newId(), groupId });
    const { clientId, inquiryId, version } = await takeFirstCall(intake());
    await intake().call(api.joinWaitingList, { clientId, waitingId: newId(), groupId });
    const inLine = async () => (await intake().call(api.listWaiting, {})).find((one) => one.id === groupId)?.people.map((one) => one.clientId);
    assert.deepEqual(await inLine(), [first, clientId]);
    const { details } = await intake().call(readInquiry, { clientId, inquiryId });
    await intake().call(saveInquiry, { clientId, inquiryId, version, details: { ...details, risks: ['pregnant'] } });
    assert.deepEqual(await inLine(), [clientId, first]);
    // a counselor reaches only one of the two, and still reads where they stand in the whole line
    await intake().call(assignCounselor, { clientId: first, staffId: stage.staff.counselor, part: 'primary' });
    const shown = (await stage.as('counselor').call(api.listWaiting, {})).find((one) => one.id === groupId);
    assert.deepEqual([shown?.people.map((one) => [one.clientId, one.place]), shown?.others], [[[first, 2]], 1]);
  });

  test('PR-43: an offered seat is kept from everybody else, by whatever way they would get it, and from no longer than it is open', async () => {
    const { groupId, seriesId } = await stage.as('supervisor').call(startGroup, { name: 'Kept', code: 'WL5', service: 'skills-group', capacity: 1, weekdays: [6], startsAt: '10:00',
      endsAt: '11:00', roomId: null, from: '2026-03-14' });
    const [waits, other] = [await caller(), await caller()];
    const offered = { clientId: waits, waitingId: newId() };
    const seat = (clientId: Id) => intake().try(seatClient, { clientId, seriesIds: [seriesId], from: '2026-03-14' });
    await intake().call(api.joinWaitingList, { ...offered, groupId });
    await intake().call(api.offerSeat, { ...offered, from: '2026-03-14' });
    assert.equal(await intake().refused(seatClient, { clientId: other, seriesIds: [seriesId], from: '2026-03-14' }), 'group-full');
    const free = async () => (await intake().call(listTimetable, { on: '2026-03-14' })).series.find((one) => one.seriesId === seriesId)?.free;
    assert.equal(await free(), 0);
    assert.deepEqual(await intake().call(api.answerOffer, { ...offered, answer: 'accepted' }), { seats: 1 });
    const { seats } = await intake().call(readSeats, { clientId: waits });
    await intake().call(endSeat, { clientId: waits, seatId: seats[0]!.seatId, on: '2026-03-14' });

    const again = { clientId: waits, waitingId: newId() };
    await intake().call(api.joinWaitingList, { ...again, groupId });
    await intake().call(api.offerSeat, { ...again, from: '2026-03-14' });
    stage.clock.advance(49 * 60);
    assert.equal(await free(), 1);
    assert.equal((await seat(other)).kind, 'value');
  });

  test('PR-43: an offered seat stays kept when the group is changed from a day on, and when that is taken back', async () => {
    const { groupId, seriesId } = await stage.as('supervisor').call(startGroup, { name: 'Moved', code: 'WL7', service: 'skills-group', capacity: 2, weekdays: [6], startsAt: '14:00',
      endsAt: '15:00', roomId: null, from: '2026-03-14' });
    const [waits, sits, other] = [await caller(), await caller(), await caller()];
    const offered = { clientId: waits, waitingId: newId() };
    await intake().call(seatClient, { clientId: sits, seriesIds: [seriesId], from: '2026-03-14' });
    await intake().call(api.joinWaitingList, { ...offered, groupId });
    await intake().call(api.offerSeat, { ...offered, from: '2026-03-21' });
    const seat = (id: Id, from: string) => intake().try(seatClient, { clientId: other, seriesIds: [id], from }).then((one) => (one.kind === 'refusal' ? one.refusal.reason : one.kind));
    assert.equal(await stage.as('supervisor').refused(changeSeries, { seriesId, from: '2026-03-28', startsAt: '14:30', endsAt: '15:30', capacity: 1 }), 'more-offered-than-seats');
    const change = () => stage.as('supervisor').call(changeSeries, { seriesId, from: '2026-03-28', startsAt: '14:30', endsAt: '15:30' });
    const changed = await change();
    assert.deepEqual([await seat(seriesId, '2026-03-21'), await seat(changed.seriesId, '2026-03-28')], ['group-full', 'group-full']);
    await stage.as('supervisor').call(undoScheduleChange, { changeId: changed.changeId });
    assert.deepEqual([await seat(seriesId, '2026-03-21'), await seat(seriesId, '2026-03-28')], ['group-full', 'group-full']);
    const again = await change();
    assert.deepEqual(await intake().call(api.answerOffer, { ...offered, answer: 'accepted' }), { seats: 2 });
    assert.deepEqual((await intake().call(readSeats, { clientId: waits })).seats.map((one) => [one.seriesId, one.from, one.until]),
      [[seriesId, '2026-03-21', '2026-03-28'], [again.seriesId, '2026-03-28', null]]);
  });

  test('PR-28: no seat is offered where somebody sits, or is kept a seat, who is kept apart from them', async () => {
    const { groupId, seriesId } = await stage.as('supervisor').call(startGroup, { name: 'Apart', code: 'WL8', service: 'skills-group', capacity: 3, weekdays: [6], startsAt: '16:00',
      endsAt: '17:00', roomId: null, from: '2026-03-14' });
    const [one, two, sits] = await Promise.all([0, 1, 2].map(async () => ({ clientId: await caller(), waitingId: newId() }))) as [Waits, Waits, Waits];
    for (const waits of [one, two]) await intake().call(api.joinWaitingList, { ...waits, groupId });
    await stage.as('supervisor').call(keepApart, { clientId: one.clientId, otherId: two.clientId, reason: 'couple', from: '2026-03-01' });
    const pair = await stage.as('supervisor').call(keepApart, { clientId: two.clientId, otherId: sits.clientId, reason: 'other', from: '2026-03-01' });
    const offer = async (to: Waits) => intake().try(api.offerSeat, { ...to, from: '2026-03-14', outOfOrder: 'as agreed' }).then((found) => (found.kind === 'refusal' ? found.refusal.reason : found.kind));
    await intake().call(seatClient, { clientId: sits.clientId, seriesIds: [seriesId], from: '2026-03-14' });
    assert.equal(await offer(two), 'kept-apart');
    await stage.as('supervisor').call(endKeepApart, { pairId: pair.pairId, on: '2026-03-02' });
    assert.equal(await offer(one), 'value');
    assert.equal(await offer(two), 'kept-apart');
    await intake().call(api.answerOffer, { ...one, answer: 'declined' });
    assert.equal(await offer(two), 'value');
    assert.deepEqual(await intake().call(api.answerOffer, { ...two, answer: 'accepted' }), { seats: 1 });
    assert.equal(await offer(one), 'kept-apart');
  });

  test('PR-26: no seat is offered in a group that began together', async () => {
    const { groupId } = await stage.as('supervisor').call(startGroup, { name: 'Together', code: 'WL9', service: 'skills-group', capacity: 3, weekdays: [7], startsAt: '16:00',
      endsAt: '17:00', roomId: null, enrolment: 'closed', from: '2026-03-15' });
    const waits = { clientId: await caller(), waitingId: newId() };
    await intake().call(api.joinWaitingList, { ...waits, groupId });
    assert.equal(await intake().refused(api.offerSeat, { ...waits, from: '2026-03-22' }), 'cohort-has-begun');
    await intake().call(api.offerSeat, { ...waits, from: '2026-03-15' });
  });

  test('asked for twice at once, they wait once', async () => {
    const { groupId } = await stage.as('supervisor').call(startGroup, { name: 'Once', code: 'WL6', service: 'skills-group', capacity: 1, weekdays: [7], startsAt: '10:00',
      endsAt: '11:00', roomId: null, from: '2026-03-15' });
    const clientId = await caller();
    const answers = await Promise.all([1, 2, 3].map(() => intake().try(api.joinWaitingList, { clientId, waitingId: newId(), groupId })));
    assert.deepEqual(answers.map((one) => (one.kind === 'refusal' ? one.refusal.reason : one.kind)).toSorted(), ['value', 'waits-already', 'waits-already']);
    assert.equal((await intake().call(api.listWaiting, {})).find((one) => one.id === groupId)?.people.length, 1);
  });

  test('two offers of one seat at once: one is made', async () => {
    const { groupId } = await stage.as('supervisor').call(startGroup, { name: 'One place', code: 'WL2', service: 'skills-group', capacity: 1, weekdays: [4], startsAt: '18:00',
      endsAt: '19:00', roomId: null, from: '2026-03-12' });
    const people = await Promise.all([caller(), caller(), caller()]);
    const waits = await Promise.all(people.map(async (clientId) => {
      const waitingId = newId();
      await intake().call(api.joinWaitingList, { clientId, waitingId, groupId });
      return { clientId, waitingId };
    }));
    const answers = await Promise.all(waits.map((one) => intake().try(api.offerSeat, { ...one, from: '2026-03-12', outOfOrder: 'tried at once' })));
    assert.deepEqual(answers.map((one) => one.kind).toSorted(), ['refusal', 'refusal', 'value']);
  });
});
