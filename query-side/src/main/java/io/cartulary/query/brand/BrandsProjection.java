package io.cartulary.query.brand;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.BrandEvent;
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

/// Owns the [BrandTables] that pages of brands are read from.
@Component
class BrandsProjection implements ProjectionDefinition {

    static final String NAME = "brands";

    private final JdbcTemplate database;
    private final JsonMapper json;

    BrandsProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(BrandEvent.class);
    }

    /// All its events are those of one aggregate.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.all(BrandEvent.BRANDS, "brand", "brand_slug", "brand_version"));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, BrandTables.BRANDS.ddl());
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.<BrandEvent>ofRows(
                generation,
                database,
                (event, message, rows) -> BrandTables.fold(event, message, rows, json));
    }
}
