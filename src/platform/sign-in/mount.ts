/** Where sign-in meets HTTP: which addresses exist, who may call them from where. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Engine } from './engine.ts';
import { ADDRESS_HEADER } from './parts.ts';

/** Of better-auth's own addresses only these are open; of all others nothing is there. */
const ITS_OWN = new Set([
  'GET /passkey/generate-register-options', 'POST /passkey/verify-registration',
  'GET /passkey/generate-authenticate-options', 'POST /passkey/verify-authentication',
]);
const OURS = new Set([
  'GET /state', 'POST /sign-in', 'POST /second-step', 'POST /demo', 'POST /stay', 'POST /leave', 'POST /leave-everywhere',
  'GET /sign-ins', 'POST /sign-ins/end', 'GET /account', 'POST /prove', 'POST /password', 'POST /authenticator/begin',
  'POST /authenticator/confirm', 'POST /authenticator/remove', 'POST /recovery-codes', 'POST /passkeys/rename',
  'POST /passkeys/remove', 'GET /draft-key', 'POST /link', 'POST /invitation', 'POST /invitation/join', 'POST /reset/ask',
  'POST /reset',
]);

/**
 * Did a page of ours send this, and not one of somebody else's (CSRF)? A browser always says where an act comes
 * from; whatever says nothing is no browser and carries nobody's cookies unasked.
 */
export function isOwnOrigin(headers: { origin?: string | undefined; fetchSite?: string | undefined }, origins: readonly string[]): boolean {
  if (headers.origin !== undefined) return origins.includes(headers.origin);
  return headers.fetchSite === undefined || headers.fetchSite === 'same-origin' || headers.fetchSite === 'none';
}

export const originOf = (request: FastifyRequest): { origin?: string | undefined; fetchSite?: string | undefined } => {
  const site = request.headers['sec-fetch-site'];
  return { origin: request.headers.origin, fetchSite: Array.isArray(site) ? site[0] : site };
};

/** @param origins every address that Stepwell is opened under, such as `https://stepwell.example.org` */
export function mountSignIn(app: FastifyInstance, engine: Engine, publicUrl: string, origins: readonly string[]): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/auth/*',
    bodyLimit: 65_536,
    handler: async (request, reply) => {
      const url = new URL(request.url, publicUrl);
      const name = `${request.method} ${url.pathname.slice('/auth'.length)}`;
      if (!ITS_OWN.has(name) && !OURS.has(name)) {
        return reply.code(404).send({ refusal: { ok: false, reason: 'not-found', say: 'There is nothing here.' } });
      }
      if (request.method === 'POST' && !isOwnOrigin(originOf(request), origins)) {
        return reply.code(403).send({ refusal: { ok: false, reason: 'another-site', say: 'Open Stepwell at its own address, then try again.' } });
      }
      const headers = new Headers();
      for (const [key, value] of Object.entries(request.headers)) {
        if (typeof value !== 'string' || /^(x-forwarded-|forwarded$|host$|content-length$|transfer-encoding$)/.test(key)) continue;
        headers.set(key, value);
      }
      headers.set(ADDRESS_HEADER, request.ip);
      // a page of ours under one of its other addresses is at home too
      if (request.method === 'POST' && !headers.has('origin')) headers.set('origin', origins[0] ?? publicUrl);
      const init: RequestInit = { method: request.method, headers };
      if (request.method === 'POST') {
        headers.set('content-type', 'application/json');
        init.body = JSON.stringify(request.body ?? {});
      }
      const answer = await engine.handler(new Request(url, init));
      reply.code(answer.status);
      for (const [key, value] of answer.headers) if (key !== 'set-cookie') reply.header(key, value);
      const cookies = answer.headers.getSetCookie();
      if (cookies.length > 0) reply.header('set-cookie', cookies);
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
      return reply.send(await answer.text());
    },
  });
}
