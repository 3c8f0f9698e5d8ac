package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one category, for example `category-0197…`; it stays when the category is renamed or
/// moved.
public record CategoryId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "category-";

    @JsonCreator
    public CategoryId {
        Ids.check(PREFIX, value);
    }

    public static CategoryId named(String name) {
        return new CategoryId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}
