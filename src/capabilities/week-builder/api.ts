import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { ended, facts, line, programChange, progress, suggestion } from './model.ts';

export const buildWeeks = operation({
  name: 'buildWeeks', kind: 'act', permission: 'weeks.build', reach: 'agency',
  about: 'Asks for weeks for everyone from a day on, with the least change from the present. Moves nobody: it becomes a proposal.',
  input: z.object({ from: localDate }), output: z.object({ buildId: id }),
});

export const stopBuild = operation({
  name: 'stopBuild', kind: 'act', permission: 'weeks.build', reach: 'agency',
  about: 'Ends a search for weeks with the best it has.', input: z.object({ buildId: id }), output: z.object({}),
});

const shownLine = line.omit({ facts: true, floor: true }).extend({ initials: z.string(), floor: z.number() });
export const readBuild = operation({
  name: 'readBuild', kind: 'read', permission: 'weeks.build', reach: 'agency',
  about: 'The latest build of weeks: how far it is, who would change and how, who has no week and why.',
  input: z.object({ buildId: id.nullable().default(null) }),
  output: z.object({
    build: z.object({
      buildId: id, from: localDate, askedBy: z.string(), askedAt: instant, stopping: z.boolean(), progress: progress.nullable(),
      /** No word from the search for long: it may have been cut off. It is tried again by itself. */
      silent: z.boolean(),
      answer: z.object({ ended, built: z.boolean(), gap: z.number().nullable(), seconds: z.number(), suggestions: z.array(suggestion) }).nullable(),
      /** Days of the first week that are closed: what is built is the week that stands, and that one week is shorter. */
      closed: z.array(z.object({ date: localDate, reason: z.string(), site: z.string().nullable() })),
      lines: z.array(shownLine),
      /** `leftOut`: who would have moved and was left as they were. */
      taken: z.object({ at: instant, by: z.string(), undone: z.boolean(), undoUntil: instant, leftOut: z.array(id) }).nullable(),
    }).nullable(),
  }),
});

export const acceptBuild = operation({
  name: 'acceptBuild', kind: 'act', permission: 'weeks.build', reach: 'agency',
  about: 'Takes a build: all whole weeks of it but those left out, in one act, or none. Refused with what changed where its facts are not those of today.',
  input: z.object({ buildId: id, leftOut: z.array(id).max(2000).default([]),
    /** Clients without a whole week who move all the same; no other of them does. */
    alsoShort: z.array(id).max(2000).default([]) }),
  output: z.object({ changeId: id, clients: z.number(), leftOut: z.number(), seats: z.number(), sessions: z.number(), ended: z.number() }),
});

export const undoBuild = operation({
  name: 'undoBuild', kind: 'act', permission: 'weeks.build', reach: 'agency',
  about: 'Takes an accepted build back within the day: every seat and session as it was.', input: z.object({ buildId: id }), output: z.object({}),
});

const touched = z.object({ clientId: id, initials: z.string(), before: z.number(), after: z.number(), whole: z.boolean() });
export const tryProgramChange = operation({
  name: 'tryProgramChange', kind: 'read', alone: true, permission: 'weeks.build', reach: 'agency',
  about: 'What opening, moving, closing or resizing a group would give and take, before anybody does it.',
  input: z.object({ from: localDate, change: programChange }),
  output: z.object({ gains: z.array(touched), loses: z.array(touched), same: z.number(), waiting: z.number(), clashes: z.array(z.string()), gap: z.number().nullable(), cut: z.boolean() }),
});

// ---- the search itself, asked by jobs alone
export const beginBuild = operation({
  name: 'beginBuild', kind: 'read', permission: 'job.run', reach: 'agency', about: 'Everything a build is searched from.',
  input: z.object({ buildId: id }), output: z.object({ material: z.unknown() }),
});
export const noteBuild = operation({
  name: 'noteBuild', kind: 'act', permission: 'job.run', reach: 'agency', about: 'Notes how far a search is, and hears whether it is still wanted.',
  input: progress.extend({ buildId: id }), output: z.object({ goOn: z.boolean() }),
});
export const finishBuild = operation({
  name: 'finishBuild', kind: 'act', permission: 'job.run', reach: 'agency', about: 'Keeps what a search ended with, as a proposal.',
  input: z.object({ buildId: id, ended, built: z.boolean(), gap: z.number().nullable(), seconds: z.number(), facts, lines: z.array(line).max(2000), suggestions: z.array(suggestion).max(12) }),
  output: z.object({}),
});
