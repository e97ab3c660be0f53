// Generated from the migrated database by `npm run generate`. Do not edit.
import type { ColumnType } from 'kysely';

export type Json = ColumnType<any, unknown, unknown>;
type Filled<T> = ColumnType<T, T | undefined, T>;

export type Database = {
  agency: {
    agency_id: string;
    name: string;
    time_zone: string;
    week_start: Filled<number>;
    version_from: Filled<string>;
  };
  approved_answer: {
    agency_id: string;
    approved_answer_id: string;
    question: string;
    answer: string;
    words: Filled<string>;
    version_from: Filled<string>;
  };
  caseload: {
    agency_id: string;
    client_id: string;
    staff_id: string;
    part: Filled<string>;
    from_on: string;
    until_on: string | null;
    version_from: Filled<string>;
  };
  client: {
    agency_id: string;
    client_id: string;
    number: Filled<string>;
    call_them: Filled<string>;
    initials: Filled<string>;
    legal_name: Filled<string>;
    pronouns: Filled<string>;
    born_on: string | null;
    sex: string | null;
    language: Filled<string>;
    phone: Filled<string>;
    email: Filled<string>;
    postal_code: Filled<string>;
    address: Filled<string>;
    voicemail: Filled<string>;
    voicemail_words: Filled<string>;
    routine: Json;
    travel_minutes: number | null;
    travel_mode: string | null;
    allergies: Filled<string>;
    version_from: Filled<string>;
  };
  credential: {
    agency_id: string;
    credential_id: string;
    staff_id: string;
    kind: string;
    number: Filled<string>;
    state: Filled<string>;
    issued_on: string;
    expires_on: string | null;
    version_from: Filled<string>;
  };
  episode: {
    agency_id: string;
    episode_id: string;
    client_id: string;
    admitted_at: string;
    admitted_by: string;
    level_of_care: Filled<string>;
    adolescent: Filled<boolean>;
    ended_at: string | null;
    version_from: Filled<string>;
  };
  inquiry: {
    agency_id: string;
    inquiry_id: string;
    client_id: string;
    channel: string;
    opened_at: string;
    opened_by: string;
    details: Json;
    version_from: Filled<string>;
  };
  inquiry_fact: {
    agency_id: string;
    inquiry_fact_id: string;
    inquiry_id: string;
    client_id: string;
    kind: string;
    at: string;
    by_staff_id: string;
    fact: Json;
    version_from: Filled<string>;
  };
  obligation: {
    agency_id: string;
    client_id: string | null;
    subject: string;
    rule: string;
    about: string;
    owed_by_staff: string | null;
    owed_by_role: string | null;
    what: string;
    why: string;
    since: string;
    due: string;
    weight: string;
    evidence: Json;
    remedy_verb: string;
    remedy_path: string;
    version_from: Filled<string>;
  };
  room: {
    agency_id: string;
    room_id: string;
    site_id: string;
    name: string;
    places: number;
    version_from: Filled<string>;
  };
  rule_change: {
    agency_id: string;
    rule_change_id: string;
    key: string;
    value: Json;
    from_on: string;
    source: string;
    by_staff_id: string;
    recorded_at: string;
    version_from: Filled<string>;
  };
  site: {
    agency_id: string;
    site_id: string;
    name: string;
    address: Filled<string>;
    phone: Filled<string>;
    latitude: number | null;
    longitude: number | null;
    version_from: Filled<string>;
  };
  staff: {
    agency_id: string;
    staff_id: string;
    name: string;
    initials: string;
    email: Filled<string>;
    phone: Filled<string>;
    fte: Filled<number>;
    left_on: string | null;
    version_from: Filled<string>;
  };
  staff_role: {
    agency_id: string;
    staff_id: string;
    role: string;
    since: string;
    until: string | null;
    version_from: Filled<string>;
  };
  supervision: {
    agency_id: string;
    staff_id: string;
    supervisor_id: string;
    from_on: string;
    until_on: string | null;
    version_from: Filled<string>;
  };
  'house.audit': {
    agency_id: string;
    id: string;
    at: string;
    xid: Filled<string>;
    actor_id: string;
    roles: string;
    operation: string;
    kind: string;
    client_id: string | null;
    about: string | null;
    outcome: string;
    operation_id: string | null;
    era: Filled<number>;
  };
  'house.audit_horizon': {
    one: Filled<boolean>;
    lo: string;
    era: Filled<number>;
  };
  'house.audit_seal': {
    agency_id: string;
    no: number;
    previous: Buffer;
    root: Buffer;
    ids: string[];
    sealed_at: Filled<string>;
  };
  'house.mail': {
    agency_id: string;
    id: string;
    recipient: string;
    subject: string;
    body: string;
    at: string;
    sent_at: string | null;
    fault: string | null;
  };
  'house.mark': {
    one: Filled<boolean>;
    virtual: Filled<boolean>;
    demo: Filled<boolean>;
    made_at: Filled<string>;
  };
  'house.operation': {
    agency_id: string;
    id: string;
    actor_id: string;
    name: string;
    request_hash: string;
    result: Json | null;
    at: Filled<string>;
  };
  'house.outbox': {
    agency_id: string;
    id: string;
    job: string;
    data: Json;
    after: string;
    handed_at: string | null;
  };
};
