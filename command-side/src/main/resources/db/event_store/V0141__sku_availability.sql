-- Pieces of a SKU that no order holds, as of the last stock event, so that a check-out can say early what is not to be had;
-- the stock item itself decides. What nobody counted has no row.
create table sku_availability (
    sku       text    not null primary key,
    available integer not null
) with (fillfactor = 50);
