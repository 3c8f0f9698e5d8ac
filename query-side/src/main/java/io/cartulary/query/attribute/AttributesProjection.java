package io.cartulary.query.attribute;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `attribute` and `attribute_set`.
@Component
class AttributesProjection implements ProjectionDefinition {

    static final String NAME = "attributes";

    private final JdbcTemplate database;
    private final JsonMapper json;

    AttributesProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(AttributeEvent.class);
    }

    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.coded("attribute-", AttributeTables.CODE)
                        .and(ObjectRows.coded("attributeset-", AttributeTables.SET_CODE)));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, AttributeTables.DDL);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(
                generation,
                database,
                (AttributeEvent event, EventMessage<?> message, Rows rows) ->
                        AttributeTables.fold(event, message, rows, json));
    }
}
