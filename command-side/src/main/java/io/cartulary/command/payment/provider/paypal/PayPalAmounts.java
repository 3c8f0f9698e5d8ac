package io.cartulary.command.payment.provider.paypal;

import io.cartulary.command.effect.EffectFailed;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/// Amounts as PayPal writes them: decimal, but whole numbers in some currencies that have decimals
/// elsewhere (developer.paypal.com/reference/currency-codes).
final class PayPalAmounts {

    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");

    private PayPalAmounts() {}

    static Map<String, String> toPayPal(Money money) {
        var currency = money.getCurrencyUnit().getCode();
        var amount = money.getAmount();
        if (WITHOUT_DECIMALS.contains(currency)) {
            if (amount.stripTrailingZeros().scale() > 0) {
                throw EffectFailed.refused(
                        "amount_too_fine", "PayPal cannot move " + money + " exactly", null);
            }
            amount = amount.setScale(0);
        }
        return Map.of("currency_code", currency, "value", amount.toPlainString());
    }

    static Money fromPayPal(JsonNode amount) {
        return Money.of(
                CurrencyUnit.of(amount.path("currency_code").asString()),
                new BigDecimal(amount.path("value").asString()));
    }
}
