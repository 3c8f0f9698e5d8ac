package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.eventstore.outage.FailureLog;
import io.cartulary.eventstore.outage.Outage;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.comparison.Contents.Frozen;
import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.rebuild.Generations.State;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Compares a rebuilt generation with the live one, in the background and one after another. Of
/// several nodes one does it.
///
/// Both are stopped at the same event for as long as it takes to freeze what they hold, which is a
/// part of a second; then they go on while the frozen rows are compared.
@Component
class Verification {

    private static final Logger log = LoggerFactory.getLogger(Verification.class);

    private static final Duration STOPPED_AT_MOST = Duration.ofMillis(1_500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    /// The live generation catches up with what came while it was stopped.
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(1);

    private final DataSource database;
    private final TransactionTemplate transactions;
    private final Generations generations;
    private final Comparisons comparisons;
    private final Positions positions;
    private final SwitchOver switchOver;
    private final Set<Generation> atWork = ConcurrentHashMap.newKeySet();
    private final FailureLog outcome = new FailureLog(log, "Comparing generations");
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("generation-comparison").factory());

    Verification(
            @Qualifier(READ_MODELS) DataSource database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            Generations generations,
            Comparisons comparisons,
            Positions positions,
            SwitchOver switchOver) {
        this.database = database;
        this.transactions = transactions;
        this.generations = generations;
        this.comparisons = comparisons;
        this.positions = positions;
        this.switchOver = switchOver;
    }

    /// @param live what readers are led to, with what holds its rows
    /// @param rebuilt what is to take its place
    record Pair(Generation live, Storage liveStorage, Generation rebuilt, Storage rebuiltStorage) {}

    /// Has them compared unless that is under way; to be called again and again until there is a
    /// verdict.
    void begin(Pair pair) {
        if (!worker.isShutdown() && atWork.add(pair.rebuilt())) {
            worker.execute(() -> {
                try {
                    compareAlone(pair);
                    outcome.succeeded();
                } catch (RuntimeException | SQLException e) {
                    if (!worker.isShutdown()) {
                        outcome.failed(e);
                        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
                    }
                } finally {
                    atWork.remove(pair.rebuilt());
                }
            });
        }
    }

    void stop() {
        worker.shutdownNow();
    }

    /// The lock ends with its connection, also when this process is killed.
    private void compareAlone(Pair pair) throws SQLException {
        try (var connection = database.getConnection()) {
            var lock = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            var name = "comparison of " + pair.rebuilt();
            if (!ask(lock, "select pg_try_advisory_lock(hashtext(?))", name)) {
                return;
            }
            try {
                compare(pair);
            } finally {
                ask(lock, "select pg_advisory_unlock(hashtext(?))", name);
            }
        }
    }

    private static boolean ask(JdbcClient lock, String question, String name) {
        return lock.sql(question).param(name).query(Boolean.class).single();
    }

    private void compare(Pair pair) {
        var givenUpAt = System.nanoTime() + GIVEN_UP_AFTER.toNanos();
        while (isWanted(pair)) {
            try {
                if (compareOnce(pair)) {
                    return;
                }
            } catch (RuntimeException e) {
                if (Outage.ofAnyServer(e)) {
                    throw e; // it passes
                }
                log.warn("Comparing {} with {} failed", pair.rebuilt(), pair.live(), e);
                recordFailure(pair, String.valueOf(e.getMessage()));
                return;
            }
            if (System.nanoTime() > givenUpAt) {
                var failure = positions.standing(pair.live(), pair.rebuilt());
                log.warn("{} cannot be compared: {}", pair.rebuilt(), failure);
                recordFailure(pair, failure);
                return;
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    /// Whether there is a verdict now.
    private boolean compareOnce(Pair pair) {
        try (var both = bringTogether(pair)) {
            if (both == null) {
                return false;
            }
            var tables = both.compare();
            transactions.executeWithoutResult(_ -> {
                comparisons.record(pair.rebuilt(), pair.live(), both.position(), tables);
                generations.touch(pair.rebuilt());
            });
            report(pair, tables);
            return true;
        }
    }

    private void recordFailure(Pair pair, String failure) {
        transactions.executeWithoutResult(_ -> {
            comparisons.recordFailure(pair.rebuilt(), pair.live(), failure);
            generations.touch(pair.rebuilt());
        });
    }

    /// One that parked an event since it was begun is compared when that was retried or skipped.
    private boolean isWanted(Pair pair) {
        return !worker.isShutdown()
                && !switchOver.hasMoreParkedEvents(pair.rebuilt(), pair.live())
                && generations.of(pair.rebuilt().projection()).stream()
                        .anyMatch(entry ->
                                entry.id().equals(pair.rebuilt())
                                        && entry.state() == State.BUILDING
                                        && !entry.paused()
                                        && entry.verdict() == null);
    }

    private static void report(Pair pair, List<TableDifference> tables) {
        if (tables.stream().noneMatch(TableDifference::differs)) {
            log.info("{} is equal to {}", pair.rebuilt(), pair.live());
        } else {
            log.warn(
                    "{} differs from {}; readers stay until staff accept or refuse it",
                    pair.rebuilt(),
                    pair.live());
        }
    }

    /// Nothing when one of them does not get there in time.
    private @Nullable FrozenGenerations bringTogether(Pair pair) {
        var deadline = System.nanoTime() + STOPPED_AT_MOST.toNanos();
        try {
            var target = positions.furthest(pair.live(), pair.rebuilt());
            stopAt(target, pair);
            while (System.nanoTime() < deadline && !worker.isShutdown()) {
                var furthest = positions.furthest(pair.live(), pair.rebuilt());
                if (furthest > target) {
                    // A node read on before it saw the stop.
                    target = furthest;
                    stopAt(target, pair);
                } else if (positions.areAt(target, pair.live(), pair.rebuilt())) {
                    var frozen = freezeAt(target, pair);
                    if (frozen != null) {
                        return frozen;
                    }
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return null;
        } finally {
            generations.release(pair.live(), pair.rebuilt());
        }
    }

    private void stopAt(long position, Pair pair) {
        generations.stop(position, STOPPED_AT_MOST, pair.live(), pair.rebuilt());
    }

    /// While their positions are held no batch of either can be written, on any node: each stores
    /// its position before its rows or documents.
    private @Nullable FrozenGenerations freezeAt(long position, Pair pair) {
        return transactions.execute(_ -> {
            positions.hold(pair.live(), pair.rebuilt());
            return positions.areAt(position, pair.live(), pair.rebuilt())
                            && !switchOver.hasMoreParkedEvents(pair.rebuilt(), pair.live())
                    ? FrozenGenerations.freeze(position, pair.liveStorage(), pair.rebuiltStorage())
                    : null;
        });
    }

    /// All parts of two generations at one position.
    private record FrozenGenerations(long position, List<Frozen> parts) implements AutoCloseable {

        static FrozenGenerations freeze(long position, Storage live, Storage rebuilt) {
            var frozen = new FrozenGenerations(position, new ArrayList<>());
            try {
                var others = rebuilt.contents().iterator();
                for (var part : live.contents()) {
                    frozen.parts.add(part.freezeWith(others.next()));
                }
                return frozen;
            } catch (RuntimeException e) {
                frozen.close();
                throw e;
            }
        }

        List<TableDifference> compare() {
            return parts.stream().flatMap(part -> part.compare().stream()).toList();
        }

        @Override
        public void close() {
            parts.forEach(Frozen::close);
        }
    }
}
