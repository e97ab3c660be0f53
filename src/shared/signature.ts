import * as z from 'zod';
import { id } from './ids.ts';
import { instant, type Instant } from './dates.ts';

/** Whose hand: the signed-in person, or the client at the screen, with role and credential of that day. */
export const signer = z.object({
  id,
  name: z.string(),
  role: z.string(),
  /** As it stands under the text: "Licensed clinical social worker EX-1 (IL)"; empty without one. */
  credential: z.string(),
});
export type Signer = z.infer<typeof signer>;

/** A signature over exact text. `hash` is SHA-256 over text, language, signer, role, credential and moment. */
export const signature = z.object({
  text: z.string(),
  language: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  signer,
  signedAt: instant,
});
export type Signature = z.infer<typeof signature>;

/** Binds text, language, signer and moment and hashes them; any byte that changes later shows. */
export async function bindSignature(text: string, language: string, by: Signer, signedAt: Instant): Promise<Signature> {
  return { text, language, signer: by, signedAt, hash: await hashOf(text, language, by, signedAt) };
}

/** Is this signature still over this text? */
export async function signatureHolds(it: Signature): Promise<boolean> {
  return it.hash === await hashOf(it.text, it.language, it.signer, it.signedAt);
}

async function hashOf(text: string, language: string, by: Signer, signedAt: Instant): Promise<string> {
  // one spelling of the moment: the database may drop zeros that the clock wrote
  const moment = Temporal.Instant.from(signedAt).toString();
  return sha256(JSON.stringify([text, language, by.id, by.name, by.role, by.credential, moment]));
}

/** SHA-256 of a text in lower-case hex; the same on server and in the browser. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
