package io.cartulary.command.customer;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why a customer may say no.
public enum CustomerRejection implements Rejection {
    ADDRESS_UNKNOWN(Kind.NOT_FOUND, "The customer keeps no such address.", null),
    BIRTH_DATE_IN_FUTURE(Kind.INVALID, "A birth date is today or earlier.", "birthDate"),
    TOO_MANY_ADDRESSES(
            Kind.CONFLICT, "A customer keeps at most 50 addresses; remove one first.", null);

    private final Kind kind;
    private final String sentence;
    private final @Nullable String field;

    CustomerRejection(Kind kind, String sentence, @Nullable String field) {
        this.kind = kind;
        this.sentence = sentence;
        this.field = field;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
