package io.cartulary.events.media;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Names the file in which a picture or a video was put down, for example `file-0197…`. A name is
/// used once: a file that was collected never comes back under it.
public record MediaFileId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "file-";

    @JsonCreator
    public MediaFileId {
        Ids.check(PREFIX, value);
    }

    public static MediaFileId next() {
        return new MediaFileId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
