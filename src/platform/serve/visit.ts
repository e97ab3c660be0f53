/**
 * One transaction in somebody's name: begun, said who acts, their roles found, their reach settled.
 * This is the only place that opens a transaction for a person and the only one that sets what row-level security reads.
 */
import type pg from 'pg';
import { dateIn, type Instant, type LocalDate } from '../../shared/dates.ts';
import { id as idSchema, NIL_ID, type Id } from '../../shared/ids.ts';
import type { Operation } from '../../shared/operation.ts';
import { reachesAgency, type Role } from '../../shared/roles.ts';
import { txOn, type OpenTx } from '../database/tx.ts';
import type { Actor } from './handle.ts';
import type { Hooks } from './house.ts';

export type Who = { kind: Actor['kind']; subjectId: Id; agencyId: Id; accountId: Id | null };

/** Which charts row-level security shows, and to whom outside something is about to go. */
export type Reached = { reach: string; chart: Id; charts: readonly Id[]; recipient: string; purpose: string };
export const NOTHING: Reached = { reach: 'none', chart: NIL_ID, charts: [], recipient: NIL_ID, purpose: 'none' };

const ENTER = `select set_config('app.agency_id', $1, true), set_config('app.actor', $2, true),
  set_config('app.now', $3, true), set_config('app.today', $4, true), set_config('app.reach', $5, true),
  set_config('app.chart', $6, true), set_config('app.charts', $7, true), set_config('app.recipient', $8, true),
  set_config('app.purpose', $9, true), set_config('app.as_of', $10, true)`;

const BEGIN = { act: 'begin', reads: 'begin read only', disclosure: 'begin isolation level repeatable read' };

/**
 * The zone that an agency had when it was last asked, so that its day can be said before it answers. Only a guess: the
 * agency is read in every transaction, and where the guess was wrong the day is said again and the reach asked anew.
 */
const zones = new Map<Id, string>();

/** What an input may name that reach depends on. */
type Fields = { clientId?: unknown; sessionId?: unknown; recipientId?: Id; purpose?: string };
const idIn = (value: unknown): Id | null => (idSchema.safeParse(value).success ? value as Id : null);

/** What must be looked up to settle a reach; null where nothing must. */
type Question = () => Promise<unknown>;

export class Visit {
  readonly tx: OpenTx;
  reached: Reached = NOTHING;
  roles: readonly Role[] = [];
  zone: string;
  weekStart = 1;
  private readonly client: pg.ClientBase;
  private readonly hooks: Hooks;
  private readonly who: Who;
  private readonly now: Instant;
  private readonly asOf: Instant | null;

  constructor(client: pg.ClientBase, hooks: Hooks, who: Who, now: Instant, asOf: Instant | null) {
    this.client = client;
    this.hooks = hooks;
    this.who = who;
    this.now = now;
    this.asOf = asOf;
    this.tx = txOn(client, who.agencyId);
    this.zone = zones.get(who.agencyId) ?? 'UTC';
  }

  get today(): LocalDate {
    return dateIn(this.now, this.zone);
  }

  get chartOrNull(): Id | null {
    return this.reached.chart === NIL_ID ? null : this.reached.chart;
  }

  /**
   * Begins, says who acts, finds their roles, and asks in the same flight what the reach of these operations depends on.
   * @returns false if there is no such agency
   */
  async open(how: keyof typeof BEGIN, about: readonly { op: Operation; input: unknown }[]): Promise<boolean> {
    const { who, hooks, tx } = this;
    void this.client.query(BEGIN[how]).catch(() => {});
    this.enter(NOTHING);
    const asked = Promise.all([hooks.findAgency(tx),
      who.kind === 'staff' ? hooks.findRoles(tx, who.subjectId, this.now) : Promise.resolve([who.kind as Role])]);
    for (const { op, input } of about) void this.question(op, input)?.().catch(() => {});
    const [agency, roles] = await asked;
    if (!agency) return false;
    this.roles = roles;
    this.weekStart = agency.weekStart;
    if (agency.zone !== this.zone) {
      const before = this.today;
      this.zone = agency.zone;
      if (zones.size > 10_000) zones.clear();
      zones.set(who.agencyId, agency.zone);
      // hooks ask who may reach what today
      if (this.today !== before) this.enter(NOTHING);
    }
    return true;
  }

  /** The same visit on a connection of the disclosure role, in one moment for consent and record. */
  outward(client: pg.ClientBase): Visit {
    const visit = new Visit(client, this.hooks, this.who, this.now, this.asOf);
    visit.roles = this.roles;
    visit.weekStart = this.weekStart;
    visit.zone = this.zone;
    void client.query(BEGIN.disclosure).catch(() => {});
    visit.enter(this.reached);
    return visit;
  }

  /**
   * Sets what policies read from here on; sent at once, so that what follows sees it. A failure fails everything after it
   * in this transaction, its commit too.
   */
  enter(reached: Reached): void {
    this.reached = reached;
    this.tx.forget();
    void this.client.query({ name: 'enter', text: ENTER, values: [
      this.who.agencyId, this.who.subjectId, this.now, this.today, reached.reach, reached.chart,
      `{${reached.charts.join(',')}}`, reached.recipient, reached.purpose, this.asOf ?? 'infinity',
    ] }).catch(() => {});
  }

  /** What the reach of this operation depends on, beside the roles: the same question is asked once in a transaction. */
  private question(op: Operation, input: unknown): Question | null {
    const { who, hooks, tx } = this;
    const fields = (input ?? {}) as Fields;
    const once = (name: string, ask: Question): Question => () => tx.once(`reach ${name}`, ask);
    switch (op.reach) {
      case 'chart': {
        const clientId = idIn(fields.clientId);
        return clientId && who.kind === 'staff' ? once(clientId, () => hooks.reachesChart(tx, who.subjectId, clientId)) : null;
      }
      case 'session': {
        const sessionId = idIn(fields.sessionId);
        return sessionId ? once(sessionId, () => hooks.clientsOfSession(tx, sessionId, who.subjectId)) : null;
      }
      case 'supported':
        return once('supported', () => hooks.clientOfSupporter(tx, who.subjectId));
      default:
        return null;
    }
  }

  /** Whose data this operation may touch; null if none of it is theirs to reach. */
  async reach(op: Operation, input: unknown): Promise<Reached | null> {
    const { who } = this;
    const wide = reachesAgency(this.roles, op.permission);
    const fields = (input ?? {}) as Fields;
    const outward = { recipient: fields.recipientId ?? NIL_ID, purpose: fields.purpose ?? 'none' };
    const ask = async <T>(): Promise<T | null> => ((await this.question(op, input)?.()) ?? null) as T | null;
    switch (op.reach) {
      case 'none':
        return NOTHING;
      case 'agency':
        return wide ? { ...NOTHING, reach: 'agency' } : null;
      case 'count':
        return { ...NOTHING, reach: 'agency' };
      case 'caseload':
        return { ...NOTHING, reach: wide ? 'agency' : 'caseload' };
      case 'self':
        return { ...NOTHING, ...outward, reach: 'chart', chart: who.subjectId };
      case 'chart': {
        const chart = idIn(fields.clientId);
        if (!chart) return null;
        return wide || await ask<boolean>() ? { ...NOTHING, ...outward, reach: 'chart', chart } : null;
      }
      case 'session': {
        const found = await ask<{ clientIds: Id[]; leads: boolean }>();
        return found && (wide || found.leads) ? { ...NOTHING, reach: 'charts', charts: found.clientIds } : null;
      }
      case 'supported': {
        const clientId = await ask<Id>();
        return clientId ? { ...NOTHING, reach: 'chart', chart: clientId, recipient: who.subjectId, purpose: 'support' } : null;
      }
    }
  }

  /** A failed transaction answers `commit` with ROLLBACK: the tag is what counts. Nothing may be sent in it afterwards. */
  async end(how: 'commit' | 'rollback'): Promise<void> {
    this.tx.close();
    const { command } = await this.client.query(how);
    if (how === 'commit' && command !== 'COMMIT') throw new Error('the transaction was not committed');
  }
}
