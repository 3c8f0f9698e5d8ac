package io.cartulary.command.payment.provider.simulated;

import io.cartulary.command.payment.provider.WebhookSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.http.HttpHeaders;

/// `t=<unix seconds>,v1=<hex>`, where the second part is the HMAC-SHA-256 of `<unix seconds>.<raw
/// body>` under the secret both hold.
final class SimulatedWebhookSignature implements WebhookSignature {

    static final String HEADER = "Cartulary-Signature";

    /// How far the provider's clock may be from ours, and how long a recorded callback could be
    /// played again.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

    private final byte[] secret;
    private final InstantSource clock;

    SimulatedWebhookSignature(String secret, InstantSource clock) {
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
        this.clock = clock;
    }

    @Override
    public String header() {
        return HEADER;
    }

    @Override
    public String rule() {
        return "The header must be signed with the shared secret within the last 5 minutes.";
    }

    @Override
    public boolean isValid(HttpHeaders headers, byte[] body) {
        var signature = headers.getFirst(HEADER);
        var parts = FORM.matcher(signature == null ? "" : signature);
        if (!parts.matches()) {
            return false;
        }
        var signedAt = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        return Duration.between(signedAt, clock.instant()).abs().compareTo(TOLERANCE) <= 0
                && MessageDigest.isEqual(
                        mac(parts.group(1), body), HexFormat.of().parseHex(parts.group(2)));
    }

    private byte[] mac(String seconds, byte[] body) {
        var mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, secret);
        mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
        return mac.doFinal(body);
    }
}
