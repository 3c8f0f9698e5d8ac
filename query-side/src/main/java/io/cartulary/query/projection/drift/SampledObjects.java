package io.cartulary.query.projection.drift;

import static io.cartulary.query.projection.ReadModelDatabase.READ_MODELS;

import io.cartulary.events.DomainEvent;
import io.cartulary.eventstore.ObjectEvents;
import io.cartulary.eventstore.parking.EventCorrections;
import io.cartulary.eventstore.privacy.SealedEvents;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.processing.EventProcessors.Reading;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A few objects of a projection, chosen at random, and their events.
@Component
class SampledObjects {

    /// Events that follow each other, among which objects are looked for.
    private static final int WINDOW = 1_000;

    /// How many rows are drawn for one object: rows come a page at a time.
    private static final double ROWS_DRAWN = 50;

    private static final double PERCENT = 100;

    private final JdbcClient database;
    private final ObjectEvents store;
    private final SealedEvents sealedEvents;
    private final EventCorrections corrections;

    SampledObjects(
            @Qualifier(READ_MODELS) JdbcClient database,
            ObjectEvents store,
            SealedEvents sealedEvents,
            @Qualifier(READ_MODELS) EventCorrections corrections) {
        this.database = database;
        this.store = store;
        this.sealedEvents = sealedEvents;
        this.corrections = corrections;
    }

    /// Whether the events of one object can be read alone.
    boolean areFound() {
        return store.areFound();
    }

    /// Of rows that are there.
    Set<String> ofRows(Generation live, ObjectRows rows, int count) {
        var owner = rows.owners().getFirst();
        if (count <= 0) {
            return Set.of();
        }
        if (owner.column() == null) {
            return Set.of(owner.prefix());
        }
        var table = live.schema() + "." + owner.table();
        var size =
                database.sql("select reltuples from pg_class where oid = ?::regclass")
                        .param(table)
                        .query(Double.class)
                        .single();
        var values =
                database.sql(
                                """
                                select value from (select distinct %s as value from %s tablesample system (?)) drawn
                                order by random() limit ?\
                                """
                                        .formatted(owner.column(), table))
                        .params(Math.min(PERCENT, PERCENT * ROWS_DRAWN * count / Math.max(1, size)))
                        .param(count)
                        .query(String.class)
                        .list();
        var objects = new LinkedHashSet<String>();
        values.stream().filter(Objects::nonNull).map(owner::objectOf).forEach(objects::add);
        return objects;
    }

    /// Of events, so that an object is found that has no row and should.
    Set<String> ofEvents(ProjectionDefinition definition, ObjectRows rows, int count) {
        if (count <= 0) {
            return Set.of();
        }
        var read = Reading.events(definition.reads());
        var objects = new ArrayList<String>();
        for (var event : store.some(WINDOW)) {
            if (read.contains(event.getPayloadType())) {
                try {
                    var object = definition.sequenceOf(event);
                    if (rows.own(object)) {
                        objects.add(object);
                    }
                } catch (SerializationException _) {
                    // It is parked; whose it is cannot be seen.
                }
            }
        }
        Collections.shuffle(objects);
        var chosen = new LinkedHashSet<>(objects);
        return new LinkedHashSet<>(chosen.stream().limit(count).toList());
    }

    /// All events that the rows of an object follow from, in their order; nothing if there are more
    /// than `most`.
    @Nullable List<TrackedEventMessage<?>> eventsOf(
            String object, ProjectionDefinition definition, ObjectRows rows, int most) {
        var read = Reading.events(definition.reads());
        var events = new ArrayList<TrackedEventMessage<?>>();
        var known = new HashSet<>(Set.of(object));
        var unread = new ArrayDeque<>(known);
        while (!unread.isEmpty()) {
            var found = store.of(unread.remove(), most + 1);
            if (events.size() + found.size() > most) {
                return null;
            }
            for (var event : found) {
                if (read.contains(event.getPayloadType())) {
                    events.add(event);
                    rows.further()
                            .apply(read(corrected(event, definition)))
                            .filter(known::add)
                            .forEach(unread::add);
                }
            }
        }
        events.sort(Comparator.comparingLong(EventPosition::of));
        return events;
    }

    /// As the projection is given it.
    EventMessage<?> corrected(TrackedEventMessage<?> event, ProjectionDefinition definition) {
        return corrections.applied(definition.name(), event);
    }

    DomainEvent read(EventMessage<?> event) {
        return sealedEvents.read(event);
    }
}
