package io.cartulary.query.attribute;

import static io.cartulary.query.attribute.AttributeTables.*;
import static io.cartulary.query.attribute.AttributesProjection.NAME;

import io.cartulary.events.attribute.AttributeDefinition;
import io.cartulary.events.attribute.AttributeSetDefinition;
import io.cartulary.query.attribute.AttributeQuery.*;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [AttributeQuery] from tables `attribute` and `attribute_set`.
@Component
class AttributeReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final RowMapper<AttributeDetails> attribute;
    private final RowMapper<AttributeSetDetails> set;

    AttributeReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.attribute =
                (row, _) ->
                        new AttributeDetails(
                                CODE.of(row),
                                json.readValue(DEFINITION.of(row), AttributeDefinition.class),
                                ARCHIVED.of(row),
                                VERSION.of(row));
        this.set =
                (row, _) ->
                        new AttributeSetDetails(
                                SET_CODE.of(row),
                                json.readValue(
                                        SET_DEFINITION.of(row), AttributeSetDefinition.class),
                                SET_ARCHIVED.of(row),
                                SET_VERSION.of(row));
    }

    @QueryHandler
    Optional<AttributeDetails> answer(FindAttribute query) {
        return find("attribute", query.code(), attribute);
    }

    @QueryHandler
    List<AttributeDetails> answer(ListAttributes query) {
        return list("attribute", query.after(), query.limit(), attribute);
    }

    List<AttributeDetails> all() {
        return list("attribute", null, Integer.MAX_VALUE, attribute);
    }

    List<AttributeSetDetails> allSets() {
        return list("attribute_set", null, Integer.MAX_VALUE, set);
    }

    @QueryHandler
    Optional<AttributeSetDetails> answer(FindAttributeSet query) {
        return find("attribute_set", query.code(), set);
    }

    @QueryHandler
    List<AttributeSetDetails> answer(ListAttributeSets query) {
        return list("attribute_set", query.after(), query.limit(), set);
    }

    private <T> Optional<T> find(String table, String code, RowMapper<T> details) {
        return database.sql(
                        "select * from %s.%s where code = ?"
                                .formatted(live.of(NAME).schema(), table))
                .param(code)
                .query(details)
                .optional();
    }

    private <T> List<T> list(
            String table, @Nullable String after, int limit, RowMapper<T> details) {
        return database.sql(
                        "select * from %s.%s where code > ? order by code limit ?"
                                .formatted(live.of(NAME).schema(), table))
                .params(after == null ? "" : after, limit)
                .query(details)
                .list();
    }
}
