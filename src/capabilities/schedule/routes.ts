import { createHash } from 'node:crypto';
import { perform, type Request } from '../../platform/serve/perform.ts';
import type { House } from '../../platform/serve/house.ts';
import { NIL_ID, type Id } from '../../shared/ids.ts';
import { openCalendarFeed, readMyCalendar } from './api.ts';

/** What the route needs of the HTTP server, so that this room knows no framework. */
type Reply = { code(status: number): Reply; header(name: string, value: string): Reply; type(mime: string): Reply; send(text?: string): unknown };
type Server = {
  get(path: string, handler: (request: { params: unknown; headers: Record<string, string | string[] | undefined> }, reply: Reply) => Promise<unknown>): unknown;
};
export type FeedOwner = { kind: 'staff' | 'client'; subjectId: Id; agencyId: Id };

const GONE = 'This calendar address is not in use. If it was yours, make a new one where you see your week, and take this one out of your calendar.\n';

/**
 * `/calendar/<agency>/<secret>.ics`: calendars cannot sign in, so the secret address stands for the person. It reads as
 * that person would, through the same guards; an address that ended, never was, or belongs to somebody who may no longer
 * sign in gives one and the same answer. Nothing here is logged: the address is the secret.
 * @param maySignIn whether the person still has a place here
 */
export function calendarRoute(server: Server, house: House, maySignIn: (who: FeedOwner) => Promise<boolean>): void {
  server.get('/calendar/:agencyId/:file', async (request, reply) => {
    const { agencyId, file } = request.params as { agencyId: string; file: string };
    const fits = /^[0-9a-f-]{36}$/.test(agencyId) && /^[\w-]{32,64}\.ics$/.test(file);
    // caught here: the server's own answer to a fault would log the address
    const found = fits ? await read(house, agencyId, file.slice(0, -4), maySignIn).catch(() => FAULT) : NOTHING;
    reply.header('cache-control', 'private, no-cache').header('x-robots-tag', 'noindex');
    if (found.kind === 'fault') return reply.code(503).header('retry-after', '600').type('text/plain; charset=utf-8').send('Not now. Please look again later.\n');
    if (found.kind === 'nothing') return reply.code(404).type('text/plain; charset=utf-8').send(GONE);
    const { ics } = found;
    const tag = `"${createHash('sha256').update(ics).digest('base64url').slice(0, 27)}"`;
    reply.header('etag', tag);
    if (holds(request.headers['if-none-match'], tag)) return reply.code(304).send();
    return reply.header('content-disposition', 'inline; filename="calendar.ics"').type('text/calendar; charset=utf-8').send(ics);
  });
}

/** Does `If-None-Match` name this text? Proxies that compress make a tag weak; the text is still the same. */
const holds = (header: string | string[] | undefined, tag: string): boolean =>
  `${header ?? ''}`.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);

type Found = { kind: 'calendar'; ics: string } | { kind: 'nothing' } | { kind: 'fault' };
const NOTHING: Found = { kind: 'nothing' };
const FAULT: Found = { kind: 'fault' };

async function read(house: House, agencyId: Id, token: string, maySignIn: (who: FeedOwner) => Promise<boolean>): Promise<Found> {
  const service: Request['who'] = { kind: 'service', subjectId: NIL_ID, agencyId, accountId: null };
  const found = await perform(house, { who: service, operation: openCalendarFeed.name, input: { token } });
  if (found.kind !== 'value') return found.kind === 'fault' ? FAULT : NOTHING;
  const who = { ...(found.value as Omit<FeedOwner, 'agencyId'>), agencyId };
  if (!await maySignIn(who)) return NOTHING;
  const calendar = await perform(house, { who: { ...who, accountId: null }, operation: readMyCalendar.name, input: {} });
  if (calendar.kind !== 'value') return calendar.kind === 'fault' ? FAULT : NOTHING;
  return { kind: 'calendar', ics: (calendar.value as { ics: string }).ics };
}
