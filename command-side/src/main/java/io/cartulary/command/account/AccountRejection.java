package io.cartulary.command.account;

import io.cartulary.command.refusal.Rejection;
import org.jspecify.annotations.Nullable;

/// Why an account may say no. Who has no valid log-in is answered 401 before a command is sent.
public enum AccountRejection implements Rejection {
    ACCOUNT_DELETED(
            Kind.CONFLICT, "Its owner has deleted this account; they may register again.", null),
    ACCOUNT_OF_STAFF(
            Kind.CONFLICT,
            "The owner of this account works for the shop; a super_admin removes them first.",
            null),
    ALREADY_STAFF(
            Kind.CONFLICT,
            "The owner of this address works for the shop; change their role.",
            null),
    CODE_WRONG(Kind.INVALID, "This is not the code that the app shows now.", "code"),
    CURRENT_PASSWORD_WRONG(
            Kind.INVALID, "This is not the password of the account.", "currentPassword"),
    EMAIL_TAKEN(
            Kind.CONFLICT,
            "Another account has this e-mail address; log in to it, or reset its password.",
            null),
    EXPIRY_PAST(Kind.INVALID, "A key expires in the future, or never.", "expiresAt"),
    KEY_NAME_TAKEN(
            Kind.CONFLICT,
            "Another key has this name; take another name, or revoke that key first.",
            "name"),
    LAST_SUPER_ADMIN(
            Kind.CONFLICT,
            "There is no other super_admin; appoint one first, who has accepted.",
            null),
    LINK_INVALID(
            Kind.INVALID, "The link was used before or is too old; ask for a new mail.", "token"),
    NOT_STAFF(Kind.NOT_FOUND, "This account's owner does not work for the shop.", null),
    PASSKEY_ATTEMPT_INVALID(
            Kind.INVALID,
            "The attempt was answered before, is too old or is not yours; ask for options again.",
            "attempt"),
    PASSKEY_INVALID(
            Kind.INVALID,
            "This is no passkey that was made for this shop and this attempt; ask for options again.",
            "credential"),
    PASSKEY_KNOWN(Kind.CONFLICT, "An account has this passkey already.", "credential"),
    PASSWORD_TOO_LONG(
            Kind.INVALID,
            "A password has at most 72 bytes; letters beyond ASCII take two to four each.",
            "password"),
    PASSWORD_WEAK(
            Kind.INVALID,
            "The password is short or easy to guess; take 12 characters or more, such as four words that do not belong together.",
            "password"),
    ROLE_NOT_OF_STAFF(
            Kind.INVALID, "A member of staff is MODERATOR, ADMIN or SUPER_ADMIN.", "role"),
    SCOPE_FOR_PEOPLE(
            Kind.INVALID,
            "Only a person appoints staff, makes keys or acts for a customer; leave STAFF and ON_BEHALF out.",
            "scopes"),
    SECOND_FACTOR_ACTIVE(
            Kind.CONFLICT,
            "The account has an authenticator app; remove it before adding another.",
            null),
    TOO_MANY_PASSKEYS(Kind.CONFLICT, "An account has at most 20 passkeys; remove one first.", null);

    private final Kind kind;
    private final String sentence;
    private final @Nullable String field;

    AccountRejection(Kind kind, String sentence, @Nullable String field) {
        this.kind = kind;
        this.sentence = sentence;
        this.field = field;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public @Nullable String field() {
        return field;
    }

    @Override
    public String sentence() {
        return sentence;
    }
}
