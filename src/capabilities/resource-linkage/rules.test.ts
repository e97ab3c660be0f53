import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boxAround, milesBetween } from './distance.ts';
import { linkageDue, linkageStep, mayRecordStep, verificationDue } from './rules.ts';
import { nextOpening, searchResources } from './search.ts';
import { resource, resourceSearch, type Linkage, type LinkageFact, type Resource } from './model.ts';
import { defaultRuleBook } from '../agency/rule-book.ts';
import { newId } from '../../shared/ids.ts';

const rules = defaultRuleBook();
const zone = 'America/Chicago';
const chicago = { latitude: 41.8781, longitude: -87.6298 };

test('distances agree with published great-circle figures within half a percent', () => {
  const cases: [miles: number, a: typeof chicago, b: typeof chicago][] = [
    [0, chicago, chicago],
    [712, chicago, { latitude: 40.7128, longitude: -74.006 }],
    [2448, { latitude: 40.7128, longitude: -74.006 }, { latitude: 34.0522, longitude: -118.2437 }],
    [12436, { latitude: 0, longitude: 0 }, { latitude: 0, longitude: 180 }],
  ];
  for (const [miles, a, b] of cases) assert.ok(Math.abs(milesBetween(a, b) - miles) <= miles * 0.005 + 1e-9, `${milesBetween(a, b)} for ${miles}`);
});

const anyPlace = fc.record({
  latitude: fc.double({ min: -90, max: 90, noNaN: true }), longitude: fc.double({ min: -180, max: 180, noNaN: true }),
});

test('everything within a distance lies in the box around it, poles and date line included', () => {
  fc.assert(fc.property(anyPlace, anyPlace, fc.double({ min: 0.1, max: 400, noNaN: true }), (center, other, miles) => {
    const box = boxAround(center, miles);
    const near = { latitude: center.latitude + (other.latitude / 90) * (miles / 60), longitude: center.longitude + (other.longitude / 180) * (miles / 60) };
    for (const p of [other, near]) {
      if (Math.abs(p.latitude) > 90 || Math.abs(p.longitude) > 180 || milesBetween(center, p) > miles) continue;
      const e = 1e-6;
      assert.ok(p.latitude >= box.south - e && p.latitude <= box.north + e && p.longitude >= box.west - e && p.longitude <= box.east + e);
    }
    assert.ok(Math.abs(milesBetween(center, other) - milesBetween(other, center)) < 1e-6);
  }), { numRuns: 500 });
});

const entry = (name: string, more: object = {}): Resource => resource.parse({
  id: newId(), name, needs: ['mutual_help'], cost: 'free', place: { latitude: 41.88, longitude: -87.63 }, verifiedOn: '2026-11-01', ...more,
});
const names = (all: Resource[], search: object) =>
  searchResources(all, resourceSearch.parse({ near: chicago, ...search }), '2026-11-23').map((f) => f.resource.name);

test('a search keeps to need, distance, cost, language and eligibility, and orders the rest', () => {
  const here = entry('Here');
  const far = entry('Far', { place: { latitude: 42.3, longitude: -87.63 } });
  const online = entry('Online', { online: true, place: null });
  const clinic = entry('Clinic', { needs: ['dental'], cost: 'sliding', languages: ['en', 'es'] });
  const youth = entry('Youth', { eligibility: { ageTo: 21 } });
  const women = entry('Women', { eligibility: { genders: ['woman'] } });
  const all = [far, here, online, clinic, youth, women];
  assert.deepEqual(names(all, { need: 'dental' }), ['Clinic']);
  assert.deepEqual(names([far, here, online], { need: 'mutual_help' }), ['Here', 'Online', 'Far']);
  assert.deepEqual(names([far, here, online], { withinMiles: 5 }), ['Here', 'Online']);
  assert.deepEqual(names(all, { cost: ['sliding'] }), ['Clinic']);
  assert.deepEqual(names(all, { language: 'es' }), ['Clinic']);
  assert.deepEqual(names(all, { need: 'mutual_help', person: { age: 34, gender: 'man', withChildren: null } }), ['Here', 'Online', 'Far']);
  assert.deepEqual(names(all, { words: 'you' }), ['Youth']);
});

test('open when one is free counts, and what to mind is said', () => {
  const evening = entry('Evening', { times: [{ weekday: 2, from: '19:00', until: '20:00' }] });
  const noon = entry('Noon', { times: [{ weekday: 2, from: '12:00', until: '13:00' }], verifiedOn: null });
  const free = [{ weekday: 2, from: '18:00', until: '21:00' }];
  const found = searchResources([noon, evening], resourceSearch.parse({ near: chicago, free }), '2026-11-23');
  assert.deepEqual(found.map((f) => f.resource.name), ['Evening', 'Noon']);
  assert.ok(found[0]!.because.includes('open when they are free'));
  assert.deepEqual(found[1]!.mind, ['not open when they are free', 'never verified']);
  assert.deepEqual(nextOpening(evening, 2, '20:00'), { inDays: 7, from: '19:00' });
  assert.deepEqual(nextOpening(evening, 1, '08:00'), { inDays: 1, from: '19:00' });
});

const fact = (step: LinkageFact['step'], at: string, more: Partial<LinkageFact> = {}): LinkageFact =>
  ({ id: newId(), step, at, words: '', resourceId: 'r', outcome: null, ...more });
const linkage = (facts: LinkageFact[] = [], more: Partial<Linkage> = {}): Linkage => ({
  id: 'l', clientId: 'c', need: 'housing', words: '', statedAt: '2026-11-02T15:00:00Z', waitsUntil: null, ownerId: null, objectiveId: null, facts, ...more,
});

test('PR-65: steps follow one another in time, and an outcome closes the loop', () => {
  const referred = linkage([fact('referral', '2026-11-03T15:00:00Z')]);
  const closed = linkage([fact('outcome', '2026-11-20T15:00:00Z', { outcome: 'met' })]);
  const cases: [string, Linkage, LinkageFact][] = [
    ['referral', linkage(), fact('referral', '2026-11-03T15:00:00Z')],
    ['resource-missing', linkage(), fact('referral', '2026-11-03T15:00:00Z', { resourceId: null })],
    ['not-referred', linkage(), fact('contact', '2026-11-03T15:00:00Z')],
    ['contact', referred, fact('contact', '2026-11-04T15:00:00Z')],
    ['service', referred, fact('service', '2026-11-04T15:00:00Z')],
    ['earlier-than-before', referred, fact('contact', '2026-11-03T14:59:00Z')],
    ['in-the-future', referred, fact('contact', '2026-11-24T15:00:00Z')],
    ['outcome-missing', referred, fact('outcome', '2026-11-04T15:00:00Z')],
    ['loop-closed', closed, fact('service', '2026-11-21T15:00:00Z')],
  ];
  for (const [expected, l, f] of cases) {
    const d = mayRecordStep(l, f, '2026-11-23T12:00:00Z');
    assert.equal(d.ok ? d.value.step : d.reason, expected);
  }
  assert.equal(linkageStep(linkage([fact('service', '2026-11-04T15:00:00Z'), fact('referral', '2026-11-03T15:00:00Z')])), 'service');
});

test('PR-65: each open loop owes its next step by the clock of the step it stands on', () => {
  const due = (l: Linkage, now = '2026-11-23T12:00:00Z') =>
    linkageDue({ clientId: 'c', caseManagerId: 'cm', linkages: [l] }, rules, now, zone).map((o) => `${o.remedy.verb} ${o.due}`);
  const referral = fact('referral', '2026-11-03T15:00:00Z');
  assert.deepEqual(due(linkage()), ['Refer 2026-11-10T05:59:00Z']);
  assert.deepEqual(due(linkage([referral])), ['Ask 2026-11-07T05:59:00Z']);
  assert.deepEqual(due(linkage([referral, fact('contact', '2026-11-04T15:00:00Z')])), ['Ask 2026-11-19T05:59:00Z']);
  assert.deepEqual(due(linkage([referral, fact('service', '2026-11-09T15:00:00Z')])), ['Write 2026-12-10T05:59:00Z']);
  assert.deepEqual(due(linkage([fact('outcome', '2026-11-09T15:00:00Z', { outcome: 'met' })])), []);
  assert.deepEqual(due(linkage([], { waitsUntil: '2026-12-01' })), []);
  assert.deepEqual(due(linkage([], { waitsUntil: '2026-12-01' }), '2026-12-01T12:00:00Z'), ['Refer 2026-12-02T05:59:00Z']);
});

test('an entry of the directory is checked again before it grows stale', () => {
  const due = (r: Resource) => verificationDue([r], rules, '2026-11-23T12:00:00Z', zone).map((o) => o.why);
  assert.deepEqual(due(entry('New', { verifiedOn: '2026-11-01' })), []);
  assert.deepEqual(due(entry('Old', { verifiedOn: '2026-03-01' })), ['last verified 2026-03-01']);
  assert.deepEqual(due(entry('Never', { verifiedOn: null })), ['never verified']);
});
