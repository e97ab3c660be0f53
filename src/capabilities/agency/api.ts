import * as z from 'zod';
import { operation } from '../../shared/operation.ts';
import { agency, approvedAnswer, room, site } from './model.ts';

export const readAgency = operation({
  name: 'readAgency', kind: 'read', permission: 'agency.read', reach: 'none',
  about: 'The agency, its sites and its rooms.',
  input: z.object({}),
  output: agency.extend({ sites: z.array(site), rooms: z.array(room) }),
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
  about: 'Adds or changes a room.', input: room, output: z.object({}),
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
