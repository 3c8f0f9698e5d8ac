package io.cartulary.command.account.mail;

import io.cartulary.command.account.token.Purpose;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an account's owner is written about.
enum Occasion {
    VERIFY_EMAIL(Purpose.VERIFY_EMAIL, "verify-email"),

    /// Someone registered with an address that an account has.
    ALREADY_REGISTERED(null, ""),

    /// A refresh token was used twice, and its session was ended.
    TOKEN_REUSED(null, "");

    private final @Nullable Purpose purpose;
    private final String path;

    Occasion(@Nullable Purpose purpose, String path) {
        this.purpose = purpose;
        this.path = path;
    }

    /// What the link in the mail is good for.
    Optional<Purpose> purpose() {
        return Optional.ofNullable(purpose);
    }

    /// Where it leads, below the base of links.
    String path() {
        return path;
    }
}
