package io.cartulary.command.review;

import io.cartulary.command.customer.guest.GuestEmailHashes;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Knows from an order's own events whether a customer bought a product with it.
@Component
class Purchases {

    private final EventStore events;
    private final GuestEmailHashes guests;

    Purchases(EventStore events, GuestEmailHashes guests) {
        this.events = events;
        this.guests = guests;
    }

    /// Whether the order was confirmed or imported, is not cancelled, has pieces of the product
    /// that are not, and is the customer's, or of a guest whose orders they took over.
    boolean contain(CustomerId customer, ProductId product, OrderId order) {
        var reading = new Reading();
        events.readEvents(order.value(), 0)
                .asStream()
                .forEach(event -> reading.on(event.getPayload()));
        return reading.sold
                && reading.hasPiecesOf(product)
                && (customer.equals(reading.owner) || guests.isTakenOver(reading.owner, customer));
    }

    private static final class Reading {

        private final Map<Integer, ProductId> products = new HashMap<>();
        private final Map<Integer, Integer> pieces = new HashMap<>();
        private @Nullable CustomerId owner;
        private boolean sold;

        void on(Object event) {
            switch (event) {
                case OrderPlaced placed -> {
                    owner = placed.customerId();
                    add(placed.lines());
                }
                case OrderImported imported -> {
                    owner = imported.customerId();
                    sold = owner != null;
                    add(imported.lines());
                }
                case OrderLinesAdded added -> add(added.lines());
                case OrderConfirmed _ -> sold = true;
                case OrderCancelled _ -> sold = false;
                case OrderLinesCancelled cancelled ->
                        cancelled
                                .lines()
                                .forEach(line ->
                                        pieces.merge(line.line(), -line.quantity(), Integer::sum));
                default -> {
                    // says nothing about what was bought
                }
            }
        }

        private void add(List<OrderLine> lines) {
            for (var line : lines) {
                products.put(line.line(), line.productId());
                pieces.merge(line.line(), line.quantity(), Integer::sum);
            }
        }

        boolean hasPiecesOf(ProductId product) {
            return products.entrySet().stream()
                    .anyMatch(line ->
                            line.getValue().equals(product) && pieces.get(line.getKey()) > 0);
        }
    }
}
