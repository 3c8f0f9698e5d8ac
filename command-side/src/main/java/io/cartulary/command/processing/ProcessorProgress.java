package io.cartulary.command.processing;

import static java.util.stream.Collectors.toMap;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.outage.ProcessorFailures;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// `cartulary_processor_lag_events` and `cartulary_processor_lag_seconds`: how far each processor
/// is behind the events, wherever it runs, read at most every two seconds, and
/// `cartulary_parked_events`: the events that it has parked.
@Component
public class ProcessorProgress implements MeterBinder {

    private static final long FRESH_FOR = Duration.ofSeconds(2).toNanos();

    private final ObjectProvider<EventProcessingConfiguration> processors;
    private final ProcessorFailures failures;
    private final EventStoreHead head;
    private final JdbcClient database;
    private final ParkedEventList parkedEvents;
    private final InstantSource clock;
    private final Map<Instant, Long> starts = new ConcurrentHashMap<>();
    private Map<String, Progress> latest = Map.of();
    private long readAt = System.nanoTime() - FRESH_FOR;

    ProcessorProgress(
            ObjectProvider<EventProcessingConfiguration> processors,
            ProcessorFailures failures,
            EventStoreHead head,
            JdbcClient database,
            ParkedEventList parkedEvents,
            InstantSource clock) {
        this.processors = processors;
        this.failures = failures;
        this.head = head;
        this.database = database;
        this.parkedEvents = parkedEvents;
        this.clock = clock;
    }

    /// @param position everything up to it was handled
    /// @param lagSeconds age of the oldest event that was not
    /// @param parked events that it could not handle, and those that wait behind them
    /// @param failure what has stopped it, if this node tried
    record Progress(
            long position,
            long lagEvents,
            long lagSeconds,
            long parked,
            Optional<String> failure) {}

    /// Where one segment of a processor stands.
    ///
    /// @param position everything up to it was handled, if anything was
    /// @param moment from which on it is going to handle events, if it has handled none
    private record Position(String processor, @Nullable Long position, @Nullable String moment) {}

    @Override
    public void bindTo(MeterRegistry meters) {
        for (var processor : names()) {
            Gauge.builder(
                            "cartulary.processor.lag.events",
                            this,
                            valueOf(processor, Progress::lagEvents))
                    .description("Events in the store that a processor has not handled yet")
                    .tag("processor", processor)
                    .register(meters);
            TimeGauge.builder(
                            "cartulary.processor.lag",
                            this,
                            TimeUnit.SECONDS,
                            valueOf(processor, Progress::lagSeconds))
                    .description("Age of the oldest event that a processor has not handled")
                    .tag("processor", processor)
                    .register(meters);
            Gauge.builder("cartulary.parked.events", this, valueOf(processor, Progress::parked))
                    .description("Events put aside because a processor could not handle them")
                    .tag("processor", processor)
                    .register(meters);
        }
    }

    private static ToDoubleFunction<ProcessorProgress> valueOf(
            String processor, ToDoubleFunction<Progress> value) {
        return progress -> value.applyAsDouble(progress.read().get(processor));
    }

    private List<String> names() {
        return processors.getObject().eventProcessors().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof StreamingEventProcessor)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /// Age of the oldest event that a processor has not handled, wherever it runs.
    public Duration lagOf(String processor) {
        return Duration.ofSeconds(read().get(processor).lagSeconds());
    }

    /// By processor.
    synchronized Map<String, Progress> read() {
        if (System.nanoTime() - readAt >= FRESH_FOR) {
            // Positions first: a lag may then be seen a little too high, but never below zero.
            var reached = positions();
            var headNow = head.index();
            var parked = parkedEvents.counts();
            var measured = new HashMap<String, Progress>();
            for (var processor : names()) {
                var position = reached.getOrDefault(processor, 0L);
                measured.put(processor, measure(processor, position, headNow, parked));
            }
            latest = Map.copyOf(measured);
            readAt = System.nanoTime();
        }
        return latest;
    }

    /// One that has not begun has none. While events are handled once more from the first one on,
    /// the position stands deeper in.
    Map<String, Long> positions() {
        return database
                .sql(
                        """
                        select processor_name as processor,
                               coalesce(jsonb_path_query_first(token, '$.globalIndex'),
                                        jsonb_path_query_first(token, '$.currentToken.globalIndex'))::bigint
                                   as position,
                               token ->> 'moment' as moment
                        from (select processor_name, convert_from(token, 'UTF8')::jsonb as token from token_entry) entry\
                        """)
                .query(Position.class)
                .list()
                .stream()
                .collect(toMap(Position::processor, this::reached, Math::min));
    }

    /// What was in the store when a processor first started it does not handle, and is not behind
    /// with.
    private long reached(Position segment) {
        if (segment.position() != null) {
            return segment.position();
        }
        return segment.moment() == null
                ? 0
                : starts.computeIfAbsent(Instant.parse(segment.moment()), head::before);
    }

    private Progress measure(
            String processor, long position, long headNow, Map<String, Long> parked) {
        var lag = Math.max(0, headNow - position);
        var since = lag == 0 ? Optional.<Long>empty() : head.firstAfter(position).map(this::age);
        return new Progress(
                position,
                lag,
                since.orElse(0L),
                parked.getOrDefault(processor, 0L),
                failures.at(processor, position));
    }

    private long age(Instant moment) {
        return Math.max(0, Duration.between(moment, clock.instant()).toSeconds());
    }
}
