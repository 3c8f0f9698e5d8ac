package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ShipmentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The parcels of an order, in the order they were packed, and what keeps more from being packed.
/// Never changes; every step makes another.
record Shipments(Map<ShipmentId, Parcel> parcels, OrderHold hold) {

    static final Shipments NONE = new Shipments(Map.of(), OrderHold.NONE);

    enum State {
        PACKED,
        SHIPPED,
        DELIVERED
    }

    /// @param at when it left, or arrived
    record Parcel(
            List<LinePieces> pieces,
            State state,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable Instant at) {

        boolean goesUnder(String otherCarrier, String number) {
            return otherCarrier.equals(carrier) && number.equals(trackingNumber);
        }

        Parcel tracked(String newCarrier, String number) {
            return new Parcel(pieces, state, newCarrier, number, at);
        }

        Parcel in(State next, Instant since) {
            return new Parcel(pieces, next, carrier, trackingNumber, since);
        }
    }

    boolean contains(ShipmentId shipmentId) {
        return parcels.containsKey(shipmentId);
    }

    boolean hasLeft(ShipmentId shipmentId) {
        return contains(shipmentId) && parcels.get(shipmentId).state() != State.PACKED;
    }

    boolean isWaiting() {
        return parcels.values().stream().anyMatch(parcel -> parcel.state() == State.PACKED);
    }

    Parcel parcel(ShipmentId shipmentId) {
        var parcel = parcels.get(shipmentId);
        if (parcel == null) {
            throw new CommandRejected(UNKNOWN_SHIPMENT);
        }
        return parcel;
    }

    List<OrderEvent> decide(PackShipment command, Goods goods) {
        hold.requireNone();
        if (goods.open().isEmpty()) {
            throw new CommandRejected(NOTHING_TO_PACK);
        }
        var there = goods.openNow(command.orderId(), command.awaited());
        var pieces =
                command.pieces().isEmpty() ? there : goods.pick(command.pieces(), Goods.Line::open);
        if (pieces.isEmpty() || !pieces.stream().allMatch(part -> isAmong(there, part))) {
            throw new CommandRejected(AWAITING_STOCK);
        }
        return List.of(packed(command.orderId(), command.shipmentId(), pieces, goods));
    }

    private static boolean isAmong(List<LinePieces> there, LinePieces wanted) {
        return there.stream()
                .anyMatch(part ->
                        part.line() == wanted.line() && part.quantity() >= wanted.quantity());
    }

    List<OrderEvent> decide(UnpackShipment command, Goods goods) {
        var parcel = parcel(command.shipmentId());
        return switch (parcel.state()) {
            case PACKED ->
                    List.of(
                            new ShipmentUnpacked(
                                    command.orderId(),
                                    command.shipmentId(),
                                    goods.unpacked(parcel.pieces()).fulfilment()));
            case SHIPPED, DELIVERED -> throw new CommandRejected(ALREADY_SHIPPED);
        };
    }

    List<OrderEvent> decide(
            DispatchShipment command, @Nullable OrderState status, Goods goods, Account account) {
        var parcel = parcel(command.shipmentId());
        if (status == OrderState.CANCELLED) {
            throw new CommandRejected(ALREADY_CANCELLED);
        }
        return switch (parcel.state()) {
            case PACKED -> {
                account.requirePaid();
                hold.requireNone();
                yield dispatched(
                        command.orderId(),
                        command.shipmentId(),
                        command.carrier(),
                        command.trackingNumber(),
                        command.shippedAt(),
                        goods.shipped(parcel.pieces()).fulfilment());
            }
            case SHIPPED, DELIVERED -> {
                if (!parcel.goesUnder(command.carrier(), command.trackingNumber())) {
                    throw new CommandRejected(ALREADY_SHIPPED);
                }
                yield List.of();
            }
        };
    }

    /// All that is open, in a parcel that leaves at once.
    List<OrderEvent> decide(ShipOrder command, ShipmentId shipmentId, Goods goods) {
        hold.requireNone();
        if (isWaiting()) {
            throw new CommandRejected(PARCELS_WAITING);
        }
        if (!command.awaited().isEmpty()) {
            throw new CommandRejected(AWAITING_STOCK);
        }
        var pieces = goods.open();
        var events = new ArrayList<OrderEvent>();
        events.add(packed(command.orderId(), shipmentId, pieces, goods));
        events.addAll(
                dispatched(
                        command.orderId(),
                        shipmentId,
                        command.carrier(),
                        command.trackingNumber(),
                        command.shippedAt(),
                        goods.packed(pieces).shipped(pieces).fulfilment()));
        return events;
    }

    List<OrderEvent> decide(CorrectTracking command) {
        var parcel = parcel(command.shipmentId());
        return switch (parcel.state()) {
            case PACKED -> throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED, DELIVERED ->
                    parcel.goesUnder(command.carrier(), command.trackingNumber())
                            ? List.of()
                            : List.of(
                                    new ShipmentTrackingCorrected(
                                            command.orderId(),
                                            command.shipmentId(),
                                            command.carrier(),
                                            command.trackingNumber()));
        };
    }

    List<OrderEvent> decide(RecordShipmentDelivery command, Goods goods) {
        var parcel = parcel(command.shipmentId());
        return switch (parcel.state()) {
            case PACKED -> throw new CommandRejected(NOT_SHIPPED);
            case SHIPPED -> {
                var events = new ArrayList<OrderEvent>();
                var reached = goods.delivered(parcel.pieces()).fulfilment();
                events.add(
                        new ShipmentDelivered(
                                command.orderId(),
                                command.shipmentId(),
                                command.deliveredAt(),
                                reached));
                if (reached == Fulfilment.DELIVERED) {
                    events.add(new OrderDelivered(command.orderId(), command.deliveredAt()));
                }
                yield events;
            }
            case DELIVERED -> List.of();
        };
    }

    /// All that were on their way arrived.
    List<OrderEvent> decide(RecordDelivery command, Goods goods) {
        var events = new ArrayList<OrderEvent>();
        var reached = goods;
        for (var parcel : parcels.entrySet()) {
            if (parcel.getValue().state() == State.SHIPPED) {
                reached = reached.delivered(parcel.getValue().pieces());
                events.add(
                        new ShipmentDelivered(
                                command.orderId(),
                                parcel.getKey(),
                                command.deliveredAt(),
                                reached.fulfilment()));
            }
        }
        events.add(new OrderDelivered(command.orderId(), command.deliveredAt()));
        return events;
    }

    /// After the last open pieces were cancelled, the order is as far as its parcels.
    List<OrderEvent> endOf(OrderId orderId, Fulfilment reached) {
        if (reached != Fulfilment.SHIPPED && reached != Fulfilment.DELIVERED) {
            return List.of();
        }
        var last = parcels.values().stream().max(Comparator.comparing(Parcel::at)).orElseThrow();
        var shipped = new OrderShipped(orderId, last.carrier(), last.trackingNumber(), last.at());
        return reached == Fulfilment.DELIVERED
                ? List.of(shipped, new OrderDelivered(orderId, last.at()))
                : List.of(shipped);
    }

    private static ShipmentPacked packed(
            OrderId orderId, ShipmentId shipmentId, List<LinePieces> pieces, Goods goods) {
        return new ShipmentPacked(orderId, shipmentId, pieces, goods.packed(pieces).fulfilment());
    }

    private static List<OrderEvent> dispatched(
            OrderId orderId,
            ShipmentId shipmentId,
            String carrier,
            String trackingNumber,
            Instant at,
            Fulfilment reached) {
        var left =
                new ShipmentDispatched(orderId, shipmentId, carrier, trackingNumber, at, reached);
        return reached == Fulfilment.SHIPPED
                ? List.of(left, new OrderShipped(orderId, carrier, trackingNumber, at))
                : List.of(left);
    }

    Shipments evolve(OrderEvent event) {
        return switch (event) {
            case OrderPutOnHold e -> new Shipments(parcels, new OrderHold(e.reason()));
            case OrderTakenOffHold _ -> new Shipments(parcels, OrderHold.NONE);
            case ShipmentPacked e ->
                    with(e.shipmentId(), new Parcel(e.pieces(), State.PACKED, null, null, null));
            case ShipmentUnpacked e -> with(e.shipmentId(), null);
            case ShipmentDispatched e ->
                    change(
                            e.shipmentId(),
                            parcel ->
                                    parcel.tracked(e.carrier(), e.trackingNumber())
                                            .in(State.SHIPPED, e.shippedAt()));
            case ShipmentTrackingCorrected e ->
                    change(
                            e.shipmentId(),
                            parcel -> parcel.tracked(e.carrier(), e.trackingNumber()));
            case ShipmentDelivered e ->
                    change(e.shipmentId(), parcel -> parcel.in(State.DELIVERED, e.deliveredAt()));
            default -> this;
        };
    }

    private Shipments change(ShipmentId shipmentId, UnaryOperator<Parcel> change) {
        return with(shipmentId, change.apply(parcels.get(shipmentId)));
    }

    private Shipments with(ShipmentId shipmentId, @Nullable Parcel parcel) {
        var next = new LinkedHashMap<>(parcels);
        if (parcel == null) {
            next.remove(shipmentId);
        } else {
            next.put(shipmentId, parcel);
        }
        return new Shipments(next, hold);
    }
}
