package io.cartulary.events.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one note on an order.
public record NoteId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "note-";

    @JsonCreator
    public NoteId {
        Ids.check(PREFIX, value);
    }

    public static NoteId next() {
        return new NoteId(Ids.next(PREFIX));
    }

    public static NoteId named(String name) {
        return new NoteId(Ids.named(PREFIX, name));
    }

    @Override
    public String toString() {
        return value;
    }
}
