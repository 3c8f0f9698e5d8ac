package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.rebuild.Generations.State;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Leads readers from the live generation to the one that was built beside it.
///
/// In one transaction the live one is held where it is, the new one is awaited until it covers that
/// place, and the pointer is changed. So no reader ever sees less than before, and of several nodes
/// exactly one does it.
@Component
class SwitchOver {

    private static final Logger log = LoggerFactory.getLogger(SwitchOver.class);

    /// Closer than this the last step is short enough to hold the live generation for it.
    private static final long NEARLY_THERE = 2_000;

    private static final Duration INDEXES_WITHIN = Duration.ofHours(2);
    private static final Duration HOLD_AT_MOST = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final JdbcTemplate connection;
    private final JdbcClient database;
    private final TransactionTemplate transactions;
    private final Generations generations;
    private final Positions positions;
    private final ParkedEventList parked;
    private final Set<Generation> readable = ConcurrentHashMap.newKeySet();

    SwitchOver(
            @Qualifier(READ_MODELS) JdbcTemplate database,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            Generations generations,
            Positions positions,
            @Qualifier(READ_MODELS) ParkedEventList parked) {
        this.connection = database;
        this.database = JdbcClient.create(database);
        this.transactions = transactions;
        this.generations = generations;
        this.positions = positions;
        this.parked = parked;
    }

    /// Whether the new one has nearly caught up, readers can be led to it and it misses no event
    /// that the live one has; to be called again and again.
    boolean isReady(Generation live, Generation building, Storage storage) {
        if (positions.of(building).lowest() + NEARLY_THERE < positions.of(live).highest()) {
            return false;
        }
        if (!readable.contains(building)) {
            makeReadable(building, storage);
            return false; // it may have fallen behind meanwhile
        }
        return !hasMoreParkedEvents(building, live);
    }

    /// Switches to one that is ready.
    ///
    /// @return whether readers are now led to `building`
    boolean finish(Generation live, Generation building) {
        return inTransaction(() -> switchNow(live, building, State.BUILDING));
    }

    /// Leads readers back to a generation that was replaced and is still kept up to date.
    ///
    /// @return whether readers are now led to `former`
    boolean rollBack(Generation live, Generation former) {
        return inTransaction(() -> switchNow(live, former, State.RETIRED));
    }

    private boolean inTransaction(BooleanSupplier step) {
        return Boolean.TRUE.equals(
                transactions.execute(status -> {
                    var done = step.getAsBoolean();
                    if (!done) {
                        status.setRollbackOnly();
                    }
                    return done;
                }));
    }

    /// One node at a time does it. Indexes of a large table take their time.
    private void makeReadable(Generation building, Storage storage) {
        transactions.executeWithoutResult(_ -> {
            connection.execute(
                    (ConnectionCallback<?>)
                            patient -> {
                                patient.setNetworkTimeout(
                                        Runnable::run, (int) INDEXES_WITHIN.toMillis());
                                return null;
                            });
            database.sql("set local transaction_timeout = 0").update();
            database.sql("select pg_advisory_xact_lock(hashtext(?))")
                    .param(building.schema())
                    .query((_, _) -> building)
                    .single();
            storage.beforeLive();
        });
        readable.add(building);
    }

    private boolean switchNow(Generation live, Generation next, State stateOfNext) {
        var free =
                database.sql("select pg_try_advisory_xact_lock(hashtext(?))")
                        .param(next.projection())
                        .query(Boolean.class)
                        .single();
        if (!free || !isIn(State.LIVE, live) || !isIn(stateOfNext, next)) {
            return false;
        }
        database.sql("set local synchronous_commit = on").update();
        positions.hold(live);
        var deadline = System.nanoTime() + HOLD_AT_MOST.toNanos();
        var reached = positions.of(live).highest();
        while (positions.of(next).lowest() < reached) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        if (stateOfNext == State.BUILDING && hasMoreParkedEvents(next, live)) {
            return false;
        }
        generations.markRetired(live);
        generations.markLive(next);
        log.info("Readers of {} are led to {}", next.projection(), next);
        return true;
    }

    private boolean isIn(State state, Generation generation) {
        return generations.lock(generation).stream().anyMatch(entry -> entry.state() == state);
    }

    /// A generation that misses rows the live one has must not take its place; staff retry or skip
    /// what it could not handle.
    boolean hasMoreParkedEvents(Generation building, Generation live) {
        var counts = parked.counts();
        return counts.getOrDefault(building.processor(), 0L)
                > counts.getOrDefault(live.processor(), 0L);
    }
}
