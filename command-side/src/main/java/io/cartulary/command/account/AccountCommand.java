package io.cartulary.command.account;

import io.cartulary.events.account.AccountEvent.PasswordChangeReason;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import io.cartulary.eventstore.deciding.CreatesAggregate;
import org.axonframework.commandhandling.RoutingKey;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/// Everything one can ask of an account. What is called `Record…` was done already; its `act` names
/// it, so that a repeat records nothing.
public sealed interface AccountCommand {

    /// @param email as its owner writes it
    /// @param language of mails, for example `km`
    @CreatesAggregate
    record RegisterAccount(
            @TargetAggregateIdentifier AccountId accountId, String email, String language)
            implements AccountCommand {}

    /// The same for an account that another shop had, and whose address it had verified. Refused
    /// when its owner has deleted it since.
    @CreatesAggregate
    record ImportAccount(
            @TargetAggregateIdentifier AccountId accountId, String email, String language)
            implements AccountCommand {}

    /// Makes an account of what another shop knew; safe to repeat. Refused when another account has
    /// the address.
    record TakeInAccount(@RoutingKey AccountId accountId, ImportedAccount account)
            implements AccountCommand {}

    record RequestVerification(@TargetAggregateIdentifier AccountId accountId)
            implements AccountCommand {}

    record VerifyEmail(@TargetAggregateIdentifier AccountId accountId) implements AccountCommand {}

    /// Takes an e-mail address for an account; refused when another account has it.
    record ClaimEmail(@TargetAggregateIdentifier EmailClaimId claimId, AccountId accountId)
            implements AccountCommand {}

    /// Claims the address of an account and verifies it. All or nothing on PostgreSQL; safe to
    /// repeat everywhere.
    record ConfirmEmail(@RoutingKey AccountId accountId, EmailClaimId claimId)
            implements AccountCommand {}

    record RecordLogIn(
            @TargetAggregateIdentifier AccountId accountId, String act, SessionId sessionId)
            implements AccountCommand {}

    record RecordFailedLogIn(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    /// An account gives its address back.
    record ReleaseEmail(@TargetAggregateIdentifier EmailClaimId claimId, AccountId accountId)
            implements AccountCommand {}

    record RequestPasswordReset(@TargetAggregateIdentifier AccountId accountId)
            implements AccountCommand {}

    record RecordPasswordChange(
            @TargetAggregateIdentifier AccountId accountId, String act, PasswordChangeReason reason)
            implements AccountCommand {}

    record RequestEmailChange(@TargetAggregateIdentifier AccountId accountId, String email)
            implements AccountCommand {}

    record ChangeEmail(@TargetAggregateIdentifier AccountId accountId, String act, String email)
            implements AccountCommand {}

    /// Claims another address for an account, changes to it and releases the one before. All or
    /// nothing on PostgreSQL; safe to repeat everywhere.
    record MoveEmail(
            @RoutingKey AccountId accountId,
            String act,
            String email,
            EmailClaimId from,
            EmailClaimId to)
            implements AccountCommand {}

    record RecordLock(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordLockLift(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordNewDevice(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordDeactivation(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordActivation(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordDeletion(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    /// Records that an account was deleted and releases its address; safe to repeat.
    record DeleteAccount(@RoutingKey AccountId accountId, String act, EmailClaimId claimId)
            implements AccountCommand {}

    /// Asks an account's owner to work for the shop, also once more; opens the account if need be.
    record InviteStaff(
            @TargetAggregateIdentifier AccountId accountId,
            String email,
            Role role,
            String language)
            implements AccountCommand {}

    record RecordInvitationWithdrawal(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordAppointment(@TargetAggregateIdentifier AccountId accountId, String act, Role role)
            implements AccountCommand {}

    record RecordRoleChange(@TargetAggregateIdentifier AccountId accountId, String act, Role role)
            implements AccountCommand {}

    record RecordStaffRemoval(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordApiKeyIssue(
            @TargetAggregateIdentifier AccountId accountId, String act, ApiKeyId keyId)
            implements AccountCommand {}

    record RecordApiKeyRevocation(
            @TargetAggregateIdentifier AccountId accountId, String act, ApiKeyId keyId)
            implements AccountCommand {}

    record RecordSecondFactor(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordSecondFactorRemoval(@TargetAggregateIdentifier AccountId accountId, String act)
            implements AccountCommand {}

    record RecordPasskey(
            @TargetAggregateIdentifier AccountId accountId, String act, PasskeyId passkeyId)
            implements AccountCommand {}

    record RecordPasskeyRemoval(
            @TargetAggregateIdentifier AccountId accountId, String act, PasskeyId passkeyId)
            implements AccountCommand {}

    record RecordSessionEnd(
            @TargetAggregateIdentifier AccountId accountId,
            String act,
            SessionId sessionId,
            SessionEndReason reason)
            implements AccountCommand {}
}
