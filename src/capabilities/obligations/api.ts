import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { obligation } from '../../shared/obligation.ts';
import { operation } from '../../shared/operation.ts';

const owed = obligation.extend({ initials: z.string().nullable(), ownedBy: z.string().nullable() });

export const listMyObligations = operation({
  name: 'listMyObligations', kind: 'read', permission: 'obligation.read', reach: 'caseload',
  about: 'What I owe, in person or by my role: danger first, then people, then paper.',
  input: z.object({ days: z.number().int().min(0).max(90).default(7) }), output: z.array(owed),
});

export const listClientObligations = operation({
  name: 'listClientObligations', kind: 'read', permission: 'client.read', reach: 'chart',
  about: 'What is owed to or about one client.',
  input: z.object({ clientId: id }), output: z.array(obligation),
});

export const listAllObligations = operation({
  name: 'listAllObligations', kind: 'read', permission: 'board.read', reach: 'agency',
  about: 'What is owed in the whole agency, by whom, and why.',
  input: z.object({ days: z.number().int().min(0).max(90).default(7) }), output: z.array(owed),
});

export const deriveAllObligations = operation({
  name: 'deriveAllObligations', kind: 'act', permission: 'job.run', reach: 'agency',
  about: 'Derives every open obligation again, because a date has passed: at once for few clients, else in portions, each a job of its own.',
  /** `most`: clients in one transaction. */
  input: z.object({ most: z.number().int().min(1).max(1_000).default(100) }),
  /** `portions`: how many were put off to jobs; `changed` counts what was done at once. */
  output: z.object({ clients: z.number(), changed: z.number(), portions: z.number() }),
});

export const deriveSomeObligations = operation({
  name: 'deriveSomeObligations', kind: 'act', permission: 'job.run', reach: 'agency',
  about: 'Derives again what is owed about some clients, and about the agency itself.',
  /** Clients, and `null` for what names no client. */
  input: z.object({ subjects: z.array(id.nullable()).min(1).max(1_001) }),
  /** `aside`: how many failed and were given a job of their own. */
  output: z.object({ changed: z.number(), aside: z.number() }),
});

const person = z.object({ clientId: id, initials: z.string() });
export const NEWS_KINDS = ['test-result', 'plan-signed', 'asked-for-call', 'message', 'cannot-come', 'comes-late'] as const;

export const readWorkday = operation({
  name: 'readWorkday', kind: 'read', permission: 'obligation.read', reach: 'caseload',
  about: 'Of the sessions that I lead on a day: who is expected, is new, said they come late, and where the note stands; and what came in since the morning.',
  input: z.object({ on: localDate }),
  output: z.object({
    sessions: z.array(z.object({
      sessionId: id, expected: z.array(person), isNew: z.array(person),
      said: z.array(person.extend({ kind: z.enum(['late', 'cannot_come']), words: z.string() })),
      note: z.enum(['none', 'draft', 'signed']),
    })),
    news: z.array(person.extend({ kind: z.enum(NEWS_KINDS), at: instant })),
  }),
});

const change = z.object({ key: z.string().max(60), value: z.json() });
const count = z.number().int().min(0);

export const countRuleChange = operation({
  name: 'countRuleChange', kind: 'read', permission: 'rules.change', reach: 'count',
  about: 'How many present clients a change of a rule would touch; numbers alone, for those who may change rules and hold no charts.',
  input: change,
  /** Clients: all looked at, those touched at all, those who would owe something new, something less, something at another time. */
  output: z.object({ looked: count, touched: count, more: count, fewer: count, moved: count }),
});

export const previewRuleChange = operation({
  name: 'previewRuleChange', kind: 'read', alone: true, permission: 'rules.read', reach: 'agency',
  about: 'Which present clients a change of a rule would touch, and how; nothing is changed.',
  input: change,
  output: z.object({ looked: z.number(), clients: z.array(z.object({ clientId: id, initials: z.string(),
    changes: z.array(z.object({ what: z.string(), before: instant.nullable(), after: instant.nullable() })) })) }),
});
