package io.cartulary.events.attribute;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies a set of attributes by its code, for example `attributeset-skincare`.
public record AttributeSetId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "attributeset-";

    @JsonCreator
    public AttributeSetId {
        Ids.check(PREFIX, value);
    }

    public static AttributeSetId of(String code) {
        return new AttributeSetId(PREFIX + code);
    }

    public String code() {
        return value.substring(PREFIX.length());
    }

    @Override
    public String toString() {
        return value;
    }
}
