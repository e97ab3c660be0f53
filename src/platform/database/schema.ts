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
  availability: {
    agency_id: string;
    availability_id: string;
    staff_id: string;
    weekday: number;
    from_time: string;
    to_time: string;
    room_id: string | null;
    version_from: Filled<string>;
  };
  booking: {
    agency_id: string;
    session_id: string;
    kind: string;
    resource_id: string;
    client_id: string | null;
    during: string;
    version_from: Filled<string>;
  };
  calendar_feed: {
    agency_id: string;
    token_hash: string;
    subject_kind: string;
    subject_id: string;
    made_at: string;
    ended_at: string | null;
    version_from: Filled<string>;
  };
  call_request: {
    agency_id: string;
    call_request_id: string;
    client_id: string;
    at: string;
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
  check_in: {
    agency_id: string;
    check_in_id: string;
    client_id: string;
    on_day: string;
    at: string;
    received_at: string;
    craving: number | null;
    mood: number | null;
    sleep_hours: number | null;
    medication: string | null;
    used: string | null;
    safe: boolean | null;
    words: Filled<string>;
    version_from: Filled<string>;
  };
  check_in_answer: {
    agency_id: string;
    check_in_answer_id: string;
    check_in_id: string;
    client_id: string;
    by_staff_id: string;
    at: string;
    did: string;
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
  hours_exception: {
    agency_id: string;
    hours_exception_id: string;
    client_id: string;
    kind: string;
    from_on: string;
    until_on: string;
    reason: string;
    by_staff_id: string;
    recorded_at: string;
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
  outreach: {
    agency_id: string;
    outreach_id: string;
    client_id: string;
    by_staff_id: string;
    at: string;
    how: string;
    reached: boolean;
    words: Filled<string>;
    version_from: Filled<string>;
  };
  pair_seat: {
    agency_id: string;
    pair_id: string;
    seat_id: string;
    series_id: string;
    from_on: string;
    until_on: string | null;
    version_from: Filled<string>;
  };
  place: {
    agency_id: string;
    seat_id: string;
    series_id: string;
    no: number;
    from_on: string;
    until_on: string | null;
    version_from: Filled<string>;
  };
  program_group: {
    agency_id: string;
    group_id: string;
    code: string;
    name: string;
    service: string;
    capacity: number;
    enrolment: Filled<string>;
    lessons: Json;
    ended_on: string | null;
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
  safety_plan: {
    agency_id: string;
    safety_plan_id: string;
    client_id: string;
    version: number;
    plan: Json;
    opioids: boolean;
    made_with: string | null;
    made_at: string;
    version_from: Filled<string>;
  };
  seat: {
    agency_id: string;
    seat_id: string;
    series_id: string;
    client_id: string;
    from_on: string;
    until_on: string | null;
    seated_by: string;
    override_reason: string | null;
    version_from: Filled<string>;
  };
  separation: {
    agency_id: string;
    pair_id: string;
    client_id: string;
    other_id: string;
    reason: string;
    from_on: string;
    until_on: string | null;
    by_staff_id: string;
    version_from: Filled<string>;
  };
  series: {
    agency_id: string;
    series_id: string;
    group_id: string | null;
    track_id: string | null;
    kind: string;
    service: string;
    rule: string;
    starts_at: string;
    ends_at: string;
    breaks: Json;
    zone: string;
    room_id: string | null;
    facilitator_ids: Filled<string[]>;
    capacity: number;
    from_on: string;
    until_on: string | null;
    weeks_first: number | null;
    weeks_last: number | null;
    split_from: string | null;
    version_from: Filled<string>;
  };
  session: {
    agency_id: string;
    session_id: string;
    series_id: string;
    planned_on: string;
    start_at: string;
    end_at: string;
    breaks: Json;
    room_id: string | null;
    facilitator_ids: Filled<string[]>;
    lesson: string | null;
    by_hand: Filled<boolean>;
    version_from: Filled<string>;
  };
  session_cancel: {
    agency_id: string;
    session_id: string;
    reason: string;
    at: string;
    by_staff_id: string;
    version_from: Filled<string>;
  };
  session_tie: {
    agency_id: string;
    session_id: string;
    what: string;
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
  track: {
    agency_id: string;
    track_id: string;
    code: string;
    name: string;
    ended_on: string | null;
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
