package io.cartulary.command.payment.provider.stripe;

import io.cartulary.command.effect.EffectFailed;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// Stripe's smallest units, which are not everywhere those of ISO 4217
/// (docs.stripe.com/currencies).
final class StripeAmounts {

    private static final Set<String> WITHOUT_DECIMALS =
            Set.of(
                    "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND",
                    "VUV", "XAF", "XOF", "XPF");

    private static final Set<String> WITH_THREE_DECIMALS =
            Set.of("BHD", "JOD", "KWD", "OMR", "TND");

    private StripeAmounts() {}

    static long toStripe(Money money) {
        var code = money.getCurrencyUnit().getCode();
        try {
            var amount = money.getAmount().movePointRight(decimals(code)).longValueExact();
            if (WITH_THREE_DECIMALS.contains(code) && amount % 10 != 0) {
                throw new ArithmeticException("the third decimal must be 0");
            }
            return amount;
        } catch (ArithmeticException tooFine) {
            throw EffectFailed.refused(
                    "amount_too_fine", "Stripe cannot move " + money + " exactly", tooFine);
        }
    }

    static Money fromStripe(long amount, String currency) {
        var code = currency.toUpperCase(Locale.ROOT);
        return Money.of(
                CurrencyUnit.of(code),
                BigDecimal.valueOf(amount).movePointLeft(decimals(code)).stripTrailingZeros());
    }

    static String currency(Money money) {
        return money.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT);
    }

    private static int decimals(String code) {
        if (WITHOUT_DECIMALS.contains(code)) {
            return 0;
        }
        return WITH_THREE_DECIMALS.contains(code) ? 3 : 2;
    }
}
