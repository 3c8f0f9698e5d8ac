package io.cartulary.command.brand;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why the shop's brands may say no.
public enum BrandRejection implements Rejection {
    BRAND_SLUG_TAKEN(
            Kind.CONFLICT, "Another brand has, or had, this slug; choose a different one."),
    BRAND_NAME_TAKEN(Kind.CONFLICT, "Another brand has the same name in the same language."),
    BRAND_ORDER_UNFIT(Kind.INVALID, "Name brands that exist, and each of them once."),
    UNKNOWN_BRAND(Kind.INVALID, "The brand does not exist; name it by its identifier."),
    TOO_MANY_BRANDS(Kind.INVALID, "A shop has at most 2000 brands.");

    private final Kind kind;
    private final String sentence;

    BrandRejection(Kind kind, String sentence) {
        this.kind = kind;
        this.sentence = sentence;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return switch (this) {
            case BRAND_SLUG_TAKEN -> "slug";
            case BRAND_NAME_TAKEN -> "name";
            case BRAND_ORDER_UNFIT -> "brandIds";
            case UNKNOWN_BRAND -> "brand";
            case TOO_MANY_BRANDS -> null;
        };
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
