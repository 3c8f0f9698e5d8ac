package io.cartulary.embedded.paymentprovider;

import java.time.Instant;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/// By which the shop knows that a callback is ours and fresh: `t=<unix seconds>,v1=<hex>`, where
/// the second part is the HMAC-SHA256 of `<unix seconds>.<body>` under the secret both sides hold.
final class Signature {

    static final String HEADER = "Cartulary-Signature";

    private final String secret;

    Signature(String secret) {
        this.secret = secret;
    }

    String of(Instant at, String body) {
        long seconds = at.getEpochSecond();
        return "t=%d,v1=%s"
                .formatted(
                        seconds,
                        new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret)
                                .hmacHex(seconds + "." + body));
    }
}
