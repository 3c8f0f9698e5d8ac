-- Decision tables: what the catalogue, the coupons and the orders last said, as a check-out needs to know it. They are
-- made from events by the processing group `decision-tables` and can be made again.

create table sellable_product (
    product_id text    not null primary key,
    name       text    not null,
    categories text[]  not null,
    for_sale   boolean not null
);

create table price_list (
    sku              text    not null primary key,
    product_id       text    not null,
    options          text    not null,
    unit_price_minor bigint  not null,
    currency         text    not null,
    tax_class        text    not null,
    weight_grams     integer not null,
    version          bigint  not null
);

create table coupon_terms (
    code    text    not null primary key,
    terms   jsonb   not null,
    active  boolean not null,
    version bigint  not null
);

-- Orders that were not cancelled, by customer, for coupons that are for first orders only.
create table customer_orders (
    customer_id text    not null primary key,
    orders      integer not null
);
