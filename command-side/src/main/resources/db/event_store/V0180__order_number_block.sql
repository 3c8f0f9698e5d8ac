-- Numbers of orders are taken in blocks of 100; a process that stops leaves the rest of its block unused.
create sequence order_number_block as bigint start with 1001 increment by 1 cache 1;
select setval('order_number_block', (select last_value / 100 + 1 from order_number), false);
drop sequence order_number;
