import { sql, type Tx } from '../../platform/database/tx.ts';
import type { Id } from '../../shared/ids.ts';
import type { Instant } from '../../shared/dates.ts';
import type { SupervisionHeld, SupervisionLine } from './supervision-model.ts';

export type Logged = SupervisionHeld & { words: string };

/** What took place since a moment, newest first; whatever a later entry replaced is left out. */
export const listSupervisionHeld = (tx: Tx, since: Instant): Promise<Logged[]> => tx.all(sql<Logged>`
  select h.supervision_held_id as "supervisionHeldId", h.staff_id as "staffId", h.supervisor_id as "supervisorId", h.held_at as "heldAt",
    h.minutes, h.kind, h.words
  from supervision_held h
  where h.agency_id = ${tx.agencyId} and h.held_at >= ${since} and h.minutes > 0 and not exists (
    select from supervision_held later where later.agency_id = h.agency_id and later.replaces = h.supervision_held_id)
  order by h.held_at desc, h.staff_id`);

export const findSupervisionHeld = (tx: Tx, id: Id): Promise<Logged | undefined> => tx.maybe(sql<Logged>`
  select h.supervision_held_id as "supervisionHeldId", h.staff_id as "staffId", h.supervisor_id as "supervisorId", h.held_at as "heldAt",
    h.minutes, h.kind, h.words
  from supervision_held h where h.agency_id = ${tx.agencyId} and h.supervision_held_id = ${id} and h.minutes > 0`);

export const listSupervisionLines = (tx: Tx): Promise<SupervisionLine[]> => tx.all(sql<SupervisionLine>`
  select staff_id as "staffId", supervisor_id as "supervisorId", from_on as "from", until_on as "until"
  from supervision where agency_id = ${tx.agencyId} order by from_on`);

/** `minutes` 0 and `replaces` take an entry back. */
export const addSupervisionHeld = (tx: Tx, one: Logged & { replaces: Id | null; loggedBy: Id; loggedAt: Instant }): Promise<number> => tx.run(sql`
  insert into supervision_held (agency_id, supervision_held_id, staff_id, supervisor_id, held_at, minutes, kind, words, replaces, logged_by, logged_at)
  values (${tx.agencyId}, ${one.supervisionHeldId}, ${one.staffId}, ${one.supervisorId}, ${one.heldAt}, ${one.minutes}, ${one.kind}, ${one.words},
    ${one.replaces}, ${one.loggedBy}, ${one.loggedAt})`);
