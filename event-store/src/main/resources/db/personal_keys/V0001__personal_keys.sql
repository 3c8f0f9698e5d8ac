-- One key a person. Destroying it is what erases the person, from the events too; the row stays so that no new key is made.
create table personal_key (
    subject    varchar(255) not null,
    key        bytea,
    created_at timestamptz  not null default now(),
    constraint personal_key_pkey primary key (subject)
);
create index personal_key_erased_idx on personal_key (subject) where key is null;

-- Who buys again: the first customer who came with an e-mail address, of which a keyed hash is kept.
create table buyer (
    email_hash  text         not null primary key,
    customer_id varchar(255) not null
);

-- The guests who bought with it, so that erasing one of them reaches the hash, and an account that has the address reaches their orders.
create table buyer_customer (
    customer_id varchar(255) not null,
    email_hash  text         not null references buyer (email_hash) on delete cascade,
    constraint buyer_customer_pkey primary key (customer_id, email_hash)
);
create index on buyer_customer (email_hash);

-- As whom an account counts for coupons, whatever its address becomes.
create table account_buyer (
    customer_id varchar(255) not null primary key,
    buyer_id    varchar(255) not null
);

-- Whose orders an account took over when it had verified the guest's address.
create table taken_over_guest (
    guest_id    varchar(255) not null primary key,
    customer_id varchar(255) not null
);
create index on taken_over_guest (customer_id);
