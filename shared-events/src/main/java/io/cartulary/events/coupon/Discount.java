package io.cartulary.events.coupon;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.joda.money.Money;

/// What a coupon takes off an order.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Discount.PercentageOff.class, name = "percentage"),
    @JsonSubTypes.Type(value = Discount.AmountOff.class, name = "fixed"),
    @JsonSubTypes.Type(value = Discount.FreeShipping.class, name = "free_shipping")
})
public sealed interface Discount {

    /// A share of the eligible lines in hundredths of a percent, 1 to 10000: `1250` is 12.5 %.
    record PercentageOff(int basisPoints) implements Discount {
        public PercentageOff {
            if (basisPoints < 1 || basisPoints > 10_000) {
                throw new IllegalArgumentException(
                        "basisPoints must be 1 to 10000, was " + basisPoints);
            }
        }
    }

    /// A fixed amount off the eligible lines, never more than they cost.
    record AmountOff(Money amount) implements Discount {
        public AmountOff {
            if (!amount.isPositive()) {
                throw new IllegalArgumentException("amount must be positive, was " + amount);
            }
        }
    }

    /// Shipping costs nothing.
    record FreeShipping() implements Discount {}
}
