package io.cartulary.events.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.StoredAs;
import io.cartulary.events.customer.CustomerId;

/// Everything that can happen to an account, and to the e-mail address it claims.
public sealed interface AccountEvent extends DomainEvent {

    AccountId accountId();

    @Override
    @JsonIgnore
    default String aggregateId() {
        return accountId().value();
    }

    /// Someone asked for an account; it is of no use until its e-mail address is verified. Source:
    /// `RegisterAccount`.
    ///
    /// @param language of the mails to its owner, for example `km`
    @StoredAs(name = "account.AccountRegistered", revision = 1)
    record AccountRegistered(
            AccountId accountId, CustomerId customerId, Personal<String> email, String language)
            implements AccountEvent {}

    /// Another shop had the account; its address was verified there. Source: `ImportAccount`.
    ///
    /// @param language of the mails to its owner, for example `km`
    @StoredAs(name = "account.AccountImported", revision = 1)
    record AccountImported(
            AccountId accountId, CustomerId customerId, Personal<String> email, String language)
            implements AccountEvent {}

    /// The mail with which the address is verified is to be sent again. Source:
    /// `RequestVerification`.
    @StoredAs(name = "account.VerificationRequested", revision = 1)
    record VerificationRequested(AccountId accountId) implements AccountEvent {}

    /// Its owner reads mails to the address. Source: `VerifyEmail`.
    @StoredAs(name = "account.EmailVerified", revision = 1)
    record EmailVerified(AccountId accountId) implements AccountEvent {}

    /// The account has this e-mail address and no other may have it. Source: `ClaimEmail`.
    @StoredAs(name = "account.EmailClaimed", revision = 1)
    record EmailClaimed(EmailClaimId claimId, AccountId accountId) implements AccountEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return claimId.value();
        }
    }

    /// Its owner logged in. Source: `RecordLogIn`. `act` names what was done, so that it counts
    /// once.
    @StoredAs(name = "account.LoggedIn", revision = 1)
    record LoggedIn(AccountId accountId, String act, SessionId sessionId) implements AccountEvent {}

    /// Someone gave a wrong password. Source: `RecordFailedLogIn`.
    @StoredAs(name = "account.LogInFailed", revision = 1)
    record LogInFailed(AccountId accountId, String act) implements AccountEvent {}

    /// Nothing of a log-in is accepted any more. Source: `RecordSessionEnd`.
    @StoredAs(name = "account.SessionEnded", revision = 1)
    record SessionEnded(
            AccountId accountId, String act, SessionId sessionId, SessionEndReason reason)
            implements AccountEvent {}

    /// The account gave the address back. Source: `ReleaseEmail`.
    @StoredAs(name = "account.EmailReleased", revision = 1)
    record EmailReleased(EmailClaimId claimId, AccountId accountId) implements AccountEvent {
        @Override
        @JsonIgnore
        public String aggregateId() {
            return claimId.value();
        }
    }

    /// A mail to set another password is to be sent. Source: `RequestPasswordReset`.
    @StoredAs(name = "account.PasswordResetRequested", revision = 1)
    record PasswordResetRequested(AccountId accountId) implements AccountEvent {}

    /// It has another password. Source: `RecordPasswordChange`.
    @StoredAs(name = "account.PasswordChanged", revision = 1)
    record PasswordChanged(AccountId accountId, String act, PasswordChangeReason reason)
            implements AccountEvent {}

    /// Its owner wants to move to another address, whose mail is to confirm it. Source:
    /// `RequestEmailChange`.
    @StoredAs(name = "account.EmailChangeRequested", revision = 1)
    record EmailChangeRequested(AccountId accountId, Personal<String> email)
            implements AccountEvent {}

    /// It has another address. Source: `ChangeEmail`.
    @StoredAs(name = "account.EmailChanged", revision = 1)
    record EmailChanged(AccountId accountId, String act, Personal<String> email)
            implements AccountEvent {}

    /// Its owner logged in from a device that was not known. Source: `RecordNewDevice`.
    @StoredAs(name = "account.DeviceAdded", revision = 1)
    record DeviceAdded(AccountId accountId, String act) implements AccountEvent {}

    /// Some place gave so many wrong passwords that it has to wait. Source: `RecordLock`.
    @StoredAs(name = "account.LogInLocked", revision = 1)
    record LogInLocked(AccountId accountId, String act) implements AccountEvent {}

    /// Staff let every place try again. Source: `RecordLockLift`.
    @StoredAs(name = "account.LogInUnlocked", revision = 1)
    record LogInUnlocked(AccountId accountId, String act) implements AccountEvent {}

    /// A log-in with the password needs a code of its owner's app, too. Source:
    /// `RecordSecondFactor`.
    @StoredAs(name = "account.SecondFactorAdded", revision = 1)
    record SecondFactorAdded(AccountId accountId, String act) implements AccountEvent {}

    /// No code of an app is asked for any more. Source: `RecordSecondFactorRemoval`.
    @StoredAs(name = "account.SecondFactorRemoved", revision = 1)
    record SecondFactorRemoved(AccountId accountId, String act) implements AccountEvent {}

    /// A passkey lets its owner in; the password alone does not any more. Source: `RecordPasskey`.
    @StoredAs(name = "account.PasskeyAdded", revision = 1)
    record PasskeyAdded(AccountId accountId, String act, PasskeyId passkeyId)
            implements AccountEvent {}

    /// A passkey lets no one in any more. Source: `RecordPasskeyRemoval`.
    @StoredAs(name = "account.PasskeyRemoved", revision = 1)
    record PasskeyRemoved(AccountId accountId, String act, PasskeyId passkeyId)
            implements AccountEvent {}

    /// No one can log in to it any more. Source: `RecordDeletion`.
    @StoredAs(name = "account.AccountDeleted", revision = 1)
    record AccountDeleted(AccountId accountId, String act) implements AccountEvent {}

    /// No one can log in to it until staff activate it. Source: `RecordDeactivation`.
    @StoredAs(name = "account.AccountDeactivated", revision = 1)
    record AccountDeactivated(AccountId accountId, String act) implements AccountEvent {}

    /// Its owner may log in again. Source: `RecordActivation`.
    @StoredAs(name = "account.AccountActivated", revision = 1)
    record AccountActivated(AccountId accountId, String act) implements AccountEvent {}

    /// Its owner is asked to work for the shop; a link in a mail is how they accept. Source:
    /// `InviteStaff`. For who had no account it is the first event of one.
    @StoredAs(name = "account.StaffInvited", revision = 1)
    record StaffInvited(
            AccountId accountId,
            CustomerId customerId,
            Personal<String> email,
            Role role,
            String language)
            implements AccountEvent {}

    /// Its owner is not asked any more. Source: `RecordInvitationWithdrawal`.
    @StoredAs(name = "account.InvitationWithdrawn", revision = 1)
    record InvitationWithdrawn(AccountId accountId, String act) implements AccountEvent {}

    /// Its owner accepted, set a password and has the role. Source: `RecordAppointment`.
    @StoredAs(name = "account.StaffAppointed", revision = 1)
    record StaffAppointed(AccountId accountId, String act, Role role) implements AccountEvent {}

    /// Its owner has another role among staff. Source: `RecordRoleChange`.
    @StoredAs(name = "account.StaffRoleChanged", revision = 1)
    record StaffRoleChanged(AccountId accountId, String act, Role role) implements AccountEvent {}

    /// Its owner no longer works for the shop and is a customer. Source: `RecordStaffRemoval`.
    @StoredAs(name = "account.StaffRemoved", revision = 1)
    record StaffRemoved(AccountId accountId, String act) implements AccountEvent {}

    /// Its owner made a key for a machine. Source: `RecordApiKeyIssue`.
    @StoredAs(name = "account.ApiKeyIssued", revision = 1)
    record ApiKeyIssued(AccountId accountId, String act, ApiKeyId keyId) implements AccountEvent {}

    /// Its owner took a key back, which may be another's. Source: `RecordApiKeyRevocation`.
    @StoredAs(name = "account.ApiKeyRevoked", revision = 1)
    record ApiKeyRevoked(AccountId accountId, String act, ApiKeyId keyId) implements AccountEvent {}

    /// How a password came to be changed.
    enum PasswordChangeReason {
        CHANGED,

        /// Its owner had forgotten the one before.
        RESET
    }

    /// Why a session ended.
    enum SessionEndReason {
        LOGGED_OUT,

        /// It was not used for too long.
        IDLE,

        /// It was as old as a session may become; its owner logs in again.
        EXPIRED,

        /// A refresh token was used a second time: somebody has a copy.
        TOKEN_REUSED,

        /// Its owner ended it from another one.
        REVOKED,
        PASSWORD_CHANGED,
        ACCOUNT_DEACTIVATED,

        /// Its owner has another role, which its access tokens would not say.
        ROLE_CHANGED,
        ACCOUNT_DELETED
    }
}
