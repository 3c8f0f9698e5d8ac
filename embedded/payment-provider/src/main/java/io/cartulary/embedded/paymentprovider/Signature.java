package io.cartulary.embedded.paymentprovider;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// By which the shop knows that a callback is ours and fresh: `t=<unix seconds>,v1=<hex>`, where
/// the second part is the HMAC-SHA256 of `<unix seconds>.<body>` under the secret both sides hold.
final class Signature {

    static final String HEADER = "Cartulary-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    Signature(String secret) {
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(Instant at, String body) {
        long seconds = at.getEpochSecond();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] code = mac.doFinal((seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "t=%d,v1=%s".formatted(seconds, HexFormat.of().formatHex(code));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, unavailable);
        }
    }
}
