package io.cartulary.command.wishlist;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.wishlist.WishlistCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.wishlist.WishlistId;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings a guest's wishlists to the account they log in to: what is on their default list comes on
/// that of the account, the others come beside. What was taken over before is found done, and the
/// guest's lists go last, so it can be repeated.
@Component
public class WishlistTakeover {

    private static final Logger log = LoggerFactory.getLogger(WishlistTakeover.class);

    private final WishlistRecords records;
    private final CommandGateway commands;

    WishlistTakeover(WishlistRecords records, CommandGateway commands) {
        this.records = records;
        this.commands = commands;
    }

    public void take(CustomerId guest, CustomerId account) {
        var lists = records.find(guest);
        for (var list : lists) {
            try {
                if (!list.isDefault()) {
                    commands.sendAndWait(
                            new OpenWishlist(
                                    account,
                                    list.wishlistId(),
                                    Personal.of(account.value(), list.name())));
                }
                take(list, list.isDefault() ? null : list.wishlistId(), account);
            } catch (CommandRejected e) {
                log.info("{} of {} is left out: {}", list.wishlistId(), guest, e.getMessage());
            }
        }
        if (!lists.isEmpty()) {
            commands.sendAndWait(new DeleteWishlists(guest));
        }
    }

    private void take(KeptWishlist list, @Nullable WishlistId into, CustomerId account) {
        for (var wish : list.wishes()) {
            commands.sendAndWait(
                    new AddWish(account, into, wish.productId(), wish.price(), wish.inStock()));
        }
    }
}
