/** Performs one operation: permission, input, reach, one transaction, the audit entry, obligations, once. */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Instant } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import { mayUse } from '../../shared/roles.ts';
import { AUDIT_COLUMNS, auditValues } from '../audit/gather.ts';
import { actOf, entryOf, noNotes, type Notes } from './act.ts';
import { NOT_ALLOWED, NOT_FOUND, reasonOf, type Answer } from './answer.ts';
import { refusalOf } from './database-refusals.ts';
import type { Act, Handler } from './handle.ts';
import type { House } from './house.ts';
import { parseInput } from './input.ts';
import { Visit, type Who } from './visit.ts';

export type Request = {
  who: Who;
  operation: string;
  input: unknown;
  /** From the device: the same act sent twice has the same id. */
  operationId?: Id;
  /** Reads only: the chart as it stood then. */
  asOf?: Instant;
};

/** The answer to one request. Never throws: a fault is logged by id and answered by id. */
export async function perform(house: House, request: Request): Promise<Answer> {
  const handler = house.handlers.get(request.operation);
  if (!handler) return NOT_FOUND;
  const run = new Performance(house, request, handler);
  try {
    return await run.answer();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return run.refused({ kind: 'refusal', refusal });
    return faultOf(house, request.operation, error);
  }
}

/** Logs what nobody expected. Frames only: a message may hold what somebody typed. */
export function faultOf(house: House, operation: string, error: unknown): Answer {
  const fault = newId();
  const frames = String((error as Error)?.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  house.log.error({ fault, operation, code: (error as { code?: string }).code, where: frames.slice(0, 6).join(' ') }, 'fault');
  return { kind: 'fault', fault };
}

class Performance {
  private readonly house: House;
  private readonly request: Request;
  private readonly handler: Handler;
  private readonly now: Instant;
  private readonly notes: Notes = noNotes();
  private visit: Visit | null = null;

  constructor(house: House, request: Request, handler: Handler) {
    this.house = house;
    this.request = request;
    this.handler = handler;
    this.now = request.asOf ?? house.clock.now();
  }

  async answer(): Promise<Answer> {
    const { request, house } = this;
    const { op } = this.handler;
    // a past consent is no consent: what leaves is decided now, never as of another day
    const outward = op.through === 'disclosure' || op.reach === 'supported';
    if (request.asOf && (op.kind !== 'read' || outward)) return NOT_ALLOWED;
    const parsed = parseInput(op, request.input);
    const client = await (request.asOf ? house.pools.past : house.pools.app).connect();
    try {
      const visit = this.visit = new Visit(client, house.hooks, request.who, this.now, request.asOf ?? null);
      const found = await visit.open('act', parsed.ok ? [{ op, input: parsed.value }] : []);
      if (!found) return await this.leave(visit, NOT_FOUND);
      if (!mayUse(visit.roles, op.permission)) return await this.leave(visit, NOT_ALLOWED);
      if (!parsed.ok) return await this.leave(visit, { kind: 'invalid', invalid: parsed.invalid });
      const reached = await visit.reach(op, parsed.value);
      if (reached === null) return await this.leave(visit, NOT_FOUND);
      visit.enter(reached);
      const exists = this.chartExists(visit);
      if (outward) return await this.throughDisclosure(visit, parsed.value, exists);
      return op.kind === 'read' ? await this.read(visit, parsed.value, exists) : await this.save(client, visit, parsed.value, exists);
    } catch (error) {
      this.visit?.tx.close();
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  /** Is there the chart that this operation names? Asked once its reach is set. */
  private chartExists(visit: Visit): Promise<boolean> {
    const chart = this.handler.op.reach === 'chart' ? visit.chartOrNull : null;
    return chart ? this.house.hooks.chartExists(visit.tx, chart) : Promise.resolve(true);
  }

  /** Reads go out together with the question whether the chart is there: without it, what they found is not looked at. */
  private async read(visit: Visit, input: unknown, exists: Promise<boolean>): Promise<Answer> {
    const running = this.run(this.actOn(visit), input);
    running.catch(() => {});
    if (!await exists) {
      await running.catch(() => {});
      return this.leave(visit, NOT_FOUND);
    }
    const decision = await running;
    if (!decision.ok) return this.leave(visit, { kind: 'refusal', refusal: decision });
    const value: unknown = this.handler.op.output.parse(decision.value);
    await Promise.all([visit.end('commit'), this.house.audit.record(this.entry('read', 'ok', null))]);
    return { kind: 'value', value };
  }

  /** Decides and saves, derives what is owed, audits, commits and tells. */
  private async save(client: pg.PoolClient, visit: Visit, input: unknown, exists: Promise<boolean>): Promise<Answer> {
    const { house, request: { who } } = this;
    const { op } = this.handler;
    const operationId = this.request.operationId ?? newId();
    const [before, isThere] = await Promise.all([this.claim(client, operationId, input), exists]);
    if (!isThere) return this.leave(visit, NOT_FOUND);
    if (before) return this.leave(visit, before);
    const act = this.actOn(visit);
    const decision = await this.run(act, input);
    if (!decision.ok) return this.leave(visit, { kind: 'refusal', refusal: decision });
    const value: unknown = op.output.parse(decision.value);
    await this.derive(visit, act);
    void client.query({ name: 'finish', text: 'update house.operation set result = $3 where agency_id = $1 and id = $2',
      values: [who.agencyId, operationId, JSON.stringify({ value })] }).catch(() => {});
    const entry = this.entry(op.through === 'disclosure' ? 'disclosure' : 'act', 'ok', operationId);
    void client.query({ name: 'audit', text: `insert into house.audit (${AUDIT_COLUMNS})
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, values: auditValues(entry) }).catch(() => {});
    await visit.end('commit');
    house.tell({ agencyId: who.agencyId, clientId: visit.chartOrNull, operation: op.name });
    return { kind: 'value', value };
  }

  /** What leaves runs on the disclosure role: one moment for consent and record, no rows without a consent. */
  private async throughDisclosure(visit: Visit, input: unknown, exists: Promise<boolean>): Promise<Answer> {
    if (!await exists) return this.leave(visit, NOT_FOUND);
    await visit.end('rollback');
    const client = await this.house.pools.disclosure.connect();
    const outward = this.visit = visit.outward(client);
    try {
      const known = Promise.resolve(true);
      return this.handler.op.kind === 'read' ? await this.read(outward, input, known) : await this.save(client, outward, input, known);
    } catch (error) {
      outward.tx.close();
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  private run(act: Act, input: unknown): ReturnType<Handler['run']> {
    return this.handler.run(act, input as never);
  }

  private actOn(visit: Visit): Act {
    return actOf(visit, this.request.who, this.now, this.notes);
  }

  /** The first write of an act. A stored answer if this act was done before; null if it is ours to do. */
  private async claim(client: pg.PoolClient, id: Id, input: unknown): Promise<Answer | null> {
    const { who } = this.request;
    const { name } = this.handler.op;
    const hash = createHash('sha256').update(JSON.stringify(input ?? null)).digest('base64url');
    const claimed = await client.query({ name: 'claim', text: `insert into house.operation (agency_id, id, actor_id, name, request_hash)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning id`, values: [who.agencyId, id, who.subjectId, name, hash] });
    if (claimed.rowCount === 1) return null;
    const { rows } = await client.query({ name: 'claimed', text: `select actor_id, name, request_hash, result from house.operation
      where agency_id = $1 and id = $2`, values: [who.agencyId, id] });
    const before = rows[0];
    if (before?.actor_id === who.subjectId && before.name === name && before.request_hash === hash && before.result) {
      return { kind: 'value', value: before.result.value };
    }
    return { kind: 'refusal', refusal: { ok: false, reason: 'operation-id-used',
      say: 'This was sent before with other content. Open the page again and check what was saved.' } };
  }

  /** Obligations of every client this act touched, in its own transaction. */
  private async derive(visit: Visit, act: Act): Promise<void> {
    const { op } = this.handler;
    if (op.through === 'disclosure' || op.reach === 'supported' || op.owing === 'unchanged') return;
    const { reached, chartOrNull: chart } = visit;
    const reachedIds = chart ? [...reached.charts, chart] : reached.charts;
    const clientIds = new Set([...this.notes.touched, ...(this.notes.only ?? reachedIds)]);
    if (clientIds.size === 0) return;
    const reachedAlready = reached.reach === 'chart' ? [chart] : reached.reach === 'charts' ? reached.charts : [];
    if ([...clientIds].some((id) => !reachedAlready.includes(id))) visit.enter({ ...reached, reach: 'charts', charts: [...clientIds] });
    await this.house.hooks.deriveObligations(act, [...clientIds]);
  }

  private entry(kind: 'read' | 'act' | 'refused' | 'disclosure', outcome: string, operationId: Id | null): ReturnType<typeof entryOf> {
    const at = this.request.asOf ? this.house.clock.now() : this.now;
    return entryOf({ who: this.request.who, roles: this.visit?.roles ?? [], operation: this.handler.op.name, kind, at,
      clientId: this.visit?.chartOrNull ?? null, about: this.notes.about, outcome, operationId });
  }

  /** Rolls back (a refusal writes nothing but its audit entry) and answers. */
  private async leave(visit: Visit, answer: Answer): Promise<Answer> {
    await visit.end('rollback');
    return answer.kind === 'value' ? answer : this.refused(answer);
  }

  async refused(answer: Answer): Promise<Answer> {
    await this.house.audit.record(this.entry('refused', reasonOf(answer), null)).catch(() => {});
    return answer;
  }
}
