package io.cartulary.command.account.mail;

import io.cartulary.command.account.token.Purpose;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What an account's owner is written about.
enum Occasion {
    VERIFY_EMAIL(Purpose.VERIFY_EMAIL, "verify-email"),

    /// Someone registered with an address that an account has.
    ALREADY_REGISTERED(null, ""),

    RESET_PASSWORD(Purpose.RESET_PASSWORD, "reset-password"),
    PASSWORD_CHANGED(null, ""),
    CONFIRM_NEW_EMAIL(Purpose.CONFIRM_NEW_EMAIL, "confirm-email"),

    /// To the old address, when its owner, or a thief, asked to move to another.
    EMAIL_CHANGE_REQUESTED(null, ""),

    /// Somebody who has the password logged in from a device that was not known.
    NEW_DEVICE(null, ""),
    LOCKED(null, ""),

    /// Its owner is asked to work for the shop.
    STAFF_INVITED(Purpose.ACCEPT_INVITATION, "accept-invitation"),

    /// Its owner has another role, or none.
    ROLE_CHANGED(null, ""),

    SECOND_FACTOR_ADDED(null, ""),
    SECOND_FACTOR_REMOVED(null, ""),

    PASSKEY_ADDED(null, ""),
    PASSKEY_REMOVED(null, ""),

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
