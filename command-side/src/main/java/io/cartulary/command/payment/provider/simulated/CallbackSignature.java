package io.cartulary.command.payment.provider.simulated;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// By which we know that a callback is the provider's and fresh: `t=<unix seconds>,v1=<hex>`, where
/// the second part is the HMAC-SHA-256 of `<unix seconds>.<raw body>` under the secret both hold.
final class CallbackSignature {

    static final String HEADER = "Cartulary-Signature";

    /// How far the provider's clock may be from ours, and how long a recorded callback could be
    /// played again.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    CallbackSignature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    boolean isValid(@Nullable String signature, byte[] body, Instant now) {
        var parts = FORM.matcher(signature == null ? "" : signature);
        if (!parts.matches()) {
            return false;
        }
        var signedAt = Instant.ofEpochSecond(Long.parseLong(parts.group(1)));
        return Duration.between(signedAt, now).abs().compareTo(TOLERANCE) <= 0
                && MessageDigest.isEqual(
                        mac(parts.group(1), body), HexFormat.of().parseHex(parts.group(2)));
    }

    private byte[] mac(String seconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
