package io.cartulary.query.category;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CategoryEvent;
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

/// Owns the [CategoryTables] that pages of categories are read from.
@Component
class CategoriesProjection implements ProjectionDefinition {

    static final String NAME = "categories";

    private final JdbcTemplate database;
    private final JsonMapper json;

    CategoriesProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CategoryEvent.class);
    }

    /// All its events are those of one aggregate.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.all(CategoryEvent.TREE, "category", "category_slug", "category_tree"));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, CategoryTables.DDL);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.<CategoryEvent>ofRows(
                generation,
                database,
                (event, message, rows) -> CategoryTables.fold(event, message, rows, json));
    }
}
