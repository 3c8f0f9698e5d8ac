package io.cartulary.web.access.token;

import io.cartulary.events.account.AccountId;
import io.cartulary.web.access.Permission;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.oauth2.jwt.Jwt;

/// What an access token says: a JWT (RFC 9068) whose subject is an account, or the key of a
/// machine.
public final class AccessTokens {

    /// In the header, so that no token of another kind passes for one.
    public static final String TYPE = "at+jwt";

    public static final String ISSUER = "cartulary";

    /// The claim that names the role of the account.
    public static final String ROLE = "role";

    /// The claim that names what a machine may do, instead of a role.
    public static final String SCOPE = "scope";

    /// The claim that names the session for which it was issued, or the key.
    public static final String SESSION = "sid";

    /// The claim of RFC 8693 that names, as its `sub`, the member of staff who acts for the
    /// subject.
    public static final String ACTOR = "act";

    private static final String SUBJECT = "sub";

    public static final Duration VALID_FOR = Duration.ofMinutes(15);

    private AccessTokens() {}

    /// What the claim [#ACTOR] says.
    public static Map<String, String> actor(AccountId staff) {
        return Map.of(SUBJECT, staff.value());
    }

    /// The member of staff who acts for the subject; nothing where the subject acts.
    public static Optional<AccountId> actorOf(Jwt token) {
        return Optional.ofNullable(token.getClaimAsMap(ACTOR))
                .map(actor -> new AccountId((String) actor.get(SUBJECT)));
    }

    /// What the claim says, as RFC 6749 writes it.
    public static String scope(Set<Permission> scopes) {
        return scopes.stream().sorted().map(Permission::name).collect(Collectors.joining(" "));
    }

    /// What the claim [#SCOPE] says.
    public static List<Permission> scopeOf(Jwt token) {
        return Stream.of(token.getClaimAsString(SCOPE).split(" "))
                .map(Permission::valueOf)
                .toList();
    }
}
