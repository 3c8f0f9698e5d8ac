package io.cartulary.web.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.apache.commons.codec.digest.HmacAlgorithms;
import org.apache.commons.codec.digest.HmacUtils;
import org.springframework.stereotype.Component;

/// Signs texts that clients hold for us, so that they cannot be made up: `<text>.<base64url
/// HMAC-SHA-256>`.
@Component
public class Signatures {

    private final byte[] key;

    Signatures(SecurityProperties properties) {
        this.key = properties.tokenSecret().getBytes(StandardCharsets.UTF_8);
    }

    /// @param purpose keeps texts signed for one use from passing in another
    public String sign(String purpose, String text) {
        return text
                + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(mac(purpose, text));
    }

    /// The text, if it was signed by [#sign] for the same purpose.
    public Optional<String> verify(String purpose, String signed) {
        var dot = signed.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        var text = signed.substring(0, dot);
        return MessageDigest.isEqual(
                        sign(purpose, text).getBytes(StandardCharsets.UTF_8),
                        signed.getBytes(StandardCharsets.UTF_8))
                ? Optional.of(text)
                : Optional.empty();
    }

    /// A value that equal texts share and from which the text cannot be found without the secret.
    public String keyedHash(String purpose, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(purpose, text));
    }

    private byte[] mac(String purpose, String text) {
        var mac = HmacUtils.getInitializedMac(HmacAlgorithms.HMAC_SHA_256, key);
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
