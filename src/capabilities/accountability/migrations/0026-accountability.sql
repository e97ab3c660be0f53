-- Accountability: dated policies, decisions by people, the client's side, appeals; a removal only with all that PR-94
-- and the ladder ask. The database refuses the same as the rules do, whatever statement tries.

create table live.accountability_policy (
  agency_id uuid not null references live.agency (agency_id),
  policy_id uuid not null,
  effective_from date not null,
  body jsonb not null,
  adopted_at timestamptz not null,
  adopted_by uuid not null,
  primary key (agency_id, policy_id),
  unique (agency_id, effective_from)
);
select house.protect('accountability_policy', 'agency', 'append');

-- something that touched somebody's safety in the program
create table live.safety_event (
  agency_id uuid not null,
  safety_event_id uuid not null,
  client_id uuid not null,
  kind text not null check (kind in ('threat', 'violence', 'weapon', 'selling', 'privacy')),
  at timestamptz not null,
  what text not null check (length(btrim(what)) between 1 and 2000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (agency_id, safety_event_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.safety_event (agency_id, client_id);
select house.protect('safety_event', 'chart', 'append');

create table live.hearing (
  agency_id uuid not null,
  hearing_id uuid not null,
  client_id uuid not null,
  event_key text not null check (length(event_key) <= 80),
  how text not null check (how in ('said', 'chose_silence', 'not_reached')),
  words text not null default '' check (length(words) <= 2000),
  by_id uuid not null,
  by_client boolean not null,
  at timestamptz not null,
  primary key (agency_id, hearing_id),
  constraint sw_needs_their_words check (how <> 'said' or length(btrim(words)) > 0),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.hearing (agency_id, client_id);
select house.protect('hearing', 'chart', 'append');

-- one event, one decision, at most one step
create table live.response_decision (
  agency_id uuid not null,
  decision_id uuid not null,
  client_id uuid not null,
  event_key text not null check (length(event_key) <= 80),
  event_on date not null,
  policy_id uuid not null,
  proposed_rung smallint not null check (proposed_rung >= 0),
  rung smallint not null check (rung >= 0),
  notice boolean not null,
  support boolean not null,
  reason text,
  plan text not null check (length(btrim(plan)) > 0),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, decision_id),
  unique (agency_id, client_id, event_key),
  constraint sw_reason_needed check (rung = proposed_rung or length(btrim(reason)) > 0),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, policy_id) references live.accountability_policy (agency_id, policy_id)
);
select house.protect('response_decision', 'chart', 'append');
create function live.response_heard() returns trigger language plpgsql as $$
begin
  if new.notice and new.rung > 0 and not exists (select from live.hearing h where h.agency_id = new.agency_id
      and h.client_id = new.client_id and h.event_key = new.event_key and h.at <= new.decided_at) then
    raise exception 'hear-the-client-first: A written notice comes after the client’s side has been heard.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger heard before insert on live.response_decision for each row execute function live.response_heard();

-- an appeal against a decision or a removal (`decision_id` is either's id)
create table live.appeal (
  agency_id uuid not null,
  appeal_id uuid not null,
  client_id uuid not null,
  decision_id uuid not null,
  words text not null check (length(btrim(words)) between 1 and 2000),
  by_id uuid not null,
  by_client boolean not null,
  at timestamptz not null,
  primary key (agency_id, appeal_id),
  unique (agency_id, decision_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.appeal (agency_id, client_id);
select house.protect('appeal', 'chart', 'append');

create table live.team_review (
  agency_id uuid not null,
  team_review_id uuid not null,
  client_id uuid not null,
  at timestamptz not null,
  attendees uuid[] not null,
  findings text not null check (length(btrim(findings)) > 0),
  offered_level text not null check (length(btrim(offered_level)) > 0),
  client_answer text not null check (client_answer in ('accepted', 'declined_all', 'thinking', 'not_reached')),
  recorded_by uuid not null,
  primary key (agency_id, team_review_id),
  unique (agency_id, team_review_id, client_id),
  constraint sw_review_by_two check (cardinality(attendees) >= 2),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id)
);
create index on live.team_review (agency_id, client_id);
select house.protect('team_review', 'chart', 'append');

create table live.removal (
  agency_id uuid not null,
  removal_id uuid not null,
  client_id uuid not null,
  episode_id uuid not null,
  ground text not null check (ground in ('further_event', 'declined_all', 'immediate_safety')),
  event_key text,
  reasons text not null check (length(btrim(reasons)) > 0),
  decided_on date not null,
  effective_on date not null,
  team_review_id uuid not null,
  appeal_route text not null check (length(btrim(appeal_route)) > 0),
  transfer_offer text not null check (length(btrim(transfer_offer)) > 0),
  reentry text not null check (length(btrim(reentry)) > 0),
  opioid boolean not null,
  naloxone text check (naloxone in ('has', 'given', 'declined')),
  takes_moud boolean not null,
  moud_bridge text,
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, removal_id),
  unique (agency_id, episode_id),
  constraint sw_naloxone_missing check (not opioid or naloxone is not null),
  constraint sw_medication_not_bridged check (not takes_moud or length(btrim(moud_bridge)) > 0),
  foreign key (agency_id, episode_id) references live.episode (agency_id, episode_id),
  foreign key (agency_id, client_id) references live.client (agency_id, client_id),
  foreign key (agency_id, team_review_id, client_id) references live.team_review (agency_id, team_review_id, client_id)
);
create index on live.removal (agency_id, client_id);
select house.protect('removal', 'chart', 'append');

create table live.appeal_decision (
  agency_id uuid not null,
  appeal_decision_id uuid not null,
  appeal_id uuid not null,
  client_id uuid not null,
  outcome text not null check (outcome in ('upheld', 'changed', 'reversed')),
  rung smallint check (rung >= 0),
  reason text not null check (length(btrim(reason)) between 1 and 2000),
  decided_by uuid not null,
  decided_at timestamptz not null,
  primary key (agency_id, appeal_decision_id),
  unique (agency_id, appeal_id),
  constraint sw_step_needed check (outcome <> 'changed' or rung is not null),
  foreign key (agency_id, appeal_id) references live.appeal (agency_id, appeal_id)
);
create index on live.appeal_decision (agency_id, client_id);
select house.protect('appeal_decision', 'chart', 'append');
create function live.appeal_by_another() returns trigger language plpgsql as $$
begin
  if exists (select from live.appeal a join live.response_decision d on d.agency_id = a.agency_id and d.decision_id = a.decision_id
        where a.agency_id = new.agency_id and a.appeal_id = new.appeal_id and d.decided_by = new.decided_by)
      or exists (select from live.appeal a join live.removal r on r.agency_id = a.agency_id and r.removal_id = a.decision_id
        join live.team_review t on t.agency_id = r.agency_id and t.team_review_id = r.team_review_id
        where a.agency_id = new.agency_id and a.appeal_id = new.appeal_id and (r.decided_by = new.decided_by or new.decided_by = any (t.attendees))) then
    raise exception 'same-person: Somebody who had no part in the decision answers an appeal.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger by_another before insert on live.appeal_decision for each row execute function live.appeal_by_another();

-- the step a decision stands at after any appeal
create view live.standing_response with (security_invoker) as
  select d.agency_id, d.client_id, d.decision_id, d.event_key, d.notice, d.support, d.decided_at,
    case x.outcome when 'reversed' then 0 when 'changed' then least(x.rung, d.rung) else d.rung end as rung
  from live.response_decision d
    left join live.appeal a on a.agency_id = d.agency_id and a.decision_id = d.decision_id
    left join live.appeal_decision x on x.agency_id = a.agency_id and x.appeal_id = a.appeal_id;
grant select on live.standing_response to app;

create function live.removal_is_due_process() returns trigger language plpgsql as $$
begin
  if new.ground <> 'immediate_safety' then
    if not exists (select from live.standing_response s where s.agency_id = new.agency_id and s.client_id = new.client_id and s.notice and s.rung > 0) then
      raise exception 'no-earlier-warning: No written notice stands yet. A removal never comes first.' using errcode = 'SW100';
    end if;
    if not exists (select from live.standing_response s where s.agency_id = new.agency_id and s.client_id = new.client_id and s.support and s.rung > 0) then
      raise exception 'no-support-step: No step of support stands yet. A removal never comes first.' using errcode = 'SW100';
    end if;
    if (select count(*) from generate_series(new.decided_on + 1, new.effective_on, interval '1 day') d where extract(isodow from d) < 6) < 5 then
      raise exception 'notice-too-short: A removal is announced at least 5 business days ahead.' using errcode = 'SW100';
    end if;
  end if;
  if not exists (select from live.team_review t where t.agency_id = new.agency_id and t.team_review_id = new.team_review_id and t.at <= new.decided_at) then
    raise exception 'no-team-review: Record the team review, with who was there, first.' using errcode = 'SW100';
  end if;
  return new;
end $$;
create trigger due_process before insert on live.removal for each row execute function live.removal_is_due_process();
