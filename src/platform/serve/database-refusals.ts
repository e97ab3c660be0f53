import type { Refusal } from '../../shared/decision.ts';

/**
 * What the database refuses, said kindly. Its own text is never passed on: it may hold another row's values.
 * @returns the refusal, or null if this is not a refusal but a fault
 */
export function refusalOf(error: unknown): Refusal | null {
  const { code, constraint, message } = error as { code?: string; constraint?: string; message?: string };
  if (code && RULED.has(code)) return { ok: false, reason: RULED.get(code)!, say: SAY[RULED.get(code)!]! };
  switch (code) {
    case '23P01':
      return { ok: false, reason: 'already-booked', say: SAY['already-booked']! };
    case '23505':
      return { ok: false, reason: 'already-there', say: 'This is already recorded. Open the page again to see it.' };
    case '23503':
      return { ok: false, reason: 'not-found', say: 'Something this refers to is not there any more. Open the page again.' };
    case '23514':
      return { ok: false, reason: constraint?.startsWith('sw_') ? constraint.slice(3).replaceAll('_', '-') : 'out-of-bounds',
        say: 'A value is outside of what can be kept. Check dates, times and amounts.' };
    case '22003':
    case '22008':
    case '22001':
      return { ok: false, reason: 'out-of-bounds', say: 'A value is outside of what can be kept. Check dates, times and amounts.' };
    case '22007': // a version that was never read here
    case '22009':
      return { ok: false, reason: 'version-not-known', say: 'This page is not what was read. Open it again; what you typed is kept.' };
    case 'SW100':
      // a trigger that names its own refusal: `reason: what to do`
      return namedByTrigger(message ?? '');
    default:
      return null;
  }
}

const RULED = new Map([['SW001', 'kept-as-recorded'], ['SW002', 'signed-is-locked']]);

const SAY: Record<string, string> = {
  'kept-as-recorded': 'This is kept as it was recorded. Add a correction instead.',
  'signed-is-locked': 'This is signed and locked. Add an addendum instead.',
  'already-booked': 'Somebody or some room is already booked at that time. Choose another time, person or room.',
};

function namedByTrigger(message: string): Refusal {
  const at = message.indexOf(': ');
  return { ok: false, reason: message.slice(0, at), say: message.slice(at + 2) };
}
