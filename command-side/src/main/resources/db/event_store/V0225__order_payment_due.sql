-- Of each order that waits for its payment, when it is cancelled without; fed by events, see PaymentCalendar.
create table order_payment_due (
    order_id varchar(64) not null,
    due_at   timestamptz not null,
    constraint order_payment_due_pkey primary key (order_id)
);
create index order_payment_due_due_at_idx on order_payment_due (due_at);
