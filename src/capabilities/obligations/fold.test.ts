import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Obligation } from '../../shared/obligation.ts';
import { foldShared } from './fold.ts';

const line = (more: Partial<Obligation> & { initials?: string | null } = {}) => ({
  rule: 'PR-75', about: 'session', clientId: 'a', owedBy: { staffId: 'kim' }, what: 'group note, Mon 6 pm', why: 'within 24 hours',
  since: '2026-11-24T03:15:00Z', due: '2026-11-25T03:15:00Z', weight: 'paper' as const, evidence: [], remedy: { verb: 'Write', path: '/x' }, initials: 'R. O.', ...more,
});

test('what is owed at once about several people is one line that names nobody', () => {
  const folded = foldShared([line(), line({ rule: 'PR-52', about: 'plan' }), line({ clientId: 'b', initials: 'J. L.' })]);
  assert.deepEqual(folded.map((o) => [o.rule, o.clientId, o.initials, o.why]), [
    ['PR-75', null, null, '2 people, within 24 hours'], ['PR-52', 'a', 'R. O.', 'within 24 hours']]);
});

test('lines of another owner, another session or another thing stay apart', () => {
  const lines = [line(), line({ owedBy: { staffId: 'toni' } }), line({ about: 'other' }), line({ what: 'attendance' }), line({ remedy: { verb: 'Write', path: '/clients/c' } })];
  assert.deepEqual(foldShared(lines), lines);
});
