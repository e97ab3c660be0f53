/**
 * Performs one operation: permission, input, reach, one transaction, the audit entry, obligations, once.
 * This is the only place that opens a transaction for a person and the only one that sets what row-level
 * security reads.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { dateIn, type Instant } from '../../shared/dates.ts';
import { newId, NIL_ID, type Id } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import { mayUse, reachesAgency, type Role } from '../../shared/roles.ts';
import { AUDIT_COLUMNS, auditValues, type AuditEntry } from '../audit/gather.ts';
import { txOn, type Tx } from '../database/tx.ts';
import { NOT_ALLOWED, NOT_FOUND, type Answer } from './answer.ts';
import { refusalOf } from './database-refusals.ts';
import type { Act, Actor, Handler } from './handle.ts';
import type { House } from './house.ts';
import { parseInput } from './input.ts';

export type Request = {
  who: { kind: Actor['kind']; subjectId: Id; agencyId: Id; accountId: Id | null };
  operation: string;
  input: unknown;
  /** From the device: the same act sent twice has the same id. */
  operationId?: Id;
  /** Reads only: the chart as it stood then. */
  asOf?: Instant;
};

type Reached = { reach: string; chart: Id; charts: readonly Id[]; recipient: string; purpose: string };
const NOTHING: Reached = { reach: 'none', chart: NIL_ID, charts: [], recipient: NIL_ID, purpose: 'none' };

const ENTER = `select set_config('app.agency_id', $1, true), set_config('app.actor', $2, true),
  set_config('app.now', $3, true), set_config('app.today', $4, true), set_config('app.reach', $5, true),
  set_config('app.chart', $6, true), set_config('app.charts', $7, true), set_config('app.recipient', $8, true),
  set_config('app.purpose', $9, true), set_config('app.as_of', $10, true)`;

/** The answer to one request. Never throws: a fault is logged by id and answered by id. */
export async function perform(house: House, request: Request): Promise<Answer> {
  const handler = house.handlers.get(request.operation);
  if (!handler) return NOT_FOUND;
  const run = new Performance(house, request, handler);
  try {
    return await run.answer();
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return run.refused({ kind: 'refusal', refusal }, refusal.reason);
    const fault = newId();
    house.log.error({ fault, operation: request.operation, code: (error as { code?: string }).code,
      where: stackOf(error) }, 'fault');
    return { kind: 'fault', fault };
  }
}

/** Frames only: a message may hold what somebody typed. */
const stackOf = (error: unknown): string =>
  String((error as Error)?.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 6).join(' ');

class Performance {
  private house: House;
  private request: Request;
  private handler: Handler;
  private now: Instant;
  private roles: readonly Role[] = [];
  private zone = 'UTC';
  private weekStart = 1;
  private reached: Reached = NOTHING;
  private aboutWords: string | null = null;
  private readonly touched = new Set<Id>();

  constructor(house: House, request: Request, handler: Handler) {
    this.house = house;
    this.request = request;
    this.handler = handler;
    this.now = request.asOf ?? house.clock.now();
  }

  private get op(): Operation {
    return this.handler.op;
  }

  async answer(): Promise<Answer> {
    const { op, request } = this;
    // a past consent is no consent: what leaves is decided now, never as of another day
    const outward = op.through === 'disclosure' || op.reach === 'supported';
    if (request.asOf && (op.kind !== 'read' || outward)) return NOT_ALLOWED;
    const pool = request.asOf ? this.house.pools.past : this.house.pools.app;
    const client = await pool.connect();
    try {
      const opened = await this.open(client);
      if (opened !== null) return await this.leave(client, opened);
      const parsed = parseInput(op, request.input);
      if (!parsed.ok) return await this.leave(client, { kind: 'invalid', invalid: parsed.invalid });
      // the agency's own day, where it is not the one of UTC: hooks ask who may reach what today
      if (dateIn(this.now, this.zone) !== dateIn(this.now, 'UTC')) await this.enter(client);
      const reached = await this.reach(client, parsed.value);
      if (reached === null) return await this.leave(client, NOT_FOUND);
      this.reached = reached;
      const entered = this.enter(client);
      const chart = op.reach === 'chart' ? this.chartOrNull() : null;
      if (chart && !await this.house.hooks.chartExists(txOn(client, request.who.agencyId), chart)) {
        return await this.leave(client, NOT_FOUND);
      }
      await entered;
      if (outward) {
        await this.end(client, 'rollback');
        return await this.throughDisclosure(parsed.value);
      }
      return await this.work(client, parsed.value);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  /** Begins, says who acts, and finds their roles. Answers a refusal, or null to go on. */
  private async open(client: pg.PoolClient): Promise<Answer | null> {
    const { who } = this.request;
    void client.query('begin').catch(() => {});
    const tx = txOn(client, who.agencyId);
    void this.enter(client).catch(() => {});
    const [agency, roles] = await Promise.all([
      this.house.hooks.findAgency(tx),
      who.kind === 'staff' ? this.house.hooks.findRoles(tx, who.subjectId, this.now) : [who.kind as Role],
    ]);
    if (!agency) return NOT_FOUND;
    this.zone = agency.zone;
    this.weekStart = agency.weekStart;
    this.roles = roles;
    return mayUse(roles, this.op.permission) ? null : NOT_ALLOWED;
  }

  private async enter(client: pg.PoolClient): Promise<void> {
    const { who, asOf } = this.request;
    const r = this.reached;
    await client.query({ name: 'enter', text: ENTER, values: [
      who.agencyId, who.subjectId, this.now, dateIn(this.now, this.zone), r.reach, r.chart,
      `{${r.charts.join(',')}}`, r.recipient, r.purpose, asOf ?? 'infinity',
    ] });
  }

  /** Whose data this act may touch; null if none of it is theirs to reach. */
  private async reach(client: pg.PoolClient, input: unknown): Promise<Reached | null> {
    const { who } = this.request;
    const tx = txOn(client, who.agencyId);
    const { hooks } = this.house;
    const wide = reachesAgency(this.roles, this.op.permission);
    const fields = (input ?? {}) as { clientId?: Id; sessionId?: Id; recipientId?: Id; purpose?: string };
    const outward = { recipient: fields.recipientId ?? NIL_ID, purpose: fields.purpose ?? 'none' };
    switch (this.op.reach) {
      case 'none':
        return NOTHING;
      case 'agency':
        return wide ? { ...NOTHING, reach: 'agency' } : null;
      case 'caseload':
        return { ...NOTHING, reach: wide ? 'agency' : 'caseload' };
      case 'self':
        return { ...NOTHING, reach: 'chart', chart: who.subjectId };
      case 'chart': {
        if (!fields.clientId) return null;
        const may = wide || (who.kind === 'staff' && await hooks.reachesChart(tx, who.subjectId, fields.clientId));
        return may ? { ...NOTHING, ...outward, reach: 'chart', chart: fields.clientId } : null;
      }
      case 'session': {
        const found = fields.sessionId ? await hooks.clientsOfSession(tx, fields.sessionId, who.subjectId) : null;
        if (!found || !(wide || found.leads)) return null;
        return { ...NOTHING, reach: 'charts', charts: found.clientIds };
      }
      case 'supported': {
        const clientId = await hooks.clientOfSupporter(tx, who.subjectId);
        return clientId ? { ...NOTHING, reach: 'chart', chart: clientId, recipient: who.subjectId, purpose: 'support' } : null;
      }
    }
  }

  /** Decides and saves within the open transaction, then audits, commits and tells. */
  private async work(client: pg.PoolClient, input: unknown): Promise<Answer> {
    const { op, request } = this;
    const tx = txOn(client, request.who.agencyId);
    const operationId = op.kind === 'act' ? (request.operationId ?? newId()) : null;
    if (operationId) {
      const before = await this.claim(client, operationId, input);
      if (before) return await this.leave(client, before);
    }
    const act = this.act(tx, client);
    const decision = await this.handler.run(act, input as never);
    if (!decision.ok) return await this.leave(client, { kind: 'refusal', refusal: decision });
    const value: unknown = op.output.parse(decision.value);
    if (!operationId) {
      await this.end(client, 'commit');
      await this.house.audit.record(this.entry('read', 'ok', null));
      return { kind: 'value', value };
    }
    await this.derive(client, act);
    void client.query({ name: 'finish', text: 'update house.operation set result = $3 where agency_id = $1 and id = $2',
      values: [request.who.agencyId, operationId, JSON.stringify({ value })] }).catch(() => {});
    const kind = op.through === 'disclosure' ? 'disclosure' : 'act';
    void this.write(client, this.entry(kind, 'ok', operationId)).catch(() => {});
    await this.end(client, 'commit');
    this.house.tell({ agencyId: request.who.agencyId, clientId: this.chartOrNull(), operation: op.name });
    return { kind: 'value', value };
  }

  /** What leaves runs on the disclosure role: one moment for consent and record, no rows without a consent. */
  private async throughDisclosure(input: unknown): Promise<Answer> {
    const client = await this.house.pools.disclosure.connect();
    try {
      void client.query('begin isolation level repeatable read').catch(() => {});
      await this.enter(client);
      return await this.work(client, input);
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  }

  /** The first write of an act. A stored answer if this act was done before; null if it is ours to do. */
  private async claim(client: pg.PoolClient, id: Id, input: unknown): Promise<Answer | null> {
    const { who } = this.request;
    const hash = createHash('sha256').update(JSON.stringify(input ?? null)).digest('base64url');
    const claimed = await client.query({ name: 'claim', text: `insert into house.operation (agency_id, id, actor_id, name, request_hash)
      values ($1, $2, $3, $4, $5) on conflict do nothing returning id`, values: [who.agencyId, id, who.subjectId, this.op.name, hash] });
    if (claimed.rowCount === 1) return null;
    const { rows } = await client.query({ name: 'claimed', text: `select actor_id, name, request_hash, result from house.operation
      where agency_id = $1 and id = $2`, values: [who.agencyId, id] });
    const before = rows[0];
    if (before?.actor_id === who.subjectId && before.name === this.op.name && before.request_hash === hash && before.result) {
      return { kind: 'value', value: before.result.value };
    }
    return { kind: 'refusal', refusal: { ok: false, reason: 'operation-id-used',
      say: 'This was sent before with other content. Open the page again and check what was saved.' } };
  }

  private act(tx: Tx, client: pg.PoolClient): Act {
    const { who } = this.request;
    const reachedChart = (): Id | null => this.chartOrNull();
    const agencyId = who.agencyId;
    return {
      tx,
      actor: { ...who, roles: this.roles },
      now: this.now,
      today: dateIn(this.now, this.zone),
      zone: this.zone,
      weekStart: this.weekStart,
      get clientId() {
        return reachedChart();
      },
      clientIds: this.reached.charts,
      newId: () => newId(Temporal.Instant.from(this.now).epochMilliseconds),
      startChart: async (clientId) => {
        this.reached = { ...NOTHING, reach: 'chart', chart: clientId };
        await this.enter(client);
      },
      touch: (clientId) => void this.touched.add(clientId),
      about: (what) => {
        this.aboutWords = what.slice(0, 120);
      },
      later: async (job, data, at) => {
        await client.query({ name: 'later', text: 'insert into house.outbox (agency_id, id, job, data, after) values ($1, $2, $3, $4, $5)',
          values: [agencyId, newId(), job, JSON.stringify(data), at ?? this.now] });
      },
      mail: async (to, subject, body) => {
        await client.query({ name: 'mail', text: 'insert into house.mail (agency_id, id, recipient, subject, body, at) values ($1, $2, $3, $4, $5, $6)',
          values: [agencyId, newId(), to, subject, body, this.now] });
      },
    };
  }

  /** Obligations of every client this act touched, in its own transaction. */
  private async derive(client: pg.PoolClient, act: Act): Promise<void> {
    if (this.op.through === 'disclosure' || this.op.reach === 'supported') return;
    const clientIds = new Set([...this.touched, ...this.reached.charts]);
    const chart = this.chartOrNull();
    if (chart) clientIds.add(chart);
    if (clientIds.size === 0) return;
    this.reached = { ...this.reached, reach: 'charts', charts: [...clientIds] };
    await this.enter(client);
    await this.house.hooks.deriveObligations(act, [...clientIds]);
  }

  private chartOrNull(): Id | null {
    return this.reached.chart === NIL_ID ? null : this.reached.chart;
  }

  private entry(kind: AuditEntry['kind'], outcome: string, operationId: Id | null): AuditEntry {
    const { who } = this.request;
    return { agencyId: who.agencyId, id: newId(), at: this.request.asOf ? this.house.clock.now() : this.now,
      actorId: who.subjectId, roles: this.roles.join(' '), operation: this.op.name, kind,
      clientId: this.chartOrNull(), about: this.aboutWords, outcome, operationId };
  }

  private async write(client: pg.PoolClient, entry: AuditEntry): Promise<void> {
    await client.query({ name: 'audit', text: `insert into house.audit (${AUDIT_COLUMNS})
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, values: auditValues(entry) });
  }

  /** Rolls back (a refusal writes nothing but its audit entry) and answers. */
  private async leave(client: pg.PoolClient, answer: Answer): Promise<Answer> {
    await this.end(client, 'rollback');
    return answer.kind === 'value' ? answer : this.refused(answer, reasonOf(answer));
  }

  async refused(answer: Answer, outcome: string): Promise<Answer> {
    await this.house.audit.record(this.entry('refused', outcome, null)).catch(() => {});
    return answer;
  }

  /** A failed transaction answers `commit` with ROLLBACK: the tag is what counts. */
  private async end(client: pg.PoolClient, how: 'commit' | 'rollback'): Promise<void> {
    const { command } = await client.query(how);
    if (how === 'commit' && command !== 'COMMIT') throw new Error('the transaction was not committed');
  }
}

const reasonOf = (answer: Answer): string =>
  'refusal' in answer ? answer.refusal.reason : answer.kind;
