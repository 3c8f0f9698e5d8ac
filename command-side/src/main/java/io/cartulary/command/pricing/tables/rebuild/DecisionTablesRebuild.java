package io.cartulary.command.pricing.tables.rebuild;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.stereotype.Component;

/// Makes the decision tables again from the first event on, beside the live ones, and puts them in
/// the live ones' place.
///
/// The new tables are filled with what the live ones hold: every event up to their position but
/// those that are parked. Once both stand at the very same position they are exchanged in one
/// transaction, so a price is read from the ones or from the others. Until it commits nothing has
/// happened to the live tables, and what a crash leaves of the new ones is removed at the next
/// start or rebuild.
@Component
class DecisionTablesRebuild implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DecisionTablesRebuild.class);

    private static final String CLAIM = "select %s(hashtextextended('decision-tables-rebuild', 0))";

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(20);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final DataSource database;
    private final NewDecisionTables tables;
    private volatile boolean stopping;
    private volatile @Nullable Thread running;

    DecisionTablesRebuild(DataSource database, NewDecisionTables tables) {
        this.database = database;
        this.tables = tables;
    }

    /// @return whether it has begun; not while one runs, on whichever node
    boolean begin() {
        try {
            var claim = database.getConnection();
            if (ask(claim, "pg_try_advisory_lock")) {
                running =
                        Thread.ofPlatform()
                                .name("decision-tables-rebuild")
                                .start(() -> rebuild(claim));
                return true;
            }
            claim.close();
            return false;
        } catch (SQLException e) {
            throw new CannotGetJdbcConnectionException("No rebuild without a connection", e);
        }
    }

    @EventListener(ApplicationStartedEvent.class)
    void removeLeftovers() {
        try (var claim = database.getConnection()) {
            if (ask(claim, "pg_try_advisory_lock")) {
                try {
                    tables.remove();
                } finally {
                    ask(claim, "pg_advisory_unlock");
                }
            }
        } catch (SQLException | DataAccessException e) {
            log.warn("What an earlier rebuild of the decision tables left was not removed", e);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        stopping = true;
        var thread = running;
        if (thread != null) {
            thread.join(STOP_WITHIN);
        }
    }

    /// The lock is the connection's, so it ends with its process too.
    private static boolean ask(Connection connection, String function) throws SQLException {
        try (var statement = connection.createStatement();
                var answer = statement.executeQuery(CLAIM.formatted(function))) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void rebuild(Connection claim) {
        log.info("The decision tables are made again");
        try (claim) {
            try {
                while (!stopping && !isFilledAndExchanged()) {
                    log.info("A parked event was retried meanwhile; the rebuild begins again");
                }
            } finally {
                tables.remove();
                ask(claim, "pg_advisory_unlock");
            }
        } catch (Exception e) {
            log.error("The decision tables could not be made again and stay as they were", e);
        }
    }

    /// @return `false` when it must begin again
    private boolean isFilledAndExchanged() throws Exception {
        tables.remove();
        try (var filling = tables.create()) {
            filling.catchUp();
            filling.analyze();
            while (!stopping) {
                filling.catchUp();
                switch (filling.exchange()) {
                    case DONE -> {
                        log.info("Prices are read from the decision tables that were made again");
                        return true;
                    }
                    case NOT_YET -> Thread.sleep(BETWEEN_ATTEMPTS);
                    case LEFT_OUT_CHANGED -> {
                        return false;
                    }
                }
            }
            return true;
        }
    }
}
