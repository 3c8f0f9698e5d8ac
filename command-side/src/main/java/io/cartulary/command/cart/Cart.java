package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import io.cartulary.command.Bookkeeping;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What one shopper is about to buy, in the order it was put in.
@Aggregate(cache = "aggregateCache", snapshotTriggerDefinition = "snapshotEvery200Events")
class Cart {

    /// How many additions are remembered to recognise a repeated request.
    private static final int REMEMBERED_ADDITIONS = 50;

    @AggregateIdentifier private CartId cartId;
    private @Nullable CustomerId customerId;
    private LinkedHashMap<Sku, Integer> quantities = new LinkedHashMap<>();
    private LinkedHashSet<CouponCode> coupons = new LinkedHashSet<>();
    private @Nullable CurrencyUnit currency;
    @Bookkeeping private LinkedHashSet<String> recentAdditions = new LinkedHashSet<>();
    private Map<Sku, Money> quotedPrices = new HashMap<>();

    /// When the content last changed.
    private Instant changedAt = Instant.EPOCH;

    private @Nullable CartId handedOverInto;
    private @Nullable Handover lastHandover;
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
                        cartId,
                        command.sku(),
                        command.quantity(),
                        after,
                        command.addition(),
                        command.unitPrice()));
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
        coupons.stream()
                .filter(code -> command.code() == null || code.equals(command.code()))
                .toList()
                .forEach(code -> apply(new CartCouponRemoved(cartId, code)));
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
    Handover decide(HandOverCart command) {
        if (!quantities.isEmpty() || !coupons.isEmpty()) {
            apply(
                    new CartHandedOver(
                            cartId,
                            command.into(),
                            command.handover(),
                            lines(),
                            List.copyOf(coupons)));
        }
        return lastHandover != null && command.into().equals(handedOverInto)
                ? lastHandover
                : new Handover(command.handover(), List.of(), List.of());
    }

    @CommandHandler
    MergedCart decide(TakeOverCart command) {
        var handover = command.handover();
        if (recentAdditions.contains(handover.id())) {
            return new MergedCart(List.of());
        }
        var changed = new ArrayList<SkuQuantity>();
        var leftOut = new ArrayList<SkuQuantity>();
        var room = CartCommand.MAXIMUM_LINES - quantities.size();
        for (var line : handover.lines()) {
            var present = quantities.getOrDefault(line.sku(), 0);
            var most = present == 0 && room == 0 ? 0 : CartCommand.MAXIMUM_QUANTITY;
            var after = Math.min(most, present + line.quantity());
            if (after > present) {
                changed.add(new SkuQuantity(line.sku(), after));
                room -= present == 0 ? 1 : 0;
            }
            if (after < present + line.quantity()) {
                leftOut.add(new SkuQuantity(line.sku(), present + line.quantity() - after));
            }
        }
        var added =
                handover.coupons().stream()
                        .filter(code -> !coupons.contains(code))
                        .limit(CartCommand.MAXIMUM_COUPONS - coupons.size())
                        .toList();
        if (!changed.isEmpty() || !added.isEmpty()) {
            apply(new CartTakenOver(cartId, command.from(), handover.id(), changed, added));
        }
        return new MergedCart(leftOut);
    }

    @CommandHandler
    NextExpiry decide(ExpireCart command, CartSettings settings) {
        var due = changedAt.plus(settings.expiresAfter());
        if (!quantities.isEmpty() && !command.now().isBefore(due)) {
            apply(new CartExpired(cartId, lines()));
        }
        return new NextExpiry(quantities.isEmpty() ? null : due);
    }

    @CommandHandler
    void decide(CheckOutCart command) {
        var isRepeated = command.orderId().equals(lastOrder);
        if (!isRepeated && quantities.isEmpty()) {
            throw new CommandRejected(CART_EMPTY);
        }
        var content = isRepeated ? lastOrdered : content();
        if (!content.isOrderedLike(command.expected())) {
            throw new CommandRejected(CART_CHANGED);
        }
        if (!isRepeated) {
            apply(
                    new CartCheckedOut(
                            cartId, command.orderId(), content.lines(), content.coupons()));
        }
    }

    @CommandHandler
    CartContent decide(ReadCartForOrder command) {
        if (command.orderId().equals(lastOrder)) {
            return lastOrdered;
        }
        if (quantities.isEmpty()) {
            throw new CommandRejected(CART_EMPTY);
        }
        return content();
    }

    @CommandHandler
    CartContent decide(ReadCart command) {
        return content();
    }

    @CommandHandler
    CartContent decide(PeekIntoCart command) {
        return content();
    }

    @EventSourcingHandler
    void evolve(CartOpened event) {
        cartId = event.cartId();
        customerId = event.customerId();
    }

    @EventSourcingHandler
    void evolve(CartItemAdded event, @Timestamp Instant at) {
        changed(at);
        quantities.put(event.sku(), event.quantity());
        if (event.unitPrice() != null) {
            quotedPrices.put(event.sku(), event.unitPrice());
        }
        remember(event.addition());
    }

    private void remember(String addition) {
        recentAdditions.add(addition);
        if (recentAdditions.size() > REMEMBERED_ADDITIONS) {
            recentAdditions.removeFirst();
        }
    }

    /// In milliseconds, as the store keeps it.
    private void changed(Instant at) {
        changedAt = at.truncatedTo(ChronoUnit.MILLIS);
    }

    @EventSourcingHandler
    void evolve(CartItemQuantityChanged event, @Timestamp Instant at) {
        changed(at);
        quantities.put(event.sku(), event.quantity());
    }

    @EventSourcingHandler
    void evolve(CartItemRemoved event, @Timestamp Instant at) {
        changed(at);
        quantities.remove(event.sku());
        quotedPrices.remove(event.sku());
    }

    @EventSourcingHandler
    void evolve(CartCouponApplied event, @Timestamp Instant at) {
        changed(at);
        coupons.add(event.code());
    }

    @EventSourcingHandler
    void evolve(CartCouponRemoved event, @Timestamp Instant at) {
        changed(at);
        coupons.remove(event.code());
    }

    @EventSourcingHandler
    void evolve(CartCurrencyChosen event, @Timestamp Instant at) {
        changed(at);
        currency = event.currency();
    }

    @EventSourcingHandler
    void evolve(CartCleared event) {
        empty();
    }

    @EventSourcingHandler
    void evolve(CartHandedOver event) {
        handedOverInto = event.into();
        lastHandover = new Handover(event.handover(), event.lines(), event.coupons());
        empty();
    }

    @EventSourcingHandler
    void evolve(CartTakenOver event, @Timestamp Instant at) {
        changed(at);
        event.lines().forEach(line -> quantities.put(line.sku(), line.quantity()));
        coupons.addAll(event.coupons());
        remember(event.handover());
    }

    @EventSourcingHandler
    void evolve(CartExpired event) {
        empty();
    }

    @EventSourcingHandler
    void evolve(CartCheckedOut event) {
        lastOrder = event.orderId();
        lastOrdered =
                new CartContent(customerId, event.lines(), event.coupons(), currency, Map.of());
        empty();
    }

    private void empty() {
        quantities.clear();
        quotedPrices.clear();
        coupons.clear();
    }

    private CartContent content() {
        return new CartContent(
                customerId, lines(), List.copyOf(coupons), currency, Map.copyOf(quotedPrices));
    }

    private List<SkuQuantity> lines() {
        return quantities.entrySet().stream()
                .map(line -> new SkuQuantity(line.getKey(), line.getValue()))
                .toList();
    }
}
