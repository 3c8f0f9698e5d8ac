package io.cartulary.command.bulkupdate;

import io.cartulary.command.bulkupdate.BulkUpdateStatus.State;
import io.cartulary.command.bulkupdate.BulkUpdateTable.Planned;
import io.cartulary.command.bulkupdate.BulkUpdateTable.Refusal;
import io.cartulary.command.catalog.CatalogCommand.ReplaceValues;
import io.cartulary.command.job.JobCommands;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.eventstore.format.EventMetadata;
import io.cartulary.eventstore.outage.Outage;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.HandlerExecutionException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A bulk update while it is worked on, some products at a time: what each is to get is recorded,
/// then the products are changed. On PostgreSQL the changes are committed together with their
/// outcomes; elsewhere what an interrupted process did is known by the events of the products.
final class BulkUpdateRun {

    private static final Logger LOG = LoggerFactory.getLogger(BulkUpdateRun.class);
    private static final int AT_ONCE = 100;
    private static final int ATTEMPTS = 5;

    private final String updateId;
    private final Steps steps;
    private final BulkUpdateTable table;
    private final JobCommands commands;
    private final EventStore events;
    private final InstantSource clock;
    private volatile boolean stopping;

    /// Which products are changed, and how.
    interface Steps {

        /// Products behind one of them, by identifier.
        List<ProductId> after(String product, int limit);

        /// What is to become of some of them; one that is left out is no part of the update.
        List<Planned> plan(List<ProductId> products);
    }

    BulkUpdateRun(
            String updateId,
            Steps steps,
            BulkUpdateTable table,
            JobCommands commands,
            EventStore events,
            InstantSource clock) {
        this.updateId = updateId;
        this.steps = steps;
        this.table = table;
        this.commands = commands;
        this.events = events;
        this.clock = clock;
    }

    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /// Works until its end, or until it is to stop.
    void run() {
        acknowledge(table.planned(updateId));
        var position = table.find(updateId).orElseThrow().position();
        while (!stopping) {
            change(table.planned(updateId));
            if (table.isCancelled(updateId)) {
                table.finish(updateId, State.CANCELLED, null, clock.instant());
                return;
            }
            var next = steps.after(position, AT_ONCE);
            if (next.isEmpty()) {
                table.finish(updateId, State.DONE, null, clock.instant());
                return;
            }
            position = next.getLast().value();
            table.plan(updateId, steps.plan(next), position, next.size());
        }
    }

    /// An interrupted process may have changed a product without recording it; its events say so.
    private void acknowledge(List<Planned> planned) {
        table.done(
                updateId, planned.stream().map(Planned::product).filter(this::wasChanged).toList());
    }

    private boolean wasChanged(ProductId product) {
        return events.readEvents(product.value(), 0)
                .asStream()
                .anyMatch(event ->
                        updateId.equals(event.getMetaData().get(EventMetadata.CORRELATION_ID)));
    }

    private void change(List<Planned> planned) {
        if (planned.isEmpty()) {
            return;
        }
        try {
            changeTogether(planned);
            return;
        } catch (CommandExecutionException refused) {
            // Nothing of it was stored; which product it was shows when each is tried alone.
            endWhereNoProductIsAtFault(refused);
        } catch (RuntimeException overtaken) {
            endWhereNoProductIsAtFault(overtaken);
        }
        planned.forEach(this::changeAlone);
    }

    private void changeTogether(List<Planned> planned) {
        commands.together(() -> {
            for (var product : planned) {
                var replacement = product.replacement();
                commands.send(
                        new ReplaceValues(
                                product.product(),
                                replacement.before(),
                                replacement.after(),
                                clock.instant()));
            }
            table.done(updateId, planned.stream().map(Planned::product).toList());
            return planned.size();
        });
    }

    private void changeAlone(Planned product) {
        for (int attempt = 1; ; attempt++) {
            try {
                changeTogether(List.of(product));
                return;
            } catch (ConcurrencyException overtaken) {
                if (attempt == ATTEMPTS) {
                    throw overtaken;
                }
            } catch (CommandExecutionException refused) {
                refuse(product, refused);
                return;
            } catch (RuntimeException failed) {
                refuse(product, failed);
                return;
            }
        }
    }

    private void refuse(Planned product, RuntimeException failure) {
        endWhereNoProductIsAtFault(failure);
        table.refuse(updateId, product.product(), refusal(failure, updateId));
    }

    private void endWhereNoProductIsAtFault(RuntimeException failure) {
        if (stopping || Outage.ofDatabase(failure)) {
            throw failure;
        }
    }

    static Refusal refusal(RuntimeException refused, String updateId) {
        if (refused instanceof InvalidValue) {
            return new Refusal("INVALID_VALUE", refused.getMessage() + ".");
        }
        return HandlerExecutionException.resolveDetails(refused)
                .filter(Rejection.class::isInstance)
                .map(Rejection.class::cast)
                .map(rejection -> new Refusal(rejection.name(), rejection.sentence()))
                .orElseGet(() -> {
                    LOG.error("{} could not change a product", updateId, refused);
                    return new Refusal(
                            "NOT_CHANGED",
                            "The shop failed to change it; its log says why, under this update's id.");
                });
    }
}
