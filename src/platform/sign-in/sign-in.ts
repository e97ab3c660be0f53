/** Sign-in as one thing: made once per process, mounted once, asked by `serve` on every call. */
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { Instant } from '../../shared/dates.ts';
import type { Id } from '../../shared/ids.ts';
import { addMembership, createAccount, removeMembership, type NewAccount } from './accounts.ts';
import { openDraftKey } from './draft-key.ts';
import { createEngine } from './engine.ts';
import { helpWithPassword, invite, removeSecondFactor, withdrawInvitation, type Who } from './links.ts';
import { isOwnOrigin, mountSignIn, originOf } from './mount.ts';
import type { DemoPerson, Mail, Parts } from './parts.ts';
import { scryptHasher, type Hasher } from './password.ts';
import { resolveSignIn, type SignIn } from './resolve.ts';
import { keysOf } from './seal.ts';
import { DEFAULT_SETTINGS, mustProveAgain, type MembershipKind, type SignInSettings } from './standing.ts';
import { findMember, findMemberships, listMembers } from './store/accounts.ts';
import { listDemoPeople } from './store/demo.ts';
import { listEvents } from './store/events.ts';
import { listInvitations } from './store/links.ts';
import { sweep } from './store/sign-ins.ts';

export type SignInOptions = {
  /** Of the login role `signin`, with pg's own type parsers (dates as Date), not pipelined. */
  pool: pg.Pool;
  /** At least 32 characters, kept in DATA_DIR; all keys follow from it. */
  secret: string;
  publicUrl: string;
  /** Further addresses of the same server, such as `http://127.0.0.1:3000` beside `http://localhost:3000`. */
  origins?: readonly string[];
  now: () => Instant;
  /** Is this database marked demo? Only then do the demo's buttons exist. */
  demo?: boolean | (() => boolean);
  /** Who stands on the demo's sign-in page. Left out: every demo account, by name. */
  demoPeople?: () => Promise<DemoPerson[]>;
  sendMail?: (mail: Mail) => Promise<void>;
  agencyNames?: (agencyIds: readonly Id[]) => Promise<string[]>;
  settings?: Partial<SignInSettings>;
  hasher?: Hasher;
  realMs?: () => number;
  onFault?: (error: unknown) => void;
};

export type SignInHouse = ReturnType<typeof createSignIn>;

export function createSignIn(options: SignInOptions) {
  const keys = keysOf(options.secret);
  const cookieSecret = keys.hash('cookie', 'stepwell');
  const publicUrl = new URL(options.publicUrl).origin;
  const origins = [...new Set([publicUrl, ...(options.origins ?? []).map((o) => new URL(o).origin)])];
  const parts: Parts = {
    pool: options.pool,
    keys,
    hasher: options.hasher ?? scryptHasher(),
    settings: { ...DEFAULT_SETTINGS, ...options.settings },
    publicUrl,
    now: options.now,
    realMs: options.realMs ?? Date.now,
    get demo() {
      return typeof options.demo === 'function' ? options.demo() : (options.demo ?? false);
    },
    demoPeople: options.demoPeople ?? (() => listDemoPeople(options.pool)),
    sendMail: options.sendMail ?? null,
    agencyNames: options.agencyNames ?? (() => Promise.resolve([])),
    onFault: options.onFault ?? (() => {}),
  };
  const engine = createEngine(parts, origins, cookieSecret);
  return {
    origins,
    settings: parts.settings,
    mount: (app: FastifyInstance): void => mountSignIn(app, engine, publicUrl, origins),
    /** Did a page of ours send this act? For `serve`, which has the same duty. */
    isOwnOrigin: (request: Parameters<typeof originOf>[0]): boolean => isOwnOrigin(originOf(request), origins),
    resolveSignIn: (headers: Parameters<typeof resolveSignIn>[2], o?: { touch?: boolean }): Promise<SignIn | null> =>
      resolveSignIn(parts, cookieSecret, headers, o),
    mustProveAgain: (signIn: SignIn): boolean => mustProveAgain(signIn, parts.now(), parts.settings),
    readDraftKey: (accountId: Id): Promise<string> => openDraftKey(parts, accountId),
    findMemberships: (accountId: Id) => findMemberships(parts.pool, accountId),
    findMember: (who: Who) => findMember(parts.pool, who),
    createAccount: (account: NewAccount) => createAccount(parts, account),
    addMembership: (accountId: Id, who: Who & { byAccountId: Id | null }) => addMembership(parts, accountId, who),
    endMembership: (who: Who & { byAccountId: Id | null }) => removeMembership(parts, who),
    invite: (i: Parameters<typeof invite>[1]) => invite(parts, i),
    withdrawInvitation: (who: Parameters<typeof withdrawInvitation>[1]) => withdrawInvitation(parts, who),
    listInvitations: (agencyId: Id) => listInvitations(parts.pool, agencyId),
    /** Who of an agency signs in, as whom. */
    listMembers: (agencyId: Id, kind: MembershipKind) => listMembers(parts.pool, agencyId, kind),
    helpWithPassword: (who: Who & { byAccountId: Id }) => helpWithPassword(parts, who),
    removeSecondFactor: (who: Who & { byAccountId: Id }) => removeSecondFactor(parts, who),
    listEvents: (accountId: Id, limit?: number) => listEvents(parts.pool, accountId, limit),
    /** Nightly, or hourly: removes what has run out. */
    sweep: (): Promise<void> => sweep(parts.pool, parts.now()),
  };
}
