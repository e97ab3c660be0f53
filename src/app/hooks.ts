/** What the platform asks the rooms, answered by the rooms' stores. */
import * as agency from '../capabilities/agency/store.ts';
import * as clients from '../capabilities/clients/store.ts';
import * as schedule from '../capabilities/schedule/store.ts';
import * as staff from '../capabilities/staff/store.ts';
import * as support from '../capabilities/support-network/store.ts';
import { obligations } from './server.ts';
import type { Hooks } from '../platform/serve/house.ts';

export const hooks: Hooks = {
  findAgency: async (tx) => {
    const found = await agency.findAgency(tx);
    return found ? { zone: found.timeZone, weekStart: found.weekStart } : null;
  },
  findRoles: staff.findRoles,
  reachesChart: async (tx, staffId, clientId) =>
    (await Promise.all([clients.reachesChart(tx, staffId, clientId), schedule.leadsGroupOf(tx, staffId, clientId)])).includes(true),
  chartExists: async (tx, clientId) => await clients.findClientId(tx, clientId) !== undefined,
  clientsOfSession: schedule.clientsOfSession,
  clientOfSupporter: support.clientOfSupporter,
  deriveObligations: async (act, clientIds) => {
    await obligations.derive(act, clientIds);
  },
};
