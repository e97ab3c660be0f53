/** Puts the rooms together for the server: each room's handlers, one line each, in order. */
import { agencyHandlers } from '../capabilities/agency/handlers.ts';
import { staffHandlers } from '../capabilities/staff/handlers.ts';
import { clientHandlers } from '../capabilities/clients/handlers.ts';
import { admissionHandlers } from '../capabilities/admissions/handlers.ts';
import type { Handler } from '../platform/serve/handle.ts';

export const HANDLERS: readonly Handler[] = [
  ...agencyHandlers,
  ...staffHandlers,
  ...clientHandlers,
  ...admissionHandlers,
];

export function handlersByName(list: readonly Handler[] = HANDLERS): ReadonlyMap<string, Handler> {
  const map = new Map<string, Handler>();
  for (const handler of list) {
    if (map.has(handler.op.name)) throw new Error(`two operations are called ${handler.op.name}`);
    map.set(handler.op.name, handler);
  }
  return map;
}
