package io.cartulary.simulation.scenario;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// What a shopper orders, and what it costs.
final class ChosenGoods {

    private final World world;
    private final Market market;
    private final List<OrderLine> lines = new ArrayList<>();
    private final OrderTotals totals;
    private final List<AppliedDiscount> discounts = new ArrayList<>();

    ChosenGoods(World world, Market market) {
        this.world = world;
        this.market = market;
        var random = world.random();
        var taxIncluded = random.in(0.5);
        var free = random.in(0.04);
        var off = random.in(0.35);
        var skus = new ArrayList<>(market.skus());
        for (var line = 1; line <= random.between(1, 4); line++) {
            var sku =
                    line == 1 && random.in(0.6)
                            ? skus.removeFirst()
                            : skus.remove(random.upTo(skus.size() - 1));
            lines.add(line(line, sku, free, off, taxIncluded));
        }
        this.totals = totals(free, taxIncluded);
        if (off) {
            discounts.add(new AppliedDiscount(market.coupon(), totals.discount(), false));
        }
        if (random.in(0.1)) {
            discounts.add(new AppliedDiscount(market.couponOfCustomer(), cents(0), true));
        }
    }

    List<OrderLine> lines() {
        return lines;
    }

    OrderTotals totals() {
        return totals;
    }

    List<AppliedDiscount> discounts() {
        return discounts;
    }

    static Money cents(long amount) {
        return Money.ofMinor(CurrencyUnit.EUR, amount);
    }

    private OrderLine line(int line, Sku sku, boolean free, boolean off, boolean taxIncluded) {
        var quantity = world.random().between(1, 4);
        var price = free ? 0 : world.random().between(1, 5000);
        var discount = off ? price * quantity / 7 : 0;
        var net = (long) price * quantity - discount;
        var tax = net * 19 / 100;
        return new OrderLine(
                line,
                sku,
                market.product(),
                sku.value(),
                quantity,
                cents(price),
                cents(discount),
                cents(tax),
                cents(taxIncluded ? net : net + tax),
                1);
    }

    private OrderTotals totals(boolean free, boolean taxIncluded) {
        var subtotal = cents(0);
        var discount = cents(0);
        var tax = cents(0);
        for (var line : lines) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
            tax = tax.plus(line.tax());
        }
        var shipping = cents(free || world.random().in(0.5) ? 0 : 490);
        var net = subtotal.minus(discount).plus(shipping);
        return new OrderTotals(
                subtotal, discount, shipping, tax, taxIncluded ? net : net.plus(tax), taxIncluded);
    }

    /// What an edit puts in.
    List<OrderLine> more() {
        var random = world.random();
        var added = new ArrayList<OrderLine>();
        for (var more = random.between(1, 2); more > 0; more--) {
            added.add(line(more, random.of(market.skus()), false, false, totals.taxIncluded()));
        }
        return added;
    }

    /// Some pieces of some lines.
    ///
    /// @param edited whether there may be a line that an edit put in
    List<WantedPieces> some(boolean edited) {
        var random = world.random();
        var some = new ArrayList<WantedPieces>();
        if (edited && random.in(0.3)) {
            some.add(new WantedPieces(lines.size() + 1, 1));
        }
        for (var line : lines) {
            if (random.in(0.6)) {
                some.add(new WantedPieces(line.line(), random.between(1, line.quantity())));
            }
        }
        return some;
    }
}
