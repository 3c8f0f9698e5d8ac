package io.cartulary.command.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.command.effect.EffectFailed;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeAmountsTest {

    @ParameterizedTest
    @CsvSource({
        "GBP 12.34,   1234, gbp",
        "JPY 1200,    1200, jpy",
        "KRW 5,          5, krw",
        "KWD 1.230,   1230, kwd",
        "ISK 100,    10000, isk",
        "UGX 3500,  350000, ugx",
        "HUF 10.50,   1050, huf",
    })
    void are_stripes_smallest_units_and_come_back_unchanged(
            String money, long amount, String currency) {
        assertThat(StripeAmounts.toStripe(Money.parse(money))).isEqualTo(amount);
        assertThat(StripeAmounts.currency(Money.parse(money))).isEqualTo(currency);
        assertThat(StripeAmounts.fromStripe(amount, currency)).isEqualTo(Money.parse(money));
    }

    @Test
    void that_stripe_cannot_move_exactly_are_refused() {
        assertThatExceptionOfType(EffectFailed.class)
                .isThrownBy(() -> StripeAmounts.toStripe(Money.parse("KWD 1.234")))
                .matches(refusal -> refusal.kind() == EffectFailed.Kind.REFUSED);
    }
}
