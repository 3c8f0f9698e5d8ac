package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.ALREADY_SOLD;
import static io.cartulary.command.inventory.StockRejection.BELOW_RESERVED;
import static io.cartulary.command.inventory.StockRejection.NOT_RESERVED;
import static io.cartulary.command.inventory.StockRejection.OUT_OF_STOCK;
import static io.cartulary.command.inventory.StockRejection.REFERENCE_USED;
import static io.cartulary.command.inventory.StockRejection.SKU_TAKEN;
import static io.cartulary.command.inventory.StockRejection.TOO_MANY_ON_HAND;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.inventory.StockCommand.ConfirmReservation;
import io.cartulary.command.inventory.StockCommand.RegisterStockItem;
import io.cartulary.command.inventory.StockCommand.ReleaseReservation;
import io.cartulary.command.inventory.StockCommand.ReserveStock;
import io.cartulary.command.inventory.StockCommand.ReturnSoldStock;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.ReservationConfirmed;
import io.cartulary.events.inventory.StockEvent.ReservationReleased;
import io.cartulary.events.inventory.StockEvent.SoldStockReturned;
import io.cartulary.events.inventory.StockEvent.StockAdjusted;
import io.cartulary.events.inventory.StockEvent.StockItemRegistered;
import io.cartulary.events.inventory.StockEvent.StockReserved;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.util.LinkedHashMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stock of one SKU.
///
/// State is bounded: a promise leaves it when the order is confirmed or cancelled, and of closed
/// orders and adjustments only the last [StockCommand#REMEMBERED] stay. On PostgreSQL a saga's step
/// and its commands commit together and none is repeated; on Axon Server a step may be delivered
/// again after a crash, from the first event of its batch on. Such a replay finds its orders
/// remembered.
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotEvery200Events",
        lockFactory = "locksAcrossProcesses")
class StockItem {

    private static final int MOST_ON_HAND = 1_000_000_000;

    @AggregateIdentifier private StockItemId stockItemId;
    private Sku sku;
    private @Nullable ProductId productId;
    private int onHand;
    private int reserved;
    private LinkedHashMap<OrderId, Integer> promised = new LinkedHashMap<>();
    private LinkedHashMap<OrderId, Outcome> closed = new LinkedHashMap<>();
    private LinkedHashMap<String, Integer> adjustments = new LinkedHashMap<>();

    /// How an order's promise ended.
    private enum Outcome {
        SOLD,
        RELEASED,
        RETURNED
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RegisterStockItem command) {
        if (productId == null) {
            apply(
                    new StockItemRegistered(
                            command.stockItemId(), command.sku(), command.productId()));
        } else if (!productId.equals(command.productId())) {
            throw new CommandRejected(SKU_TAKEN);
        }
    }

    @CommandHandler
    void decide(AdjustStock command) {
        var recorded = adjustments.get(command.reference());
        if (recorded != null) {
            if (recorded != command.delta()) {
                throw new CommandRejected(REFERENCE_USED);
            }
            return;
        }
        var after = (long) onHand + command.delta();
        if (after < reserved) {
            throw new CommandRejected(BELOW_RESERVED);
        }
        if (after > MOST_ON_HAND) {
            throw new CommandRejected(TOO_MANY_ON_HAND);
        }
        apply(
                new StockAdjusted(
                        stockItemId,
                        sku,
                        command.delta(),
                        (int) after,
                        reserved,
                        command.reason(),
                        command.reference(),
                        command.note(),
                        command.effectiveAt()));
    }

    @CommandHandler
    void decide(ReserveStock command) {
        var orderId = command.orderId();
        if (promised.containsKey(orderId) || closed.containsKey(orderId)) {
            return;
        }
        if (command.quantity() > onHand - reserved) {
            throw new CommandRejected(OUT_OF_STOCK);
        }
        apply(
                new StockReserved(
                        stockItemId,
                        sku,
                        orderId,
                        command.quantity(),
                        onHand,
                        reserved + command.quantity()));
    }

    @CommandHandler
    void decide(ConfirmReservation command) {
        var orderId = command.orderId();
        var quantity = promised.get(orderId);
        if (quantity != null) {
            apply(
                    new ReservationConfirmed(
                            stockItemId,
                            sku,
                            orderId,
                            quantity,
                            onHand - quantity,
                            reserved - quantity));
            return;
        }
        switch (closed.get(orderId)) {
            case null -> throw new CommandRejected(NOT_RESERVED);
            case RELEASED -> throw new CommandRejected(NOT_RESERVED);
            case SOLD, RETURNED -> {
                /* confirming twice changes nothing */
            }
        }
    }

    @CommandHandler
    void decide(ReleaseReservation command) {
        if (!release(command.orderId()) && closed.get(command.orderId()) == Outcome.SOLD) {
            throw new CommandRejected(ALREADY_SOLD);
        }
    }

    @CommandHandler
    void decide(ReturnSoldStock command) {
        var orderId = command.orderId();
        if (release(orderId)) {
            return;
        }
        switch (closed.get(orderId)) {
            case null -> takeBack(orderId, command.quantity());
            case SOLD -> takeBack(orderId, command.quantity());
            case RELEASED, RETURNED -> {
                /* returning twice changes nothing */
            }
        }
    }

    @EventSourcingHandler
    void evolve(StockItemRegistered event) {
        stockItemId = event.stockItemId();
        sku = event.sku();
        productId = event.productId();
    }

    @EventSourcingHandler
    void evolve(StockAdjusted event) {
        count(event.onHand(), event.reserved());
        adjustments.put(event.reference(), event.delta());
        forgetOldest(adjustments);
    }

    @EventSourcingHandler
    void evolve(StockReserved event) {
        count(event.onHand(), event.reserved());
        promised.put(event.orderId(), event.quantity());
    }

    @EventSourcingHandler
    void evolve(ReservationConfirmed event) {
        count(event.onHand(), event.reserved());
        close(event.orderId(), Outcome.SOLD);
    }

    @EventSourcingHandler
    void evolve(ReservationReleased event) {
        count(event.onHand(), event.reserved());
        close(event.orderId(), Outcome.RELEASED);
    }

    @EventSourcingHandler
    void evolve(SoldStockReturned event) {
        count(event.onHand(), event.reserved());
        close(event.orderId(), Outcome.RETURNED);
    }

    /// Takes an open promise back; `false` when there is none.
    private boolean release(OrderId orderId) {
        var quantity = promised.get(orderId);
        if (quantity == null) {
            return false;
        }
        apply(
                new ReservationReleased(
                        stockItemId, sku, orderId, quantity, onHand, reserved - quantity));
        return true;
    }

    private void takeBack(OrderId orderId, int quantity) {
        if (quantity > MOST_ON_HAND - onHand) {
            throw new CommandRejected(TOO_MANY_ON_HAND);
        }
        apply(
                new SoldStockReturned(
                        stockItemId, sku, orderId, quantity, onHand + quantity, reserved));
    }

    private void count(int onHandAfter, int reservedAfter) {
        onHand = onHandAfter;
        reserved = reservedAfter;
    }

    private void close(OrderId orderId, Outcome outcome) {
        promised.remove(orderId);
        closed.putLast(orderId, outcome);
        forgetOldest(closed);
    }

    private static void forgetOldest(LinkedHashMap<?, ?> remembered) {
        if (remembered.size() > StockCommand.REMEMBERED) {
            remembered.pollFirstEntry();
        }
    }
}
