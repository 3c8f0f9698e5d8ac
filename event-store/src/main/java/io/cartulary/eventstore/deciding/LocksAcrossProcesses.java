package io.cartulary.eventstore.deciding;

import io.cartulary.eventstore.storage.ForeignWriterDetector;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Locks an aggregate that many want in all processes on this database, until the transaction ends:
/// what is read after it is all there is, and no append of another process can come between.
///
/// The database's lock is taken first. What waits here for another process then holds nothing that
/// the threads of its own process wait for. A process that has met no other does without; should
/// one write meanwhile, the later append fails and its command is decided again.
public final class LocksAcrossProcesses implements LockFactory {

    /// Apart from any other advisory lock: the digits of "hot".
    private static final int NAMESPACE = 0x686f74;

    /// Aggregates share so many locks, because the database's table of locks is small and a saga's
    /// transaction may touch thousands of them.
    private static final int LOCKS = 4096;

    private static final String LOCK =
            "select 1 from pg_advisory_xact_lock(%d, hashtext(?) & %d)"
                    .formatted(NAMESPACE, LOCKS - 1);

    private final LockFactory withinProcess = PessimisticLockFactory.usingDefaults();
    private final JdbcClient database;

    private final ForeignWriterDetector others;

    public LocksAcrossProcesses(JdbcClient database, ForeignWriterDetector others) {
        this.database = database;
        this.others = others;
    }

    @Override
    public Lock obtainLock(String identifier) {
        if (others.areExpected()) {
            database.sql(LOCK).param(identifier).query(Integer.class).single();
        }
        return withinProcess.obtainLock(identifier);
    }
}
