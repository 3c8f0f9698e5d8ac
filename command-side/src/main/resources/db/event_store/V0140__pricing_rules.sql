-- Decision tables of the rules that prices are made by. Like the others they are made from events and can be made again.

-- Grows with every change of the small tables (taxes, shipping methods, price lists, coupons that apply by themselves).
-- It is read together with the prices of an order, so that a node knows at no extra cost whether what it keeps in memory
-- still holds.
create table pricing_rules_version (
    only_row boolean not null primary key default true check (only_row),
    version  bigint  not null,
    complete boolean not null -- false while the tables are made again: an old price, or a price without its tax, is no price
);

create table tax_rule (
    destination text  not null primary key,
    rates       jsonb not null
);

create table shipping_method (
    code    text    not null primary key,
    name    text    not null,
    rates   jsonb   not null,
    offered boolean not null
);

create table named_price_list (
    code         text    not null primary key,
    currency     text    not null,
    destinations text[]  not null,
    open         boolean not null
);

create table named_list_price (
    code             text   not null,
    sku              text   not null,
    unit_price_minor bigint not null,
    version          bigint not null,
    constraint named_list_price_pkey primary key (code, sku)
);

alter table coupon_terms add column uses integer not null default 0;
create index coupon_terms_automatic_idx on coupon_terms (code) where active and (terms ->> 'automatic')::boolean;

-- Orders that hold a use of a coupon, by customer, for coupons with a limit by customer.
create table coupon_customer_use (
    code        text    not null,
    customer_id text    not null,
    uses        integer not null,
    constraint coupon_customer_use_pkey primary key (customer_id, code)
);
