package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies one log-in and what follows from it, for example `session-0197…`.
public record SessionId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "session-";

    @JsonCreator
    public SessionId {
        Ids.check(PREFIX, value);
    }

    public static SessionId next() {
        return new SessionId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
