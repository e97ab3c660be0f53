/** The things one process shares between acts. Made once, in `app/`. */
import type pg from 'pg';
import type { Logger } from 'pino';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { Role } from '../../shared/roles.ts';
import type { AuditGatherer } from '../audit/gather.ts';
import type { Tx } from '../database/tx.ts';
import type { Act, Handler } from './handle.ts';

/** What the rooms tell the platform: it calls these, and never a room. */
export type Hooks = {
  /** Roles of a staff member today, with the agency's zone and first weekday; null if there is no such agency. */
  findAgency(tx: Tx): Promise<{ zone: string; weekStart: number } | null>;
  findRoles(tx: Tx, staffId: Id, at: Instant): Promise<Role[]>;
  /** Does this staff member treat this client (caseload, or a group they lead)? */
  reachesChart(tx: Tx, staffId: Id, clientId: Id): Promise<boolean>;
  /** Is there such a chart in this agency? Asked once its reach is set. */
  chartExists(tx: Tx, clientId: Id): Promise<boolean>;
  /** The clients of a session, and whether this staff member leads it; null if there is no such session. */
  clientsOfSession(tx: Tx, sessionId: Id, staffId: Id): Promise<{ clientIds: Id[]; leads: boolean } | null>;
  /** The client who named this supporter; null if none. */
  clientOfSupporter(tx: Tx, supporterId: Id): Promise<Id | null>;
  /** Derives the obligations of these clients again, in the act's transaction. */
  deriveObligations(act: Act, clientIds: readonly Id[]): Promise<void>;
};

export type Clock = { now(): Instant };
export const realClock: Clock = { now: () => Temporal.Now.instant().toString({ smallestUnit: 'microsecond' }) };

export type House = {
  pools: { app: pg.Pool; past: pg.Pool; disclosure: pg.Pool };
  clock: Clock;
  handlers: ReadonlyMap<string, Handler>;
  hooks: Hooks;
  audit: AuditGatherer;
  /** Tells open screens, after commit, that something changed. Ids only. */
  tell(change: { agencyId: Id; clientId: Id | null; operation: string }): void;
  log: Logger;
};
