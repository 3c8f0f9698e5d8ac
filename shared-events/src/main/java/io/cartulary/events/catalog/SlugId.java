package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the claim on a slug, for example `slug-rose-water-toner`. The store's unique key
/// makes slugs unique.
public record SlugId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    /// What a slug looks like: small letters and digits, with single dashes between them.
    public static final String FORM = "[a-z0-9]+(-[a-z0-9]+)*";

    /// Characters of a slug.
    public static final int LONGEST = 80;

    private static final String PREFIX = "slug-";

    @JsonCreator
    public SlugId {
        Ids.check(PREFIX, value);
    }

    public static SlugId of(String slug) {
        return new SlugId(PREFIX + slug);
    }

    @Override
    public String toString() {
        return value;
    }
}
