package io.cartulary.command.pricing;

import static io.cartulary.command.coupon.CouponRejection.COUPON_INACTIVE;
import static io.cartulary.command.pricing.PricingRejection.COUPON_NOT_APPLICABLE;
import static io.cartulary.command.pricing.PricingRejection.CURRENCY_MIXED;
import static io.cartulary.command.pricing.PricingRejection.FIRST_ORDER_ONLY;
import static io.cartulary.command.pricing.PricingRejection.MINIMUM_NOT_REACHED;
import static io.cartulary.command.pricing.PricingRejection.NOT_FOR_SALE;
import static io.cartulary.command.pricing.PricingRejection.NO_SHIPPING_THERE;
import static io.cartulary.command.pricing.PricingRejection.UNKNOWN_SHIPPING_METHOD;

import io.cartulary.command.Rejection;
import io.cartulary.command.coupon.CouponRejection;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.AmountOff;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Calculates what an order costs, in this order and always in whole minor units:
///
/// 1. A line is unit price × quantity; the subtotal is the sum of the lines.
/// 2. A coupon's discount is taken from its eligible lines together: a percentage of them, rounded
///    half up and never above its maximum, or its fixed amount, never above what they cost. A line
///    is eligible when it meets every restriction that the terms make: SKUs, categories, or both.
/// 3. The discount is spread over the eligible lines in proportion to what they cost, by largest
///    remainder (Hamilton's method): each gets its share rounded down, and the minor units that are
///    left go one each to the lines with the largest remainders, the earlier line first. Nothing is
///    lost.
/// 4. Shipping is by method, destination and weight, from the first rate that fits. It is free for
///    weightless orders, from the rate's threshold on (lines less discount), and with a coupon for
///    free shipping.
/// 5. Tax is taken on each line less its discount, and on shipping, each rounded half up, by the
///    rates of the destination.
/// 6. total = subtotal − discount + shipping + tax.
@Component
public class OrderPricing {

    private final PricingSettings settings;

    OrderPricing(PricingSettings settings) {
        this.settings = settings;
    }

    /// One line before discount and tax.
    private record Line(PriceListEntry entry, int quantity, Money amount) {}

    /// What the order costs when it is sent to `country` (ISO 3166-1 alpha-2) by `shippingMethod`.
    ///
    /// @throws PricingRefused when a SKU, the coupon or the shipping method does not allow it
    public PricedOrder price(OrderToPrice order, String shippingMethod, String country) {
        var lines = lines(order);
        refusalOfCoupon(order, lines)
                .ifPresent(refusal -> {
                    throw new PricingRefused(refusal);
                });
        var terms = order.coupon() == null ? null : order.coupon().terms();
        var subtotal = sum(lines.stream().map(Line::amount).toList());
        var discounts = discounts(lines, terms);
        var discount = sum(discounts);
        var shipping = shipping(lines, subtotal.minus(discount), terms, shippingMethod, country);
        var orderLines = orderLines(lines, discounts, country);
        var tax =
                sum(orderLines.stream().map(OrderLine::tax).toList())
                        .plus(tax(shipping, country, settings.shippingTaxClass()));
        var total = subtotal.minus(discount).plus(shipping).plus(tax);
        return new PricedOrder(
                orderLines, new OrderTotals(subtotal, discount, shipping, tax, total));
    }

    /// What the coupon takes off the lines.
    ///
    /// @throws PricingRefused when a SKU or the coupon does not allow it
    public Money discount(OrderToPrice order) {
        var lines = lines(order);
        refusalOfCoupon(order, lines)
                .ifPresent(refusal -> {
                    throw new PricingRefused(refusal);
                });
        return sum(discounts(lines, order.coupon() == null ? null : order.coupon().terms()));
    }

    private static List<Line> lines(OrderToPrice order) {
        var lines = new ArrayList<Line>();
        for (var wanted : order.lines()) {
            var entry = order.prices().get(wanted.sku());
            if (entry == null || !entry.forSale()) {
                throw new PricingRefused(NOT_FOR_SALE, wanted.sku());
            }
            if (!lines.isEmpty() && !lines.getFirst().amount().isSameCurrency(entry.unitPrice())) {
                throw new PricingRefused(CURRENCY_MIXED, wanted.sku());
            }
            lines.add(
                    new Line(
                            entry,
                            wanted.quantity(),
                            entry.unitPrice().multipliedBy(wanted.quantity())));
        }
        return lines;
    }

    private static Optional<Rejection> refusalOfCoupon(OrderToPrice order, List<Line> lines) {
        var coupon = order.coupon();
        if (coupon == null) {
            return Optional.empty();
        }
        if (!coupon.active()) {
            return Optional.of(COUPON_INACTIVE);
        }
        var terms = coupon.terms();
        var outsideValidity = CouponRejection.ofInstant(terms, order.at());
        if (outsideValidity.isPresent()) {
            return Optional.of(outsideValidity.get());
        }
        if (terms.firstOrderOnly() && !order.firstOrder()) {
            return Optional.of(FIRST_ORDER_ONLY);
        }
        var eligible = lines.stream().filter(line -> isEligible(line, terms)).toList();
        if (eligible.isEmpty() || !isInCurrency(terms, eligible.getFirst().amount())) {
            return Optional.of(COUPON_NOT_APPLICABLE);
        }
        var subtotal = sum(lines.stream().map(Line::amount).toList());
        if (terms.minimumOrder() != null && subtotal.isLessThan(terms.minimumOrder())) {
            return Optional.of(MINIMUM_NOT_REACHED);
        }
        return Optional.empty();
    }

    private static boolean isEligible(Line line, CouponTerms terms) {
        var entry = line.entry();
        return (terms.skus().isEmpty() || terms.skus().contains(entry.sku()))
                && (terms.categories().isEmpty()
                        || !Collections.disjoint(terms.categories(), entry.categories()));
    }

    private static boolean isInCurrency(CouponTerms terms, Money amount) {
        return (terms.minimumOrder() == null || terms.minimumOrder().isSameCurrency(amount))
                && (terms.maximumDiscount() == null
                        || terms.maximumDiscount().isSameCurrency(amount))
                && (!(terms.discount() instanceof AmountOff(var off))
                        || off.isSameCurrency(amount));
    }

    /// Each line's share of the discount.
    private static List<Money> discounts(List<Line> lines, @Nullable CouponTerms terms) {
        var currency = currencyOf(lines);
        if (terms == null) {
            return Collections.nCopies(lines.size(), Money.zero(currency));
        }
        var weights =
                lines.stream()
                        .map(line ->
                                isEligible(line, terms)
                                        ? line.amount()
                                        : Money.zero(line.amount().getCurrencyUnit()))
                        .toList();
        return spread(discountOf(sum(weights), terms), weights);
    }

    private static Money discountOf(Money eligible, CouponTerms terms) {
        var discount =
                switch (terms.discount()) {
                    case PercentageOff(var basisPoints) ->
                            atMost(terms.maximumDiscount(), share(eligible, basisPoints));
                    case AmountOff(var amount) -> amount;
                    case FreeShipping() -> Money.zero(eligible.getCurrencyUnit());
                };
        return atMost(eligible, discount);
    }

    private static Money atMost(@Nullable Money limit, Money amount) {
        return limit != null && amount.isGreaterThan(limit) ? limit : amount;
    }

    /// Spreads `amount` in proportion to `weights`, by largest remainder.
    private static List<Money> spread(Money amount, List<Money> weights) {
        var currency = amount.getCurrencyUnit();
        var whole = sum(weights).getAmountMinor().toBigIntegerExact();
        if (whole.signum() == 0) {
            return Collections.nCopies(weights.size(), Money.zero(currency));
        }
        var minor = amount.getAmountMinor().toBigIntegerExact();
        var shares = new long[weights.size()];
        var remainders = new BigInteger[weights.size()];
        var left = minor.longValueExact();
        for (var index = 0; index < shares.length; index++) {
            var parts =
                    minor.multiply(weights.get(index).getAmountMinor().toBigIntegerExact())
                            .divideAndRemainder(whole);
            shares[index] = parts[0].longValueExact();
            remainders[index] = parts[1];
            left -= shares[index];
        }
        // The remainders add up to the units that are left, so only lines with one get a unit.
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(
                        Comparator.comparing((Integer index) -> remainders[index])
                                .reversed()
                                .thenComparing(index -> index))
                .limit(left)
                .forEach(index -> shares[index]++);
        return IntStream.range(0, shares.length)
                .mapToObj(index -> Money.ofMinor(currency, shares[index]))
                .toList();
    }

    private Money shipping(
            List<Line> lines,
            Money goods,
            @Nullable CouponTerms terms,
            String method,
            String country) {
        var rates = settings.shippingMethods().get(method);
        if (rates == null) {
            throw new PricingRefused(UNKNOWN_SHIPPING_METHOD);
        }
        var currency = goods.getCurrencyUnit();
        var grams =
                lines.stream()
                        .mapToLong(line -> (long) line.entry().weightGrams() * line.quantity())
                        .sum();
        if (grams == 0) {
            return Money.zero(currency);
        }
        var rate =
                rates.stream()
                        .filter(candidate -> candidate.fits(currency, country))
                        .findFirst()
                        .orElseThrow(() -> new PricingRefused(NO_SHIPPING_THERE));
        var freeByCoupon = terms != null && terms.discount() instanceof FreeShipping;
        return freeByCoupon || rate.isFreeFor(goods) ? Money.zero(currency) : rate.price(grams);
    }

    private List<OrderLine> orderLines(List<Line> lines, List<Money> discounts, String country) {
        var orderLines = new ArrayList<OrderLine>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var entry = line.entry();
            var net = line.amount().minus(discounts.get(index));
            var tax = tax(net, country, entry.taxClass());
            orderLines.add(
                    new OrderLine(
                            index + 1,
                            entry.sku(),
                            entry.productId(),
                            entry.name(),
                            line.quantity(),
                            entry.unitPrice(),
                            discounts.get(index),
                            tax,
                            net.plus(tax),
                            entry.version()));
        }
        return List.copyOf(orderLines);
    }

    private Money tax(Money net, String country, String taxClass) {
        return share(net, settings.taxRate(country, taxClass));
    }

    private static Money share(Money whole, int basisPoints) {
        return whole.multipliedBy(BigDecimal.valueOf(basisPoints, 4), RoundingMode.HALF_UP);
    }

    private static Money sum(List<Money> amounts) {
        return Money.total(amounts);
    }

    private static CurrencyUnit currencyOf(List<Line> lines) {
        return lines.getFirst().amount().getCurrencyUnit();
    }
}
