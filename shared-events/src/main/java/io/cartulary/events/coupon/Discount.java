package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.Percent;
import org.joda.money.Money;

/// What a coupon takes off an order.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Discount.PercentageOff.class, name = "PERCENTAGE"),
    @JsonSubTypes.Type(value = Discount.AmountOff.class, name = "FIXED_AMOUNT"),
    @JsonSubTypes.Type(value = Discount.FreeShipping.class, name = "FREE_SHIPPING")
})
public sealed interface Discount {

    /// A share of the eligible lines.
    ///
    /// @param percent above 0
    record PercentageOff(Percent percent) implements Discount {
        public PercentageOff {
            if (percent.equals(Percent.ZERO)) {
                throw new InvalidValue("percent", "must be above 0");
            }
        }
    }

    /// A fixed amount off the eligible lines, never more than they cost.
    record AmountOff(Money amount) implements Discount {
        public AmountOff {
            if (amount == null) {
                throw new InvalidValue("amount", "is required");
            }
            if (!amount.isPositive()) {
                throw new InvalidValue("amount", "must be positive, was " + amount);
            }
        }
    }

    /// Shipping costs nothing.
    record FreeShipping() implements Discount {}
}
