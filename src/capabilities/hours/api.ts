import * as z from 'zod';
import { id } from '../../shared/ids.ts';
import { instant, localDate, wallTime } from '../../shared/dates.ts';
import { operation } from '../../shared/operation.ts';
import { service } from '../agency/services.ts';
import { recordedStatus } from '../attendance/model.ts';
import { routineBlock } from '../clients/model.ts';
import { sessionKind } from '../schedule/model.ts';
import { forecast, gap, ledgerDay, steps, weekHours } from './model.ts';

const weekSession = z.object({
  sessionId: id, seriesId: id, kind: sessionKind, service, name: z.string(), date: localDate, from: wallTime, to: wallTime, startAt: instant, endAt: instant,
  countedMinutes: z.number(), cancelled: z.boolean(), expected: z.boolean(), status: recordedStatus.nullable(), words: z.string(), attendedMinutes: z.number().nullable(),
  lesson: z.string().nullable(), room: z.string().nullable(), leaders: z.array(z.string()),
});
const clientWeek = z.object({
  weekStart: localDate, days: z.array(localDate), sessions: z.array(weekSession), hours: weekHours, routine: z.array(routineBlock), forecast,
});

export const readClientWeek = operation({
  name: 'readClientWeek', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'One client-week: sessions, own life, hours against floor and ceiling, and what would mend a short one (PR-14).',
  input: z.object({ clientId: id, on: localDate }), output: clientWeek,
});
export const readMyWeek = operation({
  name: 'readMyWeek', kind: 'read', permission: 'portal.self', reach: 'self',
  about: 'My own week: sessions, my life around them, my hours.', input: z.object({ on: localDate }), output: clientWeek,
});

export const readHoursLedger = operation({
  name: 'readHoursLedger', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'The ledger of one client-week by day: planned, scheduled, there, written, signed, counting, with every gap in words (PR-13, PR-14).',
  input: z.object({ clientId: id, on: localDate, payer: z.string().min(1).max(80).nullable().default(null) }),
  output: z.object({ week: weekHours, steps, gaps: z.array(gap), days: z.array(ledgerDay), payers: z.array(z.string()) }),
});

export const readHoursHistory = operation({
  name: 'readHoursHistory', kind: 'read', permission: 'attendance.read', reach: 'chart',
  about: 'Hours of each week since admission, and how many sessions were kept (PR-14, PR-16).',
  input: z.object({ clientId: id, weeks: z.number().int().min(1).max(60).default(16) }),
  output: z.object({ weeks: z.array(weekHours), attended: z.number(), expected: z.number() }),
});
