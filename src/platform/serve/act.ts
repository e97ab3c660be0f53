/** What a handler is given of a visit, and the audit entry that tells of it. */
import type { Instant } from '../../shared/dates.ts';
import { newId, type Id } from '../../shared/ids.ts';
import type { AuditEntry } from '../audit/gather.ts';
import { sql } from '../database/tx.ts';
import type { Act } from './handle.ts';
import { NOTHING, type Visit, type Who } from './visit.ts';

/** What a handler says of its act beside its decision. */
export type Notes = {
  about: string | null;
  /** Clients whose facts changed beside those the act reached. */
  readonly touched: Set<Id>;
  /** The only ones of those reached; null: all of them. */
  only: readonly Id[] | null;
};

export const noNotes = (): Notes => ({ about: null, touched: new Set(), only: null });

export const actOf = (visit: Visit, who: Who, now: Instant, notes: Notes): Act => ({
  tx: visit.tx,
  actor: { ...who, roles: visit.roles },
  now,
  today: visit.today,
  zone: visit.zone,
  weekStart: visit.weekStart,
  get clientId() {
    return visit.chartOrNull;
  },
  clientIds: visit.reached.charts,
  newId: () => newId(Temporal.Instant.from(now).epochMilliseconds),
  startChart: async (chart) => visit.enter({ ...NOTHING, reach: 'chart', chart }),
  touch: (clientId) => void notes.touched.add(clientId),
  only: (clientIds) => {
    notes.only = clientIds;
  },
  about: (what) => {
    notes.about = what.slice(0, 120);
  },
  later: async (job, data, at) => {
    await visit.tx.run(sql`insert into house.outbox (agency_id, id, job, data, after)
      values (${who.agencyId}, ${newId()}, ${job}, ${JSON.stringify(data)}, ${at ?? now})`);
  },
  mail: async (to, subject, body) => {
    await visit.tx.run(sql`insert into house.mail (agency_id, id, recipient, subject, body, at)
      values (${who.agencyId}, ${newId()}, ${to}, ${subject}, ${body}, ${now})`);
  },
});

/** The entry of one operation of one visit. */
export const entryOf = (of: Omit<AuditEntry, 'agencyId' | 'id' | 'actorId' | 'roles'> & { who: Who; roles: readonly string[] }): AuditEntry => {
  const { who, roles, ...rest } = of;
  return { ...rest, agencyId: who.agencyId, id: newId(), actorId: who.subjectId, roles: roles.join(' ') };
};
