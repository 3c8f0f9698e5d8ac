package io.cartulary.standalone;

import io.cartulary.embedded.parts.SecretsFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.function.Supplier;

/// What this shop's process and its visitors must not share with anybody. It is generated at the
/// first start and kept beside the passwords of the embedded servers. No log ever holds any of it.
final class Secrets {
    private static final String STAFF_PASSWORD = "staff-password";
    private static final String TOKEN_SECRET = "token-secret";
    private static final String EMAIL_SECRET = "email-secret";
    private static final String SHOWN = "staff-password-was-shown";

    /// Without letters and digits that look alike: a person types the password.
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";

    private final SecretsFile file;

    private Secrets(SecretsFile file) {
        this.file = file;
    }

    static Secrets of(Path directory) {
        return new Secrets(SecretsFile.in(directory));
    }

    String staffPassword() {
        return usable(() -> file.valueOf(STAFF_PASSWORD, Secrets::readable));
    }

    String tokenSecret() {
        return usable(() -> file.secret(TOKEN_SECRET));
    }

    String emailSecret() {
        return usable(() -> file.secret(EMAIL_SECRET));
    }

    /// True once: until [#staffPasswordWasShown] was told.
    boolean showStaffPassword() {
        return usable(() -> file.find(SHOWN)).isEmpty();
    }

    void staffPasswordWasShown() {
        usable(() -> file.valueOf(SHOWN, () -> "true"));
    }

    Path file() {
        return file.path();
    }

    private static String readable() {
        return new SecureRandom()
                .ints(16, 0, READABLE.length())
                .collect(
                        StringBuilder::new,
                        (text, at) -> text.append(READABLE.charAt(at)),
                        StringBuilder::append)
                .toString();
    }

    private static <T> T usable(Supplier<T> use) {
        try {
            return use.get();
        } catch (UncheckedIOException e) {
            throw new CannotStart(e.getMessage() + ": " + e.getCause().getMessage(), e);
        }
    }
}
