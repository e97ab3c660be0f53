import { setClock } from '../clock.ts';

/** An answer of the sign-in service: what was asked for, or why not, in words for the person. */
export type Wired<T> =
  | { ok: true; data: T }
  | { ok: false; reason: string; say: string; field?: string };

const MISTAKE = 'That was our mistake, not yours. Try again in a moment.';
export const OFFLINE = 'No connection. Try again when there is one.';

type Body = { refusal?: { reason: string; say: string; field?: string }; invalid?: { field: string; say: string }[] };

/** Asks the server at an address of its own (`/auth/…`, `/setup/…`). Never throws. */
export async function wire<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Wired<T>> {
  const request: RequestInit = body === undefined
    ? { credentials: 'same-origin', headers }
    : { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) };
  let response: Response;
  try {
    response = await fetch(path, request);
  } catch {
    return { ok: false, reason: 'offline', say: OFFLINE };
  }
  setClock(response.headers.get('x-now'));
  const data = (await response.json().catch(() => null)) as (T & Body) | null;
  if (response.ok && data !== null) return { ok: true, data };
  if (data?.refusal) return { ok: false, ...data.refusal };
  const first = data?.invalid?.[0];
  if (first) return { ok: false, reason: 'invalid', say: first.say, field: first.field };
  return { ok: false, reason: response.status === 429 ? 'wait' : 'fault', say: response.status === 429 ? 'Too many tries in a short time. Wait a minute, then try again.' : MISTAKE };
}
