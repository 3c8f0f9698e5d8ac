package io.cartulary.benchmarks.readmodel;

import java.sql.Timestamp;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The same page as [CustomerRowsOverJpa] reads, as the shop's other lists are read.
final class CustomerRowsBySql {

    private final JdbcClient database;
    private final String schema;

    CustomerRowsBySql(DataSource pool, String schema) {
        this.database = JdbcClient.create(pool);
        this.schema = schema;
    }

    private record Row(
            String customerId,
            String status,
            @Nullable String email,
            @Nullable String profile,
            int orders,
            @Nullable String currency,
            long spentMinor,
            @Nullable Timestamp lastOrderAt,
            Timestamp since) {}

    List<?> page() {
        return database.sql(
                        """
                        select customer_id, status, email, profile, orders, currency, spent_minor, last_order_at, since
                        from %s.customer where listed and status = ? order by spent_minor desc, customer_id desc limit ?\
                        """
                                .formatted(schema))
                .params("DEACTIVATED", 21)
                .query((row, _) ->
                        new Row(
                                row.getString("customer_id"),
                                row.getString("status"),
                                row.getString("email"),
                                row.getString("profile"),
                                row.getInt("orders"),
                                row.getString("currency"),
                                row.getLong("spent_minor"),
                                row.getTimestamp("last_order_at"),
                                row.getTimestamp("since")))
                .list();
    }
}
