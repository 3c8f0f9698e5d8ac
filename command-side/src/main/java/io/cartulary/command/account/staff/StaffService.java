package io.cartulary.command.account.staff;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.account.AccountRejection;
import io.cartulary.command.account.act.Act;
import io.cartulary.command.account.act.ActRecorder;
import io.cartulary.command.account.act.Acts;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.SuperAdmins;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.session.SessionService;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.account.token.Purpose;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.account.AccountEvent.SessionEndReason;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.account.Role;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Appoints and removes staff.
@Component
class StaffService {

    private final Credentials credentials;
    private final SuperAdmins superAdmins;
    private final EmailHash hashes;
    private final OneTimeTokenService tokens;
    private final SessionService sessions;
    private final Acts acts;
    private final ActRecorder recorder;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final CommandGateway commands;
    private final InstantSource clock;

    StaffService(
            Credentials credentials,
            SuperAdmins superAdmins,
            EmailHash hashes,
            OneTimeTokenService tokens,
            SessionService sessions,
            Acts acts,
            ActRecorder recorder,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            CommandGateway commands,
            InstantSource clock) {
        this.credentials = credentials;
        this.superAdmins = superAdmins;
        this.hashes = hashes;
        this.tokens = tokens;
        this.sessions = sessions;
        this.acts = acts;
        this.recorder = recorder;
        this.transactions = transactions;
        this.cipher = cipher;
        this.commands = commands;
        this.clock = clock;
    }

    /// Asks the owner of an address, who may have an account as a customer. The row comes first:
    /// the event leads to the mail, which needs it. To ask again sends another mail.
    ///
    /// @param fresh of the account, if the address has none
    AccountId invite(AccountId fresh, String email, Role role, String language) {
        requireStaff(role);
        var address = email.strip();
        var hash = hashes.of(address);
        record Invited(AccountId account, List<Act> acts) {}
        var invited =
                transactions.run(() -> {
                    var credential =
                            found(hash)
                                    .orElseGet(() ->
                                            credentials.save(
                                                    new Credential(
                                                            fresh,
                                                            hash,
                                                            cipher.seal(
                                                                    fresh.customer().value(),
                                                                    address),
                                                            null,
                                                            language,
                                                            clock.instant())));
                    if (credential.role().isStaff()) {
                        throw new CommandRejected(AccountRejection.ALREADY_STAFF);
                    }
                    var withdrawn = forgetOther(hash, credential);
                    credential.invite(role);
                    return new Invited(credential.accountId(), withdrawn);
                });
        recorder.record(invited.acts());
        commands.sendAndWait(new InviteStaff(invited.account(), address, role, language));
        return invited.account();
    }

    /// Who was invited by an address and then registered with it as a customer is invited once: as
    /// the customer.
    private List<Act> forgetOther(String emailHash, Credential invited) {
        return credentials
                .findByEmailHashAndInvitedRoleIsNotNull(emailHash)
                .map(Credential::accountId)
                .filter(other -> !other.equals(invited.accountId()))
                .map(other -> {
                    credentials.forget(other.value());
                    return acts.save(Act.invitationWithdrawal(other, clock.instant()));
                })
                .stream()
                .toList();
    }

    /// Who is asked by this address and did not accept yet.
    Optional<AccountId> findInvited(String email) {
        return transactions
                .run(() ->
                        credentials.findByEmailHashAndInvitedRoleIsNotNull(
                                hashes.of(email.strip())))
                .map(Credential::accountId);
    }

    /// Not one that waits for its address to be verified: a stranger may have opened that.
    private Optional<Credential> found(String emailHash) {
        return credentials
                .findByEmail(emailHash)
                .filter(Credential::isVerified)
                .or(() -> credentials.findByEmailHashAndInvitedRoleIsNotNull(emailHash));
    }

    /// The claim on the address comes before the row, and the token is spent with that, so that a
    /// link that was cut off can be used again.
    ///
    /// @param passwordHash replaces that of a customer, whose sessions end
    void accept(Credential invited, String passwordHash) {
        var account = invited.accountId();
        commands.sendAndWait(new ConfirmEmail(account, EmailClaimId.of(invited.emailHash())));
        recorder.record(
                transactions.run(() -> {
                    var credential = ofInvitation(account);
                    var role = credential.invitedRole().orElseThrow(StaffService::linkInvalid);
                    credential.verify(clock.instant());
                    credential.changePassword(passwordHash);
                    credential.appoint(role);
                    tokens.spend(account, Purpose.ACCEPT_INVITATION);
                    tokens.spend(account, Purpose.RESET_PASSWORD);
                    var done = new ArrayList<Act>();
                    done.add(acts.save(Act.appointment(account, role, clock.instant())));
                    done.addAll(sessions.endAll(account, SessionEndReason.PASSWORD_CHANGED, null));
                    return done;
                }));
    }

    /// Whose link it is.
    Credential invitedBy(String token) {
        var account = tokens.ownerOf(token, Purpose.ACCEPT_INVITATION);
        return transactions.run(() -> ofInvitation(account));
    }

    private Credential ofInvitation(AccountId account) {
        return credentials.findById(account.value()).orElseThrow(StaffService::linkInvalid);
    }

    private static CommandRejected linkInvalid() {
        return new CommandRejected(AccountRejection.LINK_INVALID);
    }

    /// Access tokens name the role: those of before are refused from now on.
    void changeRole(AccountId account, Role role) {
        requireStaff(role);
        recorder.record(
                transactions.run(() -> {
                    if (role != Role.SUPER_ADMIN) {
                        superAdmins.requireAnotherThan(account);
                    }
                    var member = member(account);
                    if (member.role() == role) {
                        return List.of();
                    }
                    member.appoint(role);
                    var done = new ArrayList<Act>();
                    done.add(acts.save(Act.roleChange(account, role, clock.instant())));
                    done.addAll(sessions.endAll(account, SessionEndReason.ROLE_CHANGED, null));
                    return done;
                }));
    }

    /// Makes a customer of a member of staff, or withdraws an invitation. Who is neither stays as
    /// they are.
    void remove(AccountId account) {
        recorder.record(
                transactions.run(() -> {
                    superAdmins.requireAnotherThan(account);
                    var done = new ArrayList<Act>();
                    credentials
                            .findById(account.value())
                            .ifPresent(credential -> done.addAll(removed(credential)));
                    return done;
                }));
    }

    private List<Act> removed(Credential credential) {
        var account = credential.accountId();
        var done = new ArrayList<Act>();
        if (credential.invitedRole().isPresent()) {
            done.add(acts.save(Act.invitationWithdrawal(account, clock.instant())));
            tokens.spend(account, Purpose.ACCEPT_INVITATION);
            credential.withdrawInvitation();
            if (!credential.isVerified()) {
                credentials.delete(credential);
            }
        }
        if (credential.role().isStaff()) {
            done.add(acts.save(Act.staffRemoval(account, clock.instant())));
            done.addAll(sessions.endAll(account, SessionEndReason.ROLE_CHANGED, null));
            credential.appoint(Role.CUSTOMER);
        }
        return done;
    }

    List<Credential> findAll() {
        return transactions.run(() -> credentials.findStaff());
    }

    private Credential member(AccountId account) {
        return credentials
                .findById(account.value())
                .filter(credential -> credential.role().isStaff())
                .orElseThrow(() -> new CommandRejected(AccountRejection.NOT_STAFF));
    }

    private static void requireStaff(Role role) {
        if (!role.isStaff()) {
            throw new CommandRejected(AccountRejection.ROLE_NOT_OF_STAFF);
        }
    }
}
