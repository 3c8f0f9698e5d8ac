package io.cartulary.query.order.progress;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import java.time.Instant;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// One step of an order, as its owner follows it live.
///
/// @param change the event's name, for example `OrderShipped`
/// @param refunded the sum of all refunds, when money went back
public record OrderProgress(
        OrderId orderId,
        String change,
        Instant at,
        @Nullable CancellationReason reason,
        @Nullable String carrier,
        @Nullable String trackingNumber,
        @Nullable Money refunded) {

    static OrderProgress of(DomainEvent event, EventMessage<?> message) {
        return switch (event) {
            case OrderEvent order -> of(order, message.getTimestamp());
            case PaymentEvent payment -> plain(payment.orderId(), payment, message.getTimestamp());
            default -> throw new IllegalArgumentException("no step of an order: " + event);
        };
    }

    private static OrderProgress of(OrderEvent event, Instant at) {
        return switch (event) {
            case OrderCancelled(var order, _, _, var reason, _, _, _, _, _) ->
                    new OrderProgress(order, "OrderCancelled", at, reason, null, null, null);
            case OrderShipped(var order, var carrier, var number, _) ->
                    new OrderProgress(order, "OrderShipped", at, null, carrier, number, null);
            case ShipmentDispatched(var order, _, var carrier, var number, _, _) ->
                    new OrderProgress(order, "ShipmentDispatched", at, null, carrier, number, null);
            case ShipmentTrackingCorrected(var order, _, var carrier, var number) ->
                    new OrderProgress(
                            order, "ShipmentTrackingCorrected", at, null, carrier, number, null);
            case OrderLinesCancelled cancelled ->
                    new OrderProgress(
                            cancelled.orderId(),
                            "OrderLinesCancelled",
                            at,
                            cancelled.reason(),
                            null,
                            null,
                            null);
            case OrderRefunded(var order, _, _, var refunded) ->
                    new OrderProgress(order, "OrderRefunded", at, null, null, null, refunded);
            default -> plain(event.orderId(), event, at);
        };
    }

    private static OrderProgress plain(OrderId order, DomainEvent event, Instant at) {
        return new OrderProgress(
                order, event.getClass().getSimpleName(), at, null, null, null, null);
    }
}
