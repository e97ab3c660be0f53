import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { LINKAGE_STEPS, needKind, OUTCOMES, resource, resourceSearch } from './model.ts';

const ofClient = z.object({ clientId: id });
const words = z.string().trim().max(500).default('');
export const listedResource = resource.extend({ version: z.string(), closed: z.boolean(), verifiedBy: z.string().nullable() });

export const searchResources = operation({
  name: 'searchResources', kind: 'read', permission: 'resource.read', reach: 'none',
  about: 'What is near and fits: by need, distance from a postal code, free time, cost, language and who may come.',
  input: resourceSearch.omit({ near: true }).extend({ postalCode: z.string().trim().max(12).default('') }),
  output: z.object({
    found: z.array(z.object({ resource: listedResource, miles: z.number().nullable(), because: z.array(z.string()), mind: z.array(z.string()),
      opens: z.object({ inDays: z.number(), from: wallTime }).nullable() })),
    more: z.number(),
  }),
});

export const readResource = operation({
  name: 'readResource', kind: 'read', permission: 'resource.read', reach: 'none',
  about: 'One entry of the directory.', input: z.object({ resourceId: id }), output: listedResource,
});

export const saveResource = operation({
  name: 'saveResource', kind: 'act', permission: 'resource.change', reach: 'none',
  about: 'Adds or changes an entry of the directory; names the version it read.',
  input: z.object({ resource: resource.omit({ verifiedOn: true, works: true, doesNotWork: true }), version: z.string().nullable().default(null) }),
  output: z.object({ version: z.string() }),
});

export const verifyResource = operation({
  name: 'verifyResource', kind: 'act', permission: 'resource.change', reach: 'none',
  about: 'Says that an entry was found to be so today, or that the place is gone.',
  input: z.object({ resourceId: id, stillThere: z.boolean() }), output: z.object({}),
});

export const importResources = operation({
  name: 'importResources', kind: 'act', permission: 'resource.change', reach: 'none',
  about: 'Takes a directory from CSV: good rows are kept, bad rows are listed by line.',
  input: z.object({ csv: z.string().min(1, 'Choose a file.').max(800_000, 'This is too much at once. Split the file.') }),
  output: z.object({ added: z.number(), changed: z.number(), bad: z.array(z.object({ line: z.number(), say: z.string() })) }),
});

export const recordNeed = operation({
  name: 'recordNeed', kind: 'act', permission: 'linkage.write', reach: 'chart',
  about: 'Records a need; from now on somebody owes its next step (PR-65).',
  input: ofClient.extend({ needId: id, need: needKind, words, objectiveId: id.nullable().default(null), waitsUntil: localDate.nullable().default(null) }),
  output: z.object({}),
});

const step = ofClient.extend({ needId: id, words, at: instant.nullable().default(null) });

export const referToResource = operation({
  name: 'referToResource', kind: 'act', permission: 'linkage.write', reach: 'chart',
  about: 'Refers the client to an entry of the directory (PR-65).', input: step.extend({ resourceId: id }), output: z.object({}),
});
export const recordNeedContact = operation({
  name: 'recordNeedContact', kind: 'act', permission: 'linkage.write', reach: 'chart',
  about: 'Records that the client and the place are in contact (PR-65).', input: step, output: z.object({}),
});
export const recordNeedService = operation({
  name: 'recordNeedService', kind: 'act', permission: 'linkage.write', reach: 'chart',
  about: 'Records that the client received what was asked for (PR-65).', input: step, output: z.object({}),
});
export const recordNeedOutcome = operation({
  name: 'recordNeedOutcome', kind: 'act', permission: 'linkage.write', reach: 'chart',
  about: 'Closes the loop with what came of it (PR-65).',
  input: step.extend({ outcome: z.enum(OUTCOMES, { error: 'Say what came of it.' }) }), output: z.object({}),
});

const linkageStep = z.enum(LINKAGE_STEPS);
export const shownNeed = z.object({
  needId: id, need: needKind, words: z.string(), statedAt: instant, waitsUntil: localDate.nullable(), objectiveId: id.nullable(), by: z.string(),
  step: linkageStep, due: instant.nullable(), resource: z.object({ resourceId: id, name: z.string(), phone: z.string() }).nullable(),
  facts: z.array(z.object({ step: linkageStep, at: instant, words: z.string(), by: z.string(), to: z.string().nullable(), outcome: z.enum(OUTCOMES).nullable() })),
});

export const readNeeds = operation({
  name: 'readNeeds', kind: 'read', permission: 'linkage.read', reach: 'chart',
  about: 'What a client needs beside treatment, and how far each is (PR-65).',
  input: ofClient, output: z.object({ needs: z.array(shownNeed), postalCode: z.string(), language: z.string() }),
});

export const listOpenNeeds = operation({
  name: 'listOpenNeeds', kind: 'read', permission: 'linkage.read', reach: 'caseload',
  about: 'Needs without a resource and referrals without an answer, among those one may reach.',
  input: z.object({}), output: z.array(shownNeed.omit({ facts: true }).extend({ clientId: id, initials: z.string() })),
});
