package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.credential.Passwords;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.token.OneTimeTokenService;
import io.cartulary.command.account.token.Purpose;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;

/// How one gets an account.
///
/// To register does the same whether or not an account has the address, so that neither answer nor
/// time shows it: there may be several accounts that wait for one address, each with a mail of its
/// own, and the first whose link is used gets it. The owner of an address that is taken gets a mail
/// that says so.
@Component
public class Registration {

    private final Credentials credentials;
    private final Passwords passwords;
    private final EmailHash hashes;
    private final OneTimeTokenService tokens;
    private final GuestTakeover guests;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final CommandGateway commands;
    private final InstantSource clock;

    Registration(
            Credentials credentials,
            Passwords passwords,
            EmailHash hashes,
            OneTimeTokenService tokens,
            GuestTakeover guests,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            CommandGateway commands,
            InstantSource clock) {
        this.credentials = credentials;
        this.passwords = passwords;
        this.hashes = hashes;
        this.tokens = tokens;
        this.guests = guests;
        this.transactions = transactions;
        this.cipher = cipher;
        this.commands = commands;
        this.clock = clock;
    }

    /// The row comes first: the event leads to a mail, which needs it. Without its event it is of
    /// no use to anyone, and the person registers again.
    public void register(AccountId account, String email, String password, String language) {
        passwords.check(password, List.of(email));
        var hash = passwords.hash(password);
        var credential =
                new Credential(
                        account,
                        hashes.of(email),
                        cipher.seal(account.customer().value(), email.strip()),
                        hash,
                        language,
                        clock.instant());
        transactions.run(() -> credentials.save(credential));
        commands.sendAndWait(new RegisterAccount(account, email.strip(), language));
    }

    /// The claim comes first: it decides who gets the address. Then the account gets what guests
    /// with this address ordered. The token is spent last, so that a link that was cut off can be
    /// used again.
    public void verify(String token) {
        var account = tokens.ownerOf(token, Purpose.VERIFY_EMAIL);
        var credential =
                transactions.run(() -> credentials.findById(account.value()).orElseThrow());
        commands.sendAndWait(new ConfirmEmail(account, EmailClaimId.of(credential.emailHash())));
        cipher.open(credential.emailSealed()).ifPresent(email -> guests.takeOrders(account, email));
        transactions.run(() -> {
            credentials.findById(account.value()).orElseThrow().verify(clock.instant());
            tokens.spend(account, Purpose.VERIFY_EMAIL);
        });
    }

    /// Sends the mail again to the account that registered last with an address, if it waits.
    public void sendAgain(String email) {
        transactions
                .run(() -> credentials.findByEmail(hashes.of(email)))
                .filter(credential -> !credential.isVerified())
                .ifPresent(credential ->
                        commands.sendAndWait(new RequestVerification(credential.accountId())));
    }
}
