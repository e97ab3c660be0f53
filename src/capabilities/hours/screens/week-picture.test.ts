import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { blocksOf, hoursEdgeOf, lifeOf, type WeekRead } from './week-picture.ts';

const session = { kind: 'group', name: 'Relapse prevention', date: '2026-11-25', from: '18:00', to: '21:00', cancelled: false, status: null, attendedMinutes: null } as const;
const week: WeekRead = {
  days: ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'],
  sessions: [session, { ...session, date: '2026-11-23', status: 'present', attendedMinutes: 180 }, { ...session, date: '2026-11-27', cancelled: true },
    { ...session, date: '2026-11-26', status: 'no_show', kind: 'individual' }],
  hours: { floor: 540, attended: 180, toCome: 180 },
  routine: [{ weekday: 1, from: '09:00', to: '16:30', kind: 'work' }, { weekday: 6, from: '10:00', to: '12:00', kind: 'other' }],
};

describe('a client-week as a picture', () => {
  it('draws what was kept, missed and is to come, and leaves out what was cancelled', () => {
    assert.deepEqual(blocksOf(week).map((block) => [block.on, block.kind, block.state]), [
      ['2026-11-25', 'group', 'planned'], ['2026-11-23', 'group', 'kept'], ['2026-11-26', 'individual', 'missed'],
    ]);
  });
  it('lays the person’s own life on its weekdays', () => {
    assert.deepEqual(lifeOf(week).map((one) => [one.on, one.label]), [['2026-11-23', 'work'], ['2026-11-28', 'own time']]);
  });
  it('counts as planned what is kept and what can still be', () => {
    assert.deepEqual(hoursEdgeOf(week), { kept: 3, planned: 6, floor: 9 });
  });
});
