package io.cartulary.command.account;

import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.command.account.service.AccountClosing;
import io.cartulary.events.Text;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The account of the person who is logged in.
@RestController
class CurrentUserController {

    private final AccountClosing closing;
    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;

    CurrentUserController(
            AccountClosing closing,
            Credentials credentials,
            AccountTransactions transactions,
            PersonalDataCipher cipher) {
        this.closing = closing;
        this.credentials = credentials;
        this.transactions = transactions;
        this.cipher = cipher;
    }

    record CurrentUser(
            AccountId accountId,
            CustomerId customerId,
            @Nullable String email,
            Role role,
            String language,
            Instant createdAt,
            @Nullable Instant lastLogInAt) {}

    record Deletion(@NotBlank @Text(max = 200) String currentPassword) {}

    @OpenTo(Caller.CUSTOMER)
    @GetMapping("/api/v1/users/me")
    CurrentUser find() {
        var account = CurrentLogIn.get().accountId();
        return transactions
                .run(() -> credentials.findById(account.value()))
                .map(credential ->
                        new CurrentUser(
                                credential.accountId(),
                                credential.accountId().customer(),
                                cipher.open(credential.emailSealed()).orElse(null),
                                credential.role(),
                                credential.language(),
                                credential.createdAt(),
                                credential.lastLogInAt().orElse(null)))
                .orElseThrow(() -> ProblemException.notFound("account " + account));
    }

    @OpenTo(Caller.CUSTOMER)
    @DeleteMapping("/api/v1/users/me")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@Valid @RequestBody Deletion body) {
        var caller = CurrentLogIn.get();
        closing.close(caller.accountId(), body.currentPassword(), caller.origin());
    }
}
