import { randomBytes } from 'node:crypto';
import { perform, type Request } from '../../platform/serve/perform.ts';
import type { House } from '../../platform/serve/house.ts';
import { id, NIL_ID, type Id } from '../../shared/ids.ts';
import { pairKiosk, readKioskDay, syncKiosk } from './api.ts';
import { secretHash } from './handlers.ts';
import { typedCode } from './rules.ts';

/** What these routes need of the HTTP server, so that this room knows no framework. */
type Asked = { params: unknown; body: unknown; ip: string; headers: Record<string, string | string[] | undefined> };
type Reply = { code(status: number): Reply; header(name: string, value: string): Reply; send(body: unknown): unknown };
type Server<Q extends Asked> = { post(path: string, handler: (request: Q, reply: Reply) => Promise<unknown>): unknown };
type Answer = Awaited<ReturnType<typeof perform>>;
export type KioskHouse<Q> = {
  house: House; secure: boolean;
  isOwnOrigin(request: Q): boolean;
  answer(reply: Reply, answer: Answer): unknown;
};

const COOKIE = 'door';
const COOKIE_DAYS = 400;
const OPEN = new Set([readKioskDay.name, syncKiosk.name]);
const GONE: Answer = { kind: 'signed-out' };
const WRONG: Answer = { kind: 'refusal', refusal: { ok: false, reason: 'wrong-code', say: 'This code is not good any more. Make another one and type it within ten minutes.' } };
const WAIT: Answer = { kind: 'refusal', refusal: { ok: false, reason: 'wait', say: 'Too many wrong codes. Wait a quarter of an hour, then try again.' } };

/** A handful of codes a quarter of an hour and address: of eight letters nobody finds one that way. */
const MOST_CODES = 10;
const FORGET_MS = 15 * 60_000;

/**
 * A tablet at the door has no sign-in: a one-time code pairs it, and then a secret in a cookie that no script reads, good
 * under `/kiosk` alone and for two operations. Whoever holds it is that device and nobody else.
 */
export function kioskRoutes<Q extends Asked>(server: Server<Q>, o: KioskHouse<Q>): void {
  const tries = new Map<string, { n: number; fromMs: number }>();
  const held = (ip: string): boolean => {
    const nowMs = Temporal.Instant.from(o.house.clock.now()).epochMilliseconds;
    const before = tries.get(ip);
    const mine = before && nowMs - before.fromMs < FORGET_MS ? before : { n: 0, fromMs: nowMs };
    if (tries.size > 10_000) tries.clear();
    tries.set(ip, { ...mine, n: mine.n + 1 });
    return mine.n >= MOST_CODES;
  };

  server.post('/kiosk/pair', async (request, reply) => {
    if (!o.isOwnOrigin(request)) return o.answer(reply, GONE);
    if (held(request.ip)) return o.answer(reply, WAIT);
    const code = (request.body as { code?: unknown } | null)?.code;
    if (typeof code !== 'string' || code.length > 40) return o.answer(reply, WRONG);
    const { rows } = await o.house.pools.app.query({ text: 'select agency_id, kiosk_id from live.kiosk_of_code($1, $2)', values: [secretHash(typedCode(code)), o.house.clock.now()] });
    const found = rows[0] as { agency_id: Id; kiosk_id: Id } | undefined;
    if (!found) return o.answer(reply, WRONG);
    const secret = randomBytes(32).toString('base64url');
    const who: Request['who'] = { kind: 'service', subjectId: NIL_ID, agencyId: found.agency_id, accountId: null };
    const paired = await perform(o.house, { who, operation: pairKiosk.name, input: { kioskId: found.kiosk_id, secretHash: secretHash(secret) } });
    if (paired.kind !== 'value') return o.answer(reply, WRONG);
    reply.header('set-cookie', cookie(`${found.agency_id}.${found.kiosk_id}.${secret}`, COOKIE_DAYS * 86_400, o.secure));
    return o.answer(reply, { kind: 'value', value: { kioskId: found.kiosk_id } });
  });

  server.post('/kiosk/rpc/:operation', async (request, reply) => {
    const { operation } = request.params as { operation: string };
    reply.header('x-now', o.house.clock.now());
    if (!o.isOwnOrigin(request) || !OPEN.has(operation)) return o.answer(reply, GONE);
    const device = await deviceOf(o.house, request.headers['cookie']);
    if (!device) {
      reply.header('set-cookie', cookie('', 0, o.secure));
      return o.answer(reply, GONE);
    }
    const operationId = request.headers['x-operation-id'];
    return o.answer(reply, await perform(o.house, {
      who: { kind: 'kiosk', subjectId: device.kioskId, agencyId: device.agencyId, accountId: null }, operation,
      input: (request.body as { input?: unknown } | null)?.input, ...(typeof operationId === 'string' && id.safeParse(operationId).success ? { operationId } : {}),
    }));
  });
}

const cookie = (value: string, seconds: number, secure: boolean): string =>
  `${COOKIE}=${value}; Path=/kiosk; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;

/** Which device this secret stands for, if it was not taken back. */
async function deviceOf(house: House, cookies: string | string[] | undefined): Promise<{ agencyId: Id; kioskId: Id } | null> {
  const text = (Array.isArray(cookies) ? cookies.join('; ') : cookies ?? '').split(/;\s*/).find((one) => one.startsWith(`${COOKIE}=`));
  const [agencyId, kioskId, secret] = (text ?? '').slice(COOKIE.length + 1).split('.');
  if (!id.safeParse(agencyId).success || !id.safeParse(kioskId).success || !secret || secret.length > 64) return null;
  const { rows } = await house.pools.app.query({ text: 'select live.kiosk_of_secret($1, $2, $3) as good', values: [agencyId, kioskId, secretHash(secret)] });
  return (rows[0] as { good: boolean }).good ? { agencyId: agencyId!, kioskId: kioskId! } : null;
}
