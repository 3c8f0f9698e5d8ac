package io.cartulary.command.account.token;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.apache.commons.codec.digest.DigestUtils;

/// A random text that is handed out once and kept only as a hash. 256 random bits cannot be
/// guessed, so the hash needs no salt and may be quick.
///
/// @param text 43 letters, digits, dashes and underscores
public record Secret(String text) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public static Secret next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// SHA-256 in hexadecimal digits.
    public static String hashOf(String text) {
        return DigestUtils.sha256Hex(text.getBytes(StandardCharsets.UTF_8));
    }

    public String hash() {
        return hashOf(text);
    }

    @Override
    public String toString() {
        return "Secret";
    }
}
