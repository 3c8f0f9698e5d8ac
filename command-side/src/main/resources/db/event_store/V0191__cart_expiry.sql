-- Of each cart with something in it, not before when it can expire; fed by events, see CartCalendar.
create table cart_expiry (
    cart_id varchar(64) not null,
    due_at  timestamptz not null,
    constraint cart_expiry_pkey primary key (cart_id)
);
create index cart_expiry_due_at_idx on cart_expiry (due_at);
