import { perform, type Request } from '../../platform/serve/perform.ts';
import type { House } from '../../platform/serve/house.ts';
import { NIL_ID } from '../../shared/ids.ts';
import { openCalendarFeed, readMyCalendar } from './api.ts';

/** What the route needs of the HTTP server, so that this room knows no framework. */
type Server = {
  get(path: string, handler: (request: { params: unknown }, reply: { code(status: number): { send(text: string): unknown };
    header(name: string, value: string): unknown; type(mime: string): { send(text: string): unknown } }) => Promise<unknown>): unknown;
};

/**
 * `/calendar/<agency>/<secret>.ics`: calendars cannot sign in, so the secret address stands for the person. It reads as
 * that person would, through the same guards; an address that ended, or a person who left, is simply not found.
 */
export function calendarRoute(server: Server, house: House): void {
  server.get('/calendar/:agencyId/:file', async (request, reply) => {
    const { agencyId, file } = request.params as { agencyId: string; file: string };
    const ics = /^[0-9a-f-]{36}$/.test(agencyId) && file.endsWith('.ics') ? await read(house, agencyId, file.slice(0, -4)) : null;
    if (ics === null) return reply.code(404).send('There is nothing here.');
    reply.header('cache-control', 'private, no-store');
    return reply.type('text/calendar; charset=utf-8').send(ics);
  });
}

async function read(house: House, agencyId: string, token: string): Promise<string | null> {
  const service: Request['who'] = { kind: 'service', subjectId: NIL_ID, agencyId, accountId: null };
  const found = await perform(house, { who: service, operation: openCalendarFeed.name, input: { token } });
  if (found.kind !== 'value') return null;
  const who = { ...(found.value as { kind: 'staff' | 'client'; subjectId: string }), agencyId, accountId: null };
  const calendar = await perform(house, { who, operation: readMyCalendar.name, input: {} });
  return calendar.kind === 'value' ? (calendar.value as { ics: string }).ics : null;
}
