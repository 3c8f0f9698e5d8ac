package io.cartulary.events.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one picture or video by its content, for example `media-9f86d0…`: the same bytes
/// always have the same identifier, and others never.
public record MediaId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "media-";

    @JsonCreator
    public MediaId {
        Ids.check(PREFIX, value);
    }

    /// @param sha256 of its bytes, in hexadecimal digits
    public static MediaId ofContent(String sha256) {
        return new MediaId(PREFIX + sha256);
    }

    @Override
    public String toString() {
        return value;
    }
}
