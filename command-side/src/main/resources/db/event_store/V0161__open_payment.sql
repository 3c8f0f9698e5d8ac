-- Payments and refunds whose end is not known, fed by events; who is asked about them and when. Can be made again.
create table open_payment (
    item         text        not null, -- payment-… or refund-…
    payment_id   text        not null,
    provider     text        not null,
    amount_minor bigint      not null,
    currency     text        not null,
    opened_at    timestamptz not null,
    look_at      timestamptz not null,
    looks        integer     not null default 0,
    constraint open_payment_pkey primary key (item)
);
create index open_payment_look_at_idx on open_payment (look_at);
create index open_payment_payment_id_idx on open_payment (payment_id);
