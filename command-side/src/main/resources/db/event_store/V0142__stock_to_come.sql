-- Whether pieces may be sold that are yet to come. Then a check-out cannot say early what is not to be had.
alter table sku_availability alter column available drop not null;
alter table sku_availability add column backorders boolean not null default false;
