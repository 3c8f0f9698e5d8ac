package io.cartulary.command.account;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountEvent;
import io.cartulary.events.account.AccountEvent.*;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.ApiKeyId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.PasskeyId;
import io.cartulary.events.account.Role;
import io.cartulary.events.account.SessionId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UserAccountTest {

    private static final AccountId ACCOUNT = new AccountId("account-1");
    private static final ApiKeyId KEY = new ApiKeyId("key-1");
    private static final SessionId SESSION = new SessionId("session-1");
    private static final AccountRegistered REGISTERED =
            new AccountRegistered(
                    ACCOUNT,
                    ACCOUNT.customer(),
                    Personal.of("customer-1", "ada@example.org"),
                    "en");

    private final AggregateTestFixture<UserAccount> account =
            new AggregateTestFixture<>(UserAccount.class);

    @Test
    void is_registered_once() {
        var register = new RegisterAccount(ACCOUNT, "ada@example.org", "en");
        account.givenNoPriorActivity().when(register).expectEvents(REGISTERED);
        new AggregateTestFixture<>(UserAccount.class)
                .given(REGISTERED)
                .when(register)
                .expectNoEvents();
    }

    @Test
    void has_a_second_factor_recorded_once_for_each_act() {
        account.given(REGISTERED, new SecondFactorAdded(ACCOUNT, "act-1"))
                .when(new RecordSecondFactor(ACCOUNT, "act-1"))
                .expectNoEvents();
        new AggregateTestFixture<>(UserAccount.class)
                .given(REGISTERED, new SecondFactorAdded(ACCOUNT, "act-1"))
                .when(new RecordSecondFactorRemoval(ACCOUNT, "act-2"))
                .expectEvents(new SecondFactorRemoved(ACCOUNT, "act-2"));
    }

    @Test
    void has_a_passkey_recorded_once_for_each_act() {
        var passkey = new PasskeyId("passkey-1");
        account.given(REGISTERED, new PasskeyAdded(ACCOUNT, "act-1", passkey))
                .when(new RecordPasskey(ACCOUNT, "act-1", passkey))
                .expectNoEvents();
        new AggregateTestFixture<>(UserAccount.class)
                .given(REGISTERED, new PasskeyAdded(ACCOUNT, "act-1", passkey))
                .when(new RecordPasskeyRemoval(ACCOUNT, "act-2", passkey))
                .expectEvents(new PasskeyRemoved(ACCOUNT, "act-2", passkey));
    }

    @Test
    void is_opened_by_an_invitation_which_can_be_sent_again() {
        var invite = new InviteStaff(ACCOUNT, "ada@example.org", Role.ADMIN, "en");
        var invited =
                new StaffInvited(
                        ACCOUNT,
                        ACCOUNT.customer(),
                        Personal.of("customer-1", "ada@example.org"),
                        Role.ADMIN,
                        "en");
        account.givenNoPriorActivity().when(invite).expectEvents(invited);
        for (var before : List.of(invited, REGISTERED)) {
            new AggregateTestFixture<>(UserAccount.class)
                    .given(before)
                    .when(invite)
                    .expectEvents(invited);
        }
    }

    @Test
    void is_verified_once() {
        account.given(REGISTERED)
                .when(new VerifyEmail(ACCOUNT))
                .expectEvents(new EmailVerified(ACCOUNT));
        new AggregateTestFixture<>(UserAccount.class)
                .given(REGISTERED, new EmailVerified(ACCOUNT))
                .when(new VerifyEmail(ACCOUNT))
                .expectNoEvents();
    }

    @Test
    void sends_its_mail_again_until_it_is_verified() {
        account.given(REGISTERED, new VerificationRequested(ACCOUNT))
                .when(new RequestVerification(ACCOUNT))
                .expectEvents(new VerificationRequested(ACCOUNT));
        new AggregateTestFixture<>(UserAccount.class)
                .given(REGISTERED, new EmailVerified(ACCOUNT))
                .when(new RequestVerification(ACCOUNT))
                .expectNoEvents();
    }

    @Nested
    class An_act {

        @Test
        void is_recorded_once_however_often_it_is_sent() {
            account.given(REGISTERED)
                    .when(new RecordLogIn(ACCOUNT, "act-1", SESSION))
                    .expectEvents(new LoggedIn(ACCOUNT, "act-1", SESSION));
            fixtureAfter("act-1").when(new RecordLogIn(ACCOUNT, "act-1", SESSION)).expectNoEvents();
            fixtureAfter("act-1")
                    .when(new RecordFailedLogIn(ACCOUNT, "act-2"))
                    .expectEvents(new LogInFailed(ACCOUNT, "act-2"));
            new AggregateTestFixture<>(UserAccount.class)
                    .given(REGISTERED, new LogInFailed(ACCOUNT, "act-2"))
                    .when(new RecordFailedLogIn(ACCOUNT, "act-2"))
                    .expectNoEvents();
        }

        @Test
        void ends_a_session_once() {
            var ended = new SessionEnded(ACCOUNT, "act-9", SESSION, SessionEndReason.LOGGED_OUT);
            var end = new RecordSessionEnd(ACCOUNT, "act-9", SESSION, SessionEndReason.LOGGED_OUT);
            account.given(REGISTERED).when(end).expectEvents(ended);
            new AggregateTestFixture<>(UserAccount.class)
                    .given(REGISTERED, ended)
                    .when(end)
                    .expectNoEvents();
        }

        @Test
        void is_distinguished_from_a_hundred_others() {
            var acts =
                    IntStream.rangeClosed(1, 100)
                            .mapToObj(n -> new LogInFailed(ACCOUNT, "act-" + n))
                            .toArray();
            account.given(REGISTERED)
                    .andGiven(acts)
                    .when(new RecordFailedLogIn(ACCOUNT, "act-1"))
                    .expectNoEvents();
        }

        @Test
        void is_one_of_every_kind() {
            each(
                    new RecordPasswordChange(ACCOUNT, "act-1", PasswordChangeReason.RESET),
                    new PasswordChanged(ACCOUNT, "act-1", PasswordChangeReason.RESET));
            each(new RecordLock(ACCOUNT, "act-1"), new LogInLocked(ACCOUNT, "act-1"));
            each(new RecordLockLift(ACCOUNT, "act-1"), new LogInUnlocked(ACCOUNT, "act-1"));
            each(new RecordNewDevice(ACCOUNT, "act-1"), new DeviceAdded(ACCOUNT, "act-1"));
            each(
                    new RecordDeactivation(ACCOUNT, "act-1"),
                    new AccountDeactivated(ACCOUNT, "act-1"));
            each(new RecordActivation(ACCOUNT, "act-1"), new AccountActivated(ACCOUNT, "act-1"));
            each(
                    new RecordInvitationWithdrawal(ACCOUNT, "act-1"),
                    new InvitationWithdrawn(ACCOUNT, "act-1"));
            each(
                    new RecordAppointment(ACCOUNT, "act-1", Role.ADMIN),
                    new StaffAppointed(ACCOUNT, "act-1", Role.ADMIN));
            each(
                    new RecordRoleChange(ACCOUNT, "act-1", Role.ADMIN),
                    new StaffRoleChanged(ACCOUNT, "act-1", Role.ADMIN));
            each(new RecordStaffRemoval(ACCOUNT, "act-1"), new StaffRemoved(ACCOUNT, "act-1"));
            each(
                    new RecordApiKeyIssue(ACCOUNT, "act-1", KEY),
                    new ApiKeyIssued(ACCOUNT, "act-1", KEY));
            each(
                    new RecordApiKeyRevocation(ACCOUNT, "act-1", KEY),
                    new ApiKeyRevoked(ACCOUNT, "act-1", KEY));
            each(new RecordDeletion(ACCOUNT, "act-1"), new AccountDeleted(ACCOUNT, "act-1"));
            each(
                    new ChangeEmail(ACCOUNT, "act-1", "park@example.org"),
                    new EmailChanged(
                            ACCOUNT, "act-1", Personal.of("customer-1", "park@example.org")));
        }

        private void each(AccountCommand command, AccountEvent event) {
            new AggregateTestFixture<>(UserAccount.class)
                    .given(REGISTERED)
                    .when(command)
                    .expectEvents(event);
            new AggregateTestFixture<>(UserAccount.class)
                    .given(REGISTERED, event)
                    .when(command)
                    .expectNoEvents();
        }

        private org.axonframework.test.aggregate.TestExecutor<UserAccount> fixtureAfter(
                String act) {
            return new AggregateTestFixture<>(UserAccount.class)
                    .given(REGISTERED, new LoggedIn(ACCOUNT, act, SESSION));
        }
    }

    @Nested
    class The_claim_on_an_address {

        private static final EmailClaimId CLAIM = EmailClaimId.of("hash");
        private static final AccountId OTHER = new AccountId("account-2");

        private final AggregateTestFixture<EmailClaim> claim =
                new AggregateTestFixture<>(EmailClaim.class);

        @Test
        void is_the_first_accounts() {
            claim.givenNoPriorActivity()
                    .when(new ClaimEmail(CLAIM, ACCOUNT))
                    .expectEvents(new EmailClaimed(CLAIM, ACCOUNT));
        }

        @Test
        void is_made_once() {
            claim.given(new EmailClaimed(CLAIM, ACCOUNT))
                    .when(new ClaimEmail(CLAIM, ACCOUNT))
                    .expectNoEvents();
        }

        @Test
        void is_free_again_once_its_holder_released_it() {
            claim.given(new EmailClaimed(CLAIM, ACCOUNT))
                    .when(new ReleaseEmail(CLAIM, OTHER))
                    .expectNoEvents();
            new AggregateTestFixture<>(EmailClaim.class)
                    .given(new EmailClaimed(CLAIM, ACCOUNT))
                    .when(new ReleaseEmail(CLAIM, ACCOUNT))
                    .expectEvents(new EmailReleased(CLAIM, ACCOUNT));
            new AggregateTestFixture<>(EmailClaim.class)
                    .given(new EmailClaimed(CLAIM, ACCOUNT), new EmailReleased(CLAIM, ACCOUNT))
                    .when(new ClaimEmail(CLAIM, OTHER))
                    .expectEvents(new EmailClaimed(CLAIM, OTHER));
        }

        @Test
        void is_refused_to_another() {
            claim.given(new EmailClaimed(CLAIM, ACCOUNT))
                    .when(new ClaimEmail(CLAIM, OTHER))
                    .expectNoEvents()
                    .expectExceptionDetails(AccountRejection.EMAIL_TAKEN);
        }
    }
}
