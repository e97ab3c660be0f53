import { wire, type Wired } from './wire.ts';

/** What a person may know and change of their own account. */
export type Account = {
  accountId: string; email: string; name: string; mfa: boolean; mustEnrol: boolean; place: string; hasAuthenticator: boolean;
  passkeys: { id: string; name: string; at: string | null; backedUp: boolean }[];
  recoveryCodesLeft: number; hasPassword: boolean; lately: { kind: string; at: string }[];
};
export type SignInEntry = { id: string; device: string; place: string; since: string; lastSeenAt: string; here: boolean };

export const readAccount = (): Promise<Wired<Account>> => wire('/auth/account');
export const listSignIns = (): Promise<Wired<SignInEntry[]>> => wire('/auth/sign-ins');
export const endSignIn = (id: string): Promise<Wired<unknown>> => wire('/auth/sign-ins/end', { id });
export const prove = (password: string): Promise<Wired<unknown>> => wire('/auth/prove', { password });
export const changePassword = (current: string, password: string): Promise<Wired<unknown>> => wire('/auth/password', { current, password });

export type Picture = { picture: string; secret: string };
export const beginAuthenticator = (): Promise<Wired<Picture>> => wire('/auth/authenticator/begin', {});
export const confirmAuthenticator = (code: string): Promise<Wired<{ recoveryCodes: string[] }>> => wire('/auth/authenticator/confirm', { code });
export const removeAuthenticator = (): Promise<Wired<unknown>> => wire('/auth/authenticator/remove', {});
export const makeRecoveryCodes = (): Promise<Wired<{ recoveryCodes: string[] }>> => wire('/auth/recovery-codes', {});
export const renamePasskey = (id: string, name: string): Promise<Wired<unknown>> => wire('/auth/passkeys/rename', { id, name });
export const removePasskey = (id: string): Promise<Wired<unknown>> => wire('/auth/passkeys/remove', { id });

/** Lets the device make a passkey for this account. The device asks for finger, face or PIN. */
export async function addPasskey(name: string): Promise<Wired<unknown>> {
  const asked = await wire<PublicKeyCredentialCreationOptionsJSON>('/auth/passkey/generate-register-options');
  if (!asked.ok) return asked;
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(asked.data);
    const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null;
    if (credential) return await wire('/auth/passkey/verify-registration', { response: credential.toJSON(), name });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'InvalidStateError') {
      return { ok: false, reason: 'known', say: 'This device has a passkey for you already.' };
    }
  }
  return { ok: false, reason: 'no-passkey', say: 'No passkey was made. Try again when your device is ready.' };
}

// --- one-time links

export type Link =
  | { kind: 'invitation'; email: string; name: string; as: 'staff' | 'client' | 'supporter' }
  | { kind: 'reset'; email: string; needsProof: boolean };
export type Entered = { signedIn: boolean; mustEnrol?: boolean; secondStep?: { code: boolean; passkey: boolean } };

export const lookAtLink = (token: string): Promise<Wired<Link>> => wire('/auth/link', { token });
export const acceptInvitation = (token: string, password: string, place: string): Promise<Wired<Entered>> =>
  wire('/auth/invitation', { token, password, place });
export const joinByInvitation = (token: string): Promise<Wired<unknown>> => wire('/auth/invitation/join', { token });
export const askForReset = (email: string): Promise<Wired<unknown>> => wire('/auth/reset/ask', { email: email.trim() });
export const setNewPassword = (token: string, password: string, proof: string): Promise<Wired<unknown>> =>
  wire('/auth/reset', { token, password, ...(proof.trim() ? { proof: proof.trim() } : {}) });

// --- first run

export type Setup = { empty: boolean; demo: boolean; busy: null | { percent: number; say: string }; failed: null | string };
export type Program = {
  code: string; agencyName: string; siteName: string; timeZone: string; template: 'iop' | 'sixteen-weeks' | 'none';
  name: string; email: string; password: string;
};
export const readSetup = (): Promise<Wired<Setup>> => wire('/setup/state');
export const createProgram = (program: Program): Promise<Wired<unknown>> => wire('/setup/program', program);
export const exploreDemo = (code: string): Promise<Wired<unknown>> => wire('/setup/demo', { code });
