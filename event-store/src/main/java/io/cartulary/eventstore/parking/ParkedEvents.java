package io.cartulary.eventstore.parking;

import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.axonframework.messaging.deadletter.ThrowableCause;
import org.axonframework.serialization.Serializer;

/// The parked events of one processor, in the database that also has its token. A letter without a
/// cause waits behind another one of its sequence.
final class ParkedEvents {

    private static final int LONGEST_TYPE = 255;
    private static final int LONGEST_MESSAGE = 1023;

    private final JdbcSequencedDeadLetterQueue<EventMessage<?>> queue;

    /// How often there may have been more in the table than before.
    private final AtomicLong growths = new AtomicLong();

    /// The growth after which none was parked.
    private volatile long emptyAfter = -1;

    ParkedEvents(
            String processor,
            ConnectionProvider connections,
            TransactionManager transactions,
            Serializer serializer) {
        this.queue =
                JdbcSequencedDeadLetterQueue.<EventMessage<?>>builder()
                        .processingGroup(processor)
                        .connectionProvider(connections)
                        .transactionManager(transactions)
                        .schema(DeadLetterTables.schema())
                        .genericSerializer(serializer)
                        .eventSerializer(serializer)
                        // A full queue would stop the processor.
                        .maxSequences(Integer.MAX_VALUE)
                        .maxSequenceSize(Integer.MAX_VALUE)
                        .build();
    }

    /// Asks the table only when it [mayHaveGrown][#mayHaveGrown()]: batches are many, and in a shop
    /// that is well none is parked.
    boolean isEmpty() {
        var growth = growths.get();
        if (emptyAfter == growth) {
            return true;
        }
        var empty = queue.size() == 0;
        if (empty) {
            emptyAfter = growth;
        }
        return empty;
    }

    /// Only who has claimed a segment parks events of it. So this follows each transaction of this
    /// process that may have parked one, and each claim, as another process may have before.
    void mayHaveGrown() {
        growths.incrementAndGet();
    }

    void park(String sequence, EventMessage<?> event, Throwable cause) {
        var now = GenericDeadLetter.clock.instant();
        var key = Sequences.fitting(sequence);
        queue.enqueue(
                key,
                new GenericDeadLetter<>(
                        key, event, fitting(cause), now, now, MetaData.emptyInstance()));
    }

    /// @return whether there is an event of the sequence, behind which this one now waits
    boolean waits(String sequence, EventMessage<?> event) {
        var key = Sequences.fitting(sequence);
        return queue.enqueueIfPresent(key, () -> new GenericDeadLetter<>(key, event));
    }

    Iterable<DeadLetter<? extends EventMessage<?>>> of(String sequence) {
        return queue.deadLetterSequence(sequence);
    }

    void remove(DeadLetter<? extends EventMessage<?>> letter) {
        queue.evict(letter);
    }

    void failedAgain(DeadLetter<? extends EventMessage<?>> letter, Throwable cause) {
        queue.requeue(letter, parked -> parked.withCause(fitting(cause)));
    }

    /// A cause that its columns can hold, whatever the failure says; the log has all of it.
    static ThrowableCause fitting(Throwable cause) {
        return new ThrowableCause(
                cut(cause.getClass().getName(), LONGEST_TYPE),
                cut(String.valueOf(cause.getMessage()), LONGEST_MESSAGE));
    }

    /// PostgreSQL counts characters, and refuses U+0000 and halves of a pair.
    private static String cut(String text, int longest) {
        var shown = new StringBuilder();
        text.codePoints()
                .limit(longest)
                .map(each ->
                        each == 0 || Character.getType(each) == Character.SURROGATE ? 0xFFFD : each)
                .forEach(shown::appendCodePoint);
        return shown.toString();
    }
}
