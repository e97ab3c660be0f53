-- Sobriety checks. The draw is guarded here as well as in code: a promise before its release, a secret nobody can read
-- before it, no draw without a release, no random test without a draw, and nothing ever changed or removed.

create table live.testing_plan (
  agency_id uuid not null,
  plan_id uuid not null,
  client_id uuid not null,
  effective_from date not null,
  ends_on date,
  tests_per_week double precision not null check (tests_per_week between 0 and 7),
  collection_weekdays smallint[] not null check (cardinality(collection_weekdays) between 1 and 7),
  longest_gap_days smallint not null check (longest_gap_days between 1 and 120),
  matrix text not null check (matrix in ('urine', 'oral_fluid', 'breath')),
  panel text[] not null check (cardinality(panel) > 0),
  place text not null,
  opens_at text not null,
  closes_at text not null,
  exceptions jsonb not null default '[]',
  reason text,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, plan_id),
  -- one plan begins on a day: the roster of a day is never in doubt
  unique (agency_id, client_id, effective_from),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
select house.protect('testing_plan', 'chart', 'append');

-- DT-11: the day's secret is fixed by its hash before the release.
create table live.draw_promise (
  agency_id uuid not null references live.agency (agency_id),
  draw_on date not null,
  algorithm smallint not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  committed_at timestamptz not null,
  releases_at timestamptz not null,
  primary key (agency_id, draw_on),
  constraint sw_promised_before_release check (committed_at < releases_at)
);
select house.protect('draw_promise', 'agency', 'append');

create table live.draw_secret (
  agency_id uuid not null,
  draw_on date not null,
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  primary key (agency_id, draw_on),
  foreign key (agency_id, draw_on) references live.draw_promise (agency_id, draw_on)
);
select house.protect('draw_secret', 'agency', 'append');
-- nobody whom the application serves reads it before its time, whatever statement they find
create policy sealed on live.draw_secret as restrictive for select to app using (exists (
  select from live.draw_promise p where p.agency_id = draw_secret.agency_id and p.draw_on = draw_secret.draw_on
    and p.releases_at <= current_setting('app.now')::timestamptz));
create function live.draw_secret_fits() returns trigger language plpgsql as $$
begin
  if not exists (select from live.draw_promise p where p.agency_id = new.agency_id and p.draw_on = new.draw_on and p.commitment =
      encode(sha256(convert_to(concat_ws(E'\n', 'stepwell-draw/1', new.agency_id::text, new.draw_on::text, new.secret), 'UTF8')), 'hex')) then
    raise exception 'secret-does-not-fit: The secret is not the one that was promised.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger fits before insert on live.draw_secret for each row execute function live.draw_secret_fits();

create table live.draw_release (
  agency_id uuid not null,
  draw_on date not null,
  released_at timestamptz not null,
  -- joins the secret; did not exist before this moment
  release_value text not null check (release_value ~ '^[0-9a-f]{64}$'),
  primary key (agency_id, draw_on),
  foreign key (agency_id, draw_on) references live.draw_promise (agency_id, draw_on)
);
select house.protect('draw_release', 'agency', 'append');
create function live.draw_release_in_time() returns trigger language plpgsql as $$
begin
  if not exists (select from live.draw_promise p where p.agency_id = new.agency_id and p.draw_on = new.draw_on
      and p.committed_at < new.released_at and p.releases_at <= new.released_at) then
    raise exception 'released-before-its-time: A day is released after its promise and its time.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger in_time before insert on live.draw_release for each row execute function live.draw_release_in_time();

create table live.draw (
  agency_id uuid not null,
  draw_on date not null,
  client_id uuid not null,
  plan_id uuid not null,
  odds double precision not null check (odds > 0 and odds <= 1),
  odds_reason text not null check (odds_reason in ('even', 'week', 'gap')),
  score text not null check (score ~ '^[0-9a-f]{64}$'),
  selected boolean not null,
  primary key (agency_id, client_id, draw_on),
  foreign key (agency_id, draw_on) references live.draw_release (agency_id, draw_on),
  foreign key (agency_id, plan_id) references live.testing_plan (agency_id, plan_id),
  -- the first 48 bits of the score as a fraction, against the odds: exact in a double
  constraint sw_outcome_of_score check (selected = ((('x' || substr(score, 1, 12))::bit(48)::bigint)::double precision / 281474976710656 < odds))
);
create index on live.draw (agency_id, draw_on);
select house.protect('draw', 'chart', 'append');

-- a plan never reaches back into a day that has been drawn
create function live.plan_not_drawn_yet() returns trigger language plpgsql as $$
begin
  if exists (select from live.draw_release r where r.agency_id = new.agency_id and r.draw_on >= new.effective_from) then
    raise exception 'already-drawn: That day has been drawn. Begin on a later one.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger not_drawn before insert on live.testing_plan for each row execute function live.plan_not_drawn_yet();

create table live.drug_test (
  agency_id uuid not null,
  test_id uuid not null,
  client_id uuid not null,
  test_on date not null,
  reason text not null check (reason in ('random', 'scheduled', 'cm', 'for_cause', 'intake', 'follow_up')),
  matrix text not null check (matrix in ('urine', 'oral_fluid', 'breath')),
  panel text[] not null check (cardinality(panel) > 0),
  place text not null,
  opens_at text not null,
  closes_at text not null,
  ordered_by uuid,
  ordered_at timestamptz not null,
  why text,
  retest_of uuid,
  primary key (agency_id, test_id),
  unique (agency_id, test_id, client_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, retest_of, client_id) references live.drug_test (agency_id, test_id, client_id),
  constraint sw_reason_missing check (reason <> 'for_cause' or length(btrim(why)) > 0)
);
create unique index one_random_a_day on live.drug_test (agency_id, client_id, test_on) where reason = 'random';
create index on live.drug_test (agency_id, client_id, test_on);
create index on live.drug_test (agency_id, test_on);
select house.protect('drug_test', 'chart', 'append');
create function live.random_was_drawn() returns trigger language plpgsql as $$
begin
  if new.reason = 'random' and not exists (select from live.draw d where d.agency_id = new.agency_id
      and d.client_id = new.client_id and d.draw_on = new.test_on and d.selected) then
    raise exception 'drawn-not-ordered: A random test is drawn; nobody orders one.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger was_drawn before insert on live.drug_test for each row execute function live.random_was_drawn();

-- who asked "do I test today?", when and how
create table live.call_in_check (
  agency_id uuid not null,
  check_id uuid not null,
  client_id uuid not null,
  asked_on date not null,
  at timestamptz not null,
  channel text not null check (channel in ('portal', 'text', 'phone', 'staff')),
  by_id uuid not null,
  primary key (agency_id, check_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.call_in_check (agency_id, client_id, asked_on);
select house.protect('call_in_check', 'chart', 'append');

-- use that the client told of, whenever; before a test it is credited (drug-testing.md §8)
create table live.self_report (
  agency_id uuid not null,
  report_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  analytes text[] not null,
  said text not null check (length(btrim(said)) between 1 and 1000),
  by_id uuid not null,
  primary key (agency_id, report_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.self_report (agency_id, client_id, at);
select house.protect('self_report', 'chart', 'append');

-- DT-20; what is measured stands in columns, the rest of the form beside it
create table live.specimen (
  agency_id uuid not null,
  specimen_id uuid not null,
  test_id uuid not null,
  client_id uuid not null,
  collected_at timestamptz not null,
  collected_by uuid not null,
  matrix text not null,
  observed text not null check (observed in ('none', 'monitored_outside', 'direct')),
  observed_reason text,
  seal_number text,
  form jsonb not null,
  primary key (agency_id, specimen_id),
  unique (agency_id, test_id),
  unique (agency_id, specimen_id, client_id),
  constraint sw_observation_without_reason check (observed <> 'direct' or observed_reason is not null),
  foreign key (agency_id, test_id, client_id) references live.drug_test (agency_id, test_id, client_id)
);
create unique index seal_once on live.specimen (agency_id, seal_number) where seal_number is not null;
select house.protect('specimen', 'chart', 'append');

-- DT-23: each hand-over goes on from whoever holds it, later than the last, and none follows the end
create table live.custody_event (
  agency_id uuid not null,
  specimen_id uuid not null,
  no smallint not null check (no >= 1),
  custody_event_id uuid not null,
  client_id uuid not null,
  from_holder text not null check (from_holder in ('client', 'collector', 'storage', 'courier', 'laboratory', 'disposal')),
  to_holder text not null check (to_holder in ('collector', 'storage', 'courier', 'laboratory', 'disposal')),
  at timestamptz not null,
  purpose text not null,
  condition text not null,
  seal_intact boolean not null,
  recorded_by uuid not null,
  primary key (agency_id, specimen_id, no),
  check (from_holder <> to_holder),
  foreign key (agency_id, specimen_id, client_id) references live.specimen (agency_id, specimen_id, client_id)
);
select house.protect('custody_event', 'chart', 'append');
create function live.custody_goes_on() returns trigger language plpgsql as $$
declare
  last live.custody_event;
begin
  select * into last from live.custody_event c where c.agency_id = new.agency_id and c.specimen_id = new.specimen_id order by c.no desc limit 1;
  if last is null then
    if new.no <> 1 or new.from_holder <> 'client' then
      raise exception 'starts-elsewhere: Custody begins with the client giving the specimen.' using errcode = 'SW100';
    end if;
  elsif last.to_holder in ('laboratory', 'disposal') then
    raise exception 'already-ended: Nothing follows the laboratory or disposal.' using errcode = 'SW100';
  elsif new.no <> last.no + 1 or new.from_holder <> last.to_holder then
    raise exception 'gap-in-custody: Somebody else holds it. Write that hand-over first.' using errcode = 'SW100';
  elsif new.at <= last.at then
    raise exception 'overlap-in-custody: This must be later than the hand-over before it.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger goes_on before insert on live.custody_event for each row execute function live.custody_goes_on();

-- what else becomes of a test, in the order it happened; of most kinds there is one
create table live.test_fact (
  agency_id uuid not null,
  fact_id uuid not null,
  test_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('refused', 'unable_to_provide', 'invalid_device', 'cancelled_by_program', 'cannot_come', 'excuse',
    'result', 'confirmation', 'definitive', 'review')),
  at timestamptz not null,
  by_id uuid not null,
  fact jsonb not null,
  primary key (agency_id, fact_id),
  foreign key (agency_id, test_id, client_id) references live.drug_test (agency_id, test_id, client_id)
);
create index on live.test_fact (agency_id, test_id, at);
create unique index one_of_a_kind on live.test_fact (agency_id, test_id, kind) where kind in ('excuse', 'result', 'confirmation', 'definitive');
select house.protect('test_fact', 'chart', 'append');
create function live.test_fact_in_order() returns trigger language plpgsql as $$
declare
  needs text := case new.kind when 'confirmation' then 'result' when 'definitive' then 'confirmation' end;
begin
  if new.kind = 'result' and not exists (select from live.specimen s where s.agency_id = new.agency_id and s.test_id = new.test_id) then
    raise exception 'nothing-collected: Record the collection first.' using errcode = 'SW100';
  end if;
  if needs is not null and not exists (select from live.test_fact f where f.agency_id = new.agency_id and f.test_id = new.test_id and f.kind = needs) then
    raise exception 'not-yet: Record the % first.', needs using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger in_order before insert on live.test_fact for each row execute function live.test_fact_in_order();
