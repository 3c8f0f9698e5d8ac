package io.cartulary.simulation.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/// Events as they were appended, and snapshots in their stored form.
public final class EventsInMemory implements EventStorageEngine {

    private final Storage storage;
    private final Serializer serializer;
    private final List<DomainEventMessage<?>> all = new ArrayList<>();
    private final Map<String, List<DomainEventMessage<?>>> byAggregate = new HashMap<>();
    private final Map<String, Snapshot> snapshots = new HashMap<>();

    private record Snapshot(String type, long sequence, SerializedObject<String> root) {}

    public EventsInMemory(Storage storage, Serializer serializer) {
        this.storage = storage;
        this.serializer = serializer;
    }

    int size() {
        return all.size();
    }

    public List<DomainEventMessage<?>> all() {
        return all;
    }

    List<DomainEventMessage<?>> between(int from, int to) {
        return List.copyOf(all.subList(from, to));
    }

    public void forgetSnapshot(String aggregate) {
        snapshots.remove(aggregate);
    }

    public void clear() {
        all.clear();
        byAggregate.clear();
        snapshots.clear();
    }

    @Override
    public void appendEvents(List<? extends EventMessage<?>> events) {
        for (var message : events) {
            var event = (DomainEventMessage<?>) message;
            var stream =
                    byAggregate.computeIfAbsent(
                            event.getAggregateIdentifier(), _ -> new ArrayList<>());
            if (event.getSequenceNumber() != stream.size()) {
                throw new IllegalStateException(
                        "a conflict, which no one can cause here: event %d of %s is taken"
                                .formatted(
                                        event.getSequenceNumber(), event.getAggregateIdentifier()));
            }
            stream.add(event);
            all.add(event);
            storage.changed(() -> {
                stream.removeLast();
                all.removeLast();
            });
        }
    }

    @Override
    public void storeSnapshot(DomainEventMessage<?> snapshot) {
        var aggregate = snapshot.getAggregateIdentifier();
        var before =
                snapshots.put(
                        aggregate,
                        new Snapshot(
                                snapshot.getType(),
                                snapshot.getSequenceNumber(),
                                serializer.serialize(snapshot.getPayload(), String.class)));
        storage.changed(() -> {
            if (before == null) {
                snapshots.remove(aggregate);
            } else {
                snapshots.put(aggregate, before);
            }
        });
    }

    @Override
    public Optional<DomainEventMessage<?>> readSnapshot(String aggregate) {
        var snapshot = snapshots.get(aggregate);
        return snapshot == null
                ? Optional.empty()
                : Optional.of(
                        new GenericDomainEventMessage<>(
                                snapshot.type(),
                                aggregate,
                                snapshot.sequence(),
                                serializer.<String, Object>deserialize(snapshot.root())));
    }

    @Override
    public DomainEventStream readEvents(String aggregate, long first) {
        var stream = byAggregate.getOrDefault(aggregate, List.of());
        return first >= stream.size()
                ? DomainEventStream.empty()
                : DomainEventStream.of(List.copyOf(stream.subList((int) first, stream.size())));
    }

    @Override
    public Optional<Long> lastSequenceNumberFor(String aggregate) {
        var stream = byAggregate.getOrDefault(aggregate, List.of());
        return stream.isEmpty() ? Optional.empty() : Optional.of(stream.size() - 1L);
    }

    @Override
    public Stream<? extends TrackedEventMessage<?>> readEvents(
            TrackingToken token, boolean mayBlock) {
        throw new UnsupportedOperationException("the simulated processors read by position");
    }
}
