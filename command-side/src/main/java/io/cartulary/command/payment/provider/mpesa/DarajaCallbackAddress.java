package io.cartulary.command.payment.provider.mpesa;

import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;

/// Where Daraja calls back. It signs nothing, so what a webhook's signature proves elsewhere, the
/// address proves here: it ends in an HMAC-SHA-256 that no one else can make.
final class DarajaCallbackAddress {

    private final URI base;
    private final String secret;

    DarajaCallbackAddress(DarajaSettings settings) {
        this.base = settings.callbackUrl();
        this.secret = settings.callbackSecret();
    }

    String of(PaymentId paymentId) {
        return "%s/callback/%s/%s".formatted(base, paymentId, proof(paymentId.value()));
    }

    String ofReversal(PaymentId paymentId, RefundId refundId) {
        return "%s/reversals/%s/%s/%s"
                .formatted(base, paymentId, refundId, proof(paymentId.value(), refundId.value()));
    }

    /// Whether the address with these parts and this proof is one that we gave to Daraja.
    boolean isOurs(String proof, String... parts) {
        return MessageDigest.isEqual(
                proof.getBytes(StandardCharsets.UTF_8),
                proof(parts).getBytes(StandardCharsets.UTF_8));
    }

    private String proof(String... parts) {
        return new HmacUtils(HmacAlgorithms.HMAC_SHA_256, secret).hmacHex(String.join("/", parts));
    }
}
