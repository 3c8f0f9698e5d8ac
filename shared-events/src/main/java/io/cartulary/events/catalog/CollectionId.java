package io.cartulary.events.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one collection, for example `collection-0197…`; it stays when the collection is
/// renamed.
public record CollectionId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "collection-";

    @JsonCreator
    public CollectionId {
        Ids.check(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
