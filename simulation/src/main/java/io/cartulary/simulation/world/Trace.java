package io.cartulary.simulation.world;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What happened, step by step, for a seed that is replayed.
public final class Trace {

    private final @Nullable PrintStream out;

    public Trace(@Nullable PrintStream out) {
        this.out = out;
    }

    void report(Instant now, String who, Supplier<Object> what) {
        if (out != null) {
            var at = Duration.between(Timeline.BEGIN, now);
            out.printf(
                    "%3dd %02d:%02d:%02d.%03d  %-18s %s%n",
                    at.toDays(),
                    at.toHoursPart(),
                    at.toMinutesPart(),
                    at.toSecondsPart(),
                    at.toMillisPart(),
                    who,
                    what.get());
        }
    }
}
