package io.cartulary.web.access.token;

import io.cartulary.web.access.Permission;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;

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

    public static final Duration VALID_FOR = Duration.ofMinutes(15);

    private AccessTokens() {}

    /// What the claim says, as RFC 6749 writes it.
    public static String scope(Set<Permission> scopes) {
        return scopes.stream().sorted().map(Permission::name).collect(Collectors.joining(" "));
    }
}
