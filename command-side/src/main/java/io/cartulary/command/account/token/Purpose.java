package io.cartulary.command.account.token;

/// What a one-time token is good for.
public enum Purpose {
    VERIFY_EMAIL,
    RESET_PASSWORD,
    CONFIRM_NEW_EMAIL,
    ACCEPT_INVITATION
}
