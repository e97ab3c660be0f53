/** Facts of one test on Monday 23 November 2026 in Chicago, for the tests of this room. */
import type { PresumptiveReading, Specimen, TestFacts, Validity } from './model.ts';

export const TEST_ID = '01900000-0000-7000-8000-00000000000a';
export const CLIENT_ID = '01900000-0000-7000-8000-00000000000c';
export const ZONE = 'America/Chicago';

export const factsOf = (over: Partial<TestFacts> = {}): TestFacts => ({
  test: {
    id: TEST_ID, clientId: CLIENT_ID, date: '2026-11-23', reason: 'random', matrix: 'urine', panel: ['AMP', 'COC'], place: 'Front desk',
    opensAt: '07:00', closesAt: '19:00', orderedBy: null, orderedAt: '2026-11-23T11:00:00Z', why: null, retestOf: null,
  },
  checks: [], specimen: null, outcomes: [], excuse: null, result: null, confirmation: null, definitive: null, reviews: [], selfReports: [], ...over,
});

export const collected: Specimen = {
  id: TEST_ID, testId: TEST_ID, clientId: CLIENT_ID, matrix: 'urine', identifiedBy: 'known', collectedBy: CLIENT_ID,
  collectedAt: '2026-11-23T17:40:00Z', place: 'Room 3', observed: 'none', observedReason: null, observerPreference: null, temperatureF: 94,
  minutesSinceVoid: 2, volumeMl: 60, colour: 'straw', strip: 'normal', split: false, sealNumber: null, sealNumberB: null, clientInitials: 'RO',
  declaredMedications: [], device: null, lab: null, accession: null,
};

/** A collected and screened test: readings with a cut-off of 100 ng/mL. */
export const screened = (readings: Pick<PresumptiveReading, 'analyte' | 'positive'>[], validity: Validity = 'acceptable', over: Partial<TestFacts> = {}): TestFacts =>
  factsOf({
    specimen: collected,
    result: { at: '2026-11-23T17:50:00Z', by: CLIENT_ID, readings: readings.map((r) => ({ ...r, cutoff: 100, value: null })), measures: null, validity },
    ...over,
  });
