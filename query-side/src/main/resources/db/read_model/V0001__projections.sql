-- Which generations of each projection there are, how far they have come, and what they could not handle.
-- The rows of a generation live in a schema of its own, which the projection makes and drops.

create table projection_generation (
    projection      text        not null,
    generation      integer     not null,
    state           text        not null,
    created_at      timestamptz not null default now(),
    events_at_start bigint      not null,
    prepared_at     timestamptz,
    live_since      timestamptz,
    retired_at      timestamptz,
    dropped_at      timestamptz,
    removed_at      timestamptz,
    constraint projection_generation_pkey primary key (projection, generation),
    constraint projection_generation_state_check check (state in ('building', 'live', 'retired', 'dropped'))
);
create unique index projection_generation_live_key on projection_generation (projection) where state = 'live';
create unique index projection_generation_building_key on projection_generation (projection) where state = 'building';

create table token_entry (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255) not null,
    owner          varchar(255),
    constraint token_entry_pkey primary key (processor_name, segment)
) with (fillfactor = 50);

create table dead_letter_entry (
    dead_letter_id       varchar(255) not null,
    processing_group     varchar(255) not null,
    sequence_identifier  varchar(255) not null,
    sequence_index       bigint       not null,
    message_type         varchar(255) not null,
    event_identifier     varchar(255) not null,
    time_stamp           varchar(255) not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    type                 varchar(255),
    aggregate_identifier varchar(255),
    sequence_number      bigint,
    token_type           varchar(255),
    token                bytea,
    enqueued_at          varchar(255) not null, -- Axon writes and compares times as text
    last_touched         varchar(255),
    processing_started   varchar(255),
    cause_type           varchar(255),
    cause_message        varchar(1023),
    diagnostics          bytea,
    constraint dead_letter_entry_pkey primary key (dead_letter_id),
    constraint dead_letter_entry_sequence_key unique (processing_group, sequence_identifier, sequence_index)
);
