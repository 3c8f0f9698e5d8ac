package io.cartulary.command.account.token;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.web.access.Permission;
import io.cartulary.web.access.token.AccessTokens;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/// Issues what every request of a logged-in person, or of a machine, carries.
@Component
public class AccessTokenIssuer {

    private final SigningKeys keys;
    private final InstantSource clock;

    AccessTokenIssuer(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    public String issue(AccountId account, SessionId session, Role role) {
        return sign(
                claims(account.value(), AccessTokens.VALID_FOR)
                        .claim(AccessTokens.ROLE, role.name())
                        .claim(AccessTokens.SESSION, session.value()));
    }

    /// For staff who act for a customer. It ends with their own session.
    public String issueOnBehalf(AccountId customer, AccountId staff, SessionId ofStaff) {
        return sign(
                claims(customer.value(), AccessTokens.VALID_FOR)
                        .claim(AccessTokens.ROLE, Role.CUSTOMER.name())
                        .claim(AccessTokens.SESSION, ofStaff.value())
                        .claim(AccessTokens.ACTOR, AccessTokens.actor(staff)));
    }

    /// For a machine. Its key stands for a session, so that its tokens end when it is revoked.
    public String issue(ApiKeyId key, Set<Permission> scopes, Duration validFor) {
        return sign(
                claims(key.value(), validFor)
                        .claim(AccessTokens.SCOPE, AccessTokens.scope(scopes))
                        .claim(AccessTokens.SESSION, key.value()));
    }

    private JwtClaimsSet.Builder claims(String subject, Duration validFor) {
        var now = clock.instant();
        return JwtClaimsSet.builder()
                .issuer(AccessTokens.ISSUER)
                .subject(subject)
                .issuedAt(now)
                .expiresAt(now.plus(validFor));
    }

    private String sign(JwtClaimsSet.Builder claims) {
        var key = keys.current();
        var header =
                JwsHeader.with(SignatureAlgorithm.ES256)
                        .keyId(key.getKeyID())
                        .type(AccessTokens.TYPE)
                        .build();
        return new NimbusJwtEncoder(new ImmutableJWKSet<>(new JWKSet(key)))
                .encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
    }
}
