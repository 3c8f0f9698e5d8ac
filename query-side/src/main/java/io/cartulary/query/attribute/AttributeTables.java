package io.cartulary.query.attribute;

import static io.cartulary.eventstore.tables.ColumnType.*;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeEvent;
import io.cartulary.events.attribute.AttributeEvent.*;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.EventPosition;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Tables `attribute` and `attribute_set` of a generation. Each projection that needs definitions
/// has them in its own generation, at its own position.
public final class AttributeTables {

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

    public static final String DDL = Table.ddl(ATTRIBUTE, SET);

    private AttributeTables() {}

    public static void fold(
            AttributeEvent event, EventMessage<?> message, Rows rows, JsonMapper json) {
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

    /// Attributes by code, archived ones among them.
    public static Map<String, AttributeDefinition> read(
            JdbcClient database, String schema, JsonMapper json) {
        return database
                .sql("select * from %s.attribute".formatted(schema))
                .query((row, _) ->
                        Map.entry(
                                CODE.of(row),
                                json.readValue(DEFINITION.of(row), AttributeDefinition.class)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
