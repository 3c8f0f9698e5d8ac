package io.cartulary.query.recommendation;

import static io.cartulary.eventstore.tables.BatchTable.Type.BOOLEAN;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `product` and `sku` of its generations: which products were bought lately, and what
/// a list shows of them.
@Component
class PopularProductsProjection implements ProjectionDefinition {

    static final String NAME = "popular-products";

    private static final String DDL =
            """
            create table product (
                product_id text             not null,
                slug       text,
                name       text,
                image      text,
                published  boolean,
                popularity double precision not null default 0,
                constraint product_pkey primary key (product_id)
            );
            create table sku (
                sku        text not null,
                product_id text not null,
                constraint sku_pkey primary key (sku)
            );
            """;

    private final JdbcTemplate database;
    private final JdbcClient client;
    private final JsonMapper json;

    PopularProductsProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.client = JdbcClient.create(database);
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CatalogEvent.class, OrderEvent.class, ImportedOrderEvent.class);
    }

    /// A sale names a SKU only: it must come after the event that says whose it is.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, client, DDL);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var schema = generation.schema();
        var tables =
                new Tables(
                        schema,
                        BatchTable.<Change>named(schema + ".product")
                                .key("product_id", TEXT, change -> change.productId)
                                .latest("slug", TEXT, change -> change.slug)
                                .latest("name", TEXT, change -> change.name)
                                .latest("image", TEXT, change -> change.image)
                                .latest("published", BOOLEAN, change -> change.published)
                                .build(),
                        BatchTable.<Map.Entry<Sku, ProductId>>named(schema + ".sku")
                                .key("sku", TEXT, Map.Entry::getKey)
                                .latest("product_id", TEXT, Map.Entry::getValue)
                                .build());
        return () -> new Batch(tables);
    }

    /// The tables of one generation.
    private record Tables(
            String schema,
            BatchTable<Change> products,
            BatchTable<Map.Entry<Sku, ProductId>> skus) {}

    private final class Batch implements BatchHandler.Batch {

        private final Tables tables;
        private final Map<ProductId, Change> changes = new HashMap<>();
        private final Map<Sku, ProductId> productBySku = new HashMap<>();
        private final Map<String, Double> salesBySku = new HashMap<>();

        Batch(Tables tables) {
            this.tables = tables;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch (event) {
                case CatalogEvent catalog -> fold(catalog);
                case OrderConfirmed order ->
                        order.sold().forEach(sold -> sell(sold.sku(), message.getTimestamp()));
                case OrderImported order ->
                        order.lines().forEach(line -> sell(line.sku(), order.placedAt()));
                default -> {
                    // Nothing else that happens to an order is a sale.
                }
            }
        }

        private void fold(CatalogEvent event) {
            switch (event) {
                case ProductCreated(var product, var slug, var description, var variants) -> {
                    change(product).slug = slug;
                    describe(product, description);
                    variants.forEach(variant -> own(variant, product));
                }
                case ProductDescribed(var product, var description) ->
                        describe(product, description);
                case VariantAdded(var product, var variant) -> own(variant, product);
                case ProductPublished(var product) -> change(product).published = true;
                case ProductArchived(var product) -> change(product).published = false;
                case PriceChanged _, SlugClaimed _ -> {
                    // The feed shows neither.
                }
            }
        }

        private void describe(ProductId product, ProductDescription description) {
            var change = change(product);
            change.name = json.writeValueAsString(description.name());
            change.image = description.images().isEmpty() ? "" : description.images().getFirst();
        }

        private void own(Variant variant, ProductId product) {
            productBySku.put(variant.sku(), product);
        }

        private void sell(Sku sku, Instant at) {
            salesBySku.merge(sku.value(), Popularity.of(Popularity.SALE, at), Popularity::sum);
        }

        private Change change(ProductId product) {
            return changes.computeIfAbsent(product, Change::new);
        }

        @Override
        public void flush() {
            tables.products().write(database, changes.values());
            tables.skus().write(database, productBySku.entrySet());
            if (!salesBySku.isEmpty()) {
                saveSales();
            }
        }

        private void saveSales() {
            var sales = new TreeMap<String, Double>();
            client.sql(
                            "select sku, product_id from %s.sku where sku = any(?)"
                                    .formatted(tables.schema()))
                    .param(salesBySku.keySet().toArray(String[]::new))
                    .query(row -> {
                        sales.merge(
                                row.getString(2),
                                salesBySku.get(row.getString(1)),
                                Popularity::sum);
                    });
            client.sql(
                            """
                            update %s.product known set popularity = %s
                            from unnest(?, ?) as sale (product_id, popularity)
                            where known.product_id = sale.product_id
                            """
                                    .formatted(
                                            tables.schema(),
                                            Popularity.sumInSql(
                                                    "known.popularity", "sale.popularity")))
                    .param(sales.keySet().toArray(String[]::new))
                    .param(sales.values().toArray(Double[]::new))
                    .update();
        }
    }

    /// What a batch says of one product; what is absent stays as it was.
    private static final class Change {
        final ProductId productId;
        @Nullable String slug;
        @Nullable String name;
        @Nullable String image;
        @Nullable Boolean published;

        Change(ProductId productId) {
            this.productId = productId;
        }
    }
}
