package io.cartulary.command.bulkupdate;

import static io.cartulary.command.bulkupdate.BulkUpdateRejection.PRICE_VANISHES;

import io.cartulary.command.catalog.CatalogRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Percent;
import io.cartulary.events.Whole;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// How a price is changed: by a share of it or by an amount, and then rounded.
///
/// @param percent of the price; that or `amount`
/// @param rounding to whole minor units, half of one up, when absent
record PriceRule(
        @NotNull Direction direction,
        @Nullable Percent percent,
        @Nullable Money amount,
        @Nullable Rounding rounding) {

    enum Direction {
        RAISE,
        LOWER
    }

    /// To the nearest price, the next higher or the next lower one.
    enum Towards {
        NEAREST(RoundingMode.HALF_UP),
        UP(RoundingMode.CEILING),
        DOWN(RoundingMode.FLOOR);

        private final RoundingMode mode;

        Towards(RoundingMode mode) {
            this.mode = mode;
        }
    }

    /// To a multiple of `stepMinor` less `lessMinor`: to 9.99, 10.99 … by 100 and 1.
    record Rounding(
            @Whole(min = 1, max = Rounding.LARGEST) int stepMinor,
            @Whole(min = 0, max = Rounding.LARGEST) int lessMinor,
            @NotNull Towards towards) {

        static final int LARGEST = 1_000_000;

        Rounding {
            if (stepMinor < 1 || stepMinor > LARGEST) {
                throw new InvalidValue("stepMinor", "must be 1 to " + LARGEST);
            }
            if (lessMinor < 0 || lessMinor >= stepMinor) {
                throw new InvalidValue("lessMinor", "must be 0 or more, and below stepMinor");
            }
        }

        private BigDecimal of(BigDecimal minorUnits) {
            var step = BigDecimal.valueOf(stepMinor);
            var less = BigDecimal.valueOf(lessMinor);
            return minorUnits.add(less).divide(step, 0, towards.mode).multiply(step).subtract(less);
        }
    }

    private static final Rounding TO_MINOR_UNITS = new Rounding(1, 0, Towards.NEAREST);

    PriceRule {
        if ((percent == null) == (amount == null)) {
            throw new InvalidValue("percent", "or amount must be given, and not both");
        }
        if (percent != null && percent.equals(Percent.ZERO)) {
            throw new InvalidValue("percent", "must be above 0");
        }
        if (amount != null && !amount.isPositive()) {
            throw new InvalidValue("amount", "must be above 0");
        }
    }

    /// Refused with `CURRENCY_DIFFERS`, and with `PRICE_VANISHES`: what costs something is not made
    /// free on the way.
    Money of(Money price) {
        var exact = price.getAmountMinor().add(difference(price));
        var rounded = (rounding == null ? TO_MINOR_UNITS : rounding).of(exact);
        if (price.isPositive() && rounded.signum() <= 0) {
            throw new CommandRejected(PRICE_VANISHES);
        }
        var currency = price.getCurrencyUnit();
        return Money.of(currency, rounded.movePointLeft(currency.getDecimalPlaces()));
    }

    private BigDecimal difference(Money price) {
        if (amount != null && !amount.isSameCurrency(price)) {
            throw new CommandRejected(CatalogRejection.CURRENCY_DIFFERS);
        }
        var difference =
                percent == null
                        ? amount.getAmountMinor()
                        : price.getAmountMinor()
                                .multiply(BigDecimal.valueOf(percent.thousandths()))
                                .divide(BigDecimal.valueOf(Percent.WHOLE));
        return direction == Direction.RAISE ? difference : difference.negate();
    }
}
