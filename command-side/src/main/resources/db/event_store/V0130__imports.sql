-- Files that staff handed in to be taken in, and how far each has come. What was taken and how far it came are committed
-- together, so that an import goes on after any interruption without doubling.
create table import_run (
    import_id      text        not null, -- kind and SHA-256 of the content: the same file is the same import
    kind           text        not null,
    state          text        not null,
    phase          text        not null,
    position       bigint      not null, -- last unit of the phase that was finished
    lines          bigint      not null, -- line breaks in the file: about the number of its rows
    rows_read      bigint      not null,
    rows_taken     bigint      not null,
    rows_reported  bigint      not null,
    failure        text,
    requested_by   text        not null,
    started_at     timestamptz not null,
    finished_at    timestamptz,
    constraint import_run_pkey primary key (import_id)
);
create unique index import_run_one_a_kind on import_run (kind) where state = 'RUNNING';

create table import_reported_row (
    import_id  text   not null references import_run,
    row_number bigint not null,
    reason     text   not null,
    detail     text,
    content    text   not null,
    constraint import_reported_row_pkey primary key (import_id, row_number)
);

-- Rows of a file of past orders while it is taken in; gone when it is finished.
create table import_order_row (
    import_id    text      not null,
    invoice      text      not null,
    row_number   bigint    not null,
    stock_code   text      not null,
    sku          text      not null,
    description  text      not null,
    quantity     integer   not null,
    invoice_date timestamp not null, -- local time of the shop
    unit_price   numeric   not null, -- with the digits it was written with
    customer     text,
    country      text      not null,
    constraint import_order_row_pkey primary key (import_id, invoice, row_number)
);

create table import_sku (
    import_id     text    not null,
    sku           text    not null,
    ordinal       bigint  not null,
    name          text    not null,
    unit_price    numeric not null, -- the last one above zero
    opening_stock bigint  not null, -- the least that keeps every later adjustment above zero
    first_at      timestamp not null,
    constraint import_sku_pkey primary key (import_id, sku)
);
create unique index import_sku_ordinal_idx on import_sku (import_id, ordinal);

create table import_invoice (
    import_id  text    not null,
    ordinal    bigint  not null, -- in the order of first rows
    invoice    text    not null,
    adjustment boolean not null, -- nobody bought anything: stock was counted or lost
    constraint import_invoice_pkey primary key (import_id, ordinal)
);

-- What customers bought in past orders and how much of it was not given back: a later cancellation is refunded against it,
-- also one from a later file.
create table past_purchase (
    order_id         text        not null,
    line             integer     not null,
    customer_id      text        not null,
    sku              text        not null,
    unit_price_minor bigint      not null,
    remaining        integer     not null,
    placed_at        timestamptz not null,
    constraint past_purchase_pkey primary key (order_id, line)
);
create index past_purchase_customer_sku_idx on past_purchase (customer_id, sku);

-- Rows of cancellations and stock corrections that were taken in, by their place in the invoice: another file that holds
-- them again changes nothing.
create table past_row (
    invoice text    not null,
    place   integer not null,
    constraint past_row_pkey primary key (invoice, place)
);
