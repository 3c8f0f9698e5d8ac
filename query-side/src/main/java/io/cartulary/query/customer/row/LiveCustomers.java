package io.cartulary.query.customer.row;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads entities in one transaction, in which their tables' names mean those of the live
/// generation.
@Component
public class LiveCustomers {

    /// Of the projection.
    public static final String NAME = "customers";

    private final AwaitedGenerations live;
    private final JdbcTemplate database;
    private final TransactionTemplate transactions;

    LiveCustomers(
            AwaitedGenerations live,
            @Qualifier(READ_MODELS) JdbcTemplate database,
            @Qualifier(CustomerRowsConfiguration.TRANSACTIONS)
                    PlatformTransactionManager transactions) {
        this.live = live;
        this.database = database;
        this.transactions = new TransactionTemplate(transactions);
        this.transactions.setReadOnly(true);
    }

    public <T> T read(Supplier<T> reading) {
        var schema = live.of(NAME).schema();
        return transactions.execute(_ -> {
            database.execute("set local search_path = " + schema);
            return reading.get();
        });
    }
}
