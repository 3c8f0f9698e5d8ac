-- What a client asked for with an Idempotency-Key. The seed of the identifiers that the request creates is here before
-- anything is dispatched, so that a repetition after a crash meets the same aggregates.
create table idempotent_request (
    id          bytea       not null, -- SHA-256 of caller, route and key
    body_sha256 bytea       not null,
    seed        uuid        not null,
    status      smallint,
    headers     jsonb,
    body        text,                 -- sealed for the caller
    created_at  timestamptz not null default now(),
    constraint idempotent_request_pkey primary key (id)
);
create index idempotent_request_created_at_idx on idempotent_request using brin (created_at);
