import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeOf, nameDiagnosis, severityOf, SUBSTANCES, type Diagnosis } from './diagnosis.ts';

const given = (over: Partial<Diagnosis> = {}): Diagnosis => ({
  substance: 'alcohol', criteria: [1, 2, 3, 4], takenAsPrescribed: false, remissionSince: null, controlledEnvironment: false,
  onMaintenanceTherapy: false, ...over,
});
const named = (over: Partial<Diagnosis> = {}): string => {
  const decision = nameDiagnosis(given(over), '2026-11-23');
  return decision.ok ? `${decision.value.code} ${decision.value.words}` : decision.reason;
};

const severities: [number, string | null][] =
  [[0, null], [1, null], [2, 'mild'], [3, 'mild'], [4, 'moderate'], [5, 'moderate'], [6, 'severe'], [11, 'severe']];
for (const [count, expected] of severities) {
  test(`${count} criteria are ${expected ?? 'no disorder'}`, () => assert.equal(severityOf(count), expected));
}

/** level-of-care.md §7: mild, mild in remission, moderate or severe, and that in remission. */
const codes = {
  alcohol: 'F10.10 F10.11 F10.20 F10.21', opioid: 'F11.10 F11.11 F11.20 F11.21', cannabis: 'F12.10 F12.11 F12.20 F12.21',
  sedative: 'F13.10 F13.11 F13.20 F13.21', cocaine: 'F14.10 F14.11 F14.20 F14.21', stimulant: 'F15.10 F15.11 F15.20 F15.21',
  hallucinogen: 'F16.10 F16.11 F16.20 F16.21', inhalant: 'F18.10 F18.11 F18.20 F18.21', other: 'F19.10 F19.11 F19.20 F19.21',
  nicotine: 'Z72.0 - F17.200 F17.201',
} as const;
for (const substance of SUBSTANCES) {
  test(`the four codes of ${substance}`, () => {
    const all = (['mild', 'moderate'] as const).flatMap((severity) => [false, true].map((remission) => codeOf(substance, severity, remission) ?? '-'));
    assert.equal(all.join(' '), codes[substance]);
    assert.equal(codeOf(substance, 'severe', false), codeOf(substance, 'moderate', false));
  });
}

const cases: [string, Partial<Diagnosis>, string][] = [
  ['four criteria', {}, 'F10.20 Alcohol, moderate'],
  ['the same one twice counts once', { criteria: [1, 1, 2] }, 'F10.10 Alcohol, mild'],
  ['tolerance and withdrawal, taken as prescribed, do not count',
    { substance: 'opioid', criteria: [1, 2, 10, 11], takenAsPrescribed: true }, 'F11.10 Opioids, mild'],
  ['one criterion', { criteria: [4] }, 'fewer-than-two-criteria'],
  ['remission of two months is none yet', { remissionSince: '2026-09-24' }, 'F10.20 Alcohol, moderate'],
  ['remission of three months is early', { remissionSince: '2026-08-23' }, 'F10.21 Alcohol, moderate, in early remission'],
  ['remission of a year is sustained, on medication',
    { remissionSince: '2025-11-23', onMaintenanceTherapy: true }, 'F10.21 Alcohol, moderate, in sustained remission, on maintenance therapy'],
  ['remission from tomorrow', { remissionSince: '2026-11-24' }, 'remission-in-the-future'],
];
for (const [name, over, expected] of cases) test(`a diagnosis is named: ${name}`, () => assert.equal(named(over), expected));
