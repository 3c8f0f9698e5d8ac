package io.cartulary.command.catalog;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why the catalogue may say no.
public enum CatalogRejection implements Rejection {
    PRODUCT_EXISTS(Kind.CONFLICT, "A product with this identifier exists already."),
    SLUG_TAKEN(Kind.CONFLICT, "Another product has this slug; choose a different one."),
    ARCHIVED(Kind.CONFLICT, "The product is archived; publish it again before changing it."),
    VARIANT_EXISTS(Kind.CONFLICT, "The product has a variant with this SKU already."),
    OPTIONS_TAKEN(Kind.CONFLICT, "Another variant of the product has the same options."),
    UNKNOWN_VARIANT(Kind.NOT_FOUND, "The product has no variant with this SKU."),
    VARIANT_ARCHIVED(Kind.CONFLICT, "The variant was archived for good; add one with another SKU."),
    LAST_VARIANT(
            Kind.CONFLICT,
            "A published product keeps one variant at least; archive the product instead."),
    VARIANTS_INCOMPLETE(
            Kind.INVALID, "Name every variant of the product that can be bought, each once."),
    MEDIA_TWICE(Kind.INVALID, "Name each picture and video once."),
    NO_VARIANTS(Kind.CONFLICT, "A product without a variant cannot be published; add one first."),
    ALREADY_PUBLISHED(
            Kind.CONFLICT, "The product is published; archive it first to publish it later."),
    CHANGED_SINCE(
            Kind.CONFLICT,
            "What the update would change was changed by someone else since; the product is left as it is."),
    PUBLICATION_PAST(Kind.INVALID, "publishAt must be in the future."),
    SALES_OVERLAP(
            Kind.CONFLICT, "The variant has another sale at that time; cancel that one first."),
    SALE_PAST(Kind.INVALID, "until must be in the future."),
    TOO_MANY_SALES(Kind.INVALID, "A product has at most 1000 sales that are not over."),
    TOO_MANY_VARIANTS(Kind.INVALID, "A product has at most 250 variants."),
    PRICE_NEGATIVE(Kind.INVALID, "A price cannot be negative."),
    PRICE_TOO_HIGH(Kind.INVALID, "A price is at most 1000000000000 minor units."),
    COMPARE_AT_PRICE_UNFIT(
            Kind.INVALID,
            "compareAtPrice must be in the currency of the price and not below it; leave it out otherwise."),
    SLUG_RESERVED(Kind.INVALID, "A list of products has this path; choose a different slug."),
    CURRENCY_DIFFERS(Kind.INVALID, "All variants of a product are priced in one currency."),
    UNKNOWN_TAX_CLASS(
            Kind.INVALID,
            "No tax rule has this tax class; use `standard` or one of theirs, or set a rule that has it first.");

    private final Kind kind;
    private final String sentence;

    CatalogRejection(Kind kind, String sentence) {
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
            case UNKNOWN_TAX_CLASS -> "taxClass";
            case VARIANTS_INCOMPLETE -> "skus";
            case MEDIA_TWICE -> "media";
            case PUBLICATION_PAST -> "publishAt";
            case SALE_PAST -> "until";
            default -> null;
        };
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
