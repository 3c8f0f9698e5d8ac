package io.cartulary.command.account.service;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.customer.CustomerCommand.TakeOverGuests;
import io.cartulary.command.customer.guest.GuestEmailHashes;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.wishlist.WishlistTakeover;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.web.access.CartTokens;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings to an account what its owner did as a guest: the cart and wishlists they come with, and
/// the orders of guests who gave its verified e-mail address. All of it can be repeated.
@Component
public class GuestTakeover {

    private static final Logger log = LoggerFactory.getLogger(GuestTakeover.class);

    private final GuestEmailHashes guests;
    private final EventStore events;
    private final CommandGateway commands;
    private final WishlistTakeover wishlists;

    GuestTakeover(
            GuestEmailHashes guests,
            EventStore events,
            CommandGateway commands,
            WishlistTakeover wishlists) {
        this.guests = guests;
        this.events = events;
        this.commands = commands;
        this.wishlists = wishlists;
    }

    /// Opens the account's cart and puts in what is in the guest's, whose wishlists come along.
    ///
    /// @param guestCart the one its owner has filled before they logged in, if any
    /// @param handover names the act
    /// @return pieces for which the account's cart had no room
    public List<SkuQuantity> takeCart(
            AccountId account, @Nullable CartId guestCart, String handover) {
        var customer = account.customer();
        var cart = CartTokens.cartOf(customer);
        if (events.lastSequenceNumberFor(cart.value()).isEmpty()) {
            commands.sendAndWait(new OpenCart(cart, customer));
        }
        if (guestCart == null || guestCart.equals(cart)) {
            return List.of();
        }
        wishlists.take(CartTokens.guestOf(guestCart), customer);
        try {
            MergedCart merged = commands.sendAndWait(new MergeCarts(cart, guestCart, handover));
            return merged.leftOut();
        } catch (CommandRejected e) {
            log.info("{} of {} was not taken over: {}", guestCart, customer, e.getMessage());
            return List.of();
        }
    }

    /// @param email verified, of the account
    public void takeOrders(AccountId account, String email) {
        var customer = account.customer();
        guests.noteAccount(customer, email);
        var taken = guests.takeOver(customer, email);
        if (!taken.isEmpty()) {
            commands.sendAndWait(new TakeOverGuests(customer, taken));
        }
    }
}
