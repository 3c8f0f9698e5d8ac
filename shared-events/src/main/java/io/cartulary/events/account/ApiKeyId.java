package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Names what one machine proves itself by, for example `key-0197…`. It is no secret.
public record ApiKeyId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "key-";

    @JsonCreator
    public ApiKeyId {
        Ids.check(PREFIX, value);
    }

    @Override
    public String toString() {
        return value;
    }
}
