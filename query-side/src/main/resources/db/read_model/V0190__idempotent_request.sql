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
