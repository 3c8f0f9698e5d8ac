package io.cartulary.eventstore;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.jdbc.JdbcSagaStore;
import org.axonframework.modelling.saga.repository.jdbc.PostgresSagaSqlSchema;
import org.axonframework.modelling.saga.repository.jdbc.SagaSchema;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Reads a saga with the search for it. Axon asks for the sagas of an event, then for each of them,
/// then for what it is associated with: three questions an event.
final class PostgresSagaStore extends JdbcSagaStore {

    private static final String FIND =
            """
            select saga.saga_id, saga.serialized_saga, saga.saga_type, saga.revision,
                array(select array[known.association_key, known.association_value] from association_value_entry known
                    where known.saga_id = saga.saga_id and known.saga_type = saga.saga_type) as associations
            from association_value_entry asked join saga_entry saga using (saga_id)
            where asked.association_key = ? and asked.association_value = ? and asked.saga_type = ?\
            """;

    private final JdbcClient database;
    private final Serializer serializer;

    PostgresSagaStore(
            JdbcClient database,
            ConnectionProvider connections,
            Serializer serializer,
            SagaSchema schema) {
        super(
                JdbcSagaStore.builder()
                        .connectionProvider(connections)
                        .serializer(serializer)
                        .sqlSchema(new PostgresSagaSqlSchema(schema)));
        this.database = database;
        this.serializer = serializer;
    }

    /// A saga as it is stored.
    private record Stored(
            byte[] saga, String type, String revision, Set<AssociationValue> associations) {

        static Stored of(ResultSet row) throws SQLException {
            return new Stored(
                    row.getBytes("serialized_saga"),
                    row.getString("saga_type"),
                    row.getString("revision"),
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

    /// What is read here serves the unit of work in which it was read, as long as nobody writes it:
    /// Axon loads a saga only once in it.
    @Override
    public Set<String> findSagas(Class<?> sagaType, AssociationValue association) {
        var found = new HashMap<String, Stored>();
        database.sql(FIND)
                .params(
                        association.getKey(),
                        association.getValue(),
                        serializer.typeForClass(sagaType).getName())
                .query(row -> {
                    found.put(row.getString("saga_id"), Stored.of(row));
                });
        if (CurrentUnitOfWork.isStarted()) {
            readHere().putAll(found);
        }
        return found.keySet();
    }

    @Override
    public <S> Entry<S> loadSaga(Class<S> sagaType, String sagaId) {
        var stored = CurrentUnitOfWork.isStarted() ? readHere().remove(sagaId) : null;
        if (stored == null) {
            return super.loadSaga(sagaType, sagaId);
        }
        S saga =
                serializer.deserialize(
                        new SimpleSerializedObject<>(
                                stored.saga, byte[].class, stored.type, stored.revision));
        return new Loaded<>(stored.associations, saga);
    }

    private Map<String, Stored> readHere() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(PostgresSagaStore.class.getName(), _ -> new HashMap<>());
    }
}
