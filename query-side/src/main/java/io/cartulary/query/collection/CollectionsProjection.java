package io.cartulary.query.collection;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns the [CollectionTables] that pages of collections are read from.
@Component
class CollectionsProjection implements ProjectionDefinition {

    static final String NAME = "collections";

    private final JdbcTemplate database;
    private final JsonMapper json;

    CollectionsProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CollectionEvent.class);
    }

    /// All its events are those of one aggregate.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.all(
                        CollectionEvent.COLLECTIONS,
                        "collection",
                        "collection_slug",
                        "collection_version",
                        "collection_content"));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, CollectionTables.ddl());
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.<CollectionEvent>ofRows(
                generation,
                database,
                (event, message, rows) -> CollectionTables.fold(event, message, rows, json));
    }
}
