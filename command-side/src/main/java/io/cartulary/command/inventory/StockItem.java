package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.inventory.Backorders.Backorder;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.reservation.Reservations;
import io.cartulary.command.reservation.Reservations.Outcome;
import io.cartulary.command.reservation.Reservations.Step;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.*;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.inventory.WarehousePieces;
import io.cartulary.events.order.OrderId;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stock of one SKU in all warehouses.
///
/// State is bounded: a reservation leaves it when the order is confirmed or cancelled, and of
/// closed orders, adjustments and transfers only the last [StockCommand#REMEMBERED] stay. On
/// PostgreSQL a saga's step and its commands commit together and none is repeated; on Axon Server a
/// step may be delivered again after a crash, from the first event of its batch on. Such a replay
/// finds its orders remembered.
@Aggregate(
        cache = "aggregateCache",
        snapshotTriggerDefinition = "snapshotEvery200Events",
        lockFactory = "locksAcrossProcesses")
class StockItem {

    @AggregateIdentifier private StockItemId stockItemId;
    private Sku sku;
    private @Nullable ProductId productId;
    private StockLevels levels = StockLevels.NONE;

    /// By [#holder].
    private Reservations<Reservation> reservations = new Reservations<>(StockCommand.REMEMBERED);

    private Backorders backorders = new Backorders();

    private SoldElsewhere elsewhere = new SoldElsewhere();

    /// Documents that moved pieces.
    @Bookkeeping private RecordedActs documents = new RecordedActs();

    /// Acts of orders that gave some of their pieces back, apart from the documents of staff.
    @Bookkeeping private RecordedActs returns = new RecordedActs();

    private StockPolicy policy = StockPolicy.NONE;

    /// Of a bundle; nothing above is then ever counted.
    private List<SkuQuantity> parts = List.of();

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
        refuseBundle();
        if (documents.include(command.reference(), command.delta())) {
            return;
        }
        var level = levels.at(command.warehouse());
        if ((long) level.onHand() + command.delta() < level.reserved()) {
            throw new CommandRejected(BELOW_RESERVED);
        }
        levels.requireRoomFor(command.delta());
        apply(
                new StockAdjusted(
                        stockItemId,
                        sku,
                        command.delta(),
                        levels.onHand() + command.delta(),
                        levels.reserved(),
                        command.reason(),
                        command.reference(),
                        command.note(),
                        command.effectiveAt(),
                        List.of(
                                levels.move(
                                        command.warehouse(),
                                        Math.abs(command.delta()),
                                        Integer.signum(command.delta()),
                                        0))));
        settle();
    }

    @CommandHandler
    void decide(TransferStock command) {
        refuseBundle();
        var quantity = command.quantity();
        if (documents.include(command.reference(), quantity)) {
            return;
        }
        if (quantity > levels.at(command.from()).free()) {
            throw new CommandRejected(NOT_ENOUGH_IN_WAREHOUSE);
        }
        apply(
                new StockTransferred(
                        stockItemId,
                        sku,
                        quantity,
                        levels.onHand(),
                        levels.reserved(),
                        command.reference(),
                        List.of(
                                levels.move(command.from(), quantity, -1, 0),
                                levels.move(command.to(), quantity, 1, 0))));
    }

    @CommandHandler
    void decide(AgreeStockPolicy command) {
        refuseBundle();
        if (!policy.isThatOf(command)) {
            apply(
                    new StockPolicyAgreed(
                            stockItemId,
                            sku,
                            command.lowStockThreshold(),
                            command.backorderLimit()));
            settle();
        }
    }

    @CommandHandler
    void decide(DefineBundle command) {
        if (parts.equals(command.parts())) {
            return;
        }
        if (!parts.isEmpty()) {
            throw new CommandRejected(BUNDLE_DIFFERS);
        }
        if (levels.onHand() > 0 || !reservations.isEmpty() || backorders.pieces() > 0) {
            throw new CommandRejected(HAS_STOCK);
        }
        apply(new BundleDefined(stockItemId, sku, command.parts()));
    }

    @CommandHandler
    BundleParts decide(ReadParts command) {
        return new BundleParts(parts);
    }

    @CommandHandler
    AwaitedPieces decide(ReadAwaited command) {
        return new AwaitedPieces(
                backorders.piecesOf(holder(command.orderId(), command.bundle())),
                new BundleParts(parts));
    }

    @CommandHandler
    BundleParts decide(ReserveStock command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        switch (reservations.judge(holder(command.orderId(), command.bundle()), Step.RESERVE)) {
            case RECORD -> reserve(command);
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, ALREADY_CONFIRMED, RELEASE_INSTEAD -> {
                /* reserving twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void reserve(ReserveStock command) {
        var inHouse = Math.min(command.quantity(), levels.free());
        var missing = command.quantity() - inHouse;
        if (missing > 0 && missing > policy.backorderLimit() - backorders.pieces()) {
            throw new CommandRejected(OUT_OF_STOCK);
        }
        apply(
                new StockReserved(
                        stockItemId,
                        sku,
                        command.orderId(),
                        command.bundle(),
                        command.quantity(),
                        missing,
                        levels.onHand(),
                        levels.reserved() + inHouse,
                        command.until(),
                        levels.move(levels.allocate(inHouse), 0, 1)));
        settle();
    }

    @CommandHandler
    BundleParts decide(ConfirmReservation command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.CONFIRM)) {
            case RECORD -> apply(reserved(holder).confirm(stockItemId, sku, levels));
            case TOO_LATE -> {
                apply(reserved(holder).confirmLate(stockItemId, sku, levels));
                settle();
            }
            case NOT_RESERVED -> throw new CommandRejected(NOT_RESERVED);
            case NOTHING_NEW, ALREADY_CONFIRMED, RELEASE_INSTEAD -> {
                /* confirming twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    @CommandHandler
    BundleParts decide(ReleaseReservation command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.RELEASE)) {
            case RECORD -> release(reserved(holder));
            case ALREADY_CONFIRMED -> throw new CommandRejected(ALREADY_SOLD);
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, RELEASE_INSTEAD -> {
                /* an order without a reservation changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void release(Reservation reservation) {
        apply(reservation.release(stockItemId, sku, levels));
        settle();
    }

    @CommandHandler
    NextExpiry decide(ExpireReservations command) {
        var due = reservations.dueAt(command.now());
        for (var holder : due) {
            apply(reserved(holder).expire(stockItemId, sku, levels));
        }
        if (!due.isEmpty()) {
            settle();
        }
        return new NextExpiry(reservations.nextDue().orElse(null));
    }

    @CommandHandler
    BundleParts decide(ReturnSoldStock command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.GIVE_BACK)) {
            case RECORD -> takeBack(command);
            case RELEASE_INSTEAD -> release(reserved(holder));
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, ALREADY_CONFIRMED -> {
                /* returning twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void takeBack(ReturnSoldStock command) {
        var holder = holder(command.orderId(), command.bundle());
        var backordered = backorders.piecesOf(holder);
        var quantity = Math.max(command.quantity() - backordered, 0);
        levels.requireRoomFor(quantity);
        apply(
                new SoldStockReturned(
                        stockItemId,
                        sku,
                        command.orderId(),
                        command.bundle(),
                        quantity,
                        backordered,
                        levels.onHand() + quantity,
                        levels.reserved(),
                        backTo(holder, quantity, command.warehouse())));
        settle();
    }

    @CommandHandler
    BundleParts decide(ReturnSoldPieces command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.GIVE_BACK)) {
            case RECORD -> {
                if (!returns.include(holder + " " + command.reference(), command.quantity())) {
                    takeBack(command, holder);
                }
            }
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, ALREADY_CONFIRMED, RELEASE_INSTEAD -> {
                /* the order has none that were sold */
            }
        }
        return BundleParts.NONE;
    }

    private void takeBack(ReturnSoldPieces command, String holder) {
        var waiting = backorders.piecesOf(holder);
        var withdrawn = Math.min(waiting, command.quantity());
        var quantity = command.quantity() - withdrawn;
        levels.requireRoomFor(quantity);
        apply(
                new SoldPiecesReturned(
                        stockItemId,
                        sku,
                        command.orderId(),
                        command.bundle(),
                        command.reference(),
                        quantity,
                        withdrawn,
                        waiting - withdrawn,
                        levels.onHand() + quantity,
                        levels.reserved(),
                        backTo(holder, quantity, command.warehouse())));
        settle();
    }

    private List<WarehousePieces> backTo(String holder, int quantity, WarehouseCode otherwise) {
        return levels.move(elsewhere.backTo(holder, quantity, otherwise), 1, 0);
    }

    /// Gives free pieces to those who wait for them, then says when few are left, or no longer few.
    private void settle() {
        for (var waiting = backorders.first();
                waiting.isPresent() && levels.free() > 0;
                waiting = backorders.first()) {
            apply(waiting.get().fill(stockItemId, sku, levels));
        }
        policy.judge(stockItemId, sku, levels.free()).ifPresent(AggregateLifecycle::apply);
    }

    private void refuseBundle() {
        if (!parts.isEmpty()) {
            throw new CommandRejected(IS_BUNDLE);
        }
    }

    /// A part cannot be a bundle itself.
    private BundleParts partsFor(@Nullable Sku bundle) {
        if (bundle != null) {
            throw new CommandRejected(IS_BUNDLE);
        }
        return new BundleParts(parts);
    }

    private Reservation reserved(String holder) {
        return reservations.promised(holder).orElseThrow();
    }

    /// An order holds pieces for themselves and as parts of bundles apart from each other.
    private static String holder(OrderId orderId, @Nullable Sku bundle) {
        return bundle == null ? orderId.value() : orderId + "/" + bundle;
    }

    @EventSourcingHandler
    void evolve(StockItemRegistered event) {
        stockItemId = event.stockItemId();
        sku = event.sku();
        productId = event.productId();
    }

    @EventSourcingHandler
    void evolve(StockAdjusted event) {
        levels = levels.evolve(event);
        documents.add(event.reference(), event.delta());
    }

    @EventSourcingHandler
    void evolve(StockTransferred event) {
        levels = levels.evolve(event);
        documents.add(event.reference(), event.quantity());
    }

    @EventSourcingHandler
    void evolve(StockReserved event) {
        levels = levels.evolve(event);
        var holder = holder(event.orderId(), event.bundle());
        reservations.open(holder, Reservation.of(event), event.reservedUntil());
        await(holder, event.orderId(), event.bundle(), event.backordered(), false);
    }

    @EventSourcingHandler
    void evolve(ReservationConfirmed event) {
        levels = levels.evolve(event);
        var holder = holder(event.orderId(), event.bundle());
        reservations.close(holder, Outcome.CONFIRMED);
        elsewhere.add(holder, event.pieces(), 1);
        await(holder, event.orderId(), event.bundle(), event.backordered(), true);
    }

    @EventSourcingHandler
    void evolve(ReservationReleased event) {
        levels = levels.evolve(event);
        close(holder(event.orderId(), event.bundle()), Outcome.RELEASED);
    }

    @EventSourcingHandler
    void evolve(ReservationExpired event) {
        levels = levels.evolve(event);
        close(holder(event.orderId(), event.bundle()), Outcome.EXPIRED);
    }

    @EventSourcingHandler
    void evolve(SoldStockReturned event) {
        levels = levels.evolve(event);
        var holder = holder(event.orderId(), event.bundle());
        close(holder, Outcome.GIVEN_BACK);
        elsewhere.remove(holder);
    }

    @EventSourcingHandler
    void evolve(SoldPiecesReturned event) {
        levels = levels.evolve(event);
        var holder = holder(event.orderId(), event.bundle());
        await(holder, event.orderId(), event.bundle(), event.backordered(), true);
        elsewhere.add(holder, event.pieces(), -1);
        returns.add(holder + " " + event.reference(), event.quantity() + event.withdrawn());
    }

    @EventSourcingHandler
    void evolve(BackorderFilled event) {
        levels = levels.evolve(event);
        var holder = holder(event.orderId(), event.bundle());
        await(holder, event.orderId(), event.bundle(), event.backordered(), event.sold());
        if (event.sold()) {
            elsewhere.add(holder, event.pieces(), 1);
        } else {
            reservations
                    .promised(holder)
                    .ifPresent(it -> reservations.change(holder, it.plus(event.pieces())));
        }
    }

    @EventSourcingHandler
    void evolve(StockPolicyAgreed event) {
        policy = policy.evolve(event);
    }

    @EventSourcingHandler
    void evolve(LowStockReached event) {
        policy = policy.withLow(true);
    }

    @EventSourcingHandler
    void evolve(LowStockEnded event) {
        policy = policy.withLow(false);
    }

    @EventSourcingHandler
    void evolve(BundleDefined event) {
        parts = event.parts();
    }

    private void await(
            String holder, OrderId orderId, @Nullable Sku bundle, int quantity, boolean sold) {
        backorders.put(holder, new Backorder(orderId, bundle, quantity, sold));
    }

    private void close(String holder, Outcome outcome) {
        reservations.close(holder, outcome);
        backorders.remove(holder);
    }
}
