package io.cartulary.command.account.act;

import com.github.f4b6a3.uuid.UuidCreator;
import io.cartulary.command.account.AccountCommand;
import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.events.account.AccountEvent.PasswordChangeReason;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that was done and is not an event yet.
@Entity
public class Act {

    /// What was done.
    enum Kind {
        LOG_IN,
        FAILED_LOG_IN,
        SESSION_END,
        PASSWORD_CHANGE,
        LOCK,
        LOCK_LIFT,
        NEW_DEVICE,
        DEACTIVATION,
        ACTIVATION,
        DELETION,
        INVITATION_WITHDRAWAL,
        APPOINTMENT,
        ROLE_CHANGE,
        STAFF_REMOVAL,
        API_KEY_ISSUE,
        API_KEY_REVOCATION,
        SECOND_FACTOR,
        SECOND_FACTOR_REMOVAL,
        PASSKEY,
        PASSKEY_REMOVAL
    }

    @Id private String actId;
    private @Nullable String accountId;

    @Enumerated(EnumType.STRING)
    private Kind kind;

    private @Nullable String sessionId;
    private @Nullable String reason;
    private Instant doneAt;
    @Version private @Nullable Integer version;

    protected Act() {}

    private Act(
            @Nullable AccountId account,
            Kind kind,
            @Nullable SessionId session,
            @Nullable String reason,
            Instant doneAt) {
        this.actId = "act-" + UuidCreator.getTimeOrderedEpoch();
        this.accountId = account == null ? null : account.value();
        this.kind = kind;
        this.sessionId = session == null ? null : session.value();
        this.reason = reason;
        this.doneAt = doneAt;
    }

    public static Act logIn(AccountId account, SessionId session, Instant now) {
        return new Act(account, Kind.LOG_IN, session, null, now);
    }

    /// @param account absent where there is none; it takes as long to store
    public static Act failedLogIn(@Nullable AccountId account, Instant now) {
        return new Act(account, Kind.FAILED_LOG_IN, null, null, now);
    }

    public static Act sessionEnd(
            AccountId account, SessionId session, SessionEndReason reason, Instant now) {
        return new Act(account, Kind.SESSION_END, session, reason.name(), now);
    }

    public static Act passwordChange(AccountId account, PasswordChangeReason reason, Instant now) {
        return new Act(account, Kind.PASSWORD_CHANGE, null, reason.name(), now);
    }

    /// @param account absent where there is none; it takes as long to store
    public static Act lock(@Nullable AccountId account, Instant now) {
        return new Act(account, Kind.LOCK, null, null, now);
    }

    public static Act lockLift(AccountId account, Instant now) {
        return new Act(account, Kind.LOCK_LIFT, null, null, now);
    }

    public static Act newDevice(AccountId account, Instant now) {
        return new Act(account, Kind.NEW_DEVICE, null, null, now);
    }

    public static Act deactivation(AccountId account, Instant now) {
        return new Act(account, Kind.DEACTIVATION, null, null, now);
    }

    public static Act activation(AccountId account, Instant now) {
        return new Act(account, Kind.ACTIVATION, null, null, now);
    }

    /// @param emailHash of the address that is free after it
    public static Act deletion(AccountId account, String emailHash, Instant now) {
        return new Act(account, Kind.DELETION, null, emailHash, now);
    }

    public static Act invitationWithdrawal(AccountId account, Instant now) {
        return new Act(account, Kind.INVITATION_WITHDRAWAL, null, null, now);
    }

    public static Act appointment(AccountId account, Role role, Instant now) {
        return new Act(account, Kind.APPOINTMENT, null, role.name(), now);
    }

    public static Act roleChange(AccountId account, Role role, Instant now) {
        return new Act(account, Kind.ROLE_CHANGE, null, role.name(), now);
    }

    public static Act staffRemoval(AccountId account, Instant now) {
        return new Act(account, Kind.STAFF_REMOVAL, null, null, now);
    }

    /// @param account of the member of staff who issued it
    public static Act apiKeyIssue(AccountId account, ApiKeyId key, Instant now) {
        return new Act(account, Kind.API_KEY_ISSUE, null, key.value(), now);
    }

    /// @param account of the member of staff who revoked it
    public static Act apiKeyRevocation(AccountId account, ApiKeyId key, Instant now) {
        return new Act(account, Kind.API_KEY_REVOCATION, null, key.value(), now);
    }

    public static Act secondFactor(AccountId account, Instant now) {
        return new Act(account, Kind.SECOND_FACTOR, null, null, now);
    }

    public static Act secondFactorRemoval(AccountId account, Instant now) {
        return new Act(account, Kind.SECOND_FACTOR_REMOVAL, null, null, now);
    }

    public static Act passkey(AccountId account, PasskeyId passkey, Instant now) {
        return new Act(account, Kind.PASSKEY, null, passkey.value(), now);
    }

    public static Act passkeyRemoval(AccountId account, PasskeyId passkey, Instant now) {
        return new Act(account, Kind.PASSKEY_REMOVAL, null, passkey.value(), now);
    }

    String actId() {
        return actId;
    }

    /// What records it; nothing for what happened to no account.
    Optional<AccountCommand> command() {
        return Optional.ofNullable(accountId).map(AccountId::new).map(this::commandTo);
    }

    private AccountCommand commandTo(AccountId account) {
        return switch (kind) {
            case LOG_IN -> new RecordLogIn(account, actId, session());
            case FAILED_LOG_IN -> new RecordFailedLogIn(account, actId);
            case SESSION_END ->
                    new RecordSessionEnd(
                            account, actId, session(), SessionEndReason.valueOf(reason()));
            case PASSWORD_CHANGE ->
                    new RecordPasswordChange(
                            account, actId, PasswordChangeReason.valueOf(reason()));
            case LOCK -> new RecordLock(account, actId);
            case LOCK_LIFT -> new RecordLockLift(account, actId);
            case NEW_DEVICE -> new RecordNewDevice(account, actId);
            case DEACTIVATION -> new RecordDeactivation(account, actId);
            case ACTIVATION -> new RecordActivation(account, actId);
            case INVITATION_WITHDRAWAL -> new RecordInvitationWithdrawal(account, actId);
            case APPOINTMENT -> new RecordAppointment(account, actId, Role.valueOf(reason()));
            case ROLE_CHANGE -> new RecordRoleChange(account, actId, Role.valueOf(reason()));
            case STAFF_REMOVAL -> new RecordStaffRemoval(account, actId);
            case API_KEY_ISSUE -> new RecordApiKeyIssue(account, actId, new ApiKeyId(reason()));
            case API_KEY_REVOCATION ->
                    new RecordApiKeyRevocation(account, actId, new ApiKeyId(reason()));
            case DELETION -> new DeleteAccount(account, actId, EmailClaimId.of(reason()));
            case SECOND_FACTOR -> new RecordSecondFactor(account, actId);
            case SECOND_FACTOR_REMOVAL -> new RecordSecondFactorRemoval(account, actId);
            case PASSKEY -> new RecordPasskey(account, actId, new PasskeyId(reason()));
            case PASSKEY_REMOVAL ->
                    new RecordPasskeyRemoval(account, actId, new PasskeyId(reason()));
        };
    }

    private String reason() {
        return Objects.requireNonNull(reason);
    }

    private SessionId session() {
        return new SessionId(Objects.requireNonNull(sessionId));
    }
}
