-- Everything that is done outside, with its cause, before it is tried. A row whose turn has come is claimed by moving its
-- turn to when the claim lapses, so that after a crash it comes again by itself.
create table effect (
    effect_no      bigint      not null generated always as identity,
    effect_id      text        not null,
    kind           text        not null,
    target         text        not null, -- who is asked, for example a payment provider
    guarantee      text        not null,
    subject        text        not null, -- the aggregate it is for
    in_order       boolean     not null, -- waits for earlier ones of its subject
    key            text        not null, -- by which the target knows a repetition
    round          integer     not null default 0, -- grows when staff ask again for what was certainly not done
    details        text        not null, -- JSON, as the kind reads it
    cause_event_id text        not null,
    correlation_id text,
    cause          text        not null, -- JSON, what commands sent on its behalf say of their cause
    state          text        not null default 'DUE',
    attempts       integer     not null default 0,
    in_doubt       boolean     not null default false, -- an attempt began of which nobody knows the end
    due_at         timestamptz not null,
    error          text,
    outcome        text,
    decided_by     text,
    recorded_at    timestamptz not null,
    ended_at       timestamptz,
    constraint effect_pkey primary key (effect_no),
    constraint effect_id_key unique (effect_id),
    constraint effect_state_check check (state in ('DUE', 'DONE', 'PARKED', 'GIVEN_UP'))
);
create index effect_due_idx on effect (target, due_at) where state = 'DUE';
create index effect_parked_idx on effect (key) where state = 'PARKED';
create index effect_subject_idx on effect (subject);
create index effect_ended_at_idx on effect using brin (ended_at);
