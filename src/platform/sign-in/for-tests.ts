/** A stage for the tests of sign-in: real PostgreSQL, real HTTP, a browser's cookies, a clock that the test moves. */
import { join } from 'node:path';
import fastify from 'fastify';
import pg from 'pg';
import { newId, type Id } from '../../shared/ids.ts';
import { TEST_SECRETS } from '../database/for-tests.ts';
import { migrate } from '../database/migrate.ts';
import { testPostgres } from '../postgres/for-tests.ts';
import type { Mail } from './parts.ts';
import { scryptHasher, type Hasher } from './password.ts';
import { createSignIn, type SignInHouse, type SignInOptions } from './sign-in.ts';
import type { MembershipKind } from './standing.ts';

export const ORIGIN = 'http://localhost:3000';
export const GOOD_PASSWORD = 'gravel mitten over barn';

export type Answered = { status: number; body: any; headers: Record<string, unknown> };

/** One browser: keeps cookies as a browser does and says where it comes from. */
export type Browser = {
  get(path: string, headers?: Record<string, string>): Promise<Answered>;
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>;
  cookies: Map<string, string>;
  headers(): Record<string, string>;
};

export type SignInStage = {
  house: SignInHouse;
  owner: pg.Client;
  pool: pg.Pool;
  mails: Mail[];
  /** How many hashes were worked out so far. */
  hashes(): number;
  now(): string;
  advance(seconds: number): void;
  browser(ip?: string): Browser;
  /** An account with a password and one membership. */
  person(kind?: MembershipKind, more?: { agencyId?: Id; password?: string; demo?: boolean }): Promise<Person>;
  close(): Promise<void>;
};
export type Person = { accountId: Id; email: string; agencyId: Id; subjectId: Id; kind: MembershipKind };

export async function openSignInStage(): Promise<SignInStage> {
  const server = await testPostgres();
  const admin = new pg.Client({ ...server.owner, database: 'postgres' });
  await admin.connect();
  const database = `signin_${newId().replaceAll('-', '')}`;
  await admin.query(`create database ${database}`);
  const { host, port } = server.owner;
  await migrate({ ...server.owner, database }, join(import.meta.dirname, '..'), TEST_SECRETS);
  const owner = new pg.Client({ ...server.owner, database });
  await owner.connect();
  const pool = new pg.Pool({ host, port, database, user: 'signin', password: TEST_SECRETS.signin, max: 8, options: '-c timezone=UTC' });
  pool.on('error', () => {}); // the database goes before its last connections do
  let at = Temporal.Instant.from('2026-03-02T23:00:00Z');
  const clock = { now: () => at.toString(), advance: (seconds: number) => { at = at.add({ milliseconds: seconds * 1000 }); } };
  const stage = await stageWith({}, owner, pool, clock);
  return {
    ...stage,
    close: async () => {
      await pool.end();
      await owner.end();
      await admin.query(`drop database ${database} with (force)`);
      await admin.end();
      await server.stop();
    },
  };
}

async function stageWith(
  more: Partial<SignInOptions>, owner: pg.Client, pool: pg.Pool, clock: { now(): string; advance(seconds: number): void },
): Promise<SignInStage> {
  const mails: Mail[] = [];
  const { hasher, hashes } = counting(scryptHasher(10));
  const house = createSignIn({
    pool, secret: 'a secret of at least thirty-two characters', publicUrl: ORIGIN, origins: ['http://127.0.0.1:3000'],
    now: clock.now, hasher, agencyNames: async (ids) => ids.map(() => 'Riverbend Recovery'),
    sendMail: async (m) => { mails.push(m); },
    onFault: (error) => { throw error; },
    ...more,
  });
  const app = fastify({ trustProxy: true });
  house.mount(app);
  let count = 0;
  return {
    house, owner, pool, mails, hashes, ...clock,
    browser: (ip = '192.0.2.10') => browserOf(app, ip),
    person: async (kind = 'client', p = {}) => {
      const who = { agencyId: p.agencyId ?? newId(), kind, subjectId: newId() };
      const email = `person${++count}.${newId().slice(-6)}@example.org`;
      const made = await house.createAccount({
        email, name: 'Rosa Delgado', memberships: [who], demo: p.demo ?? false,
        ...(p.demo ? {} : { password: p.password ?? GOOD_PASSWORD }),
      });
      if (!made.ok) throw new Error(made.say);
      return { accountId: made.value.accountId, email, ...who };
    },
    close: async () => {},
  } satisfies SignInStage;
}

/** The same database behind a server with other options. */
export const withOptions = (stage: SignInStage, more: Partial<SignInOptions>): Promise<SignInStage> =>
  stageWith(more, stage.owner, stage.pool, { now: stage.now, advance: stage.advance });

/** The real hasher, and a count of the work it did. */
function counting(real: Hasher): { hasher: Hasher; hashes: () => number } {
  let done = 0;
  return {
    hashes: () => done,
    hasher: {
      hash: (p) => { done++; return real.hash(p); },
      verify: (p, h) => { done++; return real.verify(p, h); },
      isOlder: (h) => real.isOlder(h),
    },
  };
}

function browserOf(app: ReturnType<typeof fastify>, ip: string): Browser {
  const cookies = new Map<string, string>();
  const headers = (): Record<string, string> => ({
    origin: ORIGIN, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0', 'x-forwarded-for': ip,
    ...(cookies.size ? { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') } : {}),
  });
  const send = async (method: 'GET' | 'POST', path: string, body: unknown, more: Record<string, string>): Promise<Answered> => {
    const answer = await app.inject({
      method, url: `/auth${path}`, headers: { ...headers(), ...more },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...rest] = line.split(';');
      const at = pair.indexOf('=');
      if (rest.some((r: string) => r.trim().toLowerCase() === 'max-age=0')) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return { status: answer.statusCode, body: answer.body ? answer.json() : null, headers: answer.headers };
  };
  return {
    cookies, headers,
    get: (path, more = {}) => send('GET', path, undefined, more),
    post: (path, body = {}, more = {}) => send('POST', path, body, more),
  };
}
