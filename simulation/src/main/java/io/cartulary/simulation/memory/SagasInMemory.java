package io.cartulary.simulation.memory;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/// Sagas in their stored form: what a saga keeps elsewhere is lost between its steps.
public final class SagasInMemory implements SagaStore<Object> {

    private final Storage storage;
    private final Serializer serializer;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private final Map<Key, Set<String>> byAssociation = new HashMap<>();

    private record Key(Class<?> type, AssociationValue value) {}

    private record Row(
            Class<?> type, SerializedObject<String> saga, Set<AssociationValue> associations) {}

    public SagasInMemory(Storage storage, Serializer serializer) {
        this.storage = storage;
        this.serializer = serializer;
    }

    public void clear() {
        rows.clear();
        byAssociation.clear();
    }

    /// What is on its way still.
    public List<String> open() {
        return rows.values().stream()
                .map(row -> row.type().getSimpleName() + " " + row.saga().getData())
                .toList();
    }

    @Override
    public Set<String> findSagas(Class<?> type, AssociationValue value) {
        return new LinkedHashSet<>(byAssociation.getOrDefault(new Key(type, value), Set.of()));
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> type, String id) {
        var row = rows.get(id);
        if (row == null) {
            return null;
        }
        S saga = serializer.deserialize(row.saga());
        return new Entry<>() {
            @Override
            public Set<AssociationValue> associationValues() {
                return row.associations();
            }

            @Override
            public S saga() {
                return saga;
            }
        };
    }

    @Override
    public void deleteSaga(Class<?> type, String id, Set<AssociationValue> associations) {
        put(type, id, null);
    }

    @Override
    public void insertSaga(
            Class<?> type, String id, Object saga, Set<AssociationValue> associations) {
        put(type, id, new Row(type, stored(saga), Set.copyOf(associations)));
    }

    @Override
    public void updateSaga(Class<?> type, String id, Object saga, AssociationValues associations) {
        if (rows.containsKey(id)) {
            put(type, id, new Row(type, stored(saga), Set.copyOf(associations.asSet())));
        }
    }

    private SerializedObject<String> stored(Object saga) {
        return serializer.serialize(saga, String.class);
    }

    private void put(Class<?> type, String id, @Nullable Row row) {
        var before = replace(id, row);
        storage.changed(() -> replace(id, before));
    }

    private @Nullable Row replace(String id, @Nullable Row row) {
        var before = row == null ? rows.remove(id) : rows.put(id, row);
        if (before != null) {
            before.associations()
                    .forEach(value -> byAssociation.get(new Key(before.type(), value)).remove(id));
        }
        if (row != null) {
            row.associations()
                    .forEach(value ->
                            byAssociation
                                    .computeIfAbsent(
                                            new Key(row.type(), value), _ -> new LinkedHashSet<>())
                                    .add(id));
        }
        return before;
    }
}
