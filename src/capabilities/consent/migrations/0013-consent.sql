-- Consents as rows that policies read, what the client signs at the start, and every release (42 CFR Part 2).
create table live.party (
  agency_id uuid not null references live.agency (agency_id),
  party_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  address text not null default '',
  phone text not null default '',
  -- groups that one consent for treatment, payment and operations may name (2.31(a)(4))
  classes text[] not null default '{}',
  covered_entity boolean not null default false,
  ended_on date,
  primary key (agency_id, party_id)
);
select house.protect('party', 'agency', 'history');

-- The agency's own wording of what is given and signed; what is shipped holds where there is none.
create table live.paper (
  agency_id uuid not null references live.agency (agency_id),
  paper_id uuid not null,
  kind text not null,
  version text not null check (length(version) between 1 and 40),
  language text not null default 'en',
  text text not null check (length(text) between 1 and 20000),
  from_on date not null,
  by_staff_id uuid not null,
  primary key (agency_id, paper_id),
  unique (agency_id, kind, language, version)
);
select house.protect('paper', 'agency', 'append');

-- One signed consent. What the disclosure policies ask stands in columns; the terms and the text as signed beside it.
create table live.consent (
  agency_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('general', 'counseling_notes', 'proceedings')),
  recipient_as text not null check (recipient_as in ('named', 'class', 'intermediary')),
  recipient_id uuid,
  recipient_classes text[] not null default '{}',
  purpose text not null,
  expires_by text not null check (expires_by in ('date', 'event', 'none')),
  expires_on date,
  terms jsonb not null,
  signed_text text not null,
  signed_hash text not null check (length(signed_hash) = 64),
  mark text,
  signer text not null,
  signer_name text not null check (length(signer_name) between 1 and 200),
  signed_on date not null,
  method text not null check (method in ('screen', 'paper', 'phone')),
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  check ((recipient_as = 'class') = (recipient_id is null)),
  check ((expires_by = 'date') = (expires_on is not null)),
  primary key (agency_id, consent_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('consent', 'chart', 'append');
create index on live.consent (agency_id, client_id);
create index on live.consent (agency_id, recipient_id, client_id);

create table live.consent_record (
  agency_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  record text not null,
  primary key (agency_id, consent_id, record),
  foreign key (agency_id, consent_id) references live.consent (agency_id, consent_id)
);
select house.protect('consent_record', 'chart', 'append');

-- What ends or bounds a consent: taken back, replaced, its event has come, found to be false.
create table live.consent_end (
  agency_id uuid not null,
  consent_end_id uuid not null,
  consent_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('revoked', 'superseded', 'event', 'known_false')),
  at timestamptz not null,
  on_day date not null,
  by_kind text not null check (by_kind in ('staff', 'client')),
  by_id uuid not null,
  words text not null default '',
  primary key (agency_id, consent_end_id),
  foreign key (agency_id, consent_id) references live.consent (agency_id, consent_id)
);
select house.protect('consent_end', 'chart', 'append');
create index on live.consent_end (agency_id, consent_id);
create unique index once_each on live.consent_end (agency_id, consent_id, kind);

-- A lawful exception with what the law wants written at once (privacy.md, section 6). It holds on its own day only.
create table live.disclosure_exception (
  agency_id uuid not null,
  exception_id uuid not null,
  client_id uuid not null,
  code text not null,
  elements jsonb not null,
  recipient_id uuid not null,
  purpose text not null,
  records text[] not null,
  on_day date not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, exception_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('disclosure_exception', 'chart', 'append');
create index on live.disclosure_exception (agency_id, client_id);

create table live.acknowledgement (
  agency_id uuid not null,
  acknowledgement_id uuid not null,
  client_id uuid not null,
  kind text not null,
  version text not null,
  language text not null default 'en',
  signed_text text not null,
  signed_hash text not null check (length(signed_hash) = 64),
  mark text,
  signer text not null,
  signer_name text not null,
  method text not null check (method in ('screen', 'paper', 'phone')),
  declined_reason text not null default '',
  signed_at timestamptz not null,
  recorded_by uuid not null,
  primary key (agency_id, acknowledgement_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('acknowledgement', 'chart', 'append');
create index on live.acknowledgement (agency_id, client_id);

-- Every release: to whom, what, why, on what it stood, with which notice (2.25, 2.32).
create table live.disclosure (
  agency_id uuid not null,
  disclosure_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  recipient_id uuid not null,
  recipient_name text not null,
  recipient_address text not null default '',
  records text[] not null,
  purpose text not null,
  consent_ids uuid[] not null default '{}',
  exception_id uuid,
  channel text not null,
  notice text not null,
  scope text not null default '',
  content_hash text not null,
  through_ehr boolean not null default true,
  made_by uuid not null,
  check (cardinality(consent_ids) > 0 or exception_id is not null),
  primary key (agency_id, disclosure_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, exception_id) references live.disclosure_exception (agency_id, exception_id)
);
select house.protect('disclosure', 'chart', 'append');
create index on live.disclosure (agency_id, client_id, at);

-- The disclosure role. It sees a consent only while it holds, for this recipient and this purpose.
grant select on live.party, live.consent, live.consent_record, live.consent_end, live.disclosure_exception,
  live.disclosure to disclosure;
grant insert on live.disclosure to disclosure;

create policy outward on live.party for select to disclosure using (party_id = current_setting('app.recipient')::uuid);
create policy outward on live.consent_end for select to disclosure using (client_id = current_setting('app.chart')::uuid);
create policy outward on live.consent for select to disclosure using (
  client_id = current_setting('app.chart')::uuid
  and signed_on <= current_setting('app.today')::date
  and (expires_on is null or expires_on >= current_setting('app.today')::date)
  and (purpose = current_setting('app.purpose')
    or (purpose = 'tpo' and current_setting('app.purpose') in ('treatment', 'payment')))
  and case recipient_as
    when 'class' then exists (select from live.party p where p.agency_id = consent.agency_id
      and p.party_id = current_setting('app.recipient')::uuid and p.classes && consent.recipient_classes)
    else recipient_id = current_setting('app.recipient')::uuid end
  and not exists (select from live.consent_end e where e.agency_id = consent.agency_id and e.consent_id = consent.consent_id
    and (e.kind in ('revoked', 'superseded', 'known_false')
      or (e.kind = 'event' and consent.expires_by = 'event' and e.on_day < current_setting('app.today')::date))));
create policy outward on live.consent_record for select to disclosure using (
  client_id = current_setting('app.chart')::uuid
  and exists (select from live.consent k where k.agency_id = consent_record.agency_id and k.consent_id = consent_record.consent_id));
create policy outward on live.disclosure_exception for select to disclosure using (
  client_id = current_setting('app.chart')::uuid
  and recipient_id = current_setting('app.recipient')::uuid
  and purpose = current_setting('app.purpose')
  and on_day = current_setting('app.today')::date);
create policy outward_look on live.disclosure for select to disclosure using (
  client_id = current_setting('app.chart')::uuid and recipient_id = current_setting('app.recipient')::uuid);
-- a release is written for this recipient, and only on consents and exceptions that this role can see, so that hold
create policy outward on live.disclosure for insert to disclosure with check (
  client_id = current_setting('app.chart')::uuid
  and recipient_id = current_setting('app.recipient')::uuid
  and purpose = current_setting('app.purpose')
  and made_by = current_setting('app.actor')::uuid
  and (exception_id is null or exists (select from live.disclosure_exception x
    where x.agency_id = disclosure.agency_id and x.exception_id = disclosure.exception_id))
  and not exists (select from unnest(consent_ids) u where not exists (select from live.consent k
    where k.agency_id = disclosure.agency_id and k.consent_id = u)));

/*
 * Lets the rows of a table leave, where a consent in force (or a recorded exception) names this kind of record.
 * Call it after house.protect, in the migration of the table. `which` are the columns that may leave; null: all.
 */
create function house.disclosable(t text, record text, which text default null) returns void language plpgsql as $$
begin
  execute format($p$create policy outward on live.%1$I for select to disclosure using (
    client_id = current_setting('app.chart')::uuid
    and (exists (select from live.consent_record r where r.agency_id = %1$I.agency_id and r.client_id = %1$I.client_id
        and (%2$L is null or r.record = %2$L))
      or exists (select from live.disclosure_exception x where x.agency_id = %1$I.agency_id
        and x.client_id = %1$I.client_id and (%2$L is null or %2$L = any (x.records)))))$p$, t, record);
  execute format('grant select %2$s on live.%1$I to disclosure', t, case when which is null then '' else format('(%s)', which) end);
end $$;

-- whoever may receive anything of a person receives whose it is
select house.disclosable('client', null, 'agency_id, client_id, legal_name, call_them, initials, born_on');
select house.disclosable('episode', 'presence', 'agency_id, episode_id, client_id, admitted_at, level_of_care, adolescent, ended_at');
