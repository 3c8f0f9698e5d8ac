package io.cartulary.web.access.token;

import java.time.Duration;

/// What an access token says: a JWT (RFC 9068) whose subject is an account.
public final class AccessTokens {

    /// In the header, so that no token of another kind passes for one.
    public static final String TYPE = "at+jwt";

    public static final String ISSUER = "cartulary";

    /// The claim that names the role of the account.
    public static final String ROLE = "role";

    /// The claim that names the session for which it was issued.
    public static final String SESSION = "sid";

    public static final Duration VALID_FOR = Duration.ofMinutes(15);

    private AccessTokens() {}
}
