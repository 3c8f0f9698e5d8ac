package io.cartulary.web.limit;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.util.unit.DataSize;

/// How much of the bodies of all requests the process holds at the moment, and how much it may.
final class BytesInFlight {

    private final AtomicLong held = new AtomicLong();
    private final long bound;

    BytesInFlight(DataSize bound, MeterRegistry meters) {
        this.bound = bound.toBytes();
        Gauge.builder("cartulary.http.bytes.in.flight", held, AtomicLong::get)
                .description("Bytes of request bodies that are held in memory")
                .register(meters);
    }

    /// Whether there was room.
    boolean tryHold(long bytes) {
        if (held.addAndGet(bytes) <= bound) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }
}
