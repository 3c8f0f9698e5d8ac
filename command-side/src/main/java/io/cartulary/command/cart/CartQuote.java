package io.cartulary.command.cart;

import io.cartulary.command.cart.CartView.Line;
import io.cartulary.command.pricing.DiscountVerdict;
import io.cartulary.command.pricing.DiscountView;
import io.cartulary.command.pricing.DiscountView.Refusal;
import io.cartulary.command.pricing.OrderPricing;
import io.cartulary.command.pricing.OrderToPrice;
import io.cartulary.command.pricing.PricedOrder;
import io.cartulary.command.pricing.PricingRefused;
import io.cartulary.command.pricing.ShippingOption;
import io.cartulary.command.pricing.tables.PricingTables;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import java.time.InstantSource;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows a cart with what it would cost now. A coupon that does not apply does not spoil the quote:
/// it is left out and the reason given.
@Component
class CartQuote {

    private final PricingTables tables;
    private final OrderPricing pricing;
    private final InstantSource clock;

    CartQuote(PricingTables tables, OrderPricing pricing, InstantSource clock) {
        this.tables = tables;
        this.pricing = pricing;
        this.clock = clock;
    }

    /// @param country where it would be sent; without it there is no quote
    CartView of(
            CartContent content,
            @Nullable String country,
            @Nullable String region,
            String shippingMethod) {
        if (content.lines().isEmpty()) {
            return new CartView(List.of(), null, List.of(), List.of(), null, null);
        }
        var destination = country == null ? null : Destination.of(country, region);
        var order = tables.read(content.basket(), destination, clock.instant());
        var lines = content.lines().stream().map(line -> lineOf(line, order)).toList();
        var changes = CartChange.since(content, order);
        try {
            if (destination == null) {
                return view(lines, changes, pricing.discounts(order), null, null);
            }
            if (region != null) {
                order.requireRegion(country, region);
            }
            var priced = pricing.quote(order, shippingMethod, destination);
            return view(lines, changes, priced.discounts(), priced, null);
        } catch (PricingRefused refused) {
            return view(lines, changes, discountsIfAny(order), null, refused);
        }
    }

    /// What shipping would cost by each method that goes there.
    List<ShippingOption> shippingOf(CartContent content, String country, @Nullable String region) {
        if (content.lines().isEmpty()) {
            return List.of();
        }
        var destination = Destination.of(country, region);
        var order = tables.read(content.basket(), destination, clock.instant());
        if (region != null) {
            order.requireRegion(country, region);
        }
        return pricing.shippingOptions(order, destination);
    }

    /// None when a SKU is at fault: then nothing can be said of a discount.
    private List<DiscountVerdict> discountsIfAny(OrderToPrice order) {
        try {
            return pricing.discounts(order);
        } catch (PricingRefused _) {
            return List.of();
        }
    }

    private static CartView view(
            List<Line> lines,
            List<CartChange> changes,
            List<DiscountVerdict> discounts,
            @Nullable PricedOrder priced,
            @Nullable PricingRefused refused) {
        return new CartView(
                lines,
                subtotalOf(lines),
                changes,
                discounts.stream().map(DiscountView::of).toList(),
                priced == null ? null : priced.totals(),
                refused == null ? null : Refusal.of(refused));
    }

    private static Line lineOf(SkuQuantity line, OrderToPrice order) {
        var entry = order.prices().get(line.sku());
        return entry == null
                ? new Line(line.sku(), null, line.quantity(), null, null, false)
                : new Line(
                        line.sku(),
                        entry.name(),
                        line.quantity(),
                        entry.unitPrice(),
                        entry.unitPrice().multipliedBy(line.quantity()),
                        entry.forSale());
    }

    private static @Nullable Money subtotalOf(List<Line> lines) {
        var amounts = lines.stream().filter(Line::forSale).map(Line::amount).toList();
        return amounts.isEmpty()
                        || amounts.stream().map(Money::getCurrencyUnit).distinct().count() > 1
                ? null
                : Money.total(amounts);
    }
}
