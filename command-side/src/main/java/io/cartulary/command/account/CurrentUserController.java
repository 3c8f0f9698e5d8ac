package io.cartulary.command.account;

import io.cartulary.command.account.credential.Credential;
import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.service.AccountClosing;
import io.cartulary.command.customer.CustomerCommand.ChangeProfile;
import io.cartulary.command.customer.CustomerRecord;
import io.cartulary.command.customer.CustomerRecords;
import io.cartulary.command.customer.CustomerRejection;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.Personal;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.ShopProperties;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The account and the profile of the person who is logged in.
@RestController
class CurrentUserController {

    private final AccountClosing closing;
    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;
    private final CustomerRecords customers;
    private final CommandGateway commands;
    private final ShopProperties shop;
    private final InstantSource clock;

    CurrentUserController(
            AccountClosing closing,
            Credentials credentials,
            AccountTransactions transactions,
            PersonalDataCipher cipher,
            CustomerRecords customers,
            CommandGateway commands,
            ShopProperties shop,
            InstantSource clock) {
        this.closing = closing;
        this.credentials = credentials;
        this.transactions = transactions;
        this.cipher = cipher;
        this.customers = customers;
        this.commands = commands;
        this.shop = shop;
        this.clock = clock;
    }

    record CurrentUser(
            AccountId accountId,
            CustomerId customerId,
            @Nullable String email,
            Role role,
            Profile profile,
            Instant createdAt,
            @Nullable Instant lastLogInAt) {}

    /// @param avatar a file's name, or an address
    record NewProfile(
            @Nullable @Text(max = 100) String firstName,
            @Nullable @Text(max = 100) String lastName,
            @Nullable @Text(max = 40) String phone,
            @Nullable LocalDate birthDate,
            Profile.@Nullable Gender gender,
            @NotNull @Pattern(regexp = "en|th|km") String language,
            Profile.@Nullable SkinType skinType,
            @Nullable
                    @Pattern(regexp = "([A-Za-z0-9][A-Za-z0-9._-]*|https://[!-~]+)")
                    @Text(max = 500)
                    String avatar) {

        Profile profile() {
            return new Profile(
                    firstName,
                    lastName,
                    phone,
                    birthDate == null ? null : birthDate.toString(),
                    gender,
                    language,
                    skinType,
                    avatar);
        }
    }

    record Deletion(@NotBlank @Text(max = 200) String currentPassword) {}

    @OpenTo(Caller.CUSTOMER)
    @GetMapping("/api/v1/users/{userId}")
    ResponseEntity<CurrentUser> find(@PathVariable String userId) {
        var account = CurrentLogIn.named(userId).accountId();
        var credential =
                transactions
                        .run(() -> credentials.findById(account.value()))
                        .orElseThrow(() -> ProblemException.notFound("account " + account));
        var customer = customers.find(account.customer());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag(customer.entityTag().orElse(null))
                .body(user(credential, customer));
    }

    private CurrentUser user(Credential credential, CustomerRecord customer) {
        var said = customer.profile();
        return new CurrentUser(
                credential.accountId(),
                customer.customerId(),
                cipher.open(credential.emailSealed()).orElse(null),
                credential.role(),
                said.language() == null ? said.in(credential.language()) : said,
                credential.createdAt(),
                credential.lastLogInAt().orElse(null));
    }

    /// The language of mails follows once the profile is changed.
    @OpenTo(Caller.CUSTOMER)
    @PutMapping("/api/v1/users/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String userId, @Valid @RequestBody NewProfile body) {
        var account = CurrentLogIn.named(userId).accountId();
        refuseFuture(body.birthDate());
        var customer = account.customer();
        commands.sendAndWait(
                new ChangeProfile(customer, Personal.of(customer.value(), body.profile())));
        transactions.run(() ->
                credentials
                        .findById(account.value())
                        .ifPresent(row -> row.writeIn(body.language())));
    }

    private void refuseFuture(@Nullable LocalDate birth) {
        if (birth != null && birth.isAfter(LocalDate.ofInstant(clock.instant(), shop.timeZone()))) {
            throw new CommandRejected(CustomerRejection.BIRTH_DATE_IN_FUTURE);
        }
    }

    @OpenTo(Caller.OWNER)
    @DeleteMapping("/api/v1/users/{userId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String userId, @Valid @RequestBody Deletion body) {
        var caller = CurrentLogIn.named(userId);
        closing.close(caller.accountId(), body.currentPassword(), caller.origin());
    }
}
