package io.cartulary.command.wishlist;

import io.cartulary.command.wishlist.KeptWishlist.Wish;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.wishlist.WishlistEvent.*;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.events.wishlist.WishlistOwnerId;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads the wishlists of a customer from their events, each time they are asked for.
@Component
class WishlistRecords {

    private final EventStore events;

    WishlistRecords(EventStore events) {
        this.events = events;
    }

    /// The one kept longest first; none of an erased person.
    List<KeptWishlist> find(CustomerId customer) {
        var reading = new Reading();
        events.readEvents(WishlistOwnerId.of(customer).value(), 0)
                .asStream()
                .forEach(event -> reading.on(event.getPayload(), event.getTimestamp()));
        return reading.lists();
    }

    private static final class Reading {

        private final Map<WishlistId, String> names = new LinkedHashMap<>();
        private final Map<WishlistId, String> shares = new HashMap<>();
        private final Map<WishlistId, Map<ProductId, Wish>> wishes = new HashMap<>();
        private @Nullable WishlistId byDefault;

        void on(Object event, Instant at) {
            switch (event) {
                case WishlistOpened(_, _, var list, var name) -> {
                    var known = name.orNull();
                    if (known != null) {
                        names.put(list, known);
                        byDefault = byDefault == null ? list : byDefault;
                    }
                }
                case DefaultWishlistChosen(_, var list) -> byDefault = list;
                case WishlistDeleted(_, var list) -> {
                    names.remove(list);
                    shares.remove(list);
                    wishes.remove(list);
                    byDefault = list.equals(byDefault) ? null : byDefault;
                }
                case WishAdded(_, var list, var product, var price, var inStock) ->
                        wishes.computeIfAbsent(list, _ -> new LinkedHashMap<>())
                                .put(product, new Wish(product, price, inStock, at));
                case WishRemoved(_, var list, var product) -> wishes.get(list).remove(product);
                case WishlistShared(_, var list, var share) -> shares.put(list, share);
                case WishlistShareRevoked(_, var list) -> shares.remove(list);
                default -> throw new IllegalStateException("not of wishlists: " + event);
            }
        }

        List<KeptWishlist> lists() {
            return names.entrySet().stream()
                    .map(list ->
                            new KeptWishlist(
                                    list.getKey(),
                                    list.getValue(),
                                    list.getKey().equals(byDefault),
                                    shares.get(list.getKey()),
                                    List.copyOf(
                                            wishes.getOrDefault(list.getKey(), Map.of()).values())))
                    .toList();
        }
    }
}
