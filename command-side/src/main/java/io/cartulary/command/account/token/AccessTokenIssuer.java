package io.cartulary.command.account.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.web.access.token.AccessTokens;
import java.time.InstantSource;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/// Issues what every request of a logged-in person carries.
@Component
public class AccessTokenIssuer {

    private final SigningKeys keys;
    private final InstantSource clock;

    AccessTokenIssuer(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public String issue(AccountId account, SessionId session, Role role) {
        var key = keys.current();
        var now = clock.instant();
        var claims =
                JwtClaimsSet.builder()
                        .issuer(AccessTokens.ISSUER)
                        .subject(account.value())
                        .issuedAt(now)
                        .expiresAt(now.plus(AccessTokens.VALID_FOR))
                        .claim(AccessTokens.ROLE, role.name())
                        .claim(AccessTokens.SESSION, session.value())
                        .build();
        var header =
                JwsHeader.with(SignatureAlgorithm.ES256)
                        .keyId(key.getKeyID())
                        .type(AccessTokens.TYPE)
                        .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(header, claims))
                .getTokenValue();
    }
}
