import * as z from 'zod';
import { id, type Id } from './ids.ts';
import { instant, type Instant } from './dates.ts';

/**
 * A promise with a date: who owes what about whom by when, derived from facts by a rule. Never typed in by hand.
 * Whether it is late is not stored: it follows from `due` and the moment of looking.
 */
export type Obligation = {
  /** The rule that made it, as the field's pages number it: `PR-51`. */
  rule: string;
  /** What tells two obligations of one rule apart: the id of the session, plan, test … it is about. */
  about: string;
  clientId: Id | null;
  /** Who owes it: a named person, else whoever holds the role. */
  owedBy: { staffId: Id } | { role: string };
  /** What is owed, few words, no name: `plan review`, `group note, Mon 6 pm`. */
  what: string;
  /** Why, in a sentence with the figures: `every 30 days, last one 21 Oct`. No name, no substance. */
  why: string;
  /** From when it is worth showing; due by when. */
  since: Instant;
  due: Instant;
  /** `danger` puts it before all others and gives it the diamond. */
  weight: 'danger' | 'person' | 'paper';
  /** The facts it rests on: table-like kind and id. */
  evidence: { kind: string; id: string }[];
  /** The one verb that mends it, and where: a path of the web app such as `/clients/<id>/plan`. */
  remedy: { verb: string; path: string };
};

export const obligation = z.object({
  rule: z.string(),
  about: z.string(),
  clientId: id.nullable(),
  owedBy: z.union([z.object({ staffId: id }), z.object({ role: z.string() })]),
  what: z.string(),
  why: z.string(),
  since: instant,
  due: instant,
  weight: z.enum(['danger', 'person', 'paper']),
  evidence: z.array(z.object({ kind: z.string(), id: z.string() })),
  remedy: z.object({ verb: z.string(), path: z.string() }),
});
