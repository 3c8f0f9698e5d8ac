package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.rebuild.Comparisons.Comparison;
import io.cartulary.query.projection.rebuild.Comparisons.Verdict;
import io.cartulary.query.projection.rebuild.Generations.Entry;
import io.cartulary.query.projection.rebuild.Generations.State;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.ExpectedVersions;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// What staff can do with generations. Each step is a change of their table, which every node looks
/// at; so it holds on all nodes and after any restart.
@Service
class RebuildService {

    private static final Logger log = LoggerFactory.getLogger(RebuildService.class);

    private final Set<String> projections;
    private final Generations generations;
    private final Comparisons comparisons;
    private final SwitchOver switchOver;
    private final AwaitedGenerations readers;
    private final EventStoreHead head;
    private final TransactionTemplate transactions;

    RebuildService(
            List<ProjectionDefinition> definitions,
            Generations generations,
            Comparisons comparisons,
            SwitchOver switchOver,
            AwaitedGenerations readers,
            EventStoreHead head,
            @Qualifier(READ_MODELS) TransactionTemplate transactions) {
        this.projections =
                definitions.stream()
                        .map(ProjectionDefinition::name)
                        .collect(Collectors.toUnmodifiableSet());
        this.generations = generations;
        this.comparisons = comparisons;
        this.switchOver = switchOver;
        this.readers = readers;
        this.head = head;
        this.transactions = transactions;
    }

    /// The newest first.
    List<Entry> all(String projection) {
        if (!projections.contains(projection)) {
            throw ProblemException.notFound("projection " + projection);
        }
        return generations.of(projection);
    }

    Entry find(String projection, int generation) {
        return all(projection).stream()
                .filter(entry -> entry.generation() == generation)
                .findFirst()
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "generation %d of %s".formatted(generation, projection)));
    }

    Comparison comparison(String projection, int generation) {
        return comparisons
                .of(find(projection, generation).id())
                .orElseThrow(() ->
                        ProblemException.notFound(
                                "comparison of generation %d of %s yet"
                                        .formatted(generation, projection)));
    }

    Entry begin(String projection) {
        all(projection);
        var generation =
                generations
                        .beginRebuild(projection, head.index())
                        .orElseThrow(() ->
                                conflict(
                                        "REBUILD_RUNNING",
                                        "A rebuild of %s is running; wait for it or give it up."
                                                .formatted(projection)));
        return find(projection, generation);
    }

    void giveUp(String projection, int generation) {
        change(
                projection,
                generation,
                State.BUILDING,
                entry -> generations.markDropped(entry.id()));
    }

    void pause(String projection, int generation, boolean paused) {
        change(
                projection,
                generation,
                State.BUILDING,
                entry -> generations.pause(entry.id(), paused));
    }

    /// @param eventsPerSecond of the store that are read at most; absent when as fast as it can
    void throttle(String projection, int generation, @Nullable Integer eventsPerSecond) {
        change(
                projection,
                generation,
                State.BUILDING,
                entry -> generations.throttle(entry.id(), eventsPerSecond));
    }

    /// Has it compared with the live one once more.
    void compareAgain(String projection, int generation) {
        change(
                projection,
                generation,
                State.BUILDING,
                entry -> {
                    requireOpen(entry);
                    comparisons.forget(entry.id());
                    generations.touch(entry.id());
                });
    }

    /// Readers are to be led to it although it differs.
    void accept(String projection, int generation, String staff, String reason) {
        decide(projection, generation, Verdict.ACCEPTED, staff, reason);
    }

    /// It is dropped.
    void refuse(String projection, int generation, String staff, String reason) {
        decide(projection, generation, Verdict.REFUSED, staff, reason);
    }

    private void decide(
            String projection, int generation, Verdict verdict, String staff, String reason) {
        change(
                projection,
                generation,
                State.BUILDING,
                entry -> {
                    requireOpen(entry);
                    comparisons.decide(entry.id(), verdict, staff, reason);
                    if (verdict == Verdict.REFUSED) {
                        generations.markDropped(entry.id());
                    } else {
                        // It is there for long, and persons in it may be erased.
                        comparisons.forgetExamples(entry.id());
                        generations.touch(entry.id());
                    }
                    log.warn("{} {} {}", staff, verdict, entry.id());
                });
    }

    /// Leads readers back to what was replaced, at once.
    void rollBack(String projection, int generation) {
        var former = find(projection, generation);
        ExpectedVersions.require(former.tag());
        require(former, State.RETIRED);
        var live =
                all(projection).stream()
                        .filter(entry -> entry.state() == State.LIVE)
                        .findFirst()
                        .orElseThrow();
        if (!switchOver.rollBack(live.id(), former.id())) {
            throw conflict(
                    "NOT_CAUGHT_UP",
                    "The generation has not handled every event that the live one has; try again.");
        }
        var readAt = System.nanoTime();
        readers.refresh(generations.present(), readAt);
    }

    /// Drops what was replaced before its time is over.
    void drop(String projection, int generation) {
        change(projection, generation, State.RETIRED, entry -> generations.markDropped(entry.id()));
    }

    private void change(String projection, int generation, State state, Consumer<Entry> step) {
        var found = find(projection, generation).id();
        transactions.executeWithoutResult(_ -> {
            var entry = generations.lock(found).getFirst();
            ExpectedVersions.require(entry.tag());
            require(entry, state);
            step.accept(entry);
        });
    }

    private static void require(Entry entry, State state) {
        if (entry.state() != state) {
            throw state == State.BUILDING
                    ? conflict(
                            "NOT_BUILDING",
                            "The generation is not being built; it is %s.".formatted(entry.state()))
                    : conflict(
                            "NOT_REPLACED",
                            "No other generation has taken its place; it is %s."
                                    .formatted(entry.state()));
        }
    }

    private static void requireOpen(Entry entry) {
        if (entry.verdict() == null || !entry.verdict().isOpen()) {
            throw conflict(
                    "NOTHING_TO_DECIDE", "No difference of this generation waits for a decision.");
        }
    }

    private static ProblemException conflict(String code, String detail) {
        return new ProblemException(HttpStatus.CONFLICT, code, detail, null);
    }
}
