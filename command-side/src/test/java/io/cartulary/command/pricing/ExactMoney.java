package io.cartulary.command.pricing;

import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.pricing.PricingEvent.*;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.joda.money.Money;

/// The exact numbers by which [MoneyOracle] and [PriceOracle] calculate and compare.
final class ExactMoney {

    private ExactMoney() {}

    static void atMost(String what, BigDecimal amount, BigDecimal most) {
        if (amount.compareTo(most) > 0) {
            throw new AssertionError("%s must be at most %s, was %s".formatted(what, most, amount));
        }
    }

    static BigDecimal sumOf(List<OrderLine> lines) {
        var sum = BigDecimal.ZERO;
        for (var line : lines) {
            sum = sum.add(minor(line.total()));
        }
        return sum;
    }

    static BigDecimal half(BigDecimal dividend, BigDecimal divisor) {
        return dividend.divide(divisor, 0, RoundingMode.HALF_UP);
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static BigDecimal minor(Money money) {
        return money.getAmountMinor();
    }

    static void equal(String what, Object expected, Object actual) {
        var equal =
                expected instanceof BigDecimal number
                        ? number.compareTo((BigDecimal) actual) == 0
                        : expected.equals(actual);
        if (!equal) {
            throw new AssertionError("%s must be %s, was %s".formatted(what, expected, actual));
        }
    }
}
