package io.cartulary.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// One database and the size of the pool of connections to it.
///
/// @param url a JDBC address
/// @param minimumIdle connections that are kept without being used; as many as the pool may have
///   unless it is set
/// @param readOnly connections that never write, and no migrations from here
public record DatabaseProperties(
        String url,
        String username,
        @Nullable String password,
        int maximumPoolSize,
        @Nullable Integer minimumIdle,
        boolean readOnly) {

    /// No transaction of ours lasts longer: a reader waits for every older transaction before it
    /// moves on.
    private static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(30);

    /// Opens a pool that connects on first use, so that a database that is late does not stop the
    /// start.
    public HikariDataSource pool(String name) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setMaximumPoolSize(maximumPoolSize == 0 ? 10 : maximumPoolSize);
        if (minimumIdle != null) {
            pool.setMinimumIdle(minimumIdle);
        }
        pool.setReadOnly(readOnly);
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
        pool.addDataSourceProperty("ApplicationName", "cartulary " + name);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.setConnectionInitSql(
                "set transaction_timeout = '%d s'".formatted(TRANSACTION_TIMEOUT.toSeconds()));
        return pool;
    }

    /// The same database without a pool or a time limit, for migrations.
    public DataSource unpooled() {
        var database = new org.postgresql.ds.PGSimpleDataSource();
        database.setUrl(url);
        database.setUser(username);
        database.setPassword(password);
        return database;
    }
}
