package io.cartulary.command.order.checkout;

import io.cartulary.command.cart.CartChange;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.cart.CartOutdated;
import io.cartulary.command.customer.guest.GuestEmailHashes;
import io.cartulary.command.order.CurrentOrder;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.pricing.OrderPricing;
import io.cartulary.command.pricing.tables.PricingTables;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// Makes an order from a cart: reads what it costs, then empties the cart and places the order. On
/// PostgreSQL that is one transaction; on Axon Server a repeated request places the order that the
/// cart was emptied for.
@Component
class CheckoutService {

    private final CommandGateway commands;
    private final EventStore events;
    private final PricingTables tables;
    private final OrderPricing pricing;
    private final PaymentProviders providers;
    private final OrderNumbers numbers;
    private final GuestEmailHashes buyers;
    private final OrderContacts contacts;
    private final OrderAddresses addresses;
    private final OrderBacklog backlog;
    private final InstantSource clock;

    CheckoutService(
            CommandGateway commands,
            EventStore events,
            PricingTables tables,
            OrderPricing pricing,
            PaymentProviders providers,
            OrderNumbers numbers,
            GuestEmailHashes buyers,
            OrderContacts contacts,
            OrderAddresses addresses,
            OrderBacklog backlog,
            InstantSource clock) {
        this.commands = commands;
        this.events = events;
        this.tables = tables;
        this.pricing = pricing;
        this.providers = providers;
        this.numbers = numbers;
        this.buyers = buyers;
        this.contacts = contacts;
        this.addresses = addresses;
        this.backlog = backlog;
        this.clock = clock;
    }

    /// Repeated for the same order it answers the order as it is by then.
    ///
    /// @param repeated whether an earlier attempt may have placed the order
    /// @throws io.cartulary.command.pricing.PricingRefused when the cart cannot be sold like this
    /// @throws CartOutdated when it is not what the shopper knows
    CurrentOrder checkOut(
            CartId cartId,
            OrderId orderId,
            PaymentId paymentId,
            boolean repeated,
            NewOrder wanted) {
        if (repeated && events.lastSequenceNumberFor(orderId.value()).isPresent()) {
            return commands.sendAndWait(new ReadOrder(orderId));
        }
        backlog.requireRoom();
        var content = contentOf(cartId, orderId, repeated);
        var now = clock.instant();
        var to = addresses.of(content.customerId(), wanted);
        var country = to.shipping().country();
        var destination = Destination.of(country, to.shipping().region());
        var contact = contacts.of(wanted.contact());
        var buyer = buyers.buyerOf(content.customerId(), contact.email());
        var toPrice = tables.read(content.basket().orderedBy(buyer), destination, now);
        toPrice.requireRegion(country, to.shipping().region());
        var changes = CartChange.since(content, toPrice);
        CartOutdated.refuseUnavailable(changes);
        var priced = pricing.price(toPrice, wanted.shippingMethod(), destination);
        CartOutdated.refuseOtherPrices(changes, wanted.expectedTotal(), priced.totals().total());
        var customer = content.customerId().value();
        var order =
                new PlaceOrder(
                        orderId,
                        numbers.next(),
                        cartId,
                        content.customerId(),
                        buyer,
                        priced.lines(),
                        priced.totals(),
                        priced.applied(),
                        Personal.of(customer, contact),
                        Personal.of(customer, to.shipping()),
                        Personal.of(customer, to.billing()),
                        country,
                        wanted.shippingMethod(),
                        paymentId,
                        wanted.payment().provider(),
                        providers.tokenToKeep(
                                wanted.payment().provider(),
                                content.customerId(),
                                wanted.payment().token()),
                        now);
        return commands.sendAndWait(new CheckOut(order, content));
    }

    @CommandHandler
    CurrentOrder decide(CheckOut command) {
        var order = command.order();
        commands.sendAndWait(new CheckOutCart(order.cartId(), order.orderId(), command.content()));
        return commands.sendAndWait(order);
    }

    /// Of a repeated request the cart says what it was emptied for. One that seems empty is asked
    /// too: it refuses if it is.
    private CartContent contentOf(CartId cartId, OrderId orderId, boolean repeated) {
        if (!repeated) {
            var content = commands.<CartContent>sendAndWait(new PeekIntoCart(cartId));
            if (!content.lines().isEmpty()) {
                return content;
            }
        }
        return commands.sendAndWait(new ReadCartForOrder(cartId, orderId));
    }
}
