import type { PathStep, ThreadRow, TrajectoryData, WeekBlock, WeekLife } from '../pictures/index.ts';

/** A fictional evening-track client in week 6 of 12. */
export const TODAY = '2026-11-23';

export const life: WeekLife[] = [
  ...['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((on) => ({ on, from: '09:00', to: '16:30', label: 'work' })),
  { on: '2026-11-24', from: '17:00', to: '18:00', label: 'children' },
  { on: '2026-11-27', from: '09:00', to: '13:00', label: 'work' },
  { on: '2026-11-27', from: '15:00', to: '17:00', label: 'children' },
  { on: '2026-11-28', from: '10:00', to: '12:00', label: 'children' },
];
export const blocks: WeekBlock[] = [
  { on: '2026-11-23', kind: 'test', label: 'Test' },
  { on: '2026-11-23', from: '18:00', to: '21:00', kind: 'group', label: 'Group', path: '/gallery' },
  { on: '2026-11-25', from: '18:00', to: '21:00', kind: 'group', label: 'Group' },
  { on: '2026-11-26', from: '17:30', to: '19:00', kind: 'individual', label: 'Indiv.' },
  { on: '2026-11-28', from: '13:00', to: '14:30', kind: 'medical', label: 'Medical' },
];
export const keptBlocks: WeekBlock[] = [
  { on: '2026-11-23', from: '18:00', to: '21:00', kind: 'group', label: 'Group', state: 'kept' },
  { on: '2026-11-24', kind: 'test', label: 'Test', state: 'kept' },
  { on: '2026-11-25', from: '18:00', to: '21:00', kind: 'group', label: 'Group', state: 'missed' },
  { on: '2026-11-26', from: '17:00', to: '18:00', kind: 'family', label: 'Family' },
  { on: '2026-11-27', from: '10:00', to: '13:00', kind: 'group', label: 'Group' },
];
export const planBlocks: WeekBlock[] = [
  { on: '2026-11-23', from: '18:00', to: '21:00', kind: 'group', label: 'Group' },
  { on: '2026-11-24', from: '10:00', to: '13:00', kind: 'obstacle', label: 'Morning group', number: 1 },
  { on: '2026-11-24', from: '18:00', to: '21:00', kind: 'obstacle', label: 'Women’s group', number: 2 },
  { on: '2026-11-25', from: '18:00', to: '21:00', kind: 'group', label: 'Group' },
  { on: '2026-11-26', from: '17:30', to: '18:30', kind: 'individual', label: 'Indiv.' },
  { on: '2026-11-26', from: '18:30', to: '21:30', kind: 'obstacle', label: 'Evening online', number: 3 },
];
export const option: WeekBlock[] = [
  { on: '2026-11-23', from: '18:00', to: '21:00', kind: 'group', label: 'Group' },
  { on: '2026-11-25', from: '18:00', to: '21:00', kind: 'group', label: 'Group' },
  { on: '2026-11-26', from: '17:30', to: '18:30', kind: 'individual', label: 'Indiv.' },
  { on: '2026-11-27', from: '10:00', to: '13:00', kind: 'proposed', label: 'Friday 10 am' },
];

export const steps: PathStep[] = [
  { name: 'Call', when: '12 Oct', demand: 0, state: 'past' },
  { name: 'Assessment', when: '15 Oct', demand: 2, demandWords: '2 h', state: 'past' },
  { name: 'Intensive', when: 'since 19 Oct', demand: 9, demandWords: '9 h a week', here: 'week 6 of 12', state: 'here', weight: 2.5 },
  { name: 'Step-down', when: 'about 11 Jan', demand: 6, demandWords: '6 h', state: 'next', weight: 1.5 },
  { name: 'Outpatient', when: 'about 8 Feb', demand: 1, demandWords: '1 h', state: 'next', weight: 1.5 },
  { name: 'Aftercare', when: 'from May', demand: 0.25, demandWords: 'a call', state: 'next', weight: 1.75 },
];

export const trajectory: TrajectoryData = {
  from: '2026-10-19', to: '2026-12-06', today: TODAY, floor: 9,
  scores: [{
    name: 'PHQ-9 mood', sub: 'lower is better', most: 20,
    bands: [{ name: 'mild', from: 5 }, { name: 'moderate', from: 10 }, { name: 'severe', from: 15 }],
    points: [
      { on: '2026-10-19', value: 19 }, { on: '2026-10-26', value: 17 }, { on: '2026-11-02', value: 18 }, { on: '2026-11-09', value: 13 },
      { on: '2026-11-16', value: 12 }, { on: '2026-11-22', value: 11 },
    ],
  }],
  checkIns: [{
    name: 'Craving', sub: 'own check-ins, 0–10', most: 10,
    points: [6, 5, 6, 5, 4, 5, 7, 6, 3, 3, 2, 4, 2, 2, 1, 2].map((value, i) => ({ on: day(i * 2.3), value })),
  }],
  tests: [
    { on: '2026-10-20', result: 'negative' }, { on: '2026-10-26', result: 'positive' }, { on: '2026-11-02', result: 'confirmed' },
    { on: '2026-11-08', result: 'missed' }, { on: '2026-11-13', result: 'negative' }, { on: '2026-11-17', result: 'unusable' },
    { on: '2026-11-20', result: 'negative' }, { on: '2026-11-22', result: 'pending' },
  ],
  medications: [{
    name: 'Buprenorphine',
    spells: [{ from: '2026-10-21', to: '2026-11-02', dose: '8 mg' }, { from: '2026-11-05', to: null, dose: '16 mg daily' }],
    gaps: [{ from: '2026-11-02', to: '2026-11-04', words: '3 days without' }],
  }],
  hours: [9, 9.5, 6, 7.5, 9].map((hours, i) => ({ weekOf: day(i * 7), hours })),
};

export const threads: ThreadRow[] = [
  {
    id: '1', need: 'Sleep falls apart without use', dimension: 'Readiness & body', goal: 'Sleep most nights without using',
    objective: 'In bed by 11, five nights of seven', by: '2026-12-18', servedBy: ['group', 'individual', 'group', 'individual'], count: 4,
    soFar: '3 of 7 nights, was 1',
  },
  {
    id: '2', need: 'Alone most evenings', dimension: 'Recovery setting', goal: 'Two people to call', objective: 'Call sponsor twice a week',
    by: '2026-12-04', servedBy: ['group', 'family'], count: 2, soFar: '1 call last week',
  },
  {
    id: '3', need: 'Court letter by 11 Dec', dimension: 'Recovery setting', goal: 'Keep my job and my licence', objective: 'Letter asked for and sent',
    by: '2026-12-09', servedBy: [], count: 0, soFar: null,
  },
];

function day(after: number): string {
  const date = new Date(Date.UTC(2026, 9, 19) + Math.floor(after) * 86_400_000);
  return date.toISOString().slice(0, 10);
}
