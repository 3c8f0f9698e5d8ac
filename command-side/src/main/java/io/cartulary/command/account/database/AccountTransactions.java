package io.cartulary.command.account.database;

import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Runs what reads and changes rows of accounts in one transaction, and once more from its
/// beginning when another request changed one of them first.
@Component
public class AccountTransactions {

    private static final int ATTEMPTS = 10;

    private final TransactionTemplate transactions;
    private final JdbcTemplate statements;

    AccountTransactions(
            @Qualifier(AccountDatabase.TRANSACTIONS) PlatformTransactionManager transactions,
            @Qualifier(AccountDatabase.POOL) DataSource pool) {
        this.transactions = new TransactionTemplate(transactions);
        this.statements = new JdbcTemplate(pool);
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

    /// Does not wait until the disk has the commit: a crash of the database may lose what was done
    /// in the second before it. For what may be lost, or is done again after a crash. Within
    /// another transaction it commits as that does.
    public <T> T runWithAsynchronousCommit(Supplier<T> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return run(work);
        }
        return run(() -> {
            statements.execute("set local synchronous_commit to off");
            return work.get();
        });
    }
}
