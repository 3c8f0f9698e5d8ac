package io.cartulary.command.order.checkout;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What people call orders, for example `C-100042`. They grow, no two are the same, and some are
/// never used: each process takes a block and counts through it by itself, so that check-outs do
/// not ask the database one by one. A sequence gives nothing back with a transaction that fails, so
/// a block is never taken twice.
@Component
class OrderNumbers {

    /// As many as a block of the migration's sequence stands for.
    static final int BLOCK = 100;

    private final JdbcClient database;
    private long next;
    private long end;

    OrderNumbers(JdbcClient database) {
        this.database = database;
    }

    synchronized String next() {
        if (next == end) {
            next =
                    database.sql("select nextval('order_number_block')").query(Long.class).single()
                            * BLOCK;
            end = next + BLOCK;
        }
        return "C-" + next++;
    }
}
