package io.cartulary.tests.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signs access tokens in place of a command side. An application that has it among its beans takes
/// them.
public final class TestIssuer implements JWKSource<SecurityContext> {

    /// Who asks.
    public static final String ACCOUNT = "account-of-tests";

    private static final Duration VALID_FOR = Duration.ofHours(6);
    private static final ECKey KEY = key();

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID("of-tests").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(new JWKSet(KEY));
    }

    /// The header `Authorization` of who may do everything.
    public static String bearer() {
        return bearer("SUPER_ADMIN");
    }

    /// @param role as the platform names it
    public static String bearer(String role) {
        var now = new Date();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer("cartulary")
                        .subject(ACCOUNT)
                        .issueTime(now)
                        .expirationTime(Date.from(now.toInstant().plus(VALID_FOR)))
                        .claim("role", role)
                        .claim("sid", "session-of-tests")
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(KEY.getKeyID())
                        .type(new JOSEObjectType("at+jwt"))
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(KEY));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return "Bearer " + token.serialize();
    }
}
