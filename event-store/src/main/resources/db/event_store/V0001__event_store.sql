-- The permanent record. It only ever grows: no statement of ours updates or deletes an event.

create sequence domain_event_entry_global_index_seq as bigint increment by 1 cache 1;

create table domain_event_entry (
    transaction_id       xid8         not null default pg_current_xact_id(),
    -- The transaction's id is taken before the index is drawn: a reader that reads the sequence first and the running
    -- transactions second then knows every transaction that can still write an index up to the one it read.
    global_index         bigint       not null default nextval(
        case when pg_current_xact_id() is null then null else 'domain_event_entry_global_index_seq'::regclass end),
    aggregate_identifier varchar(255) not null,
    sequence_number      bigint       not null,
    type                 varchar(255),
    event_identifier     varchar(255) not null,
    time_stamp           timestamptz  not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    constraint domain_event_entry_pkey primary key (global_index),
    constraint domain_event_entry_aggregate_key unique (aggregate_identifier, sequence_number),
    constraint domain_event_entry_event_identifier_key unique (event_identifier)
);
alter sequence domain_event_entry_global_index_seq owned by domain_event_entry.global_index;
create index domain_event_entry_time_stamp_idx on domain_event_entry using brin (time_stamp);

create table snapshot_event_entry (
    aggregate_identifier varchar(255) not null,
    sequence_number      bigint       not null,
    type                 varchar(255) not null,
    event_identifier     varchar(255) not null,
    time_stamp           timestamptz  not null,
    payload_type         varchar(255) not null,
    payload_revision     varchar(255),
    payload              bytea        not null,
    meta_data            bytea,
    constraint snapshot_event_entry_pkey primary key (aggregate_identifier, sequence_number, type),
    constraint snapshot_event_entry_event_identifier_key unique (event_identifier)
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

-- In which log the events are whose positions this database keeps: in which store, with which first event, and how many positions
-- precede that one (a log that was copied to Axon Server may have had gaps). A position means nothing in another log.
create table event_log (
    only_row         boolean     not null default true,
    kind             varchar(32) not null,
    first_event      varchar(255),
    positions_before bigint      not null default 0,
    constraint event_log_pkey primary key (only_row),
    constraint event_log_only_row_check check (only_row)
);

-- Events that a processor could not handle, and those that wait behind one.

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

-- Which sequences of a batch were handled before the processor's token moved past the batch.
create table handled_ahead (
    processor varchar(255) not null,
    sequence  varchar(255) not null,
    position  bigint       not null, -- in the log of events, of the last one that was handled
    constraint handled_ahead_pkey primary key (processor, sequence)
);

create table saga_entry (
    saga_id         varchar(255) not null,
    saga_type       varchar(255),
    revision        varchar(255),
    serialized_saga bytea,
    started_at      timestamptz  not null default now(),
    version         bigint       not null default 0, -- counts the writes, so that no node writes an older state back
    constraint saga_entry_pkey primary key (saga_id)
);
create index saga_entry_started_at_idx on saga_entry (started_at);

create table association_value_entry (
    id                bigint       not null generated always as identity,
    association_key   varchar(255) not null,
    association_value varchar(255),
    saga_id           varchar(255) not null,
    saga_type         varchar(255),
    constraint association_value_entry_pkey primary key (id)
);
create index association_value_entry_key_idx on association_value_entry (association_key, association_value);
create index association_value_entry_saga_idx on association_value_entry (saga_id, saga_type);

create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    constraint scheduled_tasks_pkey primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time_idx on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat_idx on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority_execution_time_idx on scheduled_tasks (priority desc, execution_time asc);

-- What a client asked for with an Idempotency-Key. The seed of the identifiers that the request creates is here before
-- anything is dispatched, so that a repetition after a crash meets the same aggregates. The whole answer is sealed, its
-- headers too: one of them may be a cart token. `runner` is the process that works on the request; it holds an advisory
-- lock of this number for as long as it lives. The fillfactor leaves room for the answer beside the request.
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

-- Everything staff asked to be changed, also what leads to no event. It only ever grows.
create table staff_request (
    request_no bigint      not null generated always as identity,
    at         timestamptz not null default now(),
    actor      text        not null,
    on_behalf_of text,               -- the customer for whom the actor asked
    method     text        not null,
    path       text        not null,
    request_id text        not null, -- also in the metadata of the events that followed
    origin     text        not null, -- address and user agent, sealed
    status     smallint,             -- of the answer; absent while it is worked on, or when the process ended before
    constraint staff_request_pkey primary key (request_no)
);
create index staff_request_at_idx on staff_request (at);
create index staff_request_request_id_idx on staff_request (request_id);

-- How much is left to each client, where several nodes count together; bucket4j's form. Not logged: a crash forgets it.
create unlogged table rate_limit (
    id         varchar(200) not null, -- group of routes and network address
    state      bytea,
    expires_at bigint,
    constraint rate_limit_pkey primary key (id)
);
create index rate_limit_expires_at_idx on rate_limit (expires_at);
