import { callNamed, workFor, workingFor } from '../call.ts';
import { setClock } from '../clock.ts';
import type { Self } from '../self.ts';
import { wire, type Wired } from './wire.ts';

/** Signing in and out, over the sign-in service's own addresses (`/auth`). */
export type SignInAnswer = { kind: 'in'; mustEnrol: boolean } | { kind: 'code'; step: SecondStep } | { kind: 'no'; say: string };

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

/** Which second step a right password asks for. */
export type SecondStep = { code: boolean; passkey: boolean };
type Entered = { signedIn: boolean; mustEnrol?: boolean; secondStep?: SecondStep };

const answerOf = (wired: Wired<Entered>): SignInAnswer => {
  if (!wired.ok) return { kind: 'no', say: wired.say };
  const { signedIn, mustEnrol, secondStep } = wired.data;
  return signedIn ? { kind: 'in', mustEnrol: mustEnrol === true } : { kind: 'code', step: secondStep ?? { code: true, passkey: false } };
};

const SHARED = 'shared-device';
/** Do several people use this device? Kept on it; signing in is then for ten quiet minutes (SE-03). */
export const isShared = (): boolean => localStorage.getItem(SHARED) !== null;
export const setShared = (shared: boolean): void => (shared ? localStorage.setItem(SHARED, 'y') : localStorage.removeItem(SHARED));
export type Place = 'own' | 'work' | 'shared';
export const placeOf = (own: boolean): Place => (isShared() ? 'shared' : own ? 'own' : 'work');

export const signIn = async (email: string, password: string, place: Place): Promise<SignInAnswer> =>
  answerOf(await wire('/auth/sign-in', { email: email.trim(), password, place }));
/** The six digits of an authenticator app, or a recovery code. Each works once. */
export const giveCode = async (code: string): Promise<SignInAnswer> => answerOf(await wire('/auth/second-step', { code: code.trim() }));
export const signInAsDemo = async (accountId: string): Promise<SignInAnswer> => answerOf(await wire('/auth/demo', { accountId }));

export const passkeysWork = (): boolean =>
  'PublicKeyCredential' in window && 'parseRequestOptionsFromJSON' in PublicKeyCredential;

const NO_PASSKEY = 'No passkey was given. Try again, or sign in another way.';

export async function signInWithPasskey(place: Place): Promise<SignInAnswer> {
  const asked = await wire<PublicKeyCredentialRequestOptionsJSON>('/auth/passkey/generate-authenticate-options');
  if (!asked.ok) return { kind: 'no', say: asked.say };
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(asked.data);
    const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null;
    if (!credential) return { kind: 'no', say: NO_PASSKEY };
    const wired = await wire<Entered>('/auth/passkey/verify-authentication', { response: credential.toJSON() }, { 'x-place': place });
    if (!wired.ok && wired.reason === 'fault') return { kind: 'no', say: 'That passkey is not known here. Try another one, or sign in another way.' };
    return answerOf(wired);
  } catch {
    return { kind: 'no', say: NO_PASSKEY };
  }
}

export const stay = async (): Promise<void> => void (await wire('/auth/stay', {}));
export const signOut = async (): Promise<void> => void (await wire('/auth/leave', {}));
/** Ends every sign-in of this account, on all devices, this one too. */
export const signOutEverywhere = async (): Promise<void> => void (await wire('/auth/leave-everywhere', {}));

async function needed<T>(asking: Promise<Wired<T>>): Promise<T> {
  const wired = await asking;
  if (!wired.ok) throw new Error(wired.say);
  return wired.data;
}
export const readState = (): Promise<SignInState> => needed(wire<SignInState>('/auth/state'));
export const readDraftKey = async (): Promise<string> => (await needed(wire<{ key: string }>('/auth/draft-key'))).key;

/** Who is signed in, or null. */
export async function readSelf(state: SignInState): Promise<Self | null> {
  if (state.signIn === null) return null;
  const { memberships, accountId } = state.signIn;
  const kept = workingFor();
  const agencyId = (memberships.find((one) => one.agencyId === kept) ?? memberships[0])?.agencyId ?? null;
  workFor(agencyId);
  const self = (await callNamed('readSelf', {}, { quiet: true })) as Omit<Self, 'accountId' | 'demo' | 'memberships'> & { now: string };
  setClock(self.now);
  return { ...self, accountId, memberships, demo: state.demo };
}
