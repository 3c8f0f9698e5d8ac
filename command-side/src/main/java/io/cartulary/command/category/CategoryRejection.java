package io.cartulary.command.category;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why the tree of categories may say no.
public enum CategoryRejection implements Rejection {
    CATEGORY_SLUG_TAKEN(
            Kind.CONFLICT, "Another category has, or had, this slug; choose a different one."),
    CATEGORY_NAME_TAKEN(
            Kind.CONFLICT, "A category beside it has the same name in the same language."),
    CATEGORY_BELOW_ITSELF(
            Kind.CONFLICT, "A category cannot stand below itself or below what is below it."),
    CATEGORY_NOT_EMPTY(Kind.CONFLICT, "Move or remove the categories below it first."),
    UNKNOWN_PARENT(Kind.INVALID, "There is no category parentId to stand below."),
    UNKNOWN_CATEGORY(
            Kind.INVALID, "One of the categories does not exist; name them by their identifiers."),
    CATEGORIES_INCOMPLETE(
            Kind.INVALID, "Name every category that stands there, and each of them once."),
    CATEGORIES_TOO_DEEP(Kind.INVALID, "At most 10 categories stand below one another."),
    TOO_MANY_CATEGORIES(Kind.INVALID, "A shop has at most 2000 categories.");

    private final Kind kind;
    private final String sentence;

    CategoryRejection(Kind kind, String sentence) {
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
            case CATEGORY_SLUG_TAKEN -> "slug";
            case CATEGORY_NAME_TAKEN -> "name";
            case CATEGORY_BELOW_ITSELF, UNKNOWN_PARENT, CATEGORIES_TOO_DEEP -> "parentId";
            case UNKNOWN_CATEGORY -> "categories";
            case CATEGORIES_INCOMPLETE -> "categoryIds";
            case CATEGORY_NOT_EMPTY, TOO_MANY_CATEGORIES -> null;
        };
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
