import type * as z from 'zod';
import type { Permission } from './roles.ts';

/**
 * Whose data an operation touches; `serve` settles it before the handler runs (PV-04):
 * `none` no client's data · `chart` one client, named by `input.clientId` · `session` the clients seated in
 * `input.sessionId` · `caseload` the clients this person treats (an agency-wide role: all) · `agency` all clients of the
 * agency, for agency-wide roles only · `count` all clients of the agency, for whoever holds the permission, because the
 * answer holds numbers alone · `self` the signed-in client's own chart · `supported` the client who
 * named this supporter, through the disclosure role only.
 */
export type Reach = 'none' | 'chart' | 'session' | 'caseload' | 'agency' | 'count' | 'self' | 'supported';

export type Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** `verbNoun`; the same word on the button, in the handler and in the audit trail. */
  name: string;
  kind: 'read' | 'act';
  permission: Permission;
  reach: Reach;
  /** What leaves the treatment team, or shows what would, runs on the disclosure role; input names `recipientId` and `purpose`. */
  through?: 'disclosure';
  /** On somebody's own phone, where a sign-in lasts for weeks: asks again who this is when a short while has passed (SE-03). */
  asksAgain?: true;
  /** Of a read that takes long by its nature: it goes by itself, so that no other read of its screen waits for it. */
  alone?: true;
  /** Of an act that changes no fact from which a room derives what is owed (`app/owing.test.ts` holds it to that). */
  owing?: 'unchanged';
  /** One sentence for the API page. */
  about: string;
  input: I;
  output: O;
};

/** Declares an operation. Both ends import the value: `serve` parses with it, `call` types with it. */
export const operation = <I extends z.ZodType, O extends z.ZodType>(o: Operation<I, O>): Operation<I, O> => o;
