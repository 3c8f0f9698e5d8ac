-- What the command side keeps beside the events: first the tables that are made from events, then the others.

-- Decision tables: the present state of catalogue, coupons, orders, stock and pricing rules as a check-out needs it. The
-- processing group `decision-tables` makes them from events. A rebuild creates tables `like` these and puts them in their
-- place, so indexes have the names that PostgreSQL gives.

create table brand (
    brand_id text not null primary key,
    name     text not null
);

create table category (
    category_id text not null primary key,
    parent_id   text not null,
    name        text not null
);

create table media_file (
    media_id    text        not null primary key,
    file_name   text        not null, -- in small letters
    format      text        not null,
    uploaded_at timestamptz not null
);
create index on media_file (file_name);

create table sellable_product (
    product_id text    not null primary key,
    name       text    not null,
    categories text[]  not null,
    for_sale   boolean not null
);

create table catalogue_price (
    sku              text    not null primary key,
    product_id       text    not null,
    options          text    not null,
    unit_price_minor bigint  not null,
    currency         text    not null,
    tax_class        text    not null,
    weight_grams     integer not null,
    version          bigint  not null
);
create index on catalogue_price (product_id);

-- Prices that take the place of those of the catalogue for a time; of a SKU at most one at a time.
create table sale_price (
    sale_id          text        not null primary key,
    sku              text        not null,
    unit_price_minor bigint      not null,
    from_at          timestamptz not null,
    until_at         timestamptz,
    version          bigint      not null
);
create index on sale_price (sku);

create table coupon_terms (
    code    text    not null primary key,
    terms   jsonb   not null,
    active  boolean not null,
    version bigint  not null,
    uses    integer not null default 0
);
create index on coupon_terms (code) where active and (terms ->> 'automatic')::boolean;

-- Orders that were not cancelled, by customer, for coupons that are for first orders only.
create table customer_orders (
    customer_id text    not null primary key,
    orders      integer not null
);

-- Grows with every change of the small tables (taxes, shipping methods, price lists, coupons that apply by themselves).
-- It is read together with the prices of an order, so that a node knows at no extra cost whether what it keeps in memory
-- still holds.
create table pricing_rules_version (
    only_row boolean not null primary key default true check (only_row),
    version  bigint  not null
);
insert into pricing_rules_version (version) values (1);

create table tax_rule (
    destination text   not null primary key,
    rates       jsonb  not null,
    version     bigint not null
);

create table shipping_method (
    code    text    not null primary key,
    name    text    not null,
    rates   jsonb   not null,
    offered boolean not null,
    version bigint  not null
);

create table price_list (
    code         text    not null primary key,
    currency     text    not null,
    destinations text[]  not null,
    open         boolean not null,
    version      bigint  not null
);

create table list_price (
    code             text   not null,
    sku              text   not null,
    unit_price_minor bigint not null,
    version          bigint not null,
    constraint list_price_pkey primary key (code, sku)
);

-- Orders that hold a use of a coupon, by customer, for coupons with a limit by customer.
create table coupon_customer_use (
    code        text    not null,
    customer_id text    not null,
    uses        integer not null,
    constraint coupon_customer_use_pkey primary key (customer_id, code)
);

-- Pieces of a SKU that no order holds, as of the last stock event, so that a check-out can say early what is not to be had;
-- the stock item itself decides. What no one counted has no row.
create table sku_availability (
    sku        text    not null primary key,
    available  integer,                    -- absent while pieces may be sold that are yet to come
    backorders boolean not null default false
) with (fillfactor = 50);

-- Of each SKU, not before when a promise can end by itself; fed by events, see ReservationExpiryDates.
create table stock_expiry (
    sku    varchar(64) not null,
    due_at timestamptz not null,
    constraint stock_expiry_pkey primary key (sku)
);
create index stock_expiry_due_at_idx on stock_expiry (due_at);

-- Of each cart with something in it, not before when it can expire; fed by events, see CartExpiryDates.
create table cart_expiry (
    cart_id varchar(64) not null,
    due_at  timestamptz not null,
    constraint cart_expiry_pkey primary key (cart_id)
);
create index cart_expiry_due_at_idx on cart_expiry (due_at);

-- Of each product that something will happen to by itself, not before when; fed by events, see CatalogueDates.
create table catalogue_due (
    product_id text        not null,
    due_at     timestamptz not null,
    constraint catalogue_due_pkey primary key (product_id)
);
create index catalogue_due_due_at_idx on catalogue_due (due_at);

-- Of each order that waits for its payment, when it is cancelled without; fed by events, see PaymentDueDates.
create table order_payment_due (
    order_id varchar(64) not null,
    due_at   timestamptz not null,
    constraint order_payment_due_pkey primary key (order_id)
);
create index order_payment_due_due_at_idx on order_payment_due (due_at);

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

-- Everything that is done outside, with its cause, before it is tried. A row whose turn has come is claimed by moving its
-- turn to when the claim lapses, so that after a crash it comes again by itself.
create table effect (
    effect_no      bigint      not null generated always as identity,
    effect_id      text        not null,
    kind           text        not null,
    target         text        not null, -- who is asked, for example a payment provider
    guarantee      text        not null,
    subject        text        not null, -- the aggregate it is for
    in_order       boolean     not null, -- waits for earlier ones of its subject
    key            text        not null, -- by which the target knows a repetition
    round          integer     not null default 0, -- grows when staff ask again for what was certainly not done
    details        text        not null, -- JSON, as the kind reads it
    cause_event_id text        not null,
    correlation_id text,
    cause          text        not null, -- JSON, what commands sent on its behalf say of their cause
    state          text        not null default 'DUE',
    attempts       integer     not null default 0,
    in_doubt       boolean     not null default false, -- an attempt began of which no one knows the end
    due_at         timestamptz not null,
    error          text,
    outcome        text,
    decided_by     text,
    recorded_at    timestamptz not null,
    ended_at       timestamptz,
    constraint effect_pkey primary key (effect_no),
    constraint effect_id_key unique (effect_id),
    constraint effect_state_check check (state in ('DUE', 'DONE', 'PARKED', 'GIVEN_UP'))
);
create index effect_due_idx on effect (target, due_at) where state = 'DUE';
create index effect_parked_idx on effect (key) where state = 'PARKED';
create index effect_subject_idx on effect (subject);
create index effect_correlation_id_idx on effect (correlation_id);
create index effect_ended_at_idx on effect using brin (ended_at);

-- Numbers of orders are taken in blocks of 100; a process that stops leaves the rest of its block unused.
create sequence order_number_block as bigint start with 1001 increment by 1 cache 1;

-- The number of each confirmed order's invoice: 1, 2, 3 in the order of the confirmations, without a gap.
create table invoice (
    number    bigint primary key,
    order_id  text not null unique,
    issued_at timestamptz not null
);

-- Files that staff handed in to be taken in, and how far each has come. What was taken and how far it came are committed
-- together, so that an import continues after any interruption without doubling.
create table import_run (
    import_id      text        not null, -- kind and SHA-256 of the content: the same file is the same import
    kind           text        not null,
    state          text        not null,
    phase          text        not null,
    position       bigint      not null, -- last unit of the phase that was finished
    lines          bigint      not null, -- line breaks in the file: about the number of its rows
    charset        text        not null, -- what the file was recognised to be written in
    time_zone      text        not null, -- of the times in the file
    rows_read      bigint      not null,
    rows_taken     bigint      not null,
    rows_reported  bigint      not null,
    unfinished_starts integer  not null, -- how often in a row a process began to work on it and did not stop in order
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
    document    text, -- number of the invoice, as far as it can be read
    column_name text, -- column or member at fault
    reason     text   not null,
    detail     text,
    content    text   not null,
    constraint import_reported_row_pkey primary key (import_id, row_number)
);
create index import_reported_row_document_idx on import_reported_row (document) where document is not null;

-- Rows of a file of imported orders while it is taken in; gone when it is finished.
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
    other_product text, -- that has the SKU, when it is not one made of the article
    refusal       text, -- why it could not be put into the catalogue
    constraint import_sku_pkey primary key (import_id, sku)
);
create unique index import_sku_ordinal_idx on import_sku (import_id, ordinal);

create table import_invoice (
    import_id  text    not null,
    ordinal    bigint  not null, -- in the order of first rows
    invoice    text    not null,
    adjustment boolean not null, -- no one bought anything: stock was counted or lost
    constraint import_invoice_pkey primary key (import_id, ordinal)
);

-- What customers bought in imported orders and how much of it was not given back: a later cancellation is refunded against it,
-- also one from a later file.
create table imported_purchase (
    order_id         text        not null,
    line             integer     not null,
    customer_id      text        not null,
    sku              text        not null,
    unit_price_minor bigint      not null,
    remaining        integer     not null,
    placed_at        timestamptz not null,
    constraint imported_purchase_pkey primary key (order_id, line)
);
create index imported_purchase_customer_sku_idx on imported_purchase (customer_id, sku);

-- Rows of invoices that were taken in: another file that holds them again changes nothing.
create table imported_row (
    invoice text    not null,
    row_key bigint  not null, -- hash of what the row says: article, pieces, price, time, customer
    added   boolean not null, -- came after the first ones, in a file of its own
    constraint imported_row_pkey primary key (invoice, row_key)
);

-- Changes of many products at once, and how far each has come.
create table bulk_update (
    update_id    text        not null,
    undoes       text references bulk_update, -- the update whose changes it takes back
    request      jsonb,                    -- which products and what is changed; absent where it undoes another
    state        text        not null,
    cancelled    boolean     not null default false,
    position     text        not null default '', -- the last product that was looked at
    candidates   bigint      not null,
    looked       bigint      not null default 0,
    done         bigint      not null default 0,
    refused      bigint      not null default 0,
    unfinished_starts integer not null default 0, -- how often in a row a process began to work on it and did not stop in order
    failure      text,
    requested_by text        not null,
    started_at   timestamptz not null,
    finished_at  timestamptz,
    constraint bulk_update_pkey primary key (update_id)
);
create unique index bulk_update_one_idx on bulk_update ((true)) where state = 'RUNNING';

-- What each product had and is to get, recorded before it is changed: whatever is repeated changes no product twice.
create table bulk_update_product (
    update_id    text not null references bulk_update on delete cascade,
    product_id   text not null,
    outcome      text not null, -- PLANNED, DONE, REFUSED
    replacement  jsonb,         -- absent where it was refused before that was known
    reason       text,
    detail       text,
    constraint bulk_update_product_pkey primary key (update_id, product_id)
);
create index bulk_update_product_planned_idx on bulk_update_product (update_id) where outcome = 'PLANNED';
