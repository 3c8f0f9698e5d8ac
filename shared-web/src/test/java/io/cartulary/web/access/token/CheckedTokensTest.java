package io.cartulary.web.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

class CheckedTokensTest {

    private final List<String> checkedSignatures = new ArrayList<>();
    private final Set<String> ended = new HashSet<>();
    private final CheckedTokens tokens =
            new CheckedTokens(
                    this::checkSignature,
                    token ->
                            ended.contains(token.getTokenValue())
                                    ? OAuth2TokenValidatorResult.failure(
                                            new OAuth2Error("invalid_token"))
                                    : OAuth2TokenValidatorResult.success());

    private Jwt checkSignature(String token) {
        checkedSignatures.add(token);
        if (token.equals("forged")) {
            throw new BadJwtException("forged");
        }
        return Jwt.withTokenValue(token).header("alg", "ES256").subject("account-1").build();
    }

    @Test
    void check_a_signature_once() {
        assertThat(tokens.decode("one").getSubject()).isEqualTo("account-1");
        tokens.decode("one");
        tokens.decode("two");

        assertThat(checkedSignatures).containsExactly("one", "two");
    }

    @Test
    void refuse_a_token_as_soon_as_its_session_has_ended() {
        tokens.decode("one");
        ended.add("one");

        assertThatThrownBy(() -> tokens.decode("one")).isInstanceOf(JwtValidationException.class);
    }

    @Test
    void remember_nothing_of_a_forged_one() {
        for (var time = 0; time < 2; time++) {
            assertThatThrownBy(() -> tokens.decode("forged")).isInstanceOf(BadJwtException.class);
        }

        assertThat(checkedSignatures).containsExactly("forged", "forged");
    }
}
