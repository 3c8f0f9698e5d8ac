package io.cartulary.command.bulkupdate;

import static io.cartulary.command.bulkupdate.BulkUpdateRejection.*;

import io.cartulary.command.attribute.Attributes;
import io.cartulary.command.bulkupdate.BulkUpdateStatus.State;
import io.cartulary.command.bulkupdate.BulkUpdateTable.Run;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.job.JobLock;
import io.cartulary.command.pricing.tables.CategoryTable;
import io.cartulary.command.pricing.tables.SellableProducts;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.eventstore.outage.Outage;
import io.cartulary.web.problem.ProblemException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/// Runs bulk updates, one at a time, on a thread of its own. What a stopped process left unfinished
/// is resumed when it starts again, unless the process died twice while it ran; what a database
/// that was away kept it from, once that answers.
@Component
class BulkUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(BulkUpdates.class);
    private static final int DEATHS_THAT_SUSPEND = 2;
    private static final String FAILURE =
            "The server failed; its log says why, under this update's id. Resume the update.";

    private final BulkUpdateTable table;
    private final SellableProducts products;
    private final CategoryTable categories;
    private final Attributes attributes;
    private final CommandGateway gateway;
    private final TransactionManager transactions;
    private final EventStore events;
    private final JobLock lock;
    private final InstantSource clock;
    private final Map<String, Work> working = new ConcurrentHashMap<>();
    private final Set<String> interrupted = ConcurrentHashMap.newKeySet();

    private record Work(BulkUpdateRun run, Thread thread) {}

    BulkUpdates(
            BulkUpdateTable table,
            SellableProducts products,
            CategoryTable categories,
            Attributes attributes,
            CommandGateway gateway,
            TransactionManager transactions,
            EventStore events,
            JobLock lock,
            InstantSource clock) {
        this.table = table;
        this.products = products;
        this.categories = categories;
        this.attributes = attributes;
        this.gateway = gateway;
        this.transactions = transactions;
        this.events = events;
        this.lock = lock;
        this.clock = clock;
    }

    /// Begins one; the same identifier again is the same update.
    BulkUpdateStatus begin(String updateId, BulkUpdate update, String requestedBy) {
        var candidates = changing(updateId, update, commands(updateId, requestedBy)).count();
        oneAtATime(() ->
                table.begin(updateId, null, update, candidates, requestedBy, clock.instant()));
        return start(updateId);
    }

    /// Begins to take back what another one changed.
    BulkUpdateStatus undo(String updateId, String undone, String requestedBy) {
        var other = status(undone);
        if (other.state() == State.RUNNING) {
            throw new CommandRejected(BULK_UPDATE_RUNNING);
        }
        oneAtATime(() ->
                table.begin(updateId, undone, null, other.done(), requestedBy, clock.instant()));
        return start(updateId);
    }

    /// Has one that failed worked on again.
    BulkUpdateStatus resume(String updateId) {
        status(updateId);
        oneAtATime(() -> {
            if (!table.resume(updateId)) {
                throw new CommandRejected(BULK_UPDATE_NOT_STOPPED);
            }
        });
        return start(updateId);
    }

    /// It ends after the products that it is changing at the moment.
    void cancel(String updateId) {
        status(updateId);
        table.cancel(updateId);
    }

    BulkUpdateStatus status(String updateId) {
        return find(updateId).status();
    }

    /// What was asked for; of one that undoes another, what it undoes.
    BulkUpdate requestOf(String updateId) {
        var run = find(updateId);
        return run.request() == null ? requestOf(run.status().undoes()) : run.request();
    }

    private Run find(String updateId) {
        return table.find(updateId)
                .orElseThrow(() -> ProblemException.notFound("bulk update " + updateId));
    }

    private static void oneAtATime(Runnable begin) {
        try {
            begin.run();
        } catch (DuplicateKeyException _) {
            throw new CommandRejected(BULK_UPDATE_RUNNING);
        }
    }

    /// Those that this process could not work on because a database was away. Other processes leave
    /// them alone: this one may still be at work.
    void takeUpInterrupted() {
        interrupted.removeIf(updateId -> start(updateId).state() != State.RUNNING);
    }

    @EventListener(ApplicationStartedEvent.class)
    void resumeInterrupted() {
        table.running().forEach(run -> start(run.updateId()));
    }

    private BulkUpdateStatus start(String updateId) {
        var run = find(updateId);
        if (run.status().state() == State.RUNNING) {
            working.computeIfAbsent(updateId, _ -> work(run));
        }
        return run.status();
    }

    private Work work(Run run) {
        var running =
                new BulkUpdateRun(
                        run.updateId(),
                        steps(run),
                        table,
                        commands(run.updateId(), run.status().requestedBy()),
                        events,
                        clock);
        return new Work(
                running,
                Thread.ofPlatform()
                        .name(run.updateId())
                        .start(() -> work(run.updateId(), running)));
    }

    private JobCommands commands(String updateId, String requestedBy) {
        return new JobCommands(gateway, transactions, updateId, requestedBy);
    }

    private BulkUpdateRun.Steps steps(Run run) {
        return run.request() == null
                ? new UndoneUpdate(run.status().undoes(), table)
                : changing(
                        run.updateId(),
                        run.request(),
                        commands(run.updateId(), run.status().requestedBy()));
    }

    private ChangingProducts changing(String updateId, BulkUpdate update, JobCommands commands) {
        return new ChangingProducts(
                updateId, update, products, categories, attributes, gateway, commands);
    }

    private void work(String updateId, BulkUpdateRun run) {
        // Another process on the same database may have begun it too.
        try {
            lock.holding(updateId, () -> runUnlessSuspended(updateId, run));
        } catch (SQLException | RuntimeException e) {
            if (!run.isStopping()) {
                LOG.warn("{} is taken up again when its database answers", updateId, e);
                interrupted.add(updateId);
            }
        } finally {
            working.remove(updateId);
        }
    }

    private void runUnlessSuspended(String updateId, BulkUpdateRun run) {
        var found = find(updateId);
        if (found.status().state() != State.RUNNING) {
            return;
        }
        // That a database was away is no death of the process.
        var counted = interrupted.contains(updateId) ? 1 : 0;
        var starts = Math.max(0, found.unfinishedStarts() - counted);
        if (starts >= DEATHS_THAT_SUSPEND) {
            LOG.error("{} is not resumed: the process ended twice while it ran", updateId);
            table.finish(
                    updateId,
                    State.SUSPENDED,
                    "The process ended twice while this update ran, so it is not resumed by itself.",
                    clock.instant());
            return;
        }
        table.countStarts(updateId, starts + 1);
        interrupted.remove(updateId);
        run(updateId, run);
        if (run.isStopping()) {
            table.countStarts(updateId, 0);
        }
    }

    private void run(String updateId, BulkUpdateRun run) {
        try {
            run.run();
        } catch (RuntimeException e) {
            if (run.isStopping()) {
                LOG.info("{} was stopped and is resumed at the next start", updateId, e);
            } else if (Outage.ofDatabase(e)) {
                throw e;
            } else {
                LOG.error("{} failed", updateId, e);
                table.finish(updateId, State.FAILED, FAILURE, clock.instant());
            }
        }
    }

    /// Before anything else stops: a command that finds no handler any more would end the update as
    /// failed.
    @EventListener(ContextClosedEvent.class)
    void stop() throws InterruptedException {
        interrupted.clear();
        working.values().forEach(work -> work.run().stop());
        for (var work : working.values()) {
            work.thread().join();
        }
    }
}
