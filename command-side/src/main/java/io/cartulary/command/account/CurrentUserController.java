package io.cartulary.command.account;

import io.cartulary.command.account.credential.Credentials;
import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.events.account.AccountId;
import io.cartulary.events.account.Role;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.problem.ProblemException;
import java.security.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// The account of whoever is logged in.
@RestController
class CurrentUserController {

    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;

    CurrentUserController(
            Credentials credentials, AccountTransactions transactions, PersonalDataCipher cipher) {
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

    @OpenTo(Caller.CUSTOMER)
    @GetMapping("/api/v1/users/me")
    CurrentUser find(Principal caller) {
        return transactions
                .run(() -> credentials.findById(caller.getName()))
                .map(credential ->
                        new CurrentUser(
                                credential.accountId(),
                                credential.accountId().customer(),
                                cipher.open(credential.emailSealed()).orElse(null),
                                credential.role(),
                                credential.language(),
                                credential.createdAt(),
                                credential.lastLogInAt().orElse(null)))
                .orElseThrow(() -> ProblemException.notFound("account " + caller.getName()));
    }
}
