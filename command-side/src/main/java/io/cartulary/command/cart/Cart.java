package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.CART_EMPTY;
import static io.cartulary.command.cart.CartRejection.CART_FULL;
import static io.cartulary.command.cart.CartRejection.CART_TAKEN;
import static io.cartulary.command.cart.CartRejection.NOT_IN_CART;
import static io.cartulary.command.cart.CartRejection.TOO_MANY_COUPONS;
import static io.cartulary.command.cart.CartRejection.TOO_MANY_PIECES;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.CommandRejected;
import io.cartulary.command.cart.CartCommand.AddCartCoupon;
import io.cartulary.command.cart.CartCommand.AddCartItem;
import io.cartulary.command.cart.CartCommand.ApplyCartCoupon;
import io.cartulary.command.cart.CartCommand.ChangeCartItemQuantity;
import io.cartulary.command.cart.CartCommand.CheckOutCart;
import io.cartulary.command.cart.CartCommand.ChooseCartCurrency;
import io.cartulary.command.cart.CartCommand.ClearCart;
import io.cartulary.command.cart.CartCommand.OpenCart;
import io.cartulary.command.cart.CartCommand.ReadCart;
import io.cartulary.command.cart.CartCommand.RemoveCartCoupon;
import io.cartulary.command.cart.CartCommand.RemoveCartItem;
import io.cartulary.events.cart.CartEvent.CartCheckedOut;
import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartEvent.CartCouponApplied;
import io.cartulary.events.cart.CartEvent.CartCouponRemoved;
import io.cartulary.events.cart.CartEvent.CartCurrencyChosen;
import io.cartulary.events.cart.CartEvent.CartItemAdded;
import io.cartulary.events.cart.CartEvent.CartItemQuantityChanged;
import io.cartulary.events.cart.CartEvent.CartItemRemoved;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.CurrencyUnit;
import org.jspecify.annotations.Nullable;

/// What one shopper is about to buy, in the order it was put in.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Cart {

    /// How many additions are remembered to tell a repeated request.
    private static final int REMEMBERED_ADDITIONS = 50;

    @AggregateIdentifier private CartId cartId;
    private @Nullable CustomerId customerId;
    private LinkedHashMap<Sku, Integer> quantities = new LinkedHashMap<>();
    private LinkedHashSet<CouponCode> coupons = new LinkedHashSet<>();
    private @Nullable CurrencyUnit currency;
    private LinkedHashSet<String> recentAdditions = new LinkedHashSet<>();
    private @Nullable OrderId lastOrder;
    private @Nullable CartContent lastOrdered;

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void decide(OpenCart command) {
        if (customerId == null) {
            apply(new CartOpened(command.cartId(), command.customerId()));
        } else if (!customerId.equals(command.customerId())) {
            throw new CommandRejected(CART_TAKEN);
        }
    }

    @CommandHandler
    void decide(AddCartItem command) {
        if (recentAdditions.contains(command.addition())) {
            return;
        }
        var present = quantities.getOrDefault(command.sku(), 0);
        var after = present + command.quantity();
        if (present == 0 && quantities.size() >= CartCommand.MAXIMUM_LINES) {
            throw new CommandRejected(CART_FULL);
        }
        if (after > CartCommand.MAXIMUM_QUANTITY) {
            throw new CommandRejected(TOO_MANY_PIECES);
        }
        apply(
                new CartItemAdded(
                        cartId, command.sku(), command.quantity(), after, command.addition()));
    }

    @CommandHandler
    void decide(ChangeCartItemQuantity command) {
        var present = quantities.get(command.sku());
        if (present == null) {
            throw new CommandRejected(NOT_IN_CART);
        }
        if (present != command.quantity()) {
            apply(new CartItemQuantityChanged(cartId, command.sku(), command.quantity()));
        }
    }

    @CommandHandler
    void decide(RemoveCartItem command) {
        if (quantities.containsKey(command.sku())) {
            apply(new CartItemRemoved(cartId, command.sku()));
        }
    }

    @CommandHandler
    void decide(ApplyCartCoupon command) {
        takeOff(coupons.stream().filter(code -> !code.equals(command.code())).toList());
        if (!coupons.contains(command.code())) {
            apply(new CartCouponApplied(cartId, command.code()));
        }
    }

    @CommandHandler
    void decide(AddCartCoupon command) {
        if (coupons.contains(command.code())) {
            return;
        }
        if (coupons.size() >= CartCommand.MAXIMUM_COUPONS) {
            throw new CommandRejected(TOO_MANY_COUPONS);
        }
        apply(new CartCouponApplied(cartId, command.code()));
    }

    @CommandHandler
    void decide(RemoveCartCoupon command) {
        takeOff(
                coupons.stream()
                        .filter(code -> command.code() == null || code.equals(command.code()))
                        .toList());
    }

    private void takeOff(List<CouponCode> codes) {
        codes.forEach(code -> apply(new CartCouponRemoved(cartId, code)));
    }

    @CommandHandler
    void decide(ChooseCartCurrency command) {
        if (!command.currency().equals(currency)) {
            apply(new CartCurrencyChosen(cartId, command.currency()));
        }
    }

    @CommandHandler
    void decide(ClearCart command) {
        if (!quantities.isEmpty() || !coupons.isEmpty()) {
            apply(new CartCleared(cartId));
        }
    }

    @CommandHandler
    CartContent decide(CheckOutCart command) {
        if (command.orderId().equals(lastOrder)) {
            return lastOrdered;
        }
        if (quantities.isEmpty()) {
            throw new CommandRejected(CART_EMPTY);
        }
        var content = content();
        apply(new CartCheckedOut(cartId, command.orderId(), content.lines(), content.coupons()));
        return content;
    }

    @CommandHandler
    CartContent decide(ReadCart command) {
        return content();
    }

    @EventSourcingHandler
    void evolve(CartOpened event) {
        cartId = event.cartId();
        customerId = event.customerId();
    }

    @EventSourcingHandler
    void evolve(CartItemAdded event) {
        quantities.put(event.sku(), event.quantity());
        recentAdditions.add(event.addition());
        if (recentAdditions.size() > REMEMBERED_ADDITIONS) {
            recentAdditions.removeFirst();
        }
    }

    @EventSourcingHandler
    void evolve(CartItemQuantityChanged event) {
        quantities.put(event.sku(), event.quantity());
    }

    @EventSourcingHandler
    void evolve(CartItemRemoved event) {
        quantities.remove(event.sku());
    }

    @EventSourcingHandler
    void evolve(CartCouponApplied event) {
        coupons.add(event.code());
    }

    @EventSourcingHandler
    void evolve(CartCouponRemoved event) {
        coupons.remove(event.code());
    }

    @EventSourcingHandler
    void evolve(CartCurrencyChosen event) {
        currency = event.currency();
    }

    @EventSourcingHandler
    void evolve(CartCleared event) {
        empty();
    }

    @EventSourcingHandler
    void evolve(CartCheckedOut event) {
        lastOrder = event.orderId();
        lastOrdered = new CartContent(customerId, event.lines(), event.coupons(), currency);
        empty();
    }

    private void empty() {
        quantities.clear();
        coupons.clear();
    }

    private CartContent content() {
        List<SkuQuantity> lines =
                quantities.entrySet().stream()
                        .map(line -> new SkuQuantity(line.getKey(), line.getValue()))
                        .toList();
        return new CartContent(customerId, lines, List.copyOf(coupons), currency);
    }
}
