-- Which generations of each projection there are, how far they have come, and what they could not handle.
-- The rows of a generation live in a schema of its own, which the projection makes and drops.

create table projection_generation (
    projection        text        not null,
    generation        integer     not null,
    state             text        not null,
    revision          integer     not null default 0, -- counts what staff can see change: their requests name it
    created_at        timestamptz not null default now(),
    events_at_start   bigint      not null,
    paused            boolean     not null default false,
    events_per_second integer,    -- read of the store at most
    stop_at           bigint,     -- the last event that any node gives it, while two generations are brought to one position
    stop_until        timestamptz,
    prepared_at       timestamptz,
    live_since        timestamptz,
    retired_at        timestamptz,
    dropped_at        timestamptz,
    removed_at        timestamptz,
    constraint projection_generation_pkey primary key (projection, generation),
    constraint projection_generation_state_check check (state in ('building', 'live', 'retired', 'dropped'))
);
create unique index projection_generation_live_key on projection_generation (projection) where state = 'live';
create unique index projection_generation_building_key on projection_generation (projection) where state = 'building';

-- How a rebuilt generation compares with the live one at the same position; of one that was removed, without examples.
create table projection_comparison (
    projection  text        not null,
    generation  integer     not null,
    verdict     text        not null,
    compared_with integer   not null,
    position    bigint,
    compared_at timestamptz not null default now(),
    failure     text,
    tables      jsonb       not null,
    decided_by  text,
    decided_at  timestamptz,
    reason      text,
    constraint projection_comparison_pkey primary key (projection, generation),
    constraint projection_comparison_generation_fkey foreign key (projection, generation) references projection_generation,
    constraint projection_comparison_verdict_check check (verdict in ('equal', 'different', 'failed', 'accepted', 'refused'))
);

-- Objects whose rows in a live generation do not follow from their events.
create table projection_drift (
    projection text        not null,
    object_id  text        not null,
    generation integer     not null,
    tables     jsonb       not null,
    found_at   timestamptz not null default now(),
    checked_at timestamptz not null default now(),
    constraint projection_drift_pkey primary key (projection, object_id)
);

-- The last time that some objects of a projection were compared with their events.
create table projection_drift_check (
    projection text        not null,
    generation integer     not null,
    position   bigint      not null,
    checked_at timestamptz not null default now(),
    checked    integer     not null,
    skipped    integer     not null,
    constraint projection_drift_check_pkey primary key (projection)
);

create table token_entry (
    processor_name varchar(255) not null,
    segment        integer      not null,
    token          bytea,
    token_type     varchar(255),
    timestamp      varchar(255) not null,
    owner          varchar(255),
    constraint token_entry_pkey primary key (processor_name, segment)
) with (fillfactor = 50);

-- In which store the events are that these positions belong to; see the table of the same name in the event store's database.
create table event_log (
    only_row boolean     not null default true,
    kind     varchar(32) not null,
    constraint event_log_pkey primary key (only_row),
    constraint event_log_only_row_check check (only_row)
);

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

-- Of those, the ones that staff gave up for good.
create table skipped_event (
    id             varchar(255) not null,
    processor      varchar(255) not null,
    sequence       varchar(255) not null,
    sequence_index bigint       not null,
    event_type     varchar(255) not null,
    event_id       varchar(255) not null,
    aggregate_id   varchar(255),
    parked_at      timestamptz  not null,
    last_tried_at  timestamptz,
    cause_type     varchar(255),
    cause_message  varchar(1023),
    skipped_by     text         not null,
    skipped_at     timestamptz  not null default now(),
    skip_reason    text         not null,
    constraint skipped_event_pkey primary key (id)
);

-- Payloads that staff gave a reader in the place of those that it could not handle. Every replay of the reader applies them.
create table corrected_event (
    correction_id  uuid         not null,
    id             varchar(255) not null,
    reader         varchar(255) not null, -- a process, or a projection in all its generations
    processor      varchar(255) not null,
    sequence       varchar(255) not null,
    sequence_index bigint       not null,
    event_type     varchar(255) not null,
    event_id       varchar(255) not null,
    aggregate_id   varchar(255),
    parked_at      timestamptz  not null,
    last_tried_at  timestamptz,
    cause_type     varchar(255),
    cause_message  varchar(1023),
    payload        text         not null, -- as stored: personal values are sealed
    corrected_by   text         not null,
    corrected_at   timestamptz  not null default now(),
    reason         text         not null,
    constraint corrected_event_pkey primary key (correction_id)
);

-- What shoppers did, as Kafka delivered it. These rows are no projection of the event store: they can be
-- filled again only from the topics, for as long as those keep them.

create table behaviour_event (
    event_id    uuid        not null,
    type        text        not null,
    visitor     text        not null,
    product_id  text,
    occurred_at timestamptz not null,
    received_at timestamptz not null default now(),
    body        jsonb       not null,
    constraint behaviour_event_pkey primary key (event_id)
);
create index behaviour_event_received_at_idx on behaviour_event using brin (received_at);
create index behaviour_event_search_idx on behaviour_event (received_at) where type = 'search-events';

-- Popularity by views: the binary logarithm of a sum that never needs to be aged.
create table product_view (
    product_id text             not null,
    popularity double precision not null,
    views      bigint           not null,
    constraint product_view_pkey primary key (product_id)
);

-- What staff and browsers asked the query side for with an Idempotency-Key; the same table as the command side's in the event
-- store, to which the query side does not write.
create table idempotent_request (
    id          bytea       not null, -- SHA-256 of caller, route and key
    body_sha256 bytea       not null,
    seed        uuid        not null,
    runner      bigint,
    status      smallint,
    position    bigint,
    answer      text,
    created_at  timestamptz not null default now(),
    constraint idempotent_request_pkey primary key (id)
) with (fillfactor = 50);
create index idempotent_request_created_at_idx on idempotent_request using brin (created_at);

-- What staff asked the query side to change: rebuilds, dead letters. The same table as the command side's in the event store, to
-- which the query side does not write. It cannot be made again from events.
create table staff_request (
    request_no bigint      not null generated always as identity,
    at         timestamptz not null default now(),
    actor      text        not null,
    on_behalf_of text,               -- the customer for whom the actor asked
    method     text        not null,
    path       text        not null,
    request_id text        not null, -- also in the metadata of the events that followed
    origin     text        not null, -- address and user agent
    status     smallint,             -- of the answer; absent while it is worked on, or when the process ended before
    constraint staff_request_pkey primary key (request_no)
);
create index staff_request_at_idx on staff_request (at);
