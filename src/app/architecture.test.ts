/** Arrows point one way: rooms in order, furniture in order, platform and web never meet. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';

const SRC = join(import.meta.dirname, '..');
const ROOMS = ['agency', 'staff', 'clients', 'consent', 'instruments', 'schedule', 'resource-linkage', 'admissions',
  'level-of-care', 'treatment-plan', 'attendance', 'kiosk', 'notes', 'hours', 'week-builder', 'medication', 'drug-testing', 'safeguards', 'support-network',
  'accountability', 'transition', 'obligations', 'insight', 'portal'];

type Arrow = { from: string; to: string };
const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((f) => /\.tsx?$/.test(f) && !/\.test\.tsx?$/.test(f)).sort();
const arrows: Arrow[] = files.flatMap((from) => {
  const text = readFileSync(join(SRC, from), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)]
    .map((m) => ({ from, to: normalize(join(dirname(from), m[1]!)) }));
});

const top = (file: string): string => file.split('/')[0]!;
const roomOf = (file: string): string | null => (top(file) === 'capabilities' ? file.split('/')[1]! : null);
/** What a file is within its room: `api`, `handlers`, `store`, `screens`, `due`, or an idea of model and rules. */
function pieceOf(file: string): 'api' | 'handlers' | 'store' | 'screens' | 'pure' {
  const [, , name = '', ...rest] = file.split('/');
  if (rest.length > 0 && name === 'screens') return 'screens';
  const base = name.replace(/\.tsx?$/, '');
  if (base === 'api' || base.endsWith('-api')) return 'api';
  if (base === 'store' || base.endsWith('-store') || (rest.length > 0 && name === 'store')) return 'store';
  if (/^(handlers|due|jobs|routes|verify)$/.test(base) || /-(handlers|due-of|jobs|routes|verify|loading)$/.test(base) || (rest.length > 0 && name === 'handlers')) return 'handlers';
  return 'pure';
}

const wrong = (rule: (a: Arrow) => boolean): string[] => arrows.filter(rule).map((a) => `${a.from} → ${a.to}`);

describe('the drawing', () => {
  test('every folder under capabilities is a room with a place in the order', () => {
    const found = new Set(files.map(roomOf).filter((room) => room !== null));
    assert.deepEqual([...found].filter((room) => !ROOMS.includes(room)), []);
  });

  test('a room imports only rooms before it', () => {
    assert.deepEqual(wrong(({ from, to }) => {
      const [a, b] = [roomOf(from), roomOf(to)];
      return a !== null && b !== null && ROOMS.indexOf(b) > ROOMS.indexOf(a);
    }), []);
  });

  test('platform and web never meet, and neither knows a room', () => {
    assert.deepEqual(wrong(({ from, to }) => top(from) === 'platform' && ['web', 'capabilities', 'app'].includes(top(to))), []);
    assert.deepEqual(wrong(({ from, to }) => top(from) === 'web' && ['platform', 'capabilities', 'app'].includes(top(to))), []);
  });

  test('shared knows nobody, and nobody imports app', () => {
    assert.deepEqual(wrong(({ from, to }) => top(from) === 'shared' && top(to) !== 'shared'), []);
    assert.deepEqual(wrong(({ from, to }) => top(from) !== 'app' && top(to) === 'app'), []);
  });

  test('model and rules know no database, no HTTP and no screen', () => {
    const pure = ({ from }: Arrow): boolean => roomOf(from) !== null && ['pure', 'api'].includes(pieceOf(from));
    assert.deepEqual(wrong((a) => pure(a) && (top(a.to) === 'platform' || top(a.to) === 'web'
      || (roomOf(a.to) !== null && ['store', 'handlers', 'screens'].includes(pieceOf(a.to))))), []);
  });

  test('a store knows models and rules’ types of its own and earlier rooms, never a handler or a screen', () => {
    assert.deepEqual(wrong((a) => roomOf(a.from) !== null && pieceOf(a.from) === 'store'
      && (top(a.to) === 'web' || (roomOf(a.to) !== null && ['handlers', 'screens'].includes(pieceOf(a.to))))), []);
  });

  test('handlers know no screen, screens no store, no handler and no platform', () => {
    assert.deepEqual(wrong((a) => roomOf(a.from) !== null && pieceOf(a.from) === 'handlers'
      && (top(a.to) === 'web' || (roomOf(a.to) !== null && pieceOf(a.to) === 'screens'))), []);
    assert.deepEqual(wrong((a) => roomOf(a.from) !== null && pieceOf(a.from) === 'screens'
      && (top(a.to) === 'platform' || (roomOf(a.to) !== null && ['store', 'handlers'].includes(pieceOf(a.to))))), []);
  });

  test('no circle among files of one room', () => {
    const out = Map.groupBy(arrows.filter((a) => roomOf(a.from) !== null && roomOf(a.from) === roomOf(a.to)), (a) => a.from);
    const circles: string[] = [];
    const visit = (file: string, path: string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else for (const { to } of out.get(file) ?? []) visit(to, [...path, file]);
    };
    for (const file of out.keys()) visit(file, []);
    assert.deepEqual(circles.slice(0, 3), []);
  });
});
