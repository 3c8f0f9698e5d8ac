package io.cartulary.web.idempotency;

import io.cartulary.eventstore.outage.FailureLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/// Writes what no one waits for, gathered for a moment. What cannot be written is tried again until
/// it can; meanwhile a caller that adds more than is held waits.
final class WriteBehindBuffer<T> implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(WriteBehindBuffer.class);

    private static final int HELD = 10_000;
    private static final int HELD_KIBIBYTES = 16 * 1024;
    private static final int TOGETHER = 1_000;
    private static final Duration GATHERED_FOR = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration LAST_WRITES = Duration.ofSeconds(5);

    private final BlockingQueue<T> waiting = new ArrayBlockingQueue<>(HELD);
    private final FailureLog writing;
    private final Semaphore room = new Semaphore(HELD_KIBIBYTES);
    private final ToIntFunction<T> kibibytes;
    private final Consumer<List<T>> write;
    private final Thread writer;
    private volatile boolean closed;

    /// @param kibibytes how much memory one item takes
    WriteBehindBuffer(String name, ToIntFunction<T> kibibytes, Consumer<List<T>> write) {
        this.kibibytes = item -> Math.min(HELD_KIBIBYTES, kibibytes.applyAsInt(item));
        this.writing = new FailureLog(log, "Writing " + name);
        this.write = write;
        this.writer = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    void add(T item) {
        try {
            room.acquire(kibibytes.applyAsInt(item));
            waiting.put(item);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before it was written", e);
        }
    }

    private void run() {
        var batch = new ArrayList<T>();
        while (!closed || !waiting.isEmpty()) {
            try {
                if (batch.isEmpty()) {
                    gather(batch);
                }
                if (!batch.isEmpty()) {
                    write.accept(batch);
                    room.release(batch.stream().mapToInt(kibibytes).sum());
                    batch.clear();
                    writing.succeeded();
                }
            } catch (DataAccessException e) {
                writing.failed(e);
                if (closed) {
                    return;
                }
                pause(AFTER_FAILURE);
            }
        }
    }

    private void gather(List<T> batch) {
        try {
            var first = waiting.poll(200, TimeUnit.MILLISECONDS);
            if (first != null) {
                batch.add(first);
                pause(GATHERED_FOR);
                waiting.drainTo(batch, TOGETHER - 1);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(closed ? Duration.ZERO : duration);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /// Writes what waits.
    @Override
    public void close() {
        closed = true;
        try {
            writer.join(LAST_WRITES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
