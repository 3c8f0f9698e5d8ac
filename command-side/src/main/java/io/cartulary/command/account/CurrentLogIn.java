package io.cartulary.command.account;

import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.SessionId;
import io.cartulary.web.access.token.AccessTokens;
import io.cartulary.web.origin.RequestOrigin;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// By what the request of a route for account owners is known.
record CurrentLogIn(AccountId accountId, SessionId sessionId, RequestOrigin origin) {

    static CurrentLogIn get() {
        var caller =
                (JwtAuthenticationToken) SecurityContextHolder.getContext().getAuthentication();
        return new CurrentLogIn(
                new AccountId(caller.getName()),
                new SessionId(caller.getToken().getClaimAsString(AccessTokens.SESSION)),
                RequestOrigin.current().orElseThrow());
    }
}
