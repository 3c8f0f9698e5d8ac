package io.cartulary.simulation.world;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Virtual time: what is to happen when. It passes only from one of these moments to the next.
public final class Timeline extends Clock {

    public static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");

    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private Instant now = BEGIN;
    private long scheduled;

    /// @param tie by which what is due at one moment keeps its order
    private record Due(Instant at, long tie, Runnable act) implements Comparable<Due> {

        @Override
        public int compareTo(Due other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(tie, other.tie);
        }
    }

    void clear() {
        due.clear();
        now = BEGIN;
        scheduled = 0;
    }

    public void in(Duration delay, Runnable act) {
        at(now.plus(delay), act);
    }

    public void at(Instant moment, Runnable act) {
        due.add(new Due(moment.isBefore(now) ? now : moment, scheduled++, act));
    }

    /// What is next, at its time; absent when nothing is left to happen.
    @Nullable Runnable next() {
        var next = due.poll();
        if (next == null) {
            return null;
        }
        now = next.at();
        return next.act();
    }

    /// What is next within a while from now.
    @Nullable Runnable nextWithin(Duration soon) {
        var next = due.peek();
        return next == null || next.at().isAfter(now.plus(soon)) ? null : next();
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("virtual time is UTC");
    }
}
