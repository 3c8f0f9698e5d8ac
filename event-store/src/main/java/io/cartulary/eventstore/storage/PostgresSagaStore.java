package io.cartulary.eventstore.storage;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Sagas in PostgreSQL, one statement an act. Several types of them ask for the same payment of an
/// event: it is searched once. Axon's own store asks three times for each, and lets the last of two
/// writers win: a deadline that fires on one node while an event is handled on another would write
/// the saga back as it was before.
///
/// Each row counts its writes. A writer that read an older count is refused, all of the unit of
/// work with it, and handles the event or the deadline again. A saga that an event left as it was
/// is not written: what it did are commands, which their aggregates decide.
public final class PostgresSagaStore implements SagaStore<Object> {

    private static final String STORED =
            """
            select saga.saga_id, saga.serialized_saga, saga.saga_type, saga.revision, saga.version,
                array(select array[known.association_key, known.association_value] from association_value_entry known
                    where known.saga_id = saga.saga_id and known.saga_type = saga.saga_type) as associations
            """;

    private static final String FIND =
            STORED
                    + """
                    from association_value_entry asked join saga_entry saga using (saga_id)
                    where asked.association_key = ? and asked.association_value = ?
                    """;

    private static final String LOAD = STORED + "from saga_entry saga where saga.saga_id = ?";

    private static final String ASSOCIATE =
            """
            insert into association_value_entry (association_key, association_value, saga_id, saga_type)
            select key, value, ?, ? from unnest(?::text[], ?::text[]) as associations (key, value)
            """;

    private static final String INSERT =
            """
            with saga as (
                insert into saga_entry (saga_id, saga_type, revision, serialized_saga) values (?, ?, ?, ?))
            """
                    + ASSOCIATE;

    private static final String UPDATE =
            """
            update saga_entry set serialized_saga = ?, revision = ?, version = version + 1
            where saga_id = ? and version = ?
            """;

    private static final String DISSOCIATE =
            """
            delete from association_value_entry where saga_id = ?
            and (association_key, association_value) in (select * from unnest(?::text[], ?::text[]))
            """;

    private static final String DELETE =
            """
            with associations as (delete from association_value_entry where saga_id = ?)
            delete from saga_entry where saga_id = ? and version = ?
            """;

    private final JdbcClient database;
    private final Serializer serializer;

    public PostgresSagaStore(JdbcClient database, Serializer serializer) {
        this.database = database;
        this.serializer = serializer;
    }

    /// A saga as it is stored.
    private record Stored(
            byte[] saga,
            String type,
            String revision,
            long version,
            Set<AssociationValue> associations) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getBytes("serialized_saga"),
                    row.getString("saga_type"),
                    row.getString("revision"),
                    row.getLong("version"),
                    associations(row.getArray("associations")));
        }

        private static Set<AssociationValue> associations(Array pairs) throws SQLException {
            var associations = new HashSet<AssociationValue>();
            Arrays.stream((String[][]) pairs.getArray())
                    .forEach(pair -> associations.add(new AssociationValue(pair[0], pair[1])));
            return associations;
        }
    }

    private record Loaded<S>(Set<AssociationValue> associationValues, S saga) implements Entry<S> {}

    /// What a unit of work knows of the sagas it works on.
    ///
    /// @param found with the search, and not loaded yet: Axon loads a saga only once
    /// @param read those that were loaded or written, as they stand in the table now
    private record Known(
            Map<String, Stored> found,
            Map<String, Row> read,
            Map<AssociationValue, Search> searches) {

        static Known here() {
            return CurrentUnitOfWork.get()
                    .root()
                    .getOrComputeResource(
                            PostgresSagaStore.class.getName(),
                            _ -> new Known(new HashMap<>(), new HashMap<>(), new HashMap<>()));
        }
    }

    /// What was found for an event, of all types. It holds for this event only: handling it may
    /// begin, change or end sagas, but each type is asked for once and changes its own alone.
    ///
    /// @param ids by the name of their type
    private record Search(String eventId, Map<String, Set<String>> ids) {}

    private record Row(byte[] saga, long version) {}

    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue association) {
        // What a resolver answers for an event that concerns no saga of its type.
        if (association.getValue() == null) {
            return Set.of();
        }
        var eventId = CurrentUnitOfWork.get().getMessage().getIdentifier();
        var known = Known.here();
        var search = known.searches().get(association);
        if (search == null || !search.eventId().equals(eventId)) {
            search = new Search(eventId, find(association, known.found()));
            known.searches().put(association, search);
        }
        return search.ids().getOrDefault(nameOf(sagaType), Set.of());
    }

    private Map<String, Set<String>> find(AssociationValue association, Map<String, Stored> found) {
        var ids = new HashMap<String, Set<String>>();
        database.sql(FIND)
                .params(association.getKey(), association.getValue())
                .query(row -> {
                    var saga = Stored.of(row);
                    var id = row.getString("saga_id");
                    found.put(id, saga);
                    ids.computeIfAbsent(saga.type(), _ -> new HashSet<>()).add(id);
                });
        return ids;
    }

    @Override
    public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String sagaId) {
        var known = Known.here();
        var stored = known.found().remove(sagaId);
        if (stored == null) {
            stored =
                    database.sql(LOAD)
                            .param(sagaId)
                            .query((row, _) -> Stored.of(row))
                            .optional()
                            .orElse(null);
        }
        if (stored == null) {
            return null;
        }
        known.read().put(sagaId, new Row(stored.saga, stored.version));
        S saga =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                stored.saga, byte[].class, stored.type, stored.revision));
        return new Loaded<>(stored.associations, saga);
    }

    @Override
    public void insertSaga(
            Class<?> sagaType, String sagaId, Object saga, Set<AssociationValue> associations) {
        var serialized = serializer.serialize(saga, byte[].class);
        database.sql(INSERT)
                .params(
                        sagaId,
                        serialized.getType().getName(),
                        serialized.getType().getRevision(),
                        serialized.getData(),
                        sagaId,
                        nameOf(sagaType),
                        column(associations, AssociationValue::getKey),
                        column(associations, AssociationValue::getValue))
                .update();
        Known.here().read().put(sagaId, new Row(serialized.getData(), 0));
    }

    @Override
    public void updateSaga(
            Class<?> sagaType, String sagaId, Object saga, AssociationValues associations) {
        var serialized = serializer.serialize(saga, byte[].class);
        var read = Known.here().read();
        var row = read.get(sagaId);
        var added = associations.addedAssociations();
        var removed = associations.removedAssociations();
        if (added.isEmpty() && removed.isEmpty() && Arrays.equals(row.saga, serialized.getData())) {
            return;
        }
        requireOne(
                database.sql(UPDATE)
                        .params(
                                serialized.getData(),
                                serialized.getType().getRevision(),
                                sagaId,
                                row.version)
                        .update(),
                sagaId);
        read.put(sagaId, new Row(serialized.getData(), row.version + 1));
        if (!added.isEmpty()) {
            database.sql(ASSOCIATE)
                    .params(
                            sagaId,
                            nameOf(sagaType),
                            column(added, AssociationValue::getKey),
                            column(added, AssociationValue::getValue))
                    .update();
        }
        if (!removed.isEmpty()) {
            database.sql(DISSOCIATE)
                    .params(
                            sagaId,
                            column(removed, AssociationValue::getKey),
                            column(removed, AssociationValue::getValue))
                    .update();
        }
    }

    @Override
    public void deleteSaga(
            Class<?> sagaType, String sagaId, Set<AssociationValue> associationValues) {
        requireOne(
                database.sql(DELETE)
                        .params(sagaId, sagaId, Known.here().read().remove(sagaId).version)
                        .update(),
                sagaId);
    }

    private static void requireOne(int rows, String sagaId) {
        if (rows == 0) {
            throw new ConcurrencyException(
                    "Saga " + sagaId + " was written by another since it was read.");
        }
    }

    private String nameOf(Class<?> sagaType) {
        return serializer.typeForClass(sagaType).getName();
    }

    private static String[] column(
            Collection<AssociationValue> associations, Function<AssociationValue, String> value) {
        return associations.stream().map(value).toArray(String[]::new);
    }
}
