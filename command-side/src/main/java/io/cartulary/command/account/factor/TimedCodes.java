package io.cartulary.command.account.factor;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.binary.Base32;

/// Codes as authenticator apps show them: six digits of HMAC-SHA-1 every 30 seconds, the only form
/// that all of them know.
final class TimedCodes {

    static final int DIGITS = 6;
    static final Duration STEP = Duration.ofSeconds(30);

    /// As long as what HMAC-SHA-1 gives, which RFC 4226 asks for.
    private static final int SECRET_BYTES = 20;

    /// Clocks of phones are a little off, and people take a while to type.
    private static final int STEPS_OFF = 1;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final TimeBasedOneTimePasswordGenerator CODES =
            new TimeBasedOneTimePasswordGenerator(STEP, DIGITS);

    private TimedCodes() {}

    /// 32 letters and digits of Base32.
    static String nextSecret() {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes);
    }

    /// The step of time to which a code belongs; nothing when it is wrong.
    static OptionalLong stepOf(String code, String secret, Instant now) {
        var given = code.getBytes(StandardCharsets.UTF_8);
        var current = now.getEpochSecond() / STEP.toSeconds();
        var found = OptionalLong.empty();
        for (var step = current - STEPS_OFF; step <= current + STEPS_OFF; step++) {
            if (MessageDigest.isEqual(given, codeAt(step, secret))) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] codeAt(long step, String secret) {
        try {
            var key = new SecretKeySpec(new Base32().decode(secret), CODES.getAlgorithm());
            return CODES.generateOneTimePasswordString(
                            key, Instant.ofEpochSecond(step * STEP.toSeconds()))
                    .getBytes(StandardCharsets.UTF_8);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
