package io.cartulary.command.collection;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why the shop's collections may say no.
public enum CollectionRejection implements Rejection {
    COLLECTION_SLUG_TAKEN(
            Kind.CONFLICT, "Another collection has, or had, this slug; choose a different one."),
    COLLECTION_NAME_TAKEN(
            Kind.CONFLICT, "Another collection has the same name in the same language."),
    COLLECTION_ORDER_UNFIT(Kind.INVALID, "Name collections that exist, and each of them once."),
    COLLECTED_TWICE(Kind.INVALID, "Name each product once."),
    TOO_MANY_COLLECTIONS(Kind.INVALID, "A shop has at most 500 collections.");

    private final Kind kind;
    private final String sentence;

    CollectionRejection(Kind kind, String sentence) {
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
            case COLLECTION_SLUG_TAKEN -> "slug";
            case COLLECTION_NAME_TAKEN -> "name";
            case COLLECTION_ORDER_UNFIT -> "collectionIds";
            case COLLECTED_TWICE -> "products";
            case TOO_MANY_COLLECTIONS -> null;
        };
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
