/**
 * A stage for tests: a real PostgreSQL, a database of its own cloned from a migrated template, a small fictional
 * agency with one person in each role, and a clock that the test moves.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { addMinutes, type Instant } from '../shared/dates.ts';
import { newId, type Id } from '../shared/ids.ts';
import type { Role } from '../shared/roles.ts';
import { TEST_SECRETS } from '../platform/database/for-tests.ts';
import { listMigrations, migrate, type LoginSecrets } from '../platform/database/migrate.ts';
import type { PgAddress } from '../platform/postgres/address.ts';
import { testPostgres, type TestPostgres } from '../platform/postgres/for-tests.ts';
import type { Request } from '../platform/serve/perform.ts';
import { performerOf, type Performer } from './performer.ts';
import { openHouse, quietLog, type Opened } from './open-house.ts';

const SOURCE = join(import.meta.dirname, '..');
/** A Monday evening in Chicago, where the fictional agency is. */
export const STAGE_NOW: Instant = '2026-03-02T23:00:00Z';
export const STAGE_ZONE = 'America/Chicago';

export type StaffRole = Exclude<Role, 'client' | 'supporter' | 'kiosk' | 'service'>;
export const STAFF_ROLES: readonly StaffRole[] = ['intake', 'counselor', 'facilitator', 'medical', 'nurse', 'technician',
  'case_manager', 'supervisor', 'director', 'administrator', 'privacy_officer'];

export type Stage = Opened & {
  agencyId: Id;
  database: PgAddress;
  /** The second database, where one was asked for. */
  twin: PgAddress;
  clock: { now(): Instant; set(at: Instant): void; advance(minutes: number): void };
  staff: Record<StaffRole, Id>;
  /** The person in this role, or any subject of any kind. */
  as(who: StaffRole | Request['who']): Performer;
  /** A client as the one who acts, on their phone. */
  client(clientId: Id): Performer;
  supporter(supporterId: Id): Performer;
  /** A tablet at the door. */
  kiosk(kioskId: Id): Performer;
  /** A job of Stepwell itself. */
  service(): Performer;
  /** A second agency, with an administrator and a director, for what must stay apart. */
  otherAgency(): Promise<{ agencyId: Id; as(role: StaffRole): Performer }>;
  /** SQL as the owner, for looking behind. */
  owner: pg.Client;
};

export type StageOptions = {
  now?: Instant;
  /** A server of its own instead of the one for tests. */
  server?: TestPostgres;
  /** Fills the database before anybody is connected to it. */
  fill?: (owner: pg.Client, agency: { agencyId: Id; staff: Record<StaffRole, Id> }) => Promise<void>;
  /** Keeps a second database with the same content, for what is measured beside it. */
  twin?: boolean;
};

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const server = options.server ?? await testPostgres();
  const database = await cloneDatabase(server.owner);
  const twin = { ...database, database: `${database.database}_twin` };
  const fill = async (owner: pg.Client, agency: { agencyId: Id; staff: Record<StaffRole, Id> }): Promise<void> => {
    await options.fill?.(owner, agency);
    await owner.end();
    if (options.twin) await cloneOf(server.owner, database.database, twin.database);
  };
  const stage = await openStageOn(database, TEST_SECRETS, options.now, fill);
  return {
    ...stage, twin,
    close: async () => {
      await stage.close();
      await dropDatabase(server.owner, database.database);
      if (options.twin) await dropDatabase(server.owner, twin.database);
      await server.stop();
    },
  };
}

/**
 * The same on any migrated database without a program; what is written there stays.
 * @param fill given a connection of the owner, which it may end, before anybody else is connected
 */
export async function openStageOn(
  database: PgAddress, secrets: LoginSecrets, now: Instant = STAGE_NOW,
  fill?: (owner: pg.Client, agency: { agencyId: Id; staff: Record<StaffRole, Id> }) => Promise<void>,
): Promise<Stage> {
  let at = now;
  const first = new pg.Client({ ...database });
  await first.connect();
  const { agencyId, staff } = await addAgency(first, at, 'Riverbend Recovery');
  await fill?.(first, { agencyId, staff });
  await first.end().catch(() => {});
  const owner = new pg.Client({ ...database });
  await owner.connect();
  await owner.query(`select set_config('app.now', $1, false)`, [at]);
  const clock = {
    now: () => at,
    set: (to: Instant) => {
      at = to;
    },
    advance: (minutes: number) => {
      at = addMinutes(at, minutes);
    },
  };
  const { host, port, database: name } = database;
  const opened = await openHouse({ database: { host, port, database: name }, secrets, clock, log: quietLog(), connections: 6 });
  const performer = (who: Request['who']): Performer => performerOf(opened.house, who);
  const staffMember = (agency: Id, subjectId: Id): Performer => performer({ kind: 'staff', subjectId, agencyId: agency, accountId: null });
  return {
    ...opened, agencyId, database, twin: database, clock, staff, owner,
    as: (who) => (typeof who === 'string' ? staffMember(agencyId, staff[who]) : performer(who)),
    client: (subjectId) => performer({ kind: 'client', subjectId, agencyId, accountId: null }),
    supporter: (subjectId) => performer({ kind: 'supporter', subjectId, agencyId, accountId: null }),
    kiosk: (subjectId) => performer({ kind: 'kiosk', subjectId, agencyId, accountId: null }),
    service: () => performer({ kind: 'service', subjectId: '00000000-0000-0000-0000-000000000000', agencyId, accountId: null }),
    otherAgency: async () => {
      const other = await addAgency(owner, at, 'Hilltop Counseling');
      return { agencyId: other.agencyId, as: (role) => staffMember(other.agencyId, other.staff[role]) };
    },
    close: async () => {
      await opened.close();
      await owner.end();
    },
  };
}

/** An agency with one person in each role, whose credentials let them do what the role does. */
export async function addAgency(owner: pg.ClientBase, at: Instant, name: string): Promise<{ agencyId: Id; staff: Record<StaffRole, Id> }> {
  const agencyId = newId();
  const staff = Object.fromEntries(STAFF_ROLES.map((role) => [role, newId()])) as Record<StaffRole, Id>;
  await owner.query(`select set_config('app.now', $1, false)`, [at]);
  await owner.query('insert into live.agency (agency_id, name, time_zone) values ($1, $2, $3)', [agencyId, name, STAGE_ZONE]);
  const siteId = newId();
  await owner.query('insert into live.site (agency_id, site_id, name) values ($1, $2, $3)', [agencyId, siteId, 'Main house']);
  for (const [n, places] of [['Room 1', 14], ['Room 2', 24]] as const) {
    await owner.query('insert into live.room (agency_id, room_id, site_id, name, places) values ($1, $2, $3, $4, $5)', [agencyId, newId(), siteId, n, places]);
  }
  for (const [role, staffId] of Object.entries(staff)) {
    await owner.query('insert into live.staff (agency_id, staff_id, name, initials, email) values ($1, $2, $3, $4, $5)',
      [agencyId, staffId, NAMES[role as StaffRole], NAMES[role as StaffRole].split(' ').map((w) => `${w[0]}.`).join(' '), `${role}@example.org`]);
    await owner.query('insert into live.staff_role (agency_id, staff_id, role, since) values ($1, $2, $3, $4)', [agencyId, staffId, role, '2025-01-01T00:00:00Z']);
    const kind = CREDENTIAL[role as StaffRole];
    if (kind) {
      await owner.query('insert into live.credential (agency_id, credential_id, staff_id, kind, number, state, issued_on, expires_on) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [agencyId, newId(), staffId, kind, 'EX-0000', 'Example', '2024-01-01', '2029-01-01']);
    }
  }
  return { agencyId, staff };
}

const NAMES: Record<StaffRole, string> = {
  intake: 'Casey Lind', counselor: 'Toni Brandt', facilitator: 'Kim Rowe', medical: 'Sam Okafor', nurse: 'Noa Petit',
  technician: 'Jo Marsh', case_manager: 'Lee Abara', supervisor: 'Ada Falk', director: 'Robin Vance',
  administrator: 'Alex Stone', privacy_officer: 'Pat Quill',
};
const CREDENTIAL: Partial<Record<StaffRole, string>> = {
  counselor: 'licensed-clinical-social-worker', facilitator: 'certified-addiction-counselor', medical: 'physician', nurse: 'registered-nurse', supervisor: 'licensed-clinical-social-worker', technician: 'testing-technician', case_manager: 'case-manager',
};

/** A database like the migrated template: made in about 60 ms. The template is made once for each source. */
async function cloneDatabase(server: PgAddress): Promise<PgAddress> {
  const admin = new pg.Client({ ...server, database: 'postgres' });
  await admin.connect();
  try {
    const hash = createHash('sha1').update((await listMigrations(SOURCE)).map((m) => m.hash).join()).digest('hex').slice(0, 12);
    const template = `template_${hash}`;
    await admin.query('select pg_advisory_lock(7367)');
    const there = await admin.query('select 1 from pg_database where datname = $1', [template]);
    if (there.rowCount === 0) {
      await admin.query(`create database ${template}_new`);
      await migrate({ ...server, database: `${template}_new` }, SOURCE, TEST_SECRETS);
      const made = new pg.Client({ ...server, database: `${template}_new` });
      await made.connect();
      await made.query('update house.mark set virtual = true, demo = true');
      await made.end();
      await admin.query(`alter database ${template}_new rename to ${template}`);
    }
    await admin.query('select pg_advisory_unlock(7367)');
    const name = `t_${newId().replaceAll('-', '')}`;
    await admin.query(`create database ${name} template ${template}`);
    return { ...server, database: name };
  } finally {
    await admin.end();
  }
}

async function cloneOf(server: PgAddress, source: string, name: string): Promise<void> {
  const admin = new pg.Client({ ...server, database: 'postgres' });
  await admin.connect();
  await admin.query(`create database ${name} template ${source} strategy file_copy`);
  await admin.end();
}

async function dropDatabase(server: PgAddress, name: string): Promise<void> {
  const admin = new pg.Client({ ...server, database: 'postgres' });
  await admin.connect();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}
