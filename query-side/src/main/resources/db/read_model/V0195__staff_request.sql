-- What staff asked the query side to change: rebuilds, dead letters. The same table as the command side's in the event store, to
-- which the query side does not write. It cannot be made again from events.
create table staff_request (
    request_no bigint      not null generated always as identity,
    at         timestamptz not null default now(),
    actor      text        not null,
    method     text        not null,
    path       text        not null,
    request_id text        not null, -- also in the metadata of the events that followed
    origin     text        not null, -- address and user agent
    status     smallint,             -- of the answer; absent while it is worked on, or when the process ended before
    constraint staff_request_pkey primary key (request_no)
);
create index staff_request_at_idx on staff_request (at);
