package io.cartulary.query.collection;

import static io.cartulary.eventstore.tables.ColumnType.*;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.catalog.CollectionEvent;
import io.cartulary.events.catalog.CollectionEvent.*;
import io.cartulary.events.catalog.CollectionId;
import io.cartulary.events.catalog.ProductCriteria;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.listing.ListingTables;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Fills tables `collection`, `collection_slug`, `collection_version` and `collection_content`.
final class CollectionTables {

    static final ListingTables<CollectionId> COLLECTIONS =
            new ListingTables<>("collection", CollectionId::new);

    private static final Table CONTENT = Table.named("collection_content");
    private static final Column<CollectionId> CONTENT_OF =
            CONTENT.key("collection_id", text(CollectionId::new));

    /// Empty where it has a rule.
    private static final Column<List<String>> PRODUCTS =
            CONTENT.replaced("products", TEXTS.notNull());

    private static final Column<String> RULE = CONTENT.replaced("rule", TEXT);

    private CollectionTables() {}

    static String ddl() {
        return COLLECTIONS.ddl() + Table.ddl(CONTENT);
    }

    static void fold(CollectionEvent event, EventMessage<?> message, Rows rows, JsonMapper json) {
        var collections = new ListingTables.Changes<>(COLLECTIONS, message, rows, json);
        switch (event) {
            case CollectionCreated(var collection, var slug, var description) ->
                    collections.create(collection, slug, description);
            case CollectionDescribed(var collection, var description) ->
                    collections.describe(collection, description);
            case CollectionSlugGiven(var collection, var slug) ->
                    collections.give(collection, slug);
            case ProductsCollected(var collection, var products) -> {
                collections.change(collection);
                rows.of(CONTENT, collection)
                        .set(PRODUCTS, products.stream().map(ProductId::value).toList())
                        .set(RULE, null);
            }
            case RuleAgreed(var collection, var rule) -> {
                collections.change(collection);
                rows.of(CONTENT, collection)
                        .set(PRODUCTS, List.of())
                        .set(RULE, json.writeValueAsString(rule));
            }
            case CollectionsArranged(var first) -> collections.arrange(first);
            case CollectionActivated(var collection) -> collections.show(collection, true);
            case CollectionDeactivated(var collection) -> collections.show(collection, false);
            case CollectionRemoved(var collection) -> {
                collections.remove(collection);
                rows.remove(CONTENT, collection);
            }
        }
    }

    /// Nothing is in one that was never filled.
    static CollectionContent content(
            CollectionId collection, JdbcClient database, String schema, JsonMapper json) {
        return database.sql(
                        "select * from %s.%s where %s = ?".formatted(schema, CONTENT, CONTENT_OF))
                .param(collection.value())
                .query((row, _) -> content(row, json))
                .optional()
                .orElse(CollectionContent.EMPTY);
    }

    /// Of each that was filled.
    static Map<CollectionId, CollectionContent> contents(
            JdbcClient database, String schema, JsonMapper json) {
        return database
                .sql("select * from %s.%s".formatted(schema, CONTENT))
                .query((row, _) -> Map.entry(CONTENT_OF.of(row), content(row, json)))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static CollectionContent content(ResultSet row, JsonMapper json) throws SQLException {
        var rule = RULE.of(row);
        return new CollectionContent(
                PRODUCTS.of(row).stream().map(ProductId::new).toList(),
                rule == null ? null : json.readValue(rule, ProductCriteria.class));
    }
}
