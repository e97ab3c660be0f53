/** What a handler is given and what it answers. Handlers load, decide and save; `serve` does the rest. */
import type * as z from 'zod';
import type { Decision } from '../../shared/decision.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant, LocalDate } from '../../shared/dates.ts';
import type { Operation } from '../../shared/operation.ts';
import type { Obligation } from '../../shared/obligation.ts';
import type { Role } from '../../shared/roles.ts';
import type { Tx } from '../database/tx.ts';

/** Who acts, in one agency. `subjectId` is the id of the staff member, client or supporter; NIL for a job. */
export type Actor = {
  kind: 'staff' | 'client' | 'supporter' | 'kiosk' | 'service';
  subjectId: Id;
  agencyId: Id;
  accountId: Id | null;
  roles: readonly Role[];
};

export type Act = {
  tx: Tx;
  actor: Actor;
  /** The moment of this act. Nothing in a handler asks another clock. */
  now: Instant;
  /** The agency's calendar day at `now`, and its zone. */
  today: LocalDate;
  zone: string;
  weekStart: number;
  /** The client whose chart this act reached (`chart`, `self`, `supported`), else null. */
  clientId: Id | null;
  /** The clients of the session this act reached (`session`), else empty. */
  clientIds: readonly Id[];
  /** Ids for what this act makes, sorted by its moment. */
  newId(): Id;
  /**
   * Reaches the chart of a person who is not there yet, so that their first row can be written. The next statement
   * must insert that client: a client who is there already makes it fail, and the act with it.
   */
  startChart(clientId: Id): Promise<void>;
  /** Names a client whose facts this act changes beside its own chart: their obligations are derived again. */
  touch(clientId: Id): void;
  /** Of the clients this act reached, facts of these alone have changed: only their obligations are derived again. */
  only(clientIds: readonly Id[]): void;
  /** Asks for a job after commit, in this transaction. Ids only in `data`. */
  later(job: string, data: Record<string, unknown>, at?: Instant): Promise<void>;
  /** Puts a letter in the outbox, in this transaction. Neutral words only (PR-86). */
  mail(to: string, subject: string, body: string): Promise<void>;
  /** Says in one short phrase what the act was about, for the audit entry: ids and kinds, never a name. */
  about(what: string): void;
};

export type Handler = {
  op: Operation;
  run: (act: Act, input: never) => Promise<Decision<unknown>>;
};

/** Joins an operation to the function that performs it; the types of both must agree. */
export const handle = <I extends z.ZodType, O extends z.ZodType>(
  op: Operation<I, O>,
  run: (act: Act, input: z.output<I>) => Promise<Decision<z.input<O>>>,
): Handler => ({ op: op as unknown as Operation, run: run as Handler['run'] });

/** What a room derives from its facts for one client; `obligations` gathers them (see app/server.ts). */
export type DueOfClient = (act: Act, clientId: Id) => Promise<Obligation[]>;
/** The same for what names no client (credentials, capacity). */
export type DueOfAgency = (act: Act) => Promise<Obligation[]>;

/** Nightly or hourly work: an operation (permission `job.run` or `test.draw`) that runs for each agency. */
export type Job = { operation: string; cron: string };
