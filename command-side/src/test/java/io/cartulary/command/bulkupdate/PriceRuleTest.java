package io.cartulary.command.bulkupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.bulkupdate.PriceRule.Direction;
import io.cartulary.command.bulkupdate.PriceRule.Rounding;
import io.cartulary.command.bulkupdate.PriceRule.Towards;
import io.cartulary.command.catalog.CatalogRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Percent;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a price becomes.
class PriceRuleTest {

    @ParameterizedTest
    @CsvSource({
        "EUR 12.50, LOWER, 10, EUR 11.25",
        "EUR 9.99, LOWER, 33.333, EUR 6.66",
        "EUR 0.05, RAISE, 10, EUR 0.06",
        "EUR 0.04, RAISE, 10, EUR 0.04",
        "JPY 1500, RAISE, 12.5, JPY 1688",
        "KWD 1.005, RAISE, 100, KWD 2.010",
        "EUR 0.00, RAISE, 10, EUR 0.00",
    })
    void by_a_share_of_it_is_rounded_to_whole_minor_units(
            String price, Direction direction, String percent, String expected) {
        assertThat(new PriceRule(direction, Percent.of(percent), null, null).of(Money.parse(price)))
                .isEqualTo(Money.parse(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "EUR 12.40, 100, 1, NEAREST, EUR 13.99",
        "EUR 12.00, 100, 1, NEAREST, EUR 12.99",
        "EUR 12.49, 100, 1, DOWN, EUR 12.99",
        "EUR 12.00, 100, 1, UP, EUR 13.99",
        "EUR 12.33, 5, 0, NEAREST, EUR 13.55",
        "EUR 12.33, 5, 0, DOWN, EUR 13.55",
        "EUR 12.33, 50, 0, UP, EUR 14.00",
    })
    void ends_as_the_shop_wants_it(
            String price, int step, int less, Towards towards, String expected) {
        var rule =
                new PriceRule(
                        Direction.RAISE, Percent.of("10"), null, new Rounding(step, less, towards));

        assertThat(rule.of(Money.parse(price))).isEqualTo(Money.parse(expected));
    }

    @Test
    void by_an_amount_is_for_prices_in_its_currency() {
        var rule = new PriceRule(Direction.LOWER, null, Money.parse("EUR 2.50"), null);

        assertThat(rule.of(Money.parse("EUR 12.50"))).isEqualTo(Money.parse("EUR 10"));
        assertRefused(rule, "USD 12.50", CatalogRejection.CURRENCY_DIFFERS);
    }

    @Test
    void that_would_vanish_is_refused() {
        var less = new PriceRule(Direction.LOWER, null, Money.parse("EUR 2.50"), null);
        assertRefused(less, "EUR 2.50", BulkUpdateRejection.PRICE_VANISHES);
        assertRefused(less, "EUR 1.00", BulkUpdateRejection.PRICE_VANISHES);
        var rounded =
                new PriceRule(
                        Direction.LOWER,
                        Percent.of("10"),
                        null,
                        new Rounding(100, 0, Towards.NEAREST));
        assertRefused(rounded, "EUR 0.49", BulkUpdateRejection.PRICE_VANISHES);
    }

    private static void assertRefused(PriceRule rule, String price, Object rejection) {
        assertThatExceptionOfType(CommandRejected.class)
                .isThrownBy(() -> rule.of(Money.parse(price)))
                .satisfies(refused -> assertThat(refused.getDetails()).contains(rejection));
    }

    @Test
    void is_changed_by_one_of_share_and_amount() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new PriceRule(Direction.RAISE, null, null, null));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() ->
                        new PriceRule(
                                Direction.RAISE, Percent.of("1"), Money.parse("EUR 1"), null));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new PriceRule(Direction.RAISE, Percent.ZERO, null, null));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(
                        () -> new PriceRule(Direction.RAISE, null, Money.parse("EUR -1"), null));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> new Rounding(10, 10, Towards.UP));
    }
}
