import { callNamed, workFor, workingFor } from '../call.ts';
import { setClock } from '../clock.ts';
import type { Self } from '../self.ts';

/** Signing in and out, over the sign-in service's own addresses (`/auth`). */
export type SignInAnswer = { kind: 'in'; mustEnrol: boolean } | { kind: 'code' } | { kind: 'no'; say: string };

export type DemoPerson = { accountId: string; name: string; role: string; kind: string };

/** What may be known before sign-in, and who is signed in on this browser. */
export type SignInState = {
  demo: boolean;
  people: DemoPerson[];
  passkeys: boolean;
  mail: boolean;
  warnSeconds: number;
  signIn: {
    accountId: string; name: string; mustEnrol: boolean; place: string; secondsLeft: number; warn: boolean; canStay: boolean;
    memberships: Self['memberships'];
  } | null;
};

const OFFLINE = 'No connection. Try again when there is one.';

async function ask(path: string, body?: unknown): Promise<{ status: number; data: Record<string, unknown> }> {
  const request: RequestInit = body === undefined
    ? { credentials: 'same-origin' }
    : { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`/auth/${path}`, request);
  setClock(response.headers.get('x-now'));
  return { status: response.status, data: ((await response.json().catch(() => null)) ?? {}) as Record<string, unknown> };
}

function answerOf(status: number, data: Record<string, unknown>): SignInAnswer {
  if (status === 200) return data['signedIn'] === true ? { kind: 'in', mustEnrol: data['mustEnrol'] === true } : { kind: 'code' };
  const refusal = data['refusal'] as { say?: string } | undefined;
  return { kind: 'no', say: refusal?.say ?? 'That was our mistake, not yours. Try again in a moment.' };
}

const attempt = async (path: string, body: unknown): Promise<SignInAnswer> => {
  try {
    const { status, data } = await ask(path, body);
    return answerOf(status, data);
  } catch {
    return { kind: 'no', say: OFFLINE };
  }
};

/** `own`: this is the person's own device, and it may stay signed in for days. */
export const signIn = (email: string, password: string, place: 'work' | 'own'): Promise<SignInAnswer> =>
  attempt('sign-in', { email: email.trim(), password, place });
/** The six digits of an authenticator app, or a recovery code. Each works once. */
export const giveCode = (code: string): Promise<SignInAnswer> => attempt('second-step', { code: code.trim() });
export const signInAsDemo = (accountId: string): Promise<SignInAnswer> => attempt('demo', { accountId });

export const passkeysWork = (): boolean =>
  'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

export async function signInWithPasskey(): Promise<SignInAnswer> {
  try {
    const asked = await ask('passkey/generate-authenticate-options');
    if (asked.status !== 200) return answerOf(asked.status, asked.data);
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.data as unknown as PublicKeyCredentialRequestOptionsJSON);
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    if (!credential) return { kind: 'no', say: 'No passkey was given.' };
    const { status, data } = await ask('passkey/verify-authentication', { response: credential.toJSON() });
    return status === 200 ? { kind: 'in', mustEnrol: false } : answerOf(status, data);
  } catch (error) {
    return { kind: 'no', say: error instanceof DOMException ? 'No passkey was given.' : OFFLINE };
  }
}

export const stay = async (): Promise<void> => void (await ask('stay', {}).catch(() => undefined));
export const signOut = async (): Promise<void> => void (await ask('leave', {}).catch(() => undefined));
/** Ends every sign-in of this account, on all devices, this one too. */
export const signOutEverywhere = async (): Promise<void> => void (await ask('leave-everywhere', {}).catch(() => undefined));

export const readState = async (): Promise<SignInState> => (await ask('state')).data as unknown as SignInState;
export const readDraftKey = async (): Promise<string> => String((await ask('draft-key')).data['key']);

const AGENCY = 'agency';
/** Remembers which agency this device works for; an id, nobody's data. */
export function chooseAgency(agencyId: string): void {
  localStorage.setItem(AGENCY, agencyId);
  window.location.assign('/');
}

/** Who is signed in, or null. */
export async function readSelf(state: SignInState): Promise<Self | null> {
  if (state.signIn === null) return null;
  const { memberships, accountId } = state.signIn;
  const kept = workingFor() ?? localStorage.getItem(AGENCY);
  const agencyId = (memberships.find((one) => one.agencyId === kept) ?? memberships[0])?.agencyId ?? null;
  workFor(agencyId);
  const self = (await callNamed('readSelf', {}, { quiet: true })) as Omit<Self, 'accountId' | 'demo' | 'memberships'> & { now: string };
  setClock(self.now);
  return { ...self, accountId, memberships, demo: state.demo };
}
