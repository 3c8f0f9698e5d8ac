package io.cartulary.command.payment.provider.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;

class SimulatedWebhookSignatureTest {

    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1_767_225_600);
    private static final byte[] BODY =
            "{\"type\":\"charge.settled\"}".getBytes(StandardCharsets.UTF_8);

    /// `printf '1767225600.{"type":"charge.settled"}' | openssl dgst -sha256 -hmac secret`
    private static final String SIGNED =
            "t=1767225600,v1=9a3bfad8fc2b6dd71b9b7af35cf7db62fd845cabae0bc5c047ac37bfbc1e0fb4";

    @Test
    void of_the_provider_is_valid() {
        assertThat(isValid("secret", SIGNED, BODY, SIGNED_AT)).isTrue();
    }

    @Test
    void holds_for_five_minutes_before_and_after() {
        assertThat(isValid("secret", SIGNED, BODY, SIGNED_AT.plusSeconds(300))).isTrue();
        assertThat(isValid("secret", SIGNED, BODY, SIGNED_AT.minusSeconds(300))).isTrue();
        assertThat(isValid("secret", SIGNED, BODY, SIGNED_AT.plusSeconds(301))).isFalse();
        assertThat(isValid("secret", SIGNED, BODY, SIGNED_AT.minusSeconds(301))).isFalse();
    }

    @Test
    void covers_every_byte_of_the_body() {
        var other = "{\"type\":\"charge.settled\"} ".getBytes(StandardCharsets.UTF_8);
        assertThat(isValid("secret", SIGNED, other, SIGNED_AT)).isFalse();
    }

    @Test
    void covers_its_time() {
        var later = SIGNED.replace("1767225600", "1767225601");
        assertThat(isValid("secret", later, BODY, SIGNED_AT)).isFalse();
    }

    @Test
    void under_another_secret_is_forged() {
        assertThat(isValid("guess", SIGNED, BODY, SIGNED_AT)).isFalse();
    }

    @Test
    void that_is_missing_or_malformed_is_forged() {
        assertThat(isValid("secret", null, BODY, SIGNED_AT)).isFalse();
        assertThat(isValid("secret", "v1=00", BODY, SIGNED_AT)).isFalse();
        assertThat(isValid("secret", "t=99999999999999999999,v1=00", BODY, SIGNED_AT)).isFalse();
    }

    private static boolean isValid(
            String secret, @Nullable String signature, byte[] body, Instant now) {
        var headers = new HttpHeaders();
        if (signature != null) {
            headers.set(SimulatedWebhookSignature.HEADER, signature);
        }
        return new SimulatedWebhookSignature(secret, InstantSource.fixed(now))
                .isValid(headers, body);
    }
}
