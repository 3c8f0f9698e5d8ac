package io.cartulary.command.account.service;

import io.cartulary.command.account.AccountCommand.*;
import io.cartulary.command.account.ImportedAccount;
import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.credential.EmailHash;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.EmailClaimId;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.time.InstantSource;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/// Makes accounts of what another shop knew. An account follows from its e-mail address alone, so
/// that a repetition meets what it made and changes neither password nor profile.
@Component
public class AccountImport {

    private final Credentials credentials;
    private final EmailHash hashes;
    private final GuestTakeover guests;
    private final AccountTransactions transactions;
    private final EventStore events;
    private final PersonalDataCipher cipher;
    private final InstantSource clock;

    AccountImport(
            Credentials credentials,
            EmailHash hashes,
            GuestTakeover guests,
            AccountTransactions transactions,
            EventStore events,
            PersonalDataCipher cipher,
            InstantSource clock) {
        this.credentials = credentials;
        this.hashes = hashes;
        this.guests = guests;
        this.transactions = transactions;
        this.events = events;
        this.cipher = cipher;
        this.clock = clock;
    }

    /// By a keyed hash: an address cannot be found from it.
    public AccountId idOf(String email) {
        return AccountId.named("imported account " + hashes.of(email));
    }

    /// The row comes last and only with the event: whatever refuses the account leaves no row, and
    /// a repetition makes none for an account whose owner has deleted it. What was cut off between
    /// row and event is done again, and finds the row.
    @CommandHandler
    void handle(TakeInAccount command, CommandGateway commands) {
        var account = command.accountId();
        var given = command.account();
        var isNew = events.lastSequenceNumberFor(account.value()).isEmpty();
        if (isNew) {
            commands.sendAndWait(
                    new ClaimEmail(EmailClaimId.of(hashes.of(given.email())), account));
        }
        commands.sendAndWait(new ImportAccount(account, given.email(), given.profile().language()));
        if (isNew && !given.profile().equals(Profile.EMPTY)) {
            commands.sendAndWait(
                    new ChangeProfile(
                            account.customer(),
                            Personal.of(account.customer().value(), given.profile())));
        }
        given.addresses().forEach(address -> add(account.customer(), address, commands));
        if (isNew) {
            guests.takeOrders(account, given.email());
            transactions.run(() -> {
                if (!credentials.existsById(account.value())) {
                    credentials.save(credential(account, given));
                }
            });
        }
    }

    private void add(CustomerId customer, CustomerAddress address, CommandGateway commands) {
        commands.sendAndWait(
                new AddAddress(
                        customer,
                        AddressId.named(customer + " " + hashes.of(address.toString())),
                        Personal.of(customer.value(), address),
                        DefaultFor.NOTHING));
    }

    private Credential credential(AccountId account, ImportedAccount given) {
        var credential =
                new Credential(
                        account,
                        hashes.of(given.email()),
                        cipher.seal(account.customer().value(), given.email()),
                        given.passwordHash(),
                        given.profile().language(),
                        clock.instant());
        credential.verify(clock.instant());
        return credential;
    }
}
