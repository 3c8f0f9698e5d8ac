package io.cartulary.web.access;

import io.cartulary.events.account.AccountId;
import io.cartulary.web.problem.ProblemException;
import java.util.Optional;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// The account whose owner is logged in, or for whom staff act, in a route for [Caller#CUSTOMER] or
/// [Caller#OWNER].
///
/// @param token the access token of the request
public record CurrentAccount(AccountId accountId, Jwt token) {

    /// How account owners name themselves in paths.
    private static final String ME = "me";

    private static final String STAFF = "ROLE_" + RouteAccess.STAFF_ROLE;

    public static CurrentAccount get() {
        var caller =
                (JwtAuthenticationToken) SecurityContextHolder.getContext().getAuthentication();
        return new CurrentAccount(new AccountId(caller.getName()), caller.getToken());
    }

    /// The one that a shopper shops with; nothing for guests. Staff shop as guests do.
    public static Optional<AccountId> ofShopper() {
        return SecurityContextHolder.getContext().getAuthentication()
                                instanceof JwtAuthenticationToken caller
                        && caller.getAuthorities().stream()
                                .noneMatch(role -> role.getAuthority().equals(STAFF))
                ? Optional.of(new AccountId(caller.getName()))
                : Optional.empty();
    }

    /// The caller's, if the path means them; no one else's is shown.
    ///
    /// @param userId `me`, or the caller's identifier as a customer
    public static CurrentAccount named(String userId) {
        var caller = get();
        if (!userId.equals(ME) && !userId.equals(caller.accountId().customer().value())) {
            throw ProblemException.notFound("user " + userId);
        }
        return caller;
    }
}
