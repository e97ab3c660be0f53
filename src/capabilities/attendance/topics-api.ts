import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';

/** Topics that a client has had, and how long it is since they were met alone. */
const next = z.object({ sessionId: id, seriesId: id, date: localDate, startAt: instant, seat: z.enum(['own', 'free']) });
export const readTopicCoverage = operation({
  name: 'readTopicCoverage', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'What a client has had of each group\'s curriculum, what not, and which coming session fills the gap (PR-30).',
  input: z.object({ clientId: id }),
  output: z.array(z.object({ groupId: id, name: z.string(), had: z.number(), of: z.number(),
    topics: z.array(z.object({ code: z.string(), title: z.string(), had: localDate.nullable(), next: next.nullable() })) })),
});

export const listIndividualsDue = operation({
  name: 'listIndividualsDue', kind: 'read', permission: 'attendance.read', reach: 'caseload',
  about: 'Whom nobody has met alone for a week or longer, of those I treat, the longest first (PR-60).',
  input: z.object({}),
  output: z.array(z.object({ clientId: id, initials: z.string(), days: z.number(), state: z.enum(['due', 'coming-due', 'overdue']), lastOn: localDate.nullable(),
    nextOn: localDate.nullable(), booked: z.boolean() })),
});
