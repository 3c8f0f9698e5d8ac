package io.cartulary.query.customer.projection;

import io.cartulary.eventstore.outage.FailureLog;
import io.cartulary.query.customer.row.LiveCustomers;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Takes from the tables by what erased persons are found. Their names and addresses are sealed and
/// went with their keys; a keyed hash would still show, to who has the platform's secret, that
/// somebody with a known address bought here.
@Component
class ErasedTokens implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ErasedTokens.class);

    private static final long EVERY_SECONDS = 60;

    private static final List<String> CLEARED =
            List.of(
                    "update %s.customer_order set tokens = '{}' where customer_id = any(?) and tokens <> '{}'",
                    """
                    update %s.customer set email_tokens = '{}', profile_tokens = '{}', search = '{}'
                    where customer_id = any(?) and search <> '{}'\
                    """);

    private final FailureLog failures = new FailureLog(log, "Looking for erased persons");
    private final JdbcTemplate keys;
    private final JdbcTemplate database;
    private @Nullable ScheduledExecutorService thread;

    ErasedTokens(
            @Qualifier("personalKeys") DataSource keys,
            @Qualifier("readModels") JdbcTemplate database) {
        this.keys = new JdbcTemplate(keys);
        this.database = database;
    }

    @Override
    public void start() {
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("erased-tokens").factory());
        thread.scheduleWithFixedDelay(this::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            clear();
            failures.succeeded();
        } catch (RuntimeException e) {
            failures.failed(e);
        }
    }

    /// In each generation: a cipher keeps a key for some minutes, and may have made tokens since.
    void clear() {
        var erased =
                keys.queryForList(
                                "select subject from personal_key where key is null and subject like 'customer-%'",
                                String.class)
                        .toArray(String[]::new);
        if (erased.length == 0) {
            return;
        }
        for (var schema : schemas()) {
            CLEARED.forEach(
                    statement -> database.update(statement.formatted(schema), (Object) erased));
        }
    }

    private List<String> schemas() {
        return database.queryForList(
                "select schemaname from pg_tables where tablename = 'customer' and schemaname like ?",
                String.class,
                LiveCustomers.NAME + "\\_g%");
    }

    @Override
    public void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
