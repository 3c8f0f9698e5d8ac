package io.cartulary.command.payment.effect;

/// What providers are asked for, by the name under which the effects' ledger keeps it.
public enum ProviderEffect {
    CHARGE("payment-charge"),
    AUTHORISATION("payment-authorisation"),
    CAPTURE("payment-capture"),
    VOID("payment-void"),
    REFUND("payment-refund");

    private final String kind;

    ProviderEffect(String kind) {
        this.kind = kind;
    }

    public String kind() {
        return kind;
    }
}
