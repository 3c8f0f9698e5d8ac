package io.cartulary.query.projection.drift;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;
import static java.util.stream.Collectors.toCollection;

import io.cartulary.eventstore.parking.ParkedEventList;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.comparison.Contents;
import io.cartulary.query.projection.comparison.SampledRows;
import io.cartulary.query.projection.comparison.SampledRows.Selection;
import io.cartulary.query.projection.comparison.SchemaContents;
import io.cartulary.query.projection.comparison.TableDifference;
import io.cartulary.query.projection.processing.Positions;
import io.cartulary.query.projection.processing.Positions.Range;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/// Makes the rows of a few objects again, from their own events up to where the live generation is,
/// and compares them with its rows.
///
/// All of it is one transaction of the read models that is rolled back: its snapshot has the live
/// rows and the position they stand for, and the rows that were made are never there for others,
/// whatever crashes. It reads before it writes, since readers of the event store may wait for who
/// has written and not committed.
@Component
class DriftCheck {

    private static final int MOST_EVENTS_OF_OBJECT = 10_000;
    private static final int MOST_EVENTS = 20_000;
    private static final int BATCH = 1_000;
    private static final Duration OTHER_CHECK_WITHIN = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final TransactionTemplate snapshot;
    private final AwaitedGenerations readers;
    private final Positions positions;
    private final ParkedEventList parked;
    private final SampledObjects samples;

    DriftCheck(
            @Qualifier(READ_MODELS) JdbcClient database,
            @Qualifier(READ_MODELS) PlatformTransactionManager transactions,
            AwaitedGenerations readers,
            Positions positions,
            @Qualifier(READ_MODELS) ParkedEventList parked,
            SampledObjects samples) {
        this.database = database;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.readers = readers;
        this.positions = positions;
        this.parked = parked;
        this.samples = samples;
    }

    /// @param position up to which all events are in the live rows
    /// @param checked the objects whose rows were compared
    /// @param skipped objects that were not: they have parked events or too many, or changed just
    ///   then
    /// @param drifting those whose rows differ, with the tables that do
    record Result(
            Generation generation,
            long position,
            Set<String> checked,
            int skipped,
            Map<String, List<TableDifference>> drifting) {}

    /// @param wanted objects that are to be checked
    /// @param sample how many more
    Result run(
            ProjectionDefinition definition,
            ObjectRows rows,
            Collection<String> wanted,
            int sample) {
        return inSnapshot(
                definition,
                rows,
                live -> {
                    var objects = new LinkedHashSet<>(wanted);
                    objects.addAll(samples.ofRows(live, rows, sample - sample / 2));
                    objects.addAll(samples.ofEvents(definition, rows, sample / 2));
                    return objects;
                },
                Map.of());
    }

    /// As if these events had happened too: what differs is what they would change.
    ///
    /// @param supposed by object
    Result suppose(
            ProjectionDefinition definition,
            ObjectRows rows,
            Map<String, List<TrackedEventMessage<?>>> supposed) {
        return inSnapshot(definition, rows, _ -> supposed.keySet(), supposed);
    }

    private Result inSnapshot(
            ProjectionDefinition definition,
            ObjectRows rows,
            Function<Generation, Set<String>> objectsOf,
            Map<String, List<TrackedEventMessage<?>>> supposed) {
        var live = readers.of(definition.name());
        return snapshot.execute(transaction -> {
            transaction.setRollbackOnly();
            waitForOther();
            var reached = positions.of(live);
            var objects = objectsOf.apply(live);
            var events = eventsOf(objects, definition, rows, live, reached);
            events.forEach((object, happened) ->
                    happened.addAll(supposed.getOrDefault(object, List.of())));
            return new Result(
                    live,
                    reached.lowest(),
                    events.keySet(),
                    objects.size() - events.size(),
                    compare(definition, rows, live, events));
        });
    }

    /// Tables whose rows follow from many objects.
    List<String> notSampled(ProjectionDefinition definition) {
        var sampled = new HashSet<String>();
        definition
                .objectRows()
                .ifPresent(rows -> rows.owners().forEach(owner -> sampled.add(owner.table())));
        return definition.storage(readers.of(definition.name())).contents().stream()
                .flatMap(part -> part.tables().stream())
                .filter(table -> !sampled.contains(table))
                .toList();
    }

    private void waitForOther() {
        database.sql("set local lock_timeout = " + OTHER_CHECK_WITHIN.toMillis()).update();
        try {
            database.sql("select pg_advisory_xact_lock(hashtext('drift check'))")
                    .query((_, _) -> true)
                    .single();
        } catch (PessimisticLockingFailureException _) {
            throw new ProblemException(
                    HttpStatus.CONFLICT,
                    "DRIFT_CHECK_RUNNING",
                    "Another check is running; try again.",
                    null);
        }
    }

    /// By object, in their order, up to where the live generation is. An object is absent where
    /// what its rows were made of is not certain.
    private Map<String, List<TrackedEventMessage<?>>> eventsOf(
            Collection<String> objects,
            ProjectionDefinition definition,
            ObjectRows rows,
            Generation live,
            Range reached) {
        var waiting = parked.waiting(live.processor(), objects);
        var skipped = parked.skipped(live.processor());
        var found = new LinkedHashMap<String, List<TrackedEventMessage<?>>>();
        var count = 0;
        for (var object : objects) {
            if (waiting.contains(object) || count > MOST_EVENTS) {
                continue;
            }
            var all = samples.eventsOf(object, definition, rows, MOST_EVENTS_OF_OBJECT);
            var handled = all == null ? null : handled(all, reached, skipped);
            if (handled != null) {
                found.put(object, handled);
                count += handled.size();
            }
        }
        return found;
    }

    /// Nothing when there are events of which it is not certain whether they were handled: each
    /// segment has a position of its own.
    private static @Nullable List<TrackedEventMessage<?>> handled(
            List<TrackedEventMessage<?>> events, Range reached, Set<String> skipped) {
        var handled = new ArrayList<TrackedEventMessage<?>>();
        for (var event : events) {
            var position = EventPosition.of(event);
            if (position <= reached.lowest()) {
                if (!skipped.contains(event.getIdentifier())) {
                    handled.add(event);
                }
            } else if (position <= reached.highest()) {
                return null;
            }
        }
        return handled;
    }

    private Map<String, List<TableDifference>> compare(
            ProjectionDefinition definition,
            ObjectRows rows,
            Generation live,
            Map<String, List<TrackedEventMessage<?>>> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        var made = new Generation(definition.name(), 0);
        definition.storage(made).create();
        events.values().forEach(each -> fold(each, definition, made));
        var compared =
                new SampledRows(
                        database,
                        live.schema(),
                        made.schema(),
                        undetermined(definition.storage(live).contents(), rows));
        if (compared.compare(selections(rows, events.keySet())).isEmpty()) {
            return Map.of();
        }
        var drifting = new TreeMap<String, List<TableDifference>>();
        for (var object : events.keySet()) {
            var differences = compared.compare(selections(rows, Set.of(object)));
            if (!differences.isEmpty()) {
                drifting.put(object, differences);
            }
        }
        return drifting;
    }

    private void fold(
            List<TrackedEventMessage<?>> events,
            ProjectionDefinition definition,
            Generation generation) {
        try {
            var handler = definition.create(generation);
            for (var from = 0; from < events.size(); from += BATCH) {
                var batch = handler.begin();
                for (var event : events.subList(from, Math.min(events.size(), from + BATCH))) {
                    var given = samples.corrected(event, definition);
                    batch.on(samples.read(given), given);
                }
                batch.flush();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(
                    "The events of an object of " + definition.name() + " cannot be handled", e);
        }
    }

    private static Set<String> undetermined(List<Contents> contents, ObjectRows rows) {
        var undetermined = new HashSet<>(rows.undetermined());
        for (var part : contents) {
            if (part instanceof SchemaContents(_, _, var ofTables)) {
                undetermined.addAll(ofTables);
            }
        }
        return undetermined;
    }

    private static List<Selection> selections(ObjectRows rows, Set<String> objects) {
        return rows.owners().stream()
                .map(owner ->
                        new Selection(
                                owner.table(),
                                owner.column(),
                                objects.stream()
                                        .filter(owner::owns)
                                        .map(owner::valueOf)
                                        .collect(toCollection(LinkedHashSet::new))))
                .toList();
    }
}
