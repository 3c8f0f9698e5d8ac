package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountCommand.MoveEmail;
import io.cartulary.command.account.AccountCommand.RequestEmailChange;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.account.token.Purpose;
import io.cartulary.command.account.token.Secret;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.origin.RequestOrigin;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// Moves an account to another e-mail address, once a mail to that was read. A mail to the old one
/// warns its reader.
@Component
public class EmailChange {

    private final Credentials credentials;
    private final PasswordService passwords;
    private final EmailHash hashes;
    private final OneTimeTokenService tokens;
    private final GuestTakeover guests;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final CommandGateway commands;

    EmailChange(
            Credentials credentials,
            PasswordService passwords,
            EmailHash hashes,
            OneTimeTokenService tokens,
            GuestTakeover guests,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            CommandGateway commands) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hashes = hashes;
        this.tokens = tokens;
        this.guests = guests;
        this.transactions = transactions;
        this.cipher = cipher;
        this.commands = commands;
    }

    /// The row comes first: the event leads to the mails, which need it.
    public void request(AccountId account, String email, String password, RequestOrigin origin) {
        var credential =
                transactions.run(() -> credentials.findById(account.value())).orElseThrow();
        passwords.requireRight(credential, password, origin);
        var address = email.strip();
        var sealed = cipher.seal(account.customer().value(), address);
        transactions.run(() -> {
            tokens.spend(account, Purpose.CONFIRM_NEW_EMAIL);
            credentials
                    .findById(account.value())
                    .orElseThrow()
                    .waitForEmail(hashes.of(address), sealed);
        });
        commands.sendAndWait(new RequestEmailChange(account, address));
    }

    /// The claim comes first, and the token is spent last, as when an address is verified.
    public void confirm(String token) {
        var account = tokens.ownerOf(token, Purpose.CONFIRM_NEW_EMAIL);
        var credential =
                transactions.run(() -> credentials.findById(account.value())).orElseThrow();
        credential
                .newEmail()
                .ifPresent(email -> {
                    var address = cipher.open(email.sealed()).orElseThrow();
                    commands.sendAndWait(
                            new MoveEmail(
                                    account,
                                    Secret.hashOf(token),
                                    address,
                                    EmailClaimId.of(credential.emailHash()),
                                    EmailClaimId.of(email.hash())));
                    guests.takeOrders(account, address);
                });
        transactions.run(() -> {
            credentials.findById(account.value()).orElseThrow().takeNewEmail();
            tokens.spend(account, Purpose.CONFIRM_NEW_EMAIL);
        });
    }
}
