package io.cartulary.eventstore.deciding;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.RetryScheduler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.springframework.dao.PessimisticLockingFailureException;

/// Sends a command again when another writer appended to the same aggregate first, or held what it
/// needed while it held what the other needed. The retry decides on what was stored.
public final class ConflictRetry implements RetryScheduler, AutoCloseable {

    private static final int ATTEMPTS = 8;
    private static final Duration LONGEST_FIRST_PAUSE = Duration.ofMillis(5);

    private final BooleanSupplier commandsJoinTransactions;

    private final ScheduledExecutorService pauses =
            Executors.newScheduledThreadPool(
                    2, Thread.ofPlatform().daemon().name("conflict-retry-", 0).factory());

    /// @param commandsJoinTransactions whether a command sent within a unit of work is part of its
    ///   transaction; then the whole of it is rolled back and repeated, never one command alone
    public ConflictRetry(BooleanSupplier commandsJoinTransactions) {
        this.commandsJoinTransactions = commandsJoinTransactions;
    }

    @Override
    public boolean scheduleRetry(
            @SuppressWarnings("rawtypes") CommandMessage command,
            RuntimeException lastFailure,
            List<Class<? extends Throwable>[]> failures,
            Runnable dispatch) {
        if (!isConflict(lastFailure)
                || failures.size() >= ATTEMPTS
                || CurrentUnitOfWork.isStarted() && commandsJoinTransactions.getAsBoolean()) {
            return false;
        }
        var longest = LONGEST_FIRST_PAUSE.toMillis() << Math.min(failures.size(), 5);
        pauses.schedule(
                dispatch, ThreadLocalRandom.current().nextLong(longest) + 1, TimeUnit.MILLISECONDS);
        return true;
    }

    public static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException
                || failure instanceof AggregateStreamCreationException
                || failure instanceof PessimisticLockingFailureException
                || failure.getCause() != null && isConflict(failure.getCause());
    }

    @Override
    public void close() {
        pauses.shutdownNow();
    }
}
