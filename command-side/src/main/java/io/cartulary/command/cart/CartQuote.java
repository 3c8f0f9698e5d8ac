package io.cartulary.command.cart;

import io.cartulary.command.cart.CartView.AppliedCoupon;
import io.cartulary.command.cart.CartView.Line;
import io.cartulary.command.cart.CartView.Refusal;
import io.cartulary.command.pricing.OrderPricing;
import io.cartulary.command.pricing.OrderToPrice;
import io.cartulary.command.pricing.PricingRefused;
import io.cartulary.command.pricing.PricingTables;
import io.cartulary.events.inventory.SkuQuantity;
import java.time.InstantSource;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Shows a cart with what it would cost now. A coupon that does not apply does not spoil the quote:
/// it is left out and the reason told.
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

    /// @param country where it would be sent (ISO 3166-1 alpha-2); without one there is no quote
    CartView of(CartContent content, @Nullable String country, String shippingMethod) {
        if (content.lines().isEmpty()) {
            return new CartView(List.of(), null, null, null, null);
        }
        var plain = tables.read(content.customerId(), content.lines(), null, clock.instant());
        var lines = content.lines().stream().map(line -> lineOf(line, plain)).toList();
        var judged = judge(content, plain);
        if (country == null) {
            return new CartView(lines, subtotalOf(lines), judged.coupon(), null, null);
        }
        try {
            var totals = pricing.price(judged.order(), shippingMethod, country).totals();
            return new CartView(lines, subtotalOf(lines), judged.coupon(), totals, null);
        } catch (PricingRefused refused) {
            return new CartView(
                    lines, subtotalOf(lines), judged.coupon(), null, refusalOf(refused));
        }
    }

    /// @param order with the coupon if it applies, else without
    private record Judged(OrderToPrice order, @Nullable AppliedCoupon coupon) {}

    private Judged judge(CartContent content, OrderToPrice plain) {
        var code = content.couponCode();
        if (code == null) {
            return new Judged(plain, null);
        }
        try {
            var order = tables.read(content.customerId(), content.lines(), code, plain.at());
            return new Judged(order, new AppliedCoupon(code, true, pricing.discount(order), null));
        } catch (PricingRefused refused) {
            return new Judged(plain, new AppliedCoupon(code, false, null, refusalOf(refused)));
        }
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

    private static Refusal refusalOf(PricingRefused refused) {
        return new Refusal(refused.rejection().name(), refused.getMessage());
    }
}
