package io.cartulary.command.account;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.web.access.CurrentAccount;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.origin.RequestOrigin;

/// By what the request of a route for account owners is known.
public record CurrentLogIn(AccountId accountId, SessionId sessionId, RequestOrigin origin) {

    public static CurrentLogIn get() {
        return of(CurrentAccount.get());
    }

    /// @param userId by which the path names the caller
    static CurrentLogIn named(String userId) {
        return of(CurrentAccount.named(userId));
    }

    private static CurrentLogIn of(CurrentAccount account) {
        return new CurrentLogIn(
                account.accountId(),
                new SessionId(account.token().getClaimAsString(AccessTokens.SESSION)),
                RequestOrigin.current().orElseThrow());
    }
}
