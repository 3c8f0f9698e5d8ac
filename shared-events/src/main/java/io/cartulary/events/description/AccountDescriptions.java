package io.cartulary.events.description;

import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.AccountEvent.*;

/// Says what happened to accounts.
final class AccountDescriptions {

    private AccountDescriptions() {}

    static String describe(AccountEvent event) {
        return switch (event) {
            case AccountRegistered(_, var customer, _, _) ->
                    "An account was registered for %s".formatted(customer);
            case AccountImported(_, var customer, _, _) ->
                    "An account of another shop was taken in for %s".formatted(customer);
            case VerificationRequested _ -> "The mail that verifies the address was asked for";
            case EmailVerified _ -> "The e-mail address was verified";
            case EmailClaimed(_, var account) -> "%s claimed an e-mail address".formatted(account);
            case LoggedIn(_, _, var session) -> "Its owner logged in as %s".formatted(session);
            case LogInFailed _ -> "A wrong password was given";
            case SessionEnded(_, _, var session, var reason) ->
                    "%s ended: %s".formatted(session, describe(reason));
            case EmailReleased(_, var account) ->
                    "%s gave an e-mail address back".formatted(account);
            case PasswordResetRequested _ -> "A mail to set another password was asked for";
            case PasswordChanged(_, _, var reason) ->
                    switch (reason) {
                        case CHANGED -> "The password was changed";
                        case RESET -> "The password was reset by mail";
                    };
            case EmailChangeRequested _ -> "A move to another e-mail address was asked for";
            case EmailChanged _ -> "The e-mail address was changed";
            case DeviceAdded _ -> "Its owner logged in from a device that was not known";
            case LogInLocked _ -> "Too many wrong passwords came from one place, which has to wait";
            case LogInUnlocked _ -> "Every place may try to log in again";
            case AccountDeactivated _ -> "The account was deactivated";
            case AccountActivated _ -> "The account was activated again";
            case SecondFactorAdded _ -> "A log-in with the password needs a code of an app, too";
            case SecondFactorRemoved _ -> "No code of an app is asked for any more";
            case PasskeyAdded(_, _, var passkey) -> "%s was added".formatted(passkey);
            case PasskeyRemoved(_, _, var passkey) -> "%s was removed".formatted(passkey);
            case AccountDeleted _ -> "The account was deleted";
            case StaffInvited(_, _, _, var role, _) ->
                    "Its owner was invited to work for the shop as %s".formatted(role);
            case InvitationWithdrawn _ -> "The invitation was withdrawn";
            case StaffAppointed(_, _, var role) ->
                    "Its owner accepted to work for the shop as %s".formatted(role);
            case StaffRoleChanged(_, _, var role) -> "Its owner's role became %s".formatted(role);
            case StaffRemoved _ -> "Its owner no longer works for the shop";
            case ApiKeyIssued(_, _, var key) -> "Its owner made %s for a machine".formatted(key);
            case ApiKeyRevoked(_, _, var key) -> "Its owner revoked %s".formatted(key);
        };
    }

    private static String describe(SessionEndReason reason) {
        return switch (reason) {
            case LOGGED_OUT -> "logged out";
            case IDLE -> "not used for too long";
            case EXPIRED -> "as old as a session may become";
            case TOKEN_REUSED -> "a refresh token was used twice";
            case REVOKED -> "revoked by its owner";
            case PASSWORD_CHANGED -> "the password was changed";
            case ACCOUNT_DEACTIVATED -> "staff deactivated the account";
            case ROLE_CHANGED -> "its owner has another role";
            case ACCOUNT_DELETED -> "the account was deleted";
        };
    }
}
