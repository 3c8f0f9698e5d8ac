package io.cartulary.eventstore.storage;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The event store's connections: a transaction takes one when it first has something to ask, and
/// it is known whether it did.
public final class ConnectionUsageTracker {

    private final DataSource pool;
    private final LazyConnectionDataSourceProxy lazy;

    public ConnectionUsageTracker(DataSource pool) {
        this.pool = pool;
        this.lazy = new LazyConnectionDataSourceProxy();
        lazy.setDefaultAutoCommit(true);
        lazy.setDefaultTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        lazy.setTargetDataSource(new Noting(pool));
    }

    /// For all who work in transactions.
    public LazyConnectionDataSourceProxy transactional() {
        return lazy;
    }

    /// Beside any transaction of the thread.
    DataSource pool() {
        return pool;
    }

    /// Whether the transaction of this thread took a connection.
    boolean inThisTransaction() {
        return TransactionSynchronizationManager.hasResource(this);
    }

    private final class Noting extends DelegatingDataSource {

        Noting(DataSource pool) {
            super(pool);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (TransactionSynchronizationManager.isSynchronizationActive()
                    && !inThisTransaction()) {
                var use = new Use();
                use.resume();
                TransactionSynchronizationManager.registerSynchronization(use);
            }
            return super.getConnection();
        }
    }

    private final class Use implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(ConnectionUsageTracker.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ConnectionUsageTracker.this, true);
        }

        @Override
        public void afterCompletion(int status) {
            suspend();
        }
    }
}
