/**
 * The draw (DT-11). A secret is promised by its hash before the day's release; at release a fresh value joins it, and
 * each client's outcome is a keyed hash of both with client and date, held against the odds in force. Before release
 * half of the key does not exist, so nobody can know a day or steer it; afterwards anybody can compute it again.
 */
import { createHash, createHmac } from 'node:crypto';
import { compareInstants, type LocalDate } from '../../shared/dates.ts';
import { oddsOn, planOn, type Calendar } from './odds.ts';
import type { Draw, DrawDay, TestingPlan } from './model.ts';

export const DRAW_ALGORITHM = 1;
const LABEL = 'stepwell-draw/1';

/** 32 fresh bytes in hex, for a day's secret and for the value that joins it at release. */
export const freshValue = (): string => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex');

/** What is published before release: a hash that fixes the secret without telling it. */
export const commitmentOf = (agencyId: string, date: LocalDate, secret: string): string =>
  createHash('sha256').update([LABEL, agencyId, date, secret].join('\n')).digest('hex');

export type OpenDay = { date: LocalDate; secret: string; releaseValue: string };

/** A client's score of the day, hex of HMAC-SHA256. */
export const scoreOf = (day: OpenDay, clientId: string): string =>
  createHmac('sha256', Buffer.from(day.secret, 'hex')).update([LABEL, day.date, day.releaseValue, clientId].join('\n')).digest('hex');

/** The first 48 bits of a score as a fraction in [0, 1): exact in a double, so every machine agrees. */
export const fractionOf = (score: string): number => Number.parseInt(score.slice(0, 12), 16) / 2 ** 48;

export type OnRoster = { clientId: string; plans: readonly TestingPlan[]; drawn: readonly LocalDate[] };

/** Draws every client whose plan asks for it on that day. Same input, same outcome: there is no second roll. */
export function drawDay(day: OpenDay, roster: readonly OnRoster[], calendar: Calendar): Draw[] {
  const draws: Draw[] = [];
  for (const { clientId, plans, drawn } of roster) {
    const odds = oddsOn(day.date, plans, drawn, calendar);
    if (!odds) continue;
    const score = scoreOf(day, clientId);
    draws.push({
      clientId, date: day.date, planId: planOn(plans, day.date)!.id, odds: odds.p, oddsReason: odds.why, score,
      selected: fractionOf(score) < odds.p,
    });
  }
  return draws;
}

export type DrawFinding = { date: LocalDate; clientId: string | null; what: string };

/**
 * Recomputes one released day from what is kept and says everything that does not agree: promise, secret, odds,
 * outcome, somebody added, somebody dropped.
 * @param roster the plans and earlier draws of every client that had a plan at release
 */
export function verifyDay(
  agencyId: string, day: DrawDay, draws: readonly Draw[], roster: readonly OnRoster[], calendar: Calendar,
): DrawFinding[] {
  const findings: DrawFinding[] = [];
  const say = (what: string, clientId: string | null = null) => findings.push({ date: day.date, clientId, what });
  if (day.algorithm !== DRAW_ALGORITHM) say('was drawn by an algorithm this version does not know');
  if (day.releasedAt === null || day.secret === null || day.releaseValue === null) {
    if (draws.length > 0) say('has outcomes although it was never released');
    return findings;
  }
  if (compareInstants(day.committedAt, day.releasesAt) >= 0) say('was promised after its release time');
  if (compareInstants(day.releasedAt, day.releasesAt) < 0) say('was released before its time');
  if (commitmentOf(agencyId, day.date, day.secret) !== day.commitment) say('has a secret that does not fit its promise');
  const expected = new Map(drawDay({ date: day.date, secret: day.secret, releaseValue: day.releaseValue }, roster, calendar)
    .map((draw) => [draw.clientId, draw]));
  for (const draw of draws) {
    const right = expected.get(draw.clientId);
    expected.delete(draw.clientId);
    if (!right) say('was drawn without a plan for that day', draw.clientId);
    else if (right.score !== draw.score) say('has a score that the secret does not give', draw.clientId);
    else if (right.odds !== draw.odds) say(`was drawn against odds of ${draw.odds}, not ${right.odds}`, draw.clientId);
    else if (right.selected !== draw.selected) say('has an outcome that its score does not give', draw.clientId);
  }
  for (const clientId of expected.keys()) say('was left out of the draw', clientId);
  return findings;
}
