package io.cartulary.command.job;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.stereotype.Component;

/// Sees that one process of all on a database works on a job: by an advisory lock, which ends with
/// the process that holds it.
@Component
public class JobLock {

    private final DataSource eventStore;

    JobLock(DataSource eventStore) {
        this.eventStore = eventStore;
    }

    /// Works unless another process does.
    public void holding(String jobId, Runnable work) throws SQLException {
        try (var connection = eventStore.getConnection()) {
            if (call(connection, "pg_try_advisory_lock", jobId)) {
                try {
                    work.run();
                } finally {
                    call(connection, "pg_advisory_unlock", jobId);
                }
            }
        }
    }

    private static boolean call(Connection connection, String function, String jobId)
            throws SQLException {
        try (var statement =
                connection.prepareStatement("select " + function + "(hashtextextended(?, 0))")) {
            statement.setString(1, jobId);
            try (var result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
