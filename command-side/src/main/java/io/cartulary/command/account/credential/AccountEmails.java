package io.cartulary.command.account.credential;

import io.cartulary.command.account.database.AccountTransactions;
import io.cartulary.events.account.AccountId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Opens the e-mail addresses of accounts.
@Component
public class AccountEmails {

    private final Credentials credentials;
    private final AccountTransactions transactions;
    private final PersonalDataCipher cipher;

    AccountEmails(
            Credentials credentials, AccountTransactions transactions, PersonalDataCipher cipher) {
        this.credentials = credentials;
        this.transactions = transactions;
        this.cipher = cipher;
    }

    /// Nothing once the account is deleted or its owner was erased.
    public Optional<String> find(AccountId account) {
        return transactions
                .run(() -> credentials.findById(account.value()))
                .flatMap(credential -> cipher.open(credential.emailSealed()));
    }
}
