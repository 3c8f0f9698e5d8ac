package io.cartulary.eventstore;

import java.util.OptionalLong;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/// The index of the last event this thread appended and committed, so that an answer can tell how
/// far a reader must have come without asking the store.
final class AppendedHere {

    private static final ThreadLocal<Long> LAST = new ThreadLocal<>();

    private AppendedHere() {}

    static void forget() {
        LAST.remove();
    }

    static OptionalLong last() {
        var last = LAST.get();
        return last == null ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /// Counts once the transaction of this thread, if there is one, is committed.
    static void append(long index) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(
                    new TransactionSynchronization() {
                        @Override
                        public void afterCommit() {
                            LAST.set(index);
                        }
                    });
        } else {
            LAST.set(index);
        }
    }
}
