package io.cartulary.command.pricing.rules;

import io.cartulary.command.refusal.Rejection;

/// Why a rule may say no.
public enum PricingRuleRejection implements Rejection {
    CURRENCY_OF_LIST_DIFFERS(Kind.CONFLICT, "The price list is in another currency."),
    PRICE_TOO_HIGH(Kind.INVALID, "A price has at most 1,000,000,000,000 minor units."),
    PRICE_LIST_FULL(Kind.INVALID, "A price list has at most 200,000 SKUs.");

    private final Kind kind;
    private final String sentence;

    PricingRuleRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
