-- What shoppers did, as Kafka told it. These rows are no projection of the event store: they can be
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

-- Popularity by views: the binary logarithm of a sum that never needs to be aged.
create table product_view (
    product_id text             not null,
    popularity double precision not null,
    views      bigint           not null,
    constraint product_view_pkey primary key (product_id)
);
