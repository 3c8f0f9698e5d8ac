package io.cartulary.command.attribute;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why values of attributes may be refused. The sentence of a refusal names the attribute, too.
public enum AttributeRejection implements Rejection {
    ATTRIBUTE_UNKNOWN("There is no such attribute, or it is archived; define it first."),
    ATTRIBUTE_SET_UNKNOWN("There is no such attribute set, or it is archived; define it first."),
    ATTRIBUTE_OUTSIDE_SET("The product's attribute set has no such attribute; use those it has."),
    ATTRIBUTE_VALUE_UNFIT("The attribute has no such value; use one that its definition allows.");

    private final String sentence;

    AttributeRejection(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return Kind.INVALID;
    }

    @Override
    public @Nullable String field() {
        return this == ATTRIBUTE_SET_UNKNOWN ? "attributeSet" : "attributes";
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
