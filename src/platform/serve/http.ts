/** The HTTP face: one route for every operation, live updates, health, metrics, the API description, the web app. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastifyStatic from '@fastify/static';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { Registry, collectDefaultMetrics, Histogram } from 'prom-client';
import { id as idSchema, type Id } from '../../shared/ids.ts';
import { instant } from '../../shared/dates.ts';
import type { Live } from '../live/live.ts';
import { NOT_ALLOWED, type Answer } from './answer.ts';
import type { Actor } from './handle.ts';
import type { House } from './house.ts';
import { apiPage, openApi } from './openapi.ts';
import { perform } from './perform.ts';
import { MOST_TOGETHER, performReads, type ReadCall } from './perform-reads.ts';

/** `mustProve`: too long ago that they showed who they are for what asks again (SE-03). */
export type SignedIn = { accountId: Id; signInId: string; mustProve: boolean };
export type Membership = { kind: Actor['kind']; subjectId: Id; agencyId: Id };

/** What the HTTP face needs of sign-in. */
export type SignIns = {
  /** @param more `touch: false` looks without keeping the sign-in awake */
  resolve(headers: Record<string, string | string[] | undefined>, more?: { touch: boolean }): Promise<SignedIn | null>;
  /** The membership of this account in that agency; without an agency, its only or first one. */
  membership(accountId: Id, agencyId: Id | null): Promise<Membership | null>;
  /** Adds its own routes under /auth. */
  mount(app: FastifyInstance): Promise<void>;
};

export type HttpOptions = {
  house: House;
  live: Live;
  signIns: SignIns;
  webRoot: string;
  tls?: { cert: string; key: string };
  trustProxy?: string | boolean;
  /** Does this request come from our own pages? Another site's is refused (SE-11). */
  isOwnOrigin(request: FastifyRequest): boolean;
  /** Is the whole of it well? For /healthz. */
  healthy(): Promise<boolean>;
  /** Routes of rooms that are no operations (calendar feeds, files). */
  more?: (app: FastifyInstance) => Promise<void>;
  /** A burst a person cannot make: requests a minute, by sign-in or address. */
  perMinute?: number;
};

export const STATUS: Record<Answer['kind'], number> = {
  value: 200, refusal: 409, invalid: 422, 'not-allowed': 403, 'not-found': 404, 'signed-out': 401, fault: 500,
};

export const bodyOf = (answer: Answer): object => {
  switch (answer.kind) {
    case 'value': return { value: answer.value ?? null };
    case 'invalid': return { invalid: answer.invalid };
    case 'signed-out': return { signIn: true };
    case 'fault': return { fault: answer.fault };
    default: {
      const { reason, say, field } = answer.refusal;
      return { refusal: { reason, say, ...(field ? { field } : {}) } };
    }
  }
};

const header = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : null;
};

export async function openHttp(o: HttpOptions): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: o.house.log as never,
    logController: new LogController({ disableRequestLogging: true }), // a URL may hold an id; operations are logged by name
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: o.trustProxy ?? false,
    ...(o.tls ? { https: o.tls } : {}),
  }) as unknown as FastifyInstance;
  await guard(app, Boolean(o.tls) || Boolean(o.trustProxy), o.perMinute ?? 1_200);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const seconds = new Histogram({ name: 'stepwell_operation_seconds', help: 'Time of operations by name and answer',
    labelNames: ['operation', 'answer'], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5], registers: [metrics] });

  app.post<{ Params: { operation: string }; Body: { input?: unknown } | null }>('/rpc/:operation', async (request, reply) => {
    const name = request.params.operation;
    const stop = seconds.startTimer({ operation: o.house.handlers.has(name) ? name : 'unknown' });
    const answer = o.isOwnOrigin(request) ? await answerTo(o, request, name) : NOT_ALLOWED;
    stop({ answer: answer.kind });
    return reply.code(STATUS[answer.kind]).header('cache-control', 'no-store').header('x-now', o.house.clock.now()).send(bodyOf(answer));
  });

  const another = app.createRateLimit();
  app.post<{ Body: { calls?: unknown } | null }>('/rpc', async (request, reply) => {
    const calls = callsIn(request.body?.calls);
    if (calls === null) return reply.code(422).send({ invalid: [{ field: 'calls', say: `Send 1 to ${MOST_TOGETHER} reads, each with its operation and input.` }] });
    for (let n = 1; n < calls.length; n++) { // each counts as if it had come alone
      const counted = await another(request);
      if (!counted.isAllowed && counted.isExceeded) return reply.code(429).send();
    }
    const stops = calls.map(({ operation }) => seconds.startTimer({ operation: o.house.handlers.has(operation) ? operation : 'unknown' }));
    const answers = o.isOwnOrigin(request) ? await answersTo(o, request, calls) : NOT_ALLOWED;
    reply.header('cache-control', 'no-store').header('x-now', o.house.clock.now());
    for (const [i, stop] of stops.entries()) stop({ answer: Array.isArray(answers) ? answers[i]!.kind : answers.kind });
    if (!Array.isArray(answers)) return reply.code(STATUS[answers.kind]).send(bodyOf(answers));
    return reply.send({ answers: answers.map((answer) => ({ status: STATUS[answer.kind], body: bodyOf(answer) })) });
  });

  app.get('/live', async (request, reply) => {
    const who = await whoIs(o, request);
    if (!who) return reply.code(401).send({ signIn: true });
    return openStream(o, who, request, reply);
  });
  app.get('/healthz', async (_request, reply) => {
    const well = await o.healthy().catch(() => false);
    return reply.code(well ? 200 : 503).send({ ok: well });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isLocal(request.ip)) return reply.code(404).send();
    return reply.type(metrics.contentType).send(await metrics.metrics());
  });
  const operations = [...o.house.handlers.values()].map((h) => h.op);
  const document = openApi(operations);
  app.get('/api/openapi.json', async () => document);
  app.get('/api', async (_request, reply) => reply.type('text/html').send(apiPage(operations, nonceOf(reply))));

  await o.signIns.mount(app);
  await o.more?.(app);
  await serveWeb(app, o.webRoot);
  return app;
}

const isLocal = (ip: string): boolean => ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';
const nonceOf = (reply: FastifyReply): string => (reply.raw as { nonce?: string }).nonce ?? '';

/** Strict headers; a nonce for each page because Mantine inserts style elements. */
async function guard(app: FastifyInstance, secure: boolean, perMinute: number): Promise<void> {
  app.addHook('onRequest', async (_request, reply) => {
    (reply.raw as { nonce?: string }).nonce = randomBytes(16).toString('base64');
  });
  const nonce = (_: unknown, response: unknown): string => `'nonce-${(response as { nonce: string }).nonce}'`;
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: {
      defaultSrc: ["'none'"], scriptSrc: ["'self'", nonce], styleSrc: ["'self'", nonce],
      imgSrc: ["'self'", 'data:'], fontSrc: ["'self'"], connectSrc: ["'self'"], manifestSrc: ["'self'"], workerSrc: ["'self'"],
      formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"],
      ...(secure ? { upgradeInsecureRequests: [] } : {}),
    } },
    hsts: secure ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, { max: perMinute, timeWindow: '1 minute', allowList: (request) => request.url === '/healthz' });
}

async function whoIs(o: HttpOptions, request: FastifyRequest): Promise<(Membership & { accountId: Id; mustProve: boolean }) | null> {
  const signedIn = await o.signIns.resolve(request.headers);
  if (!signedIn) return null;
  const asked = header(request, 'x-agency') ?? (request.query as { agency?: string }).agency ?? null;
  const agencyId = asked && idSchema.safeParse(asked).success ? asked : null;
  const membership = await o.signIns.membership(signedIn.accountId, agencyId);
  return membership && { ...membership, accountId: signedIn.accountId, mustProve: signedIn.mustProve };
}

type Asking = { who: Membership & { accountId: Id }; asOf: string | null; /** Not before they showed again who they are. */ isClosed: (operation: string) => boolean };

/** Who asks, and as of when; or why that cannot be said. */
async function asking(o: HttpOptions, request: FastifyRequest): Promise<Asking | Answer> {
  const known = await whoIs(o, request);
  if (!known) return { kind: 'signed-out' };
  const { mustProve, ...who } = known;
  const asOf = header(request, 'x-as-of');
  if (asOf !== null && !instant.safeParse(asOf).success) {
    return { kind: 'invalid', invalid: [{ field: 'x-as-of', say: 'Write a moment, like 2026-11-24T18:00:00Z.' }] };
  }
  return { who, asOf, isClosed: (name) => mustProve && o.house.handlers.get(name)?.op.asksAgain === true };
}

async function answerTo(o: HttpOptions, request: FastifyRequest<{ Body: { input?: unknown } | null }>, name: string): Promise<Answer> {
  const asked = await asking(o, request);
  if ('kind' in asked) return asked;
  if (asked.isClosed(name)) return { kind: 'signed-out' };
  const operationId = header(request, 'x-operation-id');
  if (operationId !== null && !idSchema.safeParse(operationId).success) {
    return { kind: 'invalid', invalid: [{ field: 'x-operation-id', say: 'An operation id is a UUID.' }] };
  }
  return perform(o.house, {
    who: asked.who, operation: name, input: request.body?.input,
    ...(operationId ? { operationId } : {}), ...(asked.asOf ? { asOf: asked.asOf } : {}),
  });
}

async function answersTo(o: HttpOptions, request: FastifyRequest, calls: readonly ReadCall[]): Promise<Answer[] | Answer> {
  const asked = await asking(o, request);
  if ('kind' in asked) return asked;
  const open = calls.filter((call) => !asked.isClosed(call.operation));
  const answers = await performReads(o.house, asked.who, open, asked.asOf ?? undefined);
  return calls.map((call): Answer => (asked.isClosed(call.operation) ? { kind: 'signed-out' } : answers[open.indexOf(call)]!));
}

/** The reads of a body, or null if it is none. */
function callsIn(calls: unknown): ReadCall[] | null {
  if (!Array.isArray(calls) || calls.length === 0 || calls.length > MOST_TOGETHER) return null;
  const read = calls.map((call) => call as { operation?: unknown; input?: unknown } | null);
  if (read.some((call) => typeof call?.operation !== 'string')) return null;
  return read.map((call) => ({ operation: call!.operation as string, input: call!.input }));
}

/** Server-sent events. A client or supporter hears of their own chart alone; staff hear ids only. */
function openStream(o: HttpOptions, who: Membership, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  reply.hijack();
  const out = reply.raw;
  out.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  out.write(': here\n\n');
  const stop = o.live.listen(who.agencyId, (changes) => {
    // the browser opens the stream again by itself, and then reads everything anew
    if (changes === null) return void out.end();
    const mine = who.kind === 'staff' ? changes : changes.filter((c) => who.kind === 'client' && c.clientId === who.subjectId);
    if (who.kind === 'supporter') out.write('data: []\n\n');
    else if (mine.length > 0) out.write(`data: ${JSON.stringify(mine.map(({ clientId, operation }) => ({ clientId, operation })))}\n\n`);
    return undefined;
  });
  // a stream outlives a sign-out unless it looks again
  const look = async (): Promise<void> => {
    const still = await o.signIns.resolve(request.headers, { touch: false }).catch(() => null);
    if (still) out.write(': here\n\n');
    else out.end();
  };
  const beat = setInterval(() => void look(), 25_000);
  out.on('close', () => {
    clearInterval(beat);
    stop();
  });
  return reply;
}

/** The web app: hashed files are kept for ever, the page itself is made anew with its nonce. */
async function serveWeb(app: FastifyInstance, root: string): Promise<void> {
  const page = await readFile(join(root, 'index.html'), 'utf8').catch(() => null);
  if (page === null) return;
  await app.register(fastifyStatic, { root, index: false, wildcard: false, immutable: true, maxAge: '365d', preCompressed: true,
    setHeaders: (reply, path) => {
      if (!path.includes('/assets/')) void reply.header('cache-control', 'no-cache');
    } });
  const send = (reply: FastifyReply): FastifyReply => reply.type('text/html').header('cache-control', 'no-store')
    .send(page.replaceAll('__NONCE__', nonceOf(reply)));
  app.get('/', async (_request, reply) => send(reply));
  app.setNotFoundHandler(async (request, reply) => {
    const wantsPage = request.method === 'GET' && (header(request, 'accept') ?? '').includes('text/html');
    return wantsPage ? send(reply) : reply.code(404).send({ refusal: { reason: 'not-found', say: 'There is nothing at this address.' } });
  });
}
