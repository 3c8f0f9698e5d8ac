package io.cartulary.query.erasure;

import io.cartulary.eventstore.outage.FailureLog;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/// Every minute, takes from a read model the keyed hashes by which erased persons can be found.
/// With the platform's secret, a hash would still show that the owner of a known address bought
/// here.
public abstract class ErasedPersons implements SmartLifecycle {

    private static final long EVERY_SECONDS = 60;
    private static final int AT_ONCE = 1_000;

    private final FailureLog failures =
            new FailureLog(LoggerFactory.getLogger(getClass()), "Looking for erased persons");
    private final JdbcTemplate keys;
    private @Nullable ScheduledExecutorService thread;

    /// @param keys the database of personal keys, which erases persons
    protected ErasedPersons(DataSource keys) {
        this.keys = new JdbcTemplate(keys);
    }

    /// In each generation: a cipher keeps a key for some minutes, and may have made hashes since.
    protected abstract void clear(List<String> customers);

    public final void clear() {
        var last = "";
        List<String> erased;
        do {
            erased =
                    keys.queryForList(
                            """
                            select subject from personal_key
                            where key is null and subject like 'customer-%' and subject > ? order by subject limit ?\
                            """,
                            String.class, last, AT_ONCE);
            if (!erased.isEmpty()) {
                clear(erased);
                last = erased.getLast();
            }
        } while (erased.size() == AT_ONCE);
    }

    @Override
    public final void start() {
        thread =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("erased-persons").factory());
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

    @Override
    public final void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public final boolean isRunning() {
        return thread != null;
    }
}
