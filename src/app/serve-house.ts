/** Joins an open house to sign-in and HTTP: what `npm start`, the browser tests and the screenshots all serve. */
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyOf, openHttp, STATUS } from '../platform/serve/http.ts';
import { kioskRoutes } from '../capabilities/kiosk/routes.ts';
import { calendarRoute } from '../capabilities/schedule/routes.ts';
import { createSignIn, type SignInOptions } from '../platform/sign-in/sign-in.ts';
import { accessRoutes } from './access-routes.ts';
import type { Opened } from './open-house.ts';

export const WEB_ROOT = join(import.meta.dirname, '../../dist/web');

export type ServeOptions = {
  secret: string;
  publicUrl: string;
  origins?: string[];
  demo: boolean | (() => boolean);
  tls?: { cert: string; key: string };
  trustedProxy?: string;
  sendMail?: SignInOptions['sendMail'];
  demoPeople?: SignInOptions['demoPeople'];
  perMinute?: number;
  more?: (app: FastifyInstance, signIn: ReturnType<typeof createSignIn>) => Promise<void>;
};

export type Served = { app: FastifyInstance; signIn: ReturnType<typeof createSignIn> };

export async function serveHouse(opened: Opened, o: ServeOptions): Promise<Served> {
  const { house, live, pools } = opened;
  const signIn = createSignIn({
    pool: pools.signin, secret: o.secret, publicUrl: o.publicUrl, origins: o.origins ?? [],
    now: () => house.clock.now(), demo: o.demo,
    onFault: (error) => house.log.error({ code: (error as { code?: string }).code }, 'sign-in met a fault'),
    ...(o.sendMail ? { sendMail: o.sendMail } : {}),
    ...(o.demoPeople ? { demoPeople: o.demoPeople } : {}),
    agencyNames: async (ids) => (await pools.jobs.query<{ name: string }>('select name from live.agency where agency_id = any ($1)', [ids])).rows.map((r) => r.name),
  });
  const app = await openHttp({
    house, live, webRoot: WEB_ROOT,
    ...(o.tls ? { tls: o.tls } : {}), ...(o.trustedProxy ? { trustProxy: o.trustedProxy } : {}),
    ...(o.perMinute ? { perMinute: o.perMinute } : {}),
    healthy: async () => (await pools.app.query('select 1')).rowCount === 1,
    isOwnOrigin: (request) => signIn.isOwnOrigin(request),
    signIns: {
      resolve: async (headers, more) => {
        const s = await signIn.resolveSignIn(headers, more);
        return s && !s.mustEnrol ? { accountId: s.accountId, signInId: s.signInId, mustProve: signIn.mustProveAgain(s) } : null;
      },
      membership: async (accountId, agencyId) => {
        const all = await signIn.findMemberships(accountId);
        return (agencyId ? all.find((m) => m.agencyId === agencyId) : all[0]) ?? null;
      },
      mount: async (fastify) => {
        signIn.mount(fastify);
      },
    },
    more: async (fastify) => {
      accessRoutes(fastify, opened, signIn);
      calendarRoute(fastify, house, async (who) => (await signIn.findMember(who)) !== null);
      kioskRoutes(fastify, {
        house, secure: Boolean(o.tls) || o.publicUrl.startsWith('https:'), isOwnOrigin: (request) => signIn.isOwnOrigin(request as FastifyRequest),
        answer: (reply, answer) => reply.code(STATUS[answer.kind]).header('cache-control', 'no-store').send(bodyOf(answer)),
      });
      await o.more?.(fastify, signIn);
    },
  });
  return { app, signIn };
}
