-- What people call an order, for example C-100001. A number that a failed check-out drew is not used again.
create sequence order_number as bigint start with 100001 increment by 1 cache 1;
