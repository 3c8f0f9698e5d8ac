package io.cartulary.command.account.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Compares passwords with hashes in Django's form, `pbkdf2_sha256$<iterations>$<salt>$<base64>`,
/// which many systems write. The JDK computes them; none is made.
final class Pbkdf2Hashes implements PasswordEncoder {

    private static final Pattern FORM =
            Pattern.compile(
                    "pbkdf2_(?<digest>sha1|sha256|sha512)\\$(?<iterations>[1-9]\\d{0,6})\\$(?<salt>[!-#%-~]{1,64})"
                            + "\\$(?<hash>[A-Za-z0-9+/]{27,86}={1,2})");

    /// Django's own number is about half of it.
    private static final int MOST_ITERATIONS = 2_000_000;

    private enum Digest {
        SHA1("PBKDF2WithHmacSHA1", 20),
        SHA256("PBKDF2WithHmacSHA256", 32),
        SHA512("PBKDF2WithHmacSHA512", 64);

        private final String algorithm;
        private final int bytes;

        Digest(String algorithm, int bytes) {
            this.algorithm = algorithm;
            this.bytes = bytes;
        }
    }

    private record Form(Digest digest, int iterations, byte[] salt, byte[] hash) {

        /// As long as its digest: each further one would take all iterations again.
        boolean isUsable() {
            return hash.length == digest.bytes && iterations <= MOST_ITERATIONS;
        }

        boolean isOf(CharSequence password) {
            var spec =
                    new PBEKeySpec(
                            password.toString().toCharArray(),
                            salt,
                            iterations,
                            hash.length * Byte.SIZE);
            try {
                var factory = SecretKeyFactory.getInstance(digest.algorithm);
                return MessageDigest.isEqual(factory.generateSecret(spec).getEncoded(), hash);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("PBKDF2 is part of every Java platform", e);
            } finally {
                spec.clearPassword();
            }
        }
    }

    static boolean isUsable(String hash) {
        return read(hash).isPresent();
    }

    private static Optional<Form> read(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                            new Form(
                                    Digest.valueOf(form.group("digest").toUpperCase(Locale.ROOT)),
                                    Integer.parseInt(form.group("iterations")),
                                    form.group("salt").getBytes(StandardCharsets.UTF_8),
                                    Base64.getDecoder().decode(form.group("hash"))))
                    .filter(Form::isUsable);
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // no base64
        }
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        return read(hash).filter(form -> form.isOf(password)).isPresent();
    }

    /// Other passwords are hashed by bcrypt.
    @Override
    public String encode(CharSequence password) {
        throw new UnsupportedOperationException("hashes of PBKDF2 are only compared");
    }
}
