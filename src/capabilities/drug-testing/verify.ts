/** `npm run verify -- draws`: computes every day of every agency again from what is kept, and says what does not agree. */
import type pg from 'pg';
import { txOn, types } from '../../platform/database/tx.ts';
import { findRuleBook } from '../agency/store.ts';
import { verifyDay, type DrawFinding } from './draw.ts';
import { calendarOf } from './odds.ts';
import { listDrawDays, listDraws, listRoster, listTestsWithoutDraw } from './store.ts';

export type DrawVerdict = {
  /** Released days, and the outcomes on them. */
  days: number; draws: number;
  findings: (DrawFinding & { agencyId: string })[];
};

/** @param owner a connection that sees every agency; nothing is written */
export async function verifyStoredDraws(owner: pg.ClientBase): Promise<DrawVerdict> {
  const client = { query: (config: pg.QueryConfig) => owner.query({ ...config, types } as pg.QueryConfig) } as unknown as pg.ClientBase;
  const verdict: DrawVerdict = { days: 0, draws: 0, findings: [] };
  const { rows: [{ path }] } = await owner.query(`select current_setting('search_path') as path`);
  await owner.query('set search_path = live, public');
  try {
    const { rows: agencies } = await owner.query('select agency_id from live.agency order by agency_id');
    for (const { agency_id: agencyId } of agencies) {
      const tx = txOn(client, agencyId);
      for (const day of await listDrawDays(tx, '9999-12-31')) {
        const [draws, roster, rules] = [await listDraws(tx, day.date), await listRoster(tx, day.date, day.releasedAt ?? day.releasesAt), await findRuleBook(tx, day.date)];
        verdict.days += day.releasedAt ? 1 : 0;
        verdict.draws += draws.length;
        tx.forget(); // a roster of every day would be kept
        verdict.findings.push(...verifyDay(agencyId, day, draws, roster, calendarOf(rules)).map((f) => ({ agencyId, ...f })));
      }
      verdict.findings.push(...(await listTestsWithoutDraw(tx)).map((f) => ({ agencyId, ...f })));
    }
  } finally {
    await owner.query(`select set_config('search_path', $1, false)`, [path]);
  }
  return verdict;
}
