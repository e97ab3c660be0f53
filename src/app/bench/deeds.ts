/** What is measured: the chart as its first screen asks for it, saves, the Today list. */
import { newId, type Id } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import { recordAttendance } from '../../capabilities/attendance/api.ts';
import { readClient } from '../../capabilities/clients/api.ts';
import { readTests, listTestsToday } from '../../capabilities/drug-testing/api.ts';
import { readClientWeek, readHoursHistory } from '../../capabilities/hours/api.ts';
import { readPath } from '../../capabilities/insight/api.ts';
import { listReadings } from '../../capabilities/instruments/api.ts';
import { readMedication } from '../../capabilities/medication/api.ts';
import { readThread, saveNote } from '../../capabilities/notes/api.ts';
import { listClientObligations, listMyObligations, readWorkday } from '../../capabilities/obligations/api.ts';
import { readSafety, sendCheckIn } from '../../capabilities/safeguards/api.ts';
import { listMySessions, readSeats } from '../../capabilities/schedule/api.ts';
import { readSupportNetwork } from '../../capabilities/support-network/api.ts';
import { readTransition } from '../../capabilities/transition/api.ts';
import { readPlan } from '../../capabilities/treatment-plan/api.ts';
import { dateIn } from '../../shared/dates.ts';
import { performReads } from '../../platform/serve/perform-reads.ts';
import { STAGE_ZONE } from '../stage.ts';
import { CASELOAD, attendanceId, clientId, draftId, pastEvening, sessionId } from './population.ts';
import type { Stand } from './stand.ts';

export type Deed = { what: string; target: { ratio?: number; p95: number } | null; one: (i: number) => Promise<unknown> };

type Asked = { op: Operation; input: unknown };
const asked = (op: unknown, input: unknown): Asked => ({ op: op as Operation, input });

/** Each read that the chart's first screen makes for a counselor, each once. */
export const chartReads = (of: { clientId: Id }, today: string): Asked[] => [
  asked(readClient, of), asked(readPath, of), asked(readSeats, of), asked(readSupportNetwork, of), asked(readMedication, of), asked(readSafety, of),
  asked(readTransition, of), asked(readClientWeek, { ...of, on: today }), asked(readTests, of), asked(listClientObligations, of), asked(readPlan, of),
  asked(listReadings, of), asked(readHoursHistory, { ...of, weeks: 30 }), asked(readThread, of),
];

const todayReads = (today: string): Asked[] => [
  asked(listMyObligations, { days: 7 }), asked(listMySessions, { from: today, days: 1 }), asked(readWorkday, { on: today }), asked(listTestsToday, {}),
];

/** @returns the deeds by name; each may be run many times, by many at once */
export function deedsOf(stand: Stand): { chart: Deed; attendance: Deed; checkIn: Deed; note: Deed; today: Deed; mixed: Deed } {
  const { stage } = stand;
  const counselor = stand.as('counselor');
  const today = dateIn(stage.clock.now(), STAGE_ZONE);
  const n = (i: number): number => 1 + (i % CASELOAD);
  const together = async (calls: Asked[]) => {
    const answers = await performReads(stand.house, counselor.who, calls.map(({ op, input }) => ({ operation: op.name, input })));
    const bad = answers.findIndex((answer) => answer.kind !== 'value');
    if (bad >= 0) throw new Error(`${calls[bad]!.op.name} answered ${JSON.stringify(answers[bad])}`);
  };
  let attended = 0;
  const chart = (i: number) => together(chartReads({ clientId: clientId(n(i)) }, today));
  const attendance = () => {
    const { n: who, evening, week } = pastEvening(attended++, stand.shape);
    return counselor.call(recordAttendance, { sessionId: sessionId(who <= 12 ? 1 : 2, evening, week),
      entries: [{ clientId: clientId(who), status: 'present', from: '18:05', to: '21:00', reason: 'Came five minutes later.', replaces: attendanceId(who, evening, week) }] });
  };
  const checkIn = (i: number) => stand.client(n(i)).call(sendCheckIn, { id: newId(), at: stage.clock.now(), craving: 3, mood: 4, sleepHours: 7,
    medication: null, used: null, safe: true, words: '' });
  const versions = new Map<number, Promise<string>>();
  const note = (i: number) => {
    // one after another in each draft, as one hand types
    const read = versions.get(n(i)) ?? versionOf(stand, n(i));
    const saved = read.then(async (version) => (await counselor.call(saveNote, { clientId: clientId(n(i)), noteDraftId: draftId(n(i)), version,
      content: { format: 'dap', sections: { data: `Spoke of the week, ${i}.` } }, startedAt: '2026-03-02T20:00:00Z', endedAt: '2026-03-02T20:50:00Z' })).version);
    versions.set(n(i), saved);
    return saved;
  };
  const day = () => together(todayReads(today));
  const saveLimits = { ratio: 2.5, p95: 30 };
  return {
    chart: { what: 'chart', target: { ratio: 2.5, p95: 50 }, one: chart },
    attendance: { what: 'save: attendance', target: saveLimits, one: attendance },
    checkIn: { what: 'save: check-in', target: saveLimits, one: checkIn },
    note: { what: 'save: note draft', target: saveLimits, one: note },
    today: { what: 'Today', target: { p95: 50 }, one: day },
    mixed: { what: 'mixed', target: null, one: (i) => (i % 10 < 6 ? chart(i) : i % 10 < 8 ? day() : i % 2 === 0 ? checkIn(i) : note(i)) },
  };
}

async function versionOf(stand: Stand, n: number): Promise<string> {
  const { rows } = await stand.raw.pool.query('select version_from::text as version from live.note_draft where agency_id = $1 and note_draft_id = $2',
    [stand.stage.agencyId, draftId(n)]);
  return rows[0].version as string;
}
