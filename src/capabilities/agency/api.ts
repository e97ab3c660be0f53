import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { agency, approvedAnswer, room, site } from './model.ts';

const travel = z.object({ fromSiteId: id, toSiteId: id, minutes: z.number().int().min(0).max(600, 'Write 600 minutes or less.') });
export const readAgency = operation({
  name: 'readAgency', kind: 'read', permission: 'agency.read', reach: 'none',
  about: 'The agency, its sites and its rooms.',
  input: z.object({}),
  output: agency.extend({ sites: z.array(site), rooms: z.array(room), travel: z.array(travel) }),
});

export const changeAgency = operation({
  name: 'changeAgency', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Changes the agency’s name or first day of the week. Its time zone stays: sessions stand in it.',
  input: agency.pick({ name: true, weekStart: true }),
  output: z.object({}),
});

export const saveSite = operation({
  name: 'saveSite', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Adds or changes a site.', input: site, output: z.object({}),
});

export const saveRoom = operation({
  name: 'saveRoom', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Adds or changes a room.', input: room.omit({ closedOn: true }), output: z.object({}),
});

export const saveTravel = operation({
  name: 'saveTravel', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Says how many minutes it takes from one site to another, either way.', input: travel, output: z.object({}),
});

export const listApprovedAnswers = operation({
  name: 'listApprovedAnswers', kind: 'read', permission: 'agency.read', reach: 'none',
  about: 'The agency’s approved answers to callers’ questions.',
  input: z.object({}), output: z.array(approvedAnswer),
});

export const saveApprovedAnswer = operation({
  name: 'saveApprovedAnswer', kind: 'act', permission: 'agency.change', reach: 'none',
  about: 'Adds or changes an approved answer.', input: approvedAnswer, output: z.object({}),
});

const change = z.object({ value: z.json(), from: localDate, source: z.string(), by: z.string(), recordedAt: instant });
export const readRules = operation({
  name: 'readRules', kind: 'read', permission: 'rules.read', reach: 'none',
  about: 'Every rule as it holds on a day, with its default, its source and each change (program-rules.md §13).',
  input: z.object({ on: localDate.optional() }),
  output: z.object({ on: localDate, rules: z.array(z.object({
    key: z.string(), value: z.json(), shipped: z.json(), source: z.string(), words: z.string(), unit: z.string(), changes: z.array(change),
  })) }),
});

export const changeRule = operation({
  name: 'changeRule', kind: 'act', permission: 'rules.change', reach: 'none',
  about: 'Changes one rule from a day on, with where it comes from. Days that have passed keep what held then.',
  input: z.object({ key: z.string().max(60), value: z.json(), from: localDate, source: z.string().trim().min(3, 'Write where this rule comes from.').max(300) }),
  output: z.object({}),
});
