package io.cartulary.web.access.token;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.cartulary.web.access.SecurityProperties;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/// Checks signature, kind, time, issuer and session of an access token. The keys are those of this
/// process, where it issues tokens, and else those that a command side publishes.
@Configuration(proxyBeanMethods = false)
class AccessTokenConfiguration {

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofSeconds(5);

    @Bean
    JwtDecoder accessTokenDecoder(
            ObjectProvider<JWKSource<SecurityContext>> ownKeys,
            SecurityProperties properties,
            EndedSessions ended) {
        var keys = ownKeys.getIfAvailable(() -> publishedAt(properties.keysUrl()));
        var tokens = new DefaultJWTProcessor<SecurityContext>();
        tokens.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType(AccessTokens.TYPE)));
        tokens.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
        tokens.setJWTClaimsSetVerifier((_, _) -> {}); // ours below
        var signatures = new NimbusJwtDecoder(tokens);
        signatures.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return new CheckedTokens(
                signatures,
                new DelegatingOAuth2TokenValidator<>(
                        new JwtTimestampValidator(CLOCKS_DIFFER_BY),
                        new JwtIssuerValidator(AccessTokens.ISSUER),
                        isOpen(ended)));
    }

    /// Without an address no access token is valid here.
    private static JWKSource<SecurityContext> publishedAt(@Nullable URI address) {
        if (address == null) {
            return new ImmutableJWKSet<>(new JWKSet());
        }
        try {
            return JWKSourceBuilder.create(address.toURL())
                    .retrying(true)
                    .outageTolerant(true)
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(address + " is no address to read keys from", e);
        }
    }

    private static OAuth2TokenValidator<Jwt> isOpen(EndedSessions ended) {
        var refused =
                OAuth2TokenValidatorResult.failure(
                        new OAuth2Error("invalid_token", "The session has ended", null));
        return token -> {
            var session = token.getClaimAsString(AccessTokens.SESSION);
            return session == null || ended.contain(session)
                    ? refused
                    : OAuth2TokenValidatorResult.success();
        };
    }
}
