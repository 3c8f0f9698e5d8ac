-- Of each SKU, not before when a promise can end by itself; fed by events, see ExpiryCalendar.
create table stock_expiry (
    sku    varchar(64) not null,
    due_at timestamptz not null,
    constraint stock_expiry_pkey primary key (sku)
);
create index stock_expiry_due_at_idx on stock_expiry (due_at);
