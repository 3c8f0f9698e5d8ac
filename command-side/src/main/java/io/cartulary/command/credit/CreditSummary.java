package io.cartulary.command.credit;

import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.Kind;
import io.cartulary.web.version.EntityTag;
import java.time.Instant;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What an account answers about itself.
///
/// @param balance all that is on it
/// @param available what of it is not kept for a purchase
/// @param grants what was put on it, each by its own name
/// @param spentOn purchases that were paid with it
/// @param version number of its last event
public record CreditSummary(
        CreditAccountId accountId,
        Kind kind,
        Money balance,
        Money available,
        boolean blocked,
        @Nullable String lastCharacters,
        @Nullable Instant expiresAt,
        Set<String> grants,
        Set<String> spentOn,
        long version) {

    EntityTag entityTag() {
        return new EntityTag(accountId.value(), version);
    }
}
