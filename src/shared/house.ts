import * as z from 'zod';
import { id } from './ids.ts';
import { timeZone } from './dates.ts';
import { operation } from './operation.ts';
import { ROLES } from './roles.ts';

/** Whether the house has anybody in it yet; asked before sign-in with `GET /house`. */
export const houseState = z.object({
  state: z.enum(['empty', 'ready']),
  /** Everything in it is fictional: the sign-in page then offers one sign-in for each role. */
  demo: z.boolean(),
  signIns: z.array(z.object({ label: z.string(), email: z.string(), password: z.string() })).default([]),
});
export type HouseState = z.infer<typeof houseState>;

/** The signed-in person, as the shell needs them. */
export const self = z.object({
  accountId: z.string(),
  /** `T. B.`; all that the shell shows of a name. */
  initials: z.string(),
  /** What to call them: a client's preferred first name. */
  callName: z.string(),
  staffId: id.nullable(),
  clientId: id.nullable(),
  agency: z.object({ id, name: z.string(), zone: timeZone }),
  roles: z.array(z.enum(ROLES)),
  /** Other agencies this person works for. */
  memberships: z.array(z.object({ agencyId: id, name: z.string() })),
  demo: z.boolean(),
  /** Minutes without a touch after which the sign-in ends. */
  idleMinutes: z.number().int().positive(),
});
export type Self = z.infer<typeof self>;

export const readSelf = operation({
  name: 'readSelf', kind: 'read', permission: 'self.read', reach: 'none',
  about: 'Who is signed in, for which agency and in which roles.',
  input: z.object({}),
  output: self,
});

export const readDraftKey = operation({
  name: 'readDraftKey', kind: 'read', permission: 'self.read', reach: 'none',
  about: 'The key under which what waits on this person’s device is encrypted; the device drops it at sign-out.',
  input: z.object({}),
  output: z.object({
    /** 32 bytes, base64. The same for one account at each sign-in. */
    key: z.string(),
  }),
});
