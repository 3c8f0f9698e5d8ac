package io.cartulary.web.access.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/// Remembers for a minute that a token's signature is right: checking one takes more than all else
/// that a request does here, and a client sends the same for fifteen minutes. Whether its time has
/// come or passed and its session is open is asked each time.
final class CheckedTokens implements JwtDecoder {

    /// For so long a key that was withdrawn still opens with the tokens it opened with before.
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

    private static final int MOST = 5_000;

    private final Cache<String, Jwt> checked =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED_FOR).maximumSize(MOST).build();
    private final JwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> validity;

    /// @param signatures refuses what is not signed, and is asked nothing else
    CheckedTokens(JwtDecoder signatures, OAuth2TokenValidator<Jwt> validity) {
        this.signatures = signatures;
        this.validity = validity;
    }

    @Override
    public Jwt decode(String token) {
        var jwt = checked.get(token, signatures::decode);
        var result = validity.validate(jwt);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not valid now", result.getErrors());
        }
        return jwt;
    }
}
