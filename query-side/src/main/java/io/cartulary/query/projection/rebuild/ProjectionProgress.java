package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.processing.Positions.Range;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/// How far each generation has come and how fast it goes, measured once a second beside the work.
@Component
class ProjectionProgress {

    private static final Duration BETWEEN_SAMPLES = Duration.ofSeconds(1);

    /// Speed is taken over this time.
    private static final Duration SPEED_WINDOW = Duration.ofSeconds(10);

    /// How far back it is remembered when the store was how long.
    private static final Duration HEAD_REMEMBERED = Duration.ofHours(1);

    private static final int PERCENT = 100;

    private final Positions positions;
    private final ParkedEventList parked;
    private final EventStoreHead head;
    private final MultiGauge lagEvents;
    private final MultiGauge lagSeconds;
    private final MultiGauge parkedEvents;
    private final Deque<Sample> heads = new ArrayDeque<>();
    private final Map<String, Deque<Sample>> samples = new HashMap<>();
    private volatile Map<String, Progress> latest = Map.of();
    private long sampledAt = System.nanoTime() - BETWEEN_SAMPLES.toNanos();

    ProjectionProgress(
            Positions positions,
            @Qualifier(READ_MODELS) ParkedEventList parked,
            EventStoreHead head,
            MeterRegistry metrics) {
        this.positions = positions;
        this.parked = parked;
        this.head = head;
        this.lagEvents =
                MultiGauge.builder("cartulary.projection.lag.events")
                        .description("Events in the store that a generation has not handled yet")
                        .register(metrics);
        this.lagSeconds =
                MultiGauge.builder("cartulary.projection.lag.seconds")
                        .description("Age of the oldest event that a generation has not handled")
                        .register(metrics);
        this.parkedEvents =
                MultiGauge.builder("cartulary.parked.events")
                        .description("Events put aside because a processor could not handle them")
                        .register(metrics);
    }

    private record Sample(long at, long position) {}

    /// @param position everything up to it was handled
    /// @param head of the event store at the same moment
    /// @param lagSeconds for how long the oldest event that is not handled has been in the store,
    ///   as far as this process can say
    /// @param eventsPerSecond over the last ten seconds
    /// @param secondsLeft at that speed; absent when it stands still
    record Progress(
            long position,
            long head,
            long lagEvents,
            long lagSeconds,
            long eventsPerSecond,
            int percent,
            @Nullable Long secondsLeft,
            long parkedEvents) {

        static final Progress UNKNOWN = new Progress(0, 0, 0, 0, 0, 0, null, 0);
    }

    Progress of(Generation generation) {
        return latest.getOrDefault(generation.processor(), Progress.UNKNOWN);
    }

    void sample(List<Entry> present) {
        var now = System.nanoTime();
        if (now - sampledAt < BETWEEN_SAMPLES.toNanos()) {
            return;
        }
        sampledAt = now;
        // Positions first: a lag may then be seen a little too high, but never below zero.
        var reached = positions.all();
        var headNow = head.index();
        var counts = parked.counts();
        remember(heads, new Sample(now, headNow), HEAD_REMEMBERED);
        var measured = new HashMap<String, Progress>();
        var eventRows = new ArrayList<MultiGauge.Row<?>>();
        var secondRows = new ArrayList<MultiGauge.Row<?>>();
        for (var entry : present) {
            if (entry.state() != State.DROPPED) {
                var processor = entry.id().processor();
                var progress =
                        measure(
                                processor,
                                reached.get(processor),
                                headNow,
                                counts.getOrDefault(processor, 0L),
                                now);
                measured.put(processor, progress);
                var tags =
                        Tags.of(
                                "projection",
                                entry.projection(),
                                "generation",
                                Integer.toString(entry.generation()));
                eventRows.add(MultiGauge.Row.of(tags, progress.lagEvents()));
                secondRows.add(MultiGauge.Row.of(tags, progress.lagSeconds()));
            }
        }
        samples.keySet().retainAll(measured.keySet());
        latest = Map.copyOf(measured);
        lagEvents.register(eventRows, true);
        lagSeconds.register(secondRows, true);
        measured.keySet().forEach(processor -> counts.putIfAbsent(processor, 0L));
        parkedEvents.register(
                counts.entrySet().stream()
                        .<MultiGauge.Row<?>>map(count ->
                                MultiGauge.Row.of(
                                        Tags.of("processor", count.getKey()), count.getValue()))
                        .toList(),
                true);
    }

    private Progress measure(
            String processor, @Nullable Range reached, long headNow, long parkedCount, long now) {
        var position = reached == null ? 0 : Math.max(0, reached.lowest());
        var before = samples.computeIfAbsent(processor, _ -> new ArrayDeque<>());
        remember(before, new Sample(now, position), SPEED_WINDOW);
        var first = before.getFirst();
        var elapsed = now - first.at();
        var speed =
                elapsed == 0
                        ? 0
                        : (position - first.position()) * Duration.ofSeconds(1).toNanos() / elapsed;
        var lag = Math.max(0, headNow - position);
        return new Progress(
                position,
                headNow,
                lag,
                lag == 0 ? 0 : Duration.ofNanos(now - passed(position)).toSeconds(),
                speed,
                headNow == 0 ? PERCENT : (int) Math.min(PERCENT, position * PERCENT / headNow),
                lag == 0 ? Long.valueOf(0) : speed == 0 ? null : Long.valueOf(lag / speed),
                parkedCount);
    }

    /// When the store's head was last at or below `position`.
    private long passed(long position) {
        var passed = heads.getFirst().at();
        for (var sample : heads) {
            if (sample.position() > position) {
                break;
            }
            passed = sample.at();
        }
        return passed;
    }

    private static void remember(Deque<Sample> samples, Sample sample, Duration window) {
        samples.addLast(sample);
        while (sample.at() - samples.getFirst().at() > window.toNanos()) {
            samples.removeFirst();
        }
    }
}
