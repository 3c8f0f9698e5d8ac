package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.eventstore.outage.FailureLog;
import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.ProjectionProperties;
import io.cartulary.query.projection.analyst.AnalystViews;
import io.cartulary.query.projection.processing.LocalProcessors;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks at the table of generations every now and then and does on this node what it says: starts
/// and stops processors, leads readers to what is live, switches, drops. Whatever a crash
/// interrupts, the next look takes up again.
@Component
class GenerationLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(GenerationLifecycle.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS_WHILE_BUILDING = Duration.ofMillis(50);

    /// No node leads readers to it any more by then.
    private static final Duration DROPPED_BEFORE_STOP = Duration.ofSeconds(5);

    /// All nodes have stopped their processors by then.
    private static final Duration DROPPED_BEFORE_REMOVAL = Duration.ofSeconds(10);

    private final Map<String, ProjectionDefinition> definitions;
    private final Generations generations;
    private final LocalProcessors processors;
    private final AwaitedGenerations live;
    private final SwitchOver switchOver;
    private final Verification verification;
    private final Comparisons comparisons;
    private final Positions positions;
    private final ParkedEventList parked;
    private final ProjectionProgress progress;
    private final AnalystViews analysts;
    private final EventStoreHead head;
    private final TransactionTemplate transactions;
    private final ProjectionProperties properties;
    private final InstantSource clock;
    private final Map<String, FailureLog> steps = new HashMap<>();
    private volatile ScheduledExecutorService looks;
    private long lookedAt;
    private boolean building;

    GenerationLifecycle(
            List<ProjectionDefinition> definitions,
            Generations generations,
            LocalProcessors processors,
            AwaitedGenerations live,
            SwitchOver switchOver,
            Verification verification,
            Comparisons comparisons,
            Positions positions,
            @Qualifier(READ_MODELS) ParkedEventList parked,
            ProjectionProgress progress,
            AnalystViews analysts,
            EventStoreHead head,
            @Qualifier(READ_MODELS) TransactionTemplate transactions,
            ProjectionProperties properties,
            InstantSource clock) {
        this.definitions =
                definitions.stream()
                        .collect(toUnmodifiableMap(ProjectionDefinition::name, identity()));
        this.generations = generations;
        this.processors = processors;
        this.live = live;
        this.switchOver = switchOver;
        this.verification = verification;
        this.comparisons = comparisons;
        this.positions = positions;
        this.parked = parked;
        this.progress = progress;
        this.analysts = analysts;
        this.head = head;
        this.transactions = transactions;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        looks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("generation-lifecycle").factory());
        look();
        looks.scheduleWithFixedDelay(
                this::lookIfDue,
                BETWEEN_LOOKS_WHILE_BUILDING.toMillis(),
                BETWEEN_LOOKS_WHILE_BUILDING.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /// Somebody waits for a rebuild to end; no one waits for the rest.
    private void lookIfDue() {
        if (building || System.nanoTime() - lookedAt >= BETWEEN_LOOKS.toNanos()) {
            look();
        }
    }

    @Override
    public void stop() {
        var last = looks;
        looks = null;
        verification.stop();
        last.close(); // a look that is under way must not start what is being stopped
        processors.stopAll();
    }

    @Override
    public boolean isRunning() {
        return looks != null;
    }

    private void look() {
        lookedAt = System.nanoTime();
        attempt(
                "Looking at the generations",
                () -> {
                    var known = generations.projections();
                    attempt("Beginning what is new", () -> beginFirstGenerations(known));
                    var readAt = System.nanoTime();
                    var present = generations.present();
                    live.refresh(present, readAt);
                    building = present.stream().anyMatch(GenerationLifecycle::isAwaited);
                    for (var entry : present) {
                        var definition = definitions.get(entry.projection());
                        if (definition
                                != null) { // else another version of the program takes care of it
                            attempt(
                                    "Going on with " + entry.id(),
                                    () -> goOn(entry, present, definition));
                        }
                    }
                    attempt("Leading analysts", () -> analysts.follow(prepared(present)));
                    attempt("Measuring progress", () -> progress.sample(present));
                });
    }

    private static List<Generation> prepared(List<Entry> present) {
        return present.stream()
                .filter(entry -> entry.state() == State.LIVE && entry.preparedAt() != null)
                .map(Entry::id)
                .toList();
    }

    /// Not one that is waiting for staff.
    private static boolean isAwaited(Entry entry) {
        return entry.state() == State.BUILDING
                && !entry.paused()
                && (entry.verdict() == null || !entry.verdict().isOpen());
    }

    private void attempt(String what, Runnable step) {
        var outcome = steps.computeIfAbsent(what, _ -> new FailureLog(log, what));
        try {
            step.run();
            outcome.succeeded();
        } catch (RuntimeException e) {
            if (looks != null) {
                outcome.failed(e);
            }
        }
    }

    private void beginFirstGenerations(Set<String> known) {
        for (var name : definitions.keySet()) {
            if (!known.contains(name)) {
                generations.beginFirst(name, head.index());
            }
        }
    }

    private void goOn(Entry entry, List<Entry> present, ProjectionDefinition definition) {
        var generation = entry.id();
        switch (entry.state()) {
            case BUILDING -> {
                fill(entry, definition);
                present.stream()
                        .filter(other ->
                                other.state() == State.LIVE
                                        && other.projection().equals(entry.projection()))
                        .findFirst()
                        .ifPresent(other -> finish(entry, other.id(), definition));
            }
            case LIVE -> fill(entry, definition);
            case RETIRED -> {
                fill(entry, definition);
                if (isOlderThan(properties.rollbackWithin(), entry.retiredAt())
                        || isSuperseded(entry, present)) {
                    generations.markDropped(generation);
                }
            }
            case DROPPED -> {
                if (entry.liveSince() == null
                        || isOlderThan(DROPPED_BEFORE_STOP, entry.droppedAt())) {
                    processors.stop(generation);
                }
                if (isOlderThan(DROPPED_BEFORE_REMOVAL, entry.droppedAt())) {
                    remove(generation, definition);
                }
            }
        }
    }

    /// Only what was replaced last is kept for a rollback.
    private static boolean isSuperseded(Entry entry, List<Entry> present) {
        return present.stream()
                .anyMatch(other ->
                        other.state() == State.RETIRED
                                && other.projection().equals(entry.projection())
                                && other.retiredAt() != null
                                && other.retiredAt().isAfter(entry.retiredAt()));
    }

    private void fill(Entry entry, ProjectionDefinition definition) {
        var generation = entry.id();
        if (processors.find(generation).isEmpty()) {
            if (entry.preparedAt() == null) {
                prepare(generation, definition);
            }
            processors.start(generation, definition);
        }
        processors.limit(generation, entry.paused(), entry.stopAt(), entry.eventsPerSecond());
    }

    private void prepare(Generation generation, ProjectionDefinition definition) {
        transactions.executeWithoutResult(_ -> {
            for (var locked : generations.lock(generation)) {
                if (locked.preparedAt() == null) {
                    var storage = definition.storage(generation);
                    storage.create();
                    if (locked.state() == State.LIVE) {
                        storage.beforeLive();
                    }
                    generations.markPrepared(generation);
                }
            }
        });
    }

    /// Compares and switches when the time has come.
    private void finish(Entry building, Generation former, ProjectionDefinition definition) {
        var generation = building.id();
        var storage = definition.storage(generation);
        var verdict = building.verdict();
        if (!isAwaited(building) || !switchOver.isReady(former, generation, storage)) {
            return;
        }
        if (verdict == null) {
            verification.begin(
                    new Verification.Pair(former, definition.storage(former), generation, storage));
        } else if (verdict.allowsSwitch() && switchOver.finish(former, generation)) {
            var readAt = System.nanoTime();
            live.refresh(generations.present(), readAt);
        }
    }

    private void remove(Generation generation, ProjectionDefinition definition) {
        if (analysts.isRead(generation)) {
            return; // the next look leads them elsewhere
        }
        transactions.executeWithoutResult(_ -> {
            for (var locked : generations.lock(generation)) {
                if (locked.removedAt() == null) {
                    definition.storage(generation).drop();
                    positions.forget(generation);
                    parked.forget(generation.processor());
                    comparisons.forgetExamples(generation);
                    generations.markRemoved(generation);
                    log.info("{} was removed", generation);
                }
            }
        });
    }

    private boolean isOlderThan(Duration age, Instant moment) {
        return moment != null && moment.plus(age).isBefore(clock.instant());
    }
}
