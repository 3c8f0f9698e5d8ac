-- Pieces of a SKU that no order holds, as of the last stock event, so that a check-out can say early what is not to be had;
-- the stock item itself decides. What nobody counted has no row.
create table sku_availability (
    sku       text    not null primary key,
    available integer not null
) with (fillfactor = 50);

-- What was recorded before these tables were there is read once more.
truncate sellable_product, price_list, coupon_terms, customer_orders;
delete from token_entry where processor_name = 'decision-tables';
insert into pricing_rules_version (version, complete) select 1, not exists (select from domain_event_entry);
