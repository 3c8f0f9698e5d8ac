-- The number of each confirmed order's invoice: 1, 2, 3 in the order of the confirmations, without a gap.
create table invoice (
    number    bigint primary key,
    order_id  text not null unique,
    issued_at timestamptz not null
);
