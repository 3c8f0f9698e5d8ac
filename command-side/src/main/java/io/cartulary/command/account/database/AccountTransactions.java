package io.cartulary.command.account.database;

import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs what reads and changes rows of accounts in one transaction, and once more from its
/// beginning when another request changed one of them first.
@Component
public class AccountTransactions {

    private static final int ATTEMPTS = 10;

    private final TransactionTemplate transactions;

    AccountTransactions(
            @Qualifier(AccountDatabase.TRANSACTIONS) PlatformTransactionManager transactions) {
        this.transactions = new TransactionTemplate(transactions);
    }

    public <T> T run(Supplier<T> work) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transactions.execute(_ -> work.get());
            } catch (ConcurrencyFailureException | DataIntegrityViolationException other) {
                if (attempt == ATTEMPTS) {
                    throw other;
                }
            }
        }
    }

    public void run(Runnable work) {
        run(() -> {
            work.run();
            return true;
        });
    }
}
