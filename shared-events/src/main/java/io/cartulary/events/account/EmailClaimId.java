package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.cartulary.events.Ids;
import io.cartulary.events.Text;

/// Identifies the claim on an e-mail address by a keyed hash of it, for example `email-3f9a…`. The
/// store's unique key makes addresses unique.
public record EmailClaimId(@JsonValue @Text(max = Ids.LONGEST) String value) {

    private static final String PREFIX = "email-";

    @JsonCreator
    public EmailClaimId {
        Ids.check(PREFIX, value);
    }

    /// @param hash of letters, digits, dashes and underscores
    public static EmailClaimId of(String hash) {
        return new EmailClaimId(PREFIX + hash);
    }

    @Override
    public String toString() {
        return value;
    }
}
