package io.cartulary.web.idempotency;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;

/// Shows the other processes on a database that this one lives: by an advisory lock of its number
/// on a connection that ends with it. A lease would make everyone wait for its end after a crash.
final class ProcessLease implements AutoCloseable {

    private static final int VALID_WITHIN_SECONDS = 2;

    private final DataSource database;
    private final SecureRandom random = new SecureRandom();
    private volatile long number;
    private volatile @Nullable Connection line;

    ProcessLease(DataSource database) {
        this.database = database;
    }

    /// Under which it is known from now on. A new one after the database was away: what it then
    /// knows of this process may be older than what this process did, for not all that is written
    /// here waits for the disk, and is no one's work any more.
    long number() {
        if (line == null) {
            open();
        }
        return number;
    }

    private synchronized void open() {
        if (line != null) {
            return;
        }
        try {
            var connection = database.getConnection();
            var fresh = random.nextLong();
            try (var lock = connection.prepareStatement("select pg_advisory_lock(?)")) {
                lock.setLong(1, fresh);
                lock.execute();
            }
            number = fresh;
            line = connection;
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database does not answer", e);
        }
    }

    boolean isAlive(long process) {
        if (process == number && line != null) {
            return true;
        }
        try (var connection = database.getConnection();
                var locks =
                        connection.prepareStatement(
                                """
                                select exists (select from pg_locks
                                 where locktype = 'advisory' and objsubid = 1 and granted
                                   and database = (select oid from pg_database where datname = current_database())
                                   and (classid::bigint << 32 | objid::bigint) = ?)\
                                """)) {
            locks.setLong(1, process);
            try (var answer = locks.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("The database does not answer", e);
        }
    }

    /// After the database was away the lock has to be taken again, and soon: until then others take
    /// this process for a dead one and go on with what it works on.
    synchronized void check() {
        var connection = line;
        try {
            if (connection != null && !connection.isValid(VALID_WITHIN_SECONDS)) {
                close();
            }
        } catch (SQLException e) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        var connection = line;
        line = null;
        if (connection == null) {
            return;
        }
        try (connection;
                var unlock = connection.prepareStatement("select pg_advisory_unlock(?)")) {
            unlock.setLong(1, number);
            unlock.execute();
        } catch (SQLException _) {
            // the lock ended with its connection
        }
    }
}
