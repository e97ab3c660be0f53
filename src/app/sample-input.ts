/** Makes inputs from an operation's own schema: one that fits, and many that do not. For the generated tests. */
import * as z from 'zod';
import type { Operation } from '../shared/operation.ts';

type Schema = { type?: string; properties?: Record<string, Schema>; required?: string[]; items?: Schema; enum?: unknown[];
  const?: unknown; anyOf?: Schema[]; oneOf?: Schema[]; format?: string; minimum?: number; exclusiveMinimum?: number;
  minLength?: number; minItems?: number; pattern?: string; prefixItems?: Schema[]; additionalProperties?: Schema | boolean };

export const schemaOf = (op: Operation): Schema => z.toJSONSchema(op.input, { io: 'input', unrepresentable: 'any' }) as Schema;

/** A value that fits the schema as far as the schema says; `known` gives values for fields by name. */
export function sample(schema: Schema, known: Record<string, unknown>, name = ''): unknown {
  if (name in known) return known[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const one = schema.anyOf ?? schema.oneOf;
  if (one) return sample(one.find((s) => s.type !== 'null') ?? one[0]!, known, name);
  switch (schema.type) {
    case 'object': return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, s]) => [key, sample(s, known, key)]));
    case 'array': return schema.prefixItems ? schema.prefixItems.map((s) => sample(s, known))
      : schema.items && (schema.minItems ?? 1) > 0 ? [sample(schema.items, known, name.replace(/s$/, ''))] : [];
    case 'integer': case 'number': return Math.max(schema.minimum ?? 1, (schema.exclusiveMinimum ?? 0) + 1);
    case 'boolean': return true;
    case 'null': return null;
    case 'string': return text(schema, name);
    default: return 'x';
  }
}

function text(schema: Schema, name: string): string {
  if (schema.format === 'uuid') return '01900000-0000-7000-8000-000000000001';
  if (schema.format === 'email') return 'somebody@example.org';
  if (/At$|^at$|since|until|version/i.test(name)) return '2026-03-02T23:00:00Z';
  if (/On$|^on$|date|^from$|day/i.test(name)) return '2026-03-02';
  if (/time/i.test(name)) return '18:00';
  return 'x'.repeat(Math.max(1, schema.minLength ?? 1));
}

const NASTY: unknown[] = [null, true, -1, 1e308, 0.5, '', 'x'.repeat(300_000), '\0', '\u{1F4A9}\uD800', "'; drop table client; --", [], [[]], {}, { a: { b: [null] } },
  '9999-99-99', '2026-02-30', '-271821-04-20', '25:61'];

/** Inputs that do not fit: of another kind altogether, with a field missing, with each field replaced by something nasty. */
export function* malformed(op: Operation, known: Record<string, unknown>): Generator<unknown> {
  yield* [null, 5, 'text', [], [1], { unknown: 1 }, { __proto__: { clientId: 'x' } }];
  const good = sample(schemaOf(op), known);
  if (good === null || typeof good !== 'object') return;
  for (const path of pathsOf(good)) {
    yield replaced(good, path, undefined);
    for (const bad of NASTY) yield replaced(good, path, bad);
  }
}

function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (value === null || typeof value !== 'object' || path.length > 5) return path.length > 0 ? [path] : [];
  return [...(path.length > 0 ? [path] : []), ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner, [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: string[], by: unknown): unknown {
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (rest.length > 0) copy[key!] = replaced(copy[key!], rest, by);
  else if (by === undefined) delete copy[key!];
  else copy[key!] = by;
  return copy;
}
