package io.cartulary.command.wishlist;

import static io.cartulary.command.wishlist.WishlistRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.wishlist.WishlistCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.wishlist.WishlistEvent.*;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.events.wishlist.WishlistOwnerId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/// All wishlists of one customer. Exactly one is the default, as long as there is any.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Wishlists {

    /// Of the list that a customer has without making one.
    private static final String FIRST_NAME = "Wishlist";

    @AggregateIdentifier private @Nullable WishlistOwnerId ownerId;

    /// The one kept longest first.
    private LinkedHashMap<WishlistId, Set<ProductId>> lists = new LinkedHashMap<>();

    private Map<WishlistId, String> shares = new HashMap<>();
    private @Nullable WishlistId byDefault;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenWishlist command) {
        if (lists.containsKey(command.wishlistId())) {
            return;
        }
        if (lists.size() == WishlistCommand.MOST_LISTS) {
            throw new CommandRejected(TOO_MANY_WISHLISTS);
        }
        open(command, command.wishlistId(), command.name());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(ChooseDefaultWishlist command) {
        require(command.wishlistId());
        if (!command.wishlistId().equals(byDefault)) {
            apply(new DefaultWishlistChosen(command.ownerId(), command.wishlistId()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DeleteWishlist command) {
        if (lists.containsKey(command.wishlistId())) {
            apply(new WishlistDeleted(command.ownerId(), command.wishlistId()));
            if (byDefault == null && !lists.isEmpty()) {
                apply(new DefaultWishlistChosen(command.ownerId(), lists.firstEntry().getKey()));
            }
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(DeleteWishlists command) {
        for (var list : List.copyOf(lists.keySet())) {
            apply(new WishlistDeleted(command.ownerId(), list));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(AddWish command) {
        if (command.wishlistId() == null && byDefault == null) {
            open(
                    command,
                    WishlistId.firstOf(command.customerId()),
                    Personal.of(command.customerId().value(), FIRST_NAME));
        }
        var list = named(command.wishlistId());
        var wishes = require(list);
        if (wishes.contains(command.productId())) {
            return;
        }
        if (wishes.size() == WishlistCommand.MOST_WISHES) {
            throw new CommandRejected(WISHLIST_FULL);
        }
        apply(
                new WishAdded(
                        command.ownerId(),
                        list,
                        command.productId(),
                        command.price(),
                        command.inStock()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RemoveWish command) {
        var list = named(command.wishlistId());
        if (list != null && require(list).contains(command.productId())) {
            apply(new WishRemoved(command.ownerId(), list, command.productId()));
        }
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    String decide(ShareWishlist command) {
        require(command.wishlistId());
        if (!shares.containsKey(command.wishlistId())) {
            apply(new WishlistShared(command.ownerId(), command.wishlistId(), command.share()));
        }
        return shares.get(command.wishlistId());
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(RevokeWishlistShare command) {
        require(command.wishlistId());
        if (shares.containsKey(command.wishlistId())) {
            apply(new WishlistShareRevoked(command.ownerId(), command.wishlistId()));
        }
    }

    private static void open(WishlistCommand command, WishlistId list, Personal<String> name) {
        apply(new WishlistOpened(command.ownerId(), command.customerId(), list, name));
    }

    private @Nullable WishlistId named(@Nullable WishlistId list) {
        return list == null ? byDefault : list;
    }

    private Set<ProductId> require(@Nullable WishlistId list) {
        var wishes = list == null ? null : lists.get(list);
        if (wishes == null) {
            throw new CommandRejected(WISHLIST_UNKNOWN);
        }
        return wishes;
    }

    @EventSourcingHandler
    void evolve(WishlistOpened event) {
        ownerId = event.ownerId();
        if (event.name().orNull() == null) {
            return;
        }
        lists.put(event.wishlistId(), new LinkedHashSet<>());
        if (byDefault == null) {
            byDefault = event.wishlistId();
        }
    }

    @EventSourcingHandler
    void evolve(DefaultWishlistChosen event) {
        byDefault = lists.containsKey(event.wishlistId()) ? event.wishlistId() : null;
    }

    @EventSourcingHandler
    void evolve(WishlistDeleted event) {
        lists.remove(event.wishlistId());
        shares.remove(event.wishlistId());
        if (event.wishlistId().equals(byDefault)) {
            byDefault = null;
        }
    }

    @EventSourcingHandler
    void evolve(WishAdded event) {
        wishes(event.wishlistId()).add(event.productId());
    }

    @EventSourcingHandler
    void evolve(WishRemoved event) {
        wishes(event.wishlistId()).remove(event.productId());
    }

    /// Those of an erased person's list are no one's.
    private Set<ProductId> wishes(WishlistId list) {
        return lists.getOrDefault(list, new LinkedHashSet<>());
    }

    @EventSourcingHandler
    void evolve(WishlistShared event) {
        shares.put(event.wishlistId(), event.share());
    }

    @EventSourcingHandler
    void evolve(WishlistShareRevoked event) {
        shares.remove(event.wishlistId());
    }
}
