import type { Operation } from '../../shared/operation.ts';
import type { FieldFault } from './answer.ts';

type Parsed = { ok: true; value: unknown } | { ok: false; invalid: FieldFault[] };

/** Reads an input by the operation's schema; each fault names its field and says how to mend it. */
export function parseInput(op: Operation, input: unknown): Parsed {
  const unkept = fieldUnkept(input, []);
  if (unkept !== null) return { ok: false, invalid: [{ field: unkept, say: 'This holds a character that cannot be kept. Type it again.' }] };
  const result = op.input.safeParse(input ?? {});
  if (result.success) return { ok: true, value: result.data };
  const invalid = result.error.issues.slice(0, 50).map((issue): FieldFault => ({
    field: issue.path.map(String).join('.'),
    say: sayOf(issue as { code: string; message: string; expected?: string; minimum?: unknown; maximum?: unknown }),
  }));
  return { ok: false, invalid };
}

function sayOf(issue: { code: string; message: string; expected?: string; minimum?: unknown; maximum?: unknown }): string {
  if (issue.code === 'invalid_type') return issue.message.includes('received undefined') ? 'This is needed.' : `This must be ${WORDS[issue.expected ?? ''] ?? 'of another kind'}.`;
  if (issue.code === 'too_small') return Number(issue.minimum) === 1 ? 'This is needed.' : `At least ${String(issue.minimum)}, please.`;
  if (issue.code === 'too_big') return `At most ${String(issue.maximum)}, please.`;
  if (issue.code === 'unrecognized_keys') return 'This holds a field that is not known here.';
  if (issue.code === 'invalid_value') return 'Choose one of the offered answers.';
  return issue.message;
}

const WORDS: Record<string, string> = {
  string: 'text', number: 'a number', boolean: 'yes or no', array: 'a list', object: 'a group of fields', int: 'a whole number',
};

/** PostgreSQL keeps every character but NUL, and no half of a pair. @returns the path of the first text or name that holds one */
function fieldUnkept(value: unknown, path: string[]): string | null {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? path.join('.') : null;
  if (value === null || typeof value !== 'object' || path.length > 40) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\0') ? [...path, 'name'].join('.') : fieldUnkept(inner, [...path, key]);
    if (found !== null) return found;
  }
  return null;
}
