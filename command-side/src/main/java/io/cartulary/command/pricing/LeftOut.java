package io.cartulary.command.pricing;

import io.cartulary.command.refusal.Reason;

/// Why a discount is left out whose own conditions are met: it lies in the other discounts or in
/// shipping, and no order is refused over it.
public enum LeftOut implements Reason {
    BETTER_ONE_APPLIES("Another discount of the same kind takes more off."),
    NOT_COMBINABLE("The discount does not go together with one that comes first."),
    DISCOUNT_CAP_REACHED("Other discounts take off as much as all together may."),
    NOTHING_LEFT_TO_DISCOUNT("There is nothing left to take the discount off."),
    SHIPPING_FREE_ANYWAY("Shipping costs nothing anyway.");

    private final String sentence;

    LeftOut(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
