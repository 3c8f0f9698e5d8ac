package io.cartulary.command.inventory;

import static io.cartulary.command.inventory.StockRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.inventory.StockCommand.*;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// The stock of one SKU in all warehouses.
///
/// State is bounded: a promise leaves it when the order is confirmed or cancelled, and of closed
/// orders, adjustments and transfers only the last [StockCommand#REMEMBERED] stay. On PostgreSQL a
/// saga's step and its commands commit together and none is repeated; on Axon Server a step may be
/// delivered again after a crash, from the first event of its batch on. Such a replay finds its
/// orders remembered.
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
    private TreeMap<WarehouseCode, Stock> warehouses = new TreeMap<>();

    /// By [#holder].
    private Reservations<Promise> reservations = new Reservations<>(StockCommand.REMEMBERED);

    /// Who waits for pieces that are yet to come, the longest first.
    private LinkedHashMap<String, Backorder> backorders = new LinkedHashMap<>();

    /// Pieces by the reference of the document that moved them.
    private LinkedHashMap<String, Integer> documents = new LinkedHashMap<>();

    /// Where sold pieces were taken from, by [#holder]; those of the main warehouse go without
    /// saying, and of the others the latest [StockCommand#REMEMBERED_ELSEWHERE] orders stay.
    private LinkedHashMap<String, TreeMap<WarehouseCode, Integer>> elsewhere =
            new LinkedHashMap<>();

    /// Acts of orders that gave some of their pieces back, apart from the documents of staff.
    private LinkedHashMap<String, Integer> returns = new LinkedHashMap<>();

    private @Nullable Integer lowStockThreshold;
    private boolean low;
    private int backorderLimit;

    /// Of a bundle; nothing above is then ever counted.
    private List<SkuQuantity> parts = List.of();

    private record Stock(int onHand, int reserved) {
        static final Stock NONE = new Stock(0, 0);

        int free() {
            return onHand - reserved;
        }
    }

    /// @param quantity all that is promised
    /// @param from what of it is in the house, by warehouse
    private record Promise(
            OrderId orderId,
            @Nullable Sku bundle,
            int quantity,
            TreeMap<WarehouseCode, Integer> from) {

        int inHouse() {
            return from.values().stream().mapToInt(Integer::intValue).sum();
        }

        Promise plus(List<WarehousePieces> more) {
            var all = new TreeMap<>(from);
            more.forEach(some -> all.merge(some.warehouse(), some.quantity(), Integer::sum));
            return new Promise(orderId, bundle, quantity, all);
        }
    }

    /// @param sold whether the order was confirmed meanwhile
    private record Backorder(OrderId orderId, @Nullable Sku bundle, int quantity, boolean sold) {}

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
        if (isRecorded(documents, command.reference(), command.delta())) {
            return;
        }
        var stock = warehouses.getOrDefault(command.warehouse(), Stock.NONE);
        var after = (long) onHand + command.delta();
        if ((long) stock.onHand() + command.delta() < stock.reserved()) {
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
                        command.effectiveAt(),
                        List.of(
                                new WarehousePieces(
                                        command.warehouse(),
                                        Math.abs(command.delta()),
                                        stock.onHand() + command.delta(),
                                        stock.reserved()))));
        settle();
    }

    @CommandHandler
    void decide(TransferStock command) {
        refuseBundle();
        if (isRecorded(documents, command.reference(), command.quantity())) {
            return;
        }
        var from = warehouses.getOrDefault(command.from(), Stock.NONE);
        var to = warehouses.getOrDefault(command.to(), Stock.NONE);
        var quantity = command.quantity();
        if (quantity > from.free()) {
            throw new CommandRejected(NOT_ENOUGH_IN_WAREHOUSE);
        }
        apply(
                new StockTransferred(
                        stockItemId,
                        sku,
                        quantity,
                        onHand,
                        reserved,
                        command.reference(),
                        List.of(
                                new WarehousePieces(
                                        command.from(),
                                        quantity,
                                        from.onHand() - quantity,
                                        from.reserved()),
                                new WarehousePieces(
                                        command.to(),
                                        quantity,
                                        to.onHand() + quantity,
                                        to.reserved()))));
    }

    @CommandHandler
    void decide(AgreeStockPolicy command) {
        refuseBundle();
        if (!Objects.equals(lowStockThreshold, command.lowStockThreshold())
                || backorderLimit != command.backorderLimit()) {
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
        if (onHand > 0 || !reservations.isEmpty() || !backorders.isEmpty()) {
            throw new CommandRejected(HAS_STOCK);
        }
        apply(new BundleDefined(stockItemId, sku, command.parts()));
    }

    @CommandHandler
    BundleParts decide(ReadParts command) {
        return new BundleParts(parts);
    }

    @CommandHandler
    BundleParts decide(ReserveStock command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        switch (reservations.judge(holder(command.orderId(), command.bundle()), Step.RESERVE)) {
            case RECORD -> reserve(command);
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, ALREADY_CONFIRMED, RELEASE_INSTEAD -> {
                /* promising twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void reserve(ReserveStock command) {
        var inHouse = Math.min(command.quantity(), onHand - reserved);
        var missing = command.quantity() - inHouse;
        if (missing > 0 && missing > backorderLimit - backordered()) {
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
                        onHand,
                        reserved + inHouse,
                        command.until(),
                        pieces(Allocation.of(free(), inHouse), 0, 1)));
        settle();
    }

    @CommandHandler
    BundleParts decide(ConfirmReservation command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.CONFIRM)) {
            case RECORD -> {
                var promise = promised(holder);
                var inHouse = promise.inHouse();
                sell(promise, onHand - inHouse, reserved - inHouse, pieces(promise.from(), -1, -1));
            }
            case TOO_LATE -> {
                var promise = promised(holder);
                var inHouse = Math.min(promise.quantity(), onHand - reserved);
                sell(
                        promise,
                        onHand - inHouse,
                        reserved,
                        pieces(Allocation.of(free(), inHouse), -1, 0));
                settle();
            }
            case NOT_RESERVED -> throw new CommandRejected(NOT_RESERVED);
            case NOTHING_NEW, ALREADY_CONFIRMED, RELEASE_INSTEAD -> {
                /* confirming twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void sell(
            Promise promise, int onHandAfter, int reservedAfter, List<WarehousePieces> pieces) {
        apply(
                new ReservationConfirmed(
                        stockItemId,
                        sku,
                        promise.orderId(),
                        promise.bundle(),
                        promise.quantity(),
                        promise.quantity() - sum(pieces),
                        onHandAfter,
                        reservedAfter,
                        pieces));
    }

    @CommandHandler
    BundleParts decide(ReleaseReservation command) {
        if (!parts.isEmpty()) {
            return partsFor(command.bundle());
        }
        var holder = holder(command.orderId(), command.bundle());
        switch (reservations.judge(holder, Step.RELEASE)) {
            case RECORD -> release(promised(holder));
            case ALREADY_CONFIRMED -> throw new CommandRejected(ALREADY_SOLD);
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, RELEASE_INSTEAD -> {
                /* an order that holds no promise changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void release(Promise promise) {
        apply(
                new ReservationReleased(
                        stockItemId,
                        sku,
                        promise.orderId(),
                        promise.bundle(),
                        promise.quantity(),
                        promise.quantity() - promise.inHouse(),
                        onHand,
                        reserved - promise.inHouse(),
                        pieces(promise.from(), 0, -1)));
        settle();
    }

    @CommandHandler
    NextExpiry decide(ExpireReservations command) {
        var due = reservations.dueAt(command.now());
        for (var holder : due) {
            var promise = promised(holder);
            apply(
                    new ReservationExpired(
                            stockItemId,
                            sku,
                            promise.orderId(),
                            promise.bundle(),
                            promise.quantity(),
                            promise.quantity() - promise.inHouse(),
                            onHand,
                            reserved - promise.inHouse(),
                            pieces(promise.from(), 0, -1)));
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
            case RELEASE_INSTEAD -> release(promised(holder));
            case NOTHING_NEW, NOT_RESERVED, TOO_LATE, ALREADY_CONFIRMED -> {
                /* returning twice changes nothing */
            }
        }
        return BundleParts.NONE;
    }

    private void takeBack(ReturnSoldStock command) {
        var holder = holder(command.orderId(), command.bundle());
        var backordered = waitingFor(holder);
        var quantity = Math.max(command.quantity() - backordered, 0);
        requireRoomFor(quantity);
        apply(
                new SoldStockReturned(
                        stockItemId,
                        sku,
                        command.orderId(),
                        command.bundle(),
                        quantity,
                        backordered,
                        onHand + quantity,
                        reserved,
                        pieces(backTo(holder, quantity, command.warehouse()), 1, 0)));
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
                if (!isRecorded(returns, holder + " " + command.reference(), command.quantity())) {
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
        var waiting = waitingFor(holder);
        var withdrawn = Math.min(waiting, command.quantity());
        var quantity = command.quantity() - withdrawn;
        requireRoomFor(quantity);
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
                        onHand + quantity,
                        reserved,
                        pieces(backTo(holder, quantity, command.warehouse()), 1, 0)));
        settle();
    }

    private int waitingFor(String holder) {
        var waiting = backorders.get(holder);
        return waiting == null ? 0 : waiting.quantity();
    }

    private void requireRoomFor(int quantity) {
        if (quantity > MOST_ON_HAND - onHand) {
            throw new CommandRejected(TOO_MANY_ON_HAND);
        }
    }

    /// Where sold pieces were taken from, as far as that is remembered.
    private Map<WarehouseCode, Integer> backTo(
            String holder, int quantity, WarehouseCode otherwise) {
        var from = elsewhere.getOrDefault(holder, new TreeMap<>());
        var known = Math.min(quantity, from.values().stream().mapToInt(Integer::intValue).sum());
        var to = new TreeMap<>(Allocation.of(from, known));
        if (known < quantity) {
            to.merge(otherwise, quantity - known, Integer::sum);
        }
        return to;
    }

    /// Gives free pieces to those who wait for them, then tells when few are left, or no longer
    /// few.
    private void settle() {
        for (var waiting : List.copyOf(backorders.values())) {
            var quantity = Math.min(waiting.quantity(), onHand - reserved);
            if (quantity > 0) {
                apply(
                        new BackorderFilled(
                                stockItemId,
                                sku,
                                waiting.orderId(),
                                waiting.bundle(),
                                quantity,
                                waiting.quantity() - quantity,
                                waiting.sold(),
                                waiting.sold() ? onHand - quantity : onHand,
                                waiting.sold() ? reserved : reserved + quantity,
                                waiting.sold()
                                        ? pieces(Allocation.of(free(), quantity), -1, 0)
                                        : pieces(Allocation.of(free(), quantity), 0, 1)));
            }
        }
        var available = onHand - reserved;
        var few = lowStockThreshold != null && available <= lowStockThreshold;
        if (few && !low) {
            apply(new LowStockReached(stockItemId, sku, available, lowStockThreshold));
        } else if (low && lowStockThreshold != null && !few) {
            apply(new LowStockEnded(stockItemId, sku, available, lowStockThreshold));
        }
    }

    private void refuseBundle() {
        if (!parts.isEmpty()) {
            throw new CommandRejected(IS_BUNDLE);
        }
    }

    /// A part cannot be a bundle itself: nobody asks further.
    private BundleParts partsFor(@Nullable Sku bundle) {
        if (bundle != null) {
            throw new CommandRejected(IS_BUNDLE);
        }
        return new BundleParts(parts);
    }

    private static boolean isRecorded(Map<String, Integer> acts, String reference, int quantity) {
        var recorded = acts.get(reference);
        if (recorded != null && recorded != quantity) {
            throw new CommandRejected(REFERENCE_USED);
        }
        return recorded != null;
    }

    private Promise promised(String holder) {
        return reservations.promised(holder).orElseThrow();
    }

    /// An order holds pieces for themselves and as parts of bundles apart from each other.
    private static String holder(OrderId orderId, @Nullable Sku bundle) {
        return bundle == null ? orderId.value() : orderId + "/" + bundle;
    }

    private int backordered() {
        return backorders.values().stream().mapToInt(Backorder::quantity).sum();
    }

    private SortedMap<WarehouseCode, Integer> free() {
        var free = new TreeMap<WarehouseCode, Integer>();
        warehouses.forEach((warehouse, stock) -> free.put(warehouse, stock.free()));
        return free;
    }

    /// @param onHandBy what each piece does to its warehouse's count: -1, 0 or 1
    private List<WarehousePieces> pieces(
            Map<WarehouseCode, Integer> moved, int onHandBy, int reservedBy) {
        return moved.entrySet().stream()
                .map(some -> {
                    var stock = warehouses.getOrDefault(some.getKey(), Stock.NONE);
                    var quantity = some.getValue();
                    return new WarehousePieces(
                            some.getKey(),
                            quantity,
                            stock.onHand() + onHandBy * quantity,
                            stock.reserved() + reservedBy * quantity);
                })
                .toList();
    }

    private static int sum(List<WarehousePieces> pieces) {
        return pieces.stream().mapToInt(WarehousePieces::quantity).sum();
    }

    @EventSourcingHandler
    void evolve(StockItemRegistered event) {
        stockItemId = event.stockItemId();
        sku = event.sku();
        productId = event.productId();
    }

    @EventSourcingHandler
    void evolve(StockAdjusted event) {
        count(event);
        remember(documents, event.reference(), event.delta());
    }

    @EventSourcingHandler
    void evolve(StockTransferred event) {
        count(event);
        remember(documents, event.reference(), event.quantity());
    }

    @EventSourcingHandler
    void evolve(StockReserved event) {
        count(event);
        var holder = holder(event.orderId(), event.bundle());
        var promise =
                new Promise(event.orderId(), event.bundle(), event.quantity(), new TreeMap<>())
                        .plus(event.pieces());
        reservations.open(holder, promise, event.reservedUntil());
        await(holder, event.orderId(), event.bundle(), event.backordered(), false);
    }

    @EventSourcingHandler
    void evolve(ReservationConfirmed event) {
        count(event);
        var holder = holder(event.orderId(), event.bundle());
        reservations.close(holder, Outcome.CONFIRMED);
        takenFrom(holder, event.pieces(), 1);
        await(holder, event.orderId(), event.bundle(), event.backordered(), true);
    }

    @EventSourcingHandler
    void evolve(ReservationReleased event) {
        count(event);
        close(holder(event.orderId(), event.bundle()), Outcome.RELEASED);
    }

    @EventSourcingHandler
    void evolve(ReservationExpired event) {
        count(event);
        close(holder(event.orderId(), event.bundle()), Outcome.EXPIRED);
    }

    @EventSourcingHandler
    void evolve(SoldStockReturned event) {
        count(event);
        var holder = holder(event.orderId(), event.bundle());
        close(holder, Outcome.GIVEN_BACK);
        elsewhere.remove(holder);
    }

    @EventSourcingHandler
    void evolve(SoldPiecesReturned event) {
        count(event);
        var holder = holder(event.orderId(), event.bundle());
        await(holder, event.orderId(), event.bundle(), event.backordered(), true);
        takenFrom(holder, event.pieces(), -1);
        remember(returns, holder + " " + event.reference(), event.quantity() + event.withdrawn());
    }

    @EventSourcingHandler
    void evolve(BackorderFilled event) {
        count(event);
        var holder = holder(event.orderId(), event.bundle());
        await(holder, event.orderId(), event.bundle(), event.backordered(), event.sold());
        if (event.sold()) {
            takenFrom(holder, event.pieces(), 1);
        } else {
            reservations
                    .promised(holder)
                    .ifPresent(
                            promise -> reservations.change(holder, promise.plus(event.pieces())));
        }
    }

    @EventSourcingHandler
    void evolve(StockPolicyAgreed event) {
        lowStockThreshold = event.lowStockThreshold();
        backorderLimit = event.backorderLimit();
        low &= lowStockThreshold != null;
    }

    @EventSourcingHandler
    void evolve(LowStockReached event) {
        low = true;
    }

    @EventSourcingHandler
    void evolve(LowStockEnded event) {
        low = false;
    }

    @EventSourcingHandler
    void evolve(BundleDefined event) {
        parts = event.parts();
    }

    private void count(StockMoved event) {
        onHand = event.onHand();
        reserved = event.reserved();
        for (var some : event.pieces()) {
            warehouses.put(some.warehouse(), new Stock(some.onHand(), some.reserved()));
        }
    }

    private void await(
            String holder, OrderId orderId, @Nullable Sku bundle, int quantity, boolean sold) {
        if (quantity == 0) {
            backorders.remove(holder);
        } else {
            backorders.put(holder, new Backorder(orderId, bundle, quantity, sold));
        }
    }

    /// @param by 1 for pieces that were sold, -1 for those that came back
    private void takenFrom(String holder, List<WarehousePieces> pieces, int by) {
        for (var some : pieces) {
            if (!some.warehouse().equals(WarehouseCode.MAIN)) {
                elsewhere
                        .computeIfAbsent(holder, _ -> new TreeMap<>())
                        .merge(some.warehouse(), by * some.quantity(), Integer::sum);
            }
        }
        var from = elsewhere.get(holder);
        if (from != null) {
            from.values().removeIf(quantity -> quantity <= 0);
            if (from.isEmpty()) {
                elsewhere.remove(holder);
            }
        }
        if (elsewhere.size() > StockCommand.REMEMBERED_ELSEWHERE) {
            elsewhere.pollFirstEntry();
        }
    }

    private void close(String holder, Outcome outcome) {
        reservations.close(holder, outcome);
        backorders.remove(holder);
    }

    private static void remember(
            LinkedHashMap<String, Integer> acts, String reference, int quantity) {
        acts.put(reference, quantity);
        if (acts.size() > StockCommand.REMEMBERED) {
            acts.pollFirstEntry();
        }
    }
}
