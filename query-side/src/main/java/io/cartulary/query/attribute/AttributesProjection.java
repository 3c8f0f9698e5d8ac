package io.cartulary.query.attribute;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
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

    private static final Table ATTRIBUTE = Table.named("attribute");
    static final Column<String> CODE = ATTRIBUTE.key("code", TEXT);
    static final Column<String> DEFINITION = ATTRIBUTE.latest("definition", JSONB);
    static final Column<Boolean> ARCHIVED = ATTRIBUTE.latest("archived", BOOLEAN);
    static final Column<Long> VERSION = ATTRIBUTE.latest("version", BIGINT);

    private static final Table SET = Table.named("attribute_set");
    static final Column<String> SET_CODE = SET.key("code", TEXT);
    static final Column<String> SET_DEFINITION = SET.latest("definition", JSONB);
    static final Column<Boolean> SET_ARCHIVED = SET.latest("archived", BOOLEAN);
    static final Column<Long> SET_VERSION = SET.latest("version", BIGINT);

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
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(ATTRIBUTE, SET));
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(AttributeEvent event, EventMessage<?> message, Rows rows) {
        var version = EventPosition.inAggregate(message);
        switch (event) {
            case AttributeDefined(var attribute, var definition) ->
                    rows.of(ATTRIBUTE, attribute.code())
                            .set(DEFINITION, json.writeValueAsString(definition))
                            .set(ARCHIVED, false)
                            .set(VERSION, version);
            case AttributeArchived(var attribute) ->
                    rows.of(ATTRIBUTE, attribute.code()).set(ARCHIVED, true).set(VERSION, version);
            case AttributeSetDefined(var set, var definition) ->
                    rows.of(SET, set.code())
                            .set(SET_DEFINITION, json.writeValueAsString(definition))
                            .set(SET_ARCHIVED, false)
                            .set(SET_VERSION, version);
            case AttributeSetArchived(var set) ->
                    rows.of(SET, set.code()).set(SET_ARCHIVED, true).set(SET_VERSION, version);
        }
    }
}
