package io.cartulary.command.pricing;

import static io.cartulary.command.pricing.PricingRejection.*;
import static java.util.Comparator.comparing;

import io.cartulary.command.pricing.DiscountStacking.Outcome;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.Percent;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.TaxRates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/// Calculates what an order costs, in this order and always in whole minor units; `docs/money.md`
/// shows it with an example.
///
/// 1. A line is unit price × quantity; the subtotal is the sum of the lines.
/// 2. Discounts are taken off the lines one after the other, as [DiscountStacking] decides. Each is
///    calculated for its eligible lines together, a percentage rounded half up, and then spread
///    over them by largest remainder, so that nothing is lost.
/// 3. Shipping costs what [ShippingPricing] says, and nothing with a discount that frees it.
/// 4. Tax is taken on each line less its discount, and on shipping, each rounded half up, by the
///    rates of the destination: on top, or contained in them where prices contain it.
/// 5. total = subtotal − discount + shipping, and + tax where prices do not contain it.
@Component
public class OrderPricing {

    /// What the order costs when it is sent there, for somebody who orders it.
    ///
    /// @throws PricingRefused when a SKU, a coupon or the shipping method does not allow it
    public PricedOrder price(OrderToPrice order, String shippingMethod, Destination destination) {
        var priced = quote(order, shippingMethod, destination);
        refuseOverCoupons(priced.discounts());
        return priced;
    }

    /// The same for somebody who only asks: a coupon that does not apply is left out.
    ///
    /// @throws PricingRefused when a SKU or the shipping method does not allow it
    public PricedOrder quote(OrderToPrice order, String shippingMethod, Destination destination) {
        var lines = lines(order);
        var currency = currencyOf(lines);
        var discounts = DiscountStacking.of(order, lines, currency);
        var goods = goodsAfter(discounts, lines);
        var shipping =
                ShippingPricing.price(
                        order.rules(), lines, goods, shippingMethod, destination, currency);
        if (shipping == 0 && discounts.freesShipping()) {
            discounts = discounts.withShippingFreeAnyway();
        } else if (discounts.freesShipping()) {
            shipping = 0;
        }
        return priced(order, lines, discounts, shipping, destination);
    }

    /// What is added to an order that was placed before: at today's prices and taxes, without
    /// discounts and without further shipping.
    ///
    /// @throws PricingRefused when a SKU does not allow it
    public PricedOrder addition(OrderToPrice added, Destination destination) {
        var lines = lines(added);
        return priced(added, lines, new Outcome(new long[lines.size()], List.of()), 0, destination);
    }

    /// Which discounts apply to the lines, wherever they are sent; those that free shipping may
    /// still find it free.
    ///
    /// @throws PricingRefused when a SKU does not allow it
    public List<DiscountVerdict> discounts(OrderToPrice order) {
        var lines = lines(order);
        return DiscountStacking.of(order, lines, currencyOf(lines)).verdicts();
    }

    /// What shipping costs by each method that goes there, the cheapest first.
    ///
    /// @throws PricingRefused when a SKU does not allow it
    public List<ShippingOption> shippingOptions(OrderToPrice order, Destination destination) {
        return order.rules().shippingMethods().values().stream()
                .flatMap(method -> option(order, method, destination).stream())
                .sorted(comparing(ShippingOption::price).thenComparing(ShippingOption::method))
                .toList();
    }

    private Optional<ShippingOption> option(
            OrderToPrice order, ShippingMethodOffer method, Destination destination) {
        try {
            return Optional.of(
                    new ShippingOption(
                            method.code(),
                            method.name(),
                            quote(order, method.code(), destination).totals().shipping()));
        } catch (PricingRefused refused) {
            if (refused.rejection() == NO_SHIPPING_THERE) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    private static void refuseOverCoupons(List<DiscountVerdict> discounts) {
        discounts.stream()
                .filter(DiscountVerdict::standsInTheWay)
                .findFirst()
                .ifPresent(culprit -> {
                    throw new PricingRefused(culprit, discounts);
                });
    }

    private static List<PricedLine> lines(OrderToPrice order) {
        var lines = new ArrayList<PricedLine>(order.lines().size());
        for (var wanted : order.lines()) {
            var entry = order.prices().get(wanted.sku());
            if (entry == null || !entry.forSale()) {
                throw new PricingRefused(NOT_FOR_SALE, wanted.sku());
            }
            var currency = entry.unitPrice().getCurrencyUnit();
            if (order.currency() != null && !currency.equals(order.currency())) {
                throw new PricingRefused(NOT_PRICED_IN_CURRENCY, wanted.sku());
            }
            if (!lines.isEmpty() && !currency.equals(currencyOf(lines))) {
                throw new PricingRefused(CURRENCY_MIXED, wanted.sku());
            }
            lines.add(
                    new PricedLine(
                            entry,
                            wanted.quantity(),
                            Math.multiplyExact(
                                    entry.unitPrice().getAmountMinorLong(), wanted.quantity())));
        }
        return lines;
    }

    private static long goodsAfter(Outcome discounts, List<PricedLine> lines) {
        var goods = 0L;
        for (var index = 0; index < lines.size(); index++) {
            goods = Math.addExact(goods, lines.get(index).amount() - discounts.byLine()[index]);
        }
        return goods;
    }

    private static PricedOrder priced(
            OrderToPrice order,
            List<PricedLine> lines,
            Outcome discounts,
            long shipping,
            Destination destination) {
        var currency = currencyOf(lines);
        var rates = order.rules().taxesAt(destination);
        var orderLines = new ArrayList<OrderLine>(lines.size());
        var subtotal = 0L;
        var discount = 0L;
        var tax = tax(shipping, rates, order.rules().shippingTaxClass());
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var off = discounts.byLine()[index];
            var lineTax = tax(line.amount() - off, rates, line.entry().taxClass());
            orderLines.add(orderLine(index + 1, line, off, lineTax, rates.includedInPrices()));
            subtotal = Math.addExact(subtotal, line.amount());
            discount += off;
            tax = Math.addExact(tax, lineTax);
        }
        var net = Math.addExact(subtotal - discount, shipping);
        var totals =
                new OrderTotals(
                        Money.ofMinor(currency, subtotal),
                        Money.ofMinor(currency, discount),
                        Money.ofMinor(currency, shipping),
                        Money.ofMinor(currency, tax),
                        Money.ofMinor(
                                currency, rates.includedInPrices() ? net : Math.addExact(net, tax)),
                        rates.includedInPrices());
        return new PricedOrder(List.copyOf(orderLines), totals, discounts.verdicts());
    }

    private static OrderLine orderLine(
            int number, PricedLine line, long discount, long tax, boolean taxIncluded) {
        var entry = line.entry();
        var currency = entry.unitPrice().getCurrencyUnit();
        var net = line.amount() - discount;
        return new OrderLine(
                number,
                entry.sku(),
                entry.productId(),
                entry.name(),
                line.quantity(),
                entry.unitPrice(),
                Money.ofMinor(currency, discount),
                Money.ofMinor(currency, tax),
                Money.ofMinor(currency, taxIncluded ? net : Math.addExact(net, tax)),
                entry.version());
    }

    private static long tax(long amount, TaxRates rates, String taxClass) {
        var rate = rates.rateOf(taxClass).thousandths();
        return MinorUnits.share(
                amount,
                rate,
                rates.includedInPrices() ? Percent.WHOLE + (long) rate : Percent.WHOLE);
    }

    private static CurrencyUnit currencyOf(List<PricedLine> lines) {
        return lines.getFirst().entry().unitPrice().getCurrencyUnit();
    }
}
