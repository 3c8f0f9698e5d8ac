package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Names one passkey of an account, for example `passkey-0197…`. It is no secret, and not what the
/// authenticator calls it.
public record PasskeyId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "passkey-";

    @JsonCreator
    public PasskeyId {
        Ids.check(PREFIX, value);
    }

    public static PasskeyId next() {
        return new PasskeyId(Ids.next(PREFIX));
    }

    @Override
    public String toString() {
        return value;
    }
}
