/** Puts the rooms together for the server: handlers, what each derives, its jobs; one line a room, in order. */
import { agencyHandlers } from '../capabilities/agency/handlers.ts';
import { staffHandlers } from '../capabilities/staff/handlers.ts';
import { clientHandlers } from '../capabilities/clients/handlers.ts';
import { admissionsDue } from '../capabilities/admissions/due.ts';
import { admissionHandlers } from '../capabilities/admissions/handlers.ts';
import { safeguardsDue } from '../capabilities/safeguards/due.ts';
import { safeguardHandlers } from '../capabilities/safeguards/handlers.ts';
import { supportNetworkDue } from '../capabilities/support-network/due.ts';
import { supportNetworkHandlers } from '../capabilities/support-network/handlers.ts';
import { gatherObligations } from '../capabilities/obligations/handlers.ts';
import type { DueOfAgency, DueOfClient, Handler, Job } from '../platform/serve/handle.ts';

export const DUE_OF_CLIENT: readonly DueOfClient[] = [
  admissionsDue,
  safeguardsDue,
  supportNetworkDue,
];

export const DUE_OF_AGENCY: readonly DueOfAgency[] = [
];

export const obligations = gatherObligations(DUE_OF_CLIENT, DUE_OF_AGENCY);

export const HANDLERS: readonly Handler[] = [
  ...agencyHandlers,
  ...staffHandlers,
  ...clientHandlers,
  ...admissionHandlers,
  ...safeguardHandlers,
  ...supportNetworkHandlers,
  ...obligations.handlers,
];

export const JOBS: readonly Job[] = [
  ...obligations.jobs,
];

export function handlersByName(list: readonly Handler[] = HANDLERS): ReadonlyMap<string, Handler> {
  const map = new Map<string, Handler>();
  for (const handler of list) {
    if (map.has(handler.op.name)) throw new Error(`two operations are called ${handler.op.name}`);
    map.set(handler.op.name, handler);
  }
  return map;
}
