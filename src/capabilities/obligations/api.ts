import * as z from 'zod';
import { id } from '../../shared/ids.ts';
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
  about: 'Derives every open obligation again, because a date has passed.',
  input: z.object({}), output: z.object({ clients: z.number(), changed: z.number() }),
});
