package io.cartulary.standalone;

import io.cartulary.embedded.parts.SecretsFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Supplier;

/// What this shop's process and its visitors must not share with anybody. It is generated at the
/// first start and kept beside the passwords of the embedded servers. No log ever holds any of it.
final class Secrets {
    private static final String OPERATOR_KEY = "operator-key";
    private static final String TOKEN_SECRET = "token-secret";
    private static final String EMAIL_SECRET = "email-secret";

    private final SecretsFile file;

    private Secrets(SecretsFile file) {
        this.file = file;
    }

    static Secrets of(Path directory) {
        return new Secrets(SecretsFile.in(directory));
    }

    /// By which commands of `./start` act as staff.
    String operatorKey() {
        return usable(() -> file.secret(OPERATOR_KEY));
    }

    String tokenSecret() {
        return usable(() -> file.secret(TOKEN_SECRET));
    }

    String emailSecret() {
        return usable(() -> file.secret(EMAIL_SECRET));
    }

    Path file() {
        return file.path();
    }

    private static <T> T usable(Supplier<T> use) {
        try {
            return use.get();
        } catch (UncheckedIOException e) {
            throw new CannotStart(e.getMessage() + ": " + e.getCause().getMessage(), e);
        }
    }
}
