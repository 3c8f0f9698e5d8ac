package io.cartulary.query.catalog;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.INTEGER;
import static io.cartulary.eventstore.tables.BatchTable.Type.JSONB;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;
import static io.cartulary.eventstore.tables.BatchTable.Type.TIMESTAMPTZ;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `product` and `variant`.
@Component
class ProductPageProjection implements ProjectionDefinition {

    static final String NAME = "product-page";

    private static final String TABLES =
            """
            create table product (
                product_id   text primary key,
                version      bigint not null,
                slug         text,
                status       text,
                description  jsonb,
                created_at   timestamptz,
                published_at timestamptz
            );
            create table variant (
                product_id       text not null,
                sku              text not null,
                added            bigint,
                number           integer,
                options          jsonb,
                price_minor      bigint,
                currency         text,
                compare_at_minor bigint,
                tax_class        text,
                weight_grams     integer,
                barcode          text,
                primary key (product_id, sku)
            );
            """;

    private static final String INDEXES =
            """
            create index if not exists product_slug_idx on product (slug);
            create index if not exists product_status_idx on product (status, product_id);
            """;

    private final JdbcTemplate database;
    private final JsonMapper json;

    ProductPageProjection(@Qualifier("readModels") JdbcTemplate database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean isNeededToServe() {
        return true;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(CatalogEvent.class);
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES, INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var products =
                BatchTable.<ProductRow>named(generation.schema() + ".product")
                        .key("product_id", TEXT, row -> row.productId)
                        .latest("version", BIGINT, row -> row.version)
                        .latest("slug", TEXT, row -> row.slug)
                        .latest("status", TEXT, row -> row.status)
                        .latest("description", JSONB, row -> row.description)
                        .latest("created_at", TIMESTAMPTZ, row -> row.createdAt)
                        .latest("published_at", TIMESTAMPTZ, row -> row.publishedAt)
                        .build();
        var variants =
                BatchTable.<VariantRow>named(generation.schema() + ".variant")
                        .key("product_id", TEXT, row -> row.key.productId())
                        .key("sku", TEXT, row -> row.key.sku())
                        .latest("added", BIGINT, row -> row.added)
                        .latest("number", INTEGER, row -> row.number)
                        .latest("options", JSONB, row -> row.options)
                        .latest("price_minor", BIGINT, row -> row.price)
                        .latest("currency", TEXT, row -> row.currency)
                        .latest("compare_at_minor", BIGINT, row -> row.compareAt)
                        .latest("tax_class", TEXT, row -> row.taxClass)
                        .latest("weight_grams", INTEGER, row -> row.weightGrams)
                        .latest("barcode", TEXT, row -> row.barcode)
                        .build();
        return () -> new Products(products, variants);
    }

    private static final class ProductRow {
        final ProductId productId;
        @Nullable Long version;
        @Nullable String slug;
        @Nullable ProductStatus status;
        @Nullable String description;
        @Nullable Instant createdAt;
        @Nullable Instant publishedAt;

        ProductRow(ProductId productId) {
            this.productId = productId;
        }
    }

    private record VariantKey(ProductId productId, Sku sku) {}

    private static final class VariantRow {
        final VariantKey key;
        @Nullable Long added;
        @Nullable Integer number;
        @Nullable String options;
        @Nullable Long price;
        @Nullable String currency;
        @Nullable Long compareAt;
        @Nullable String taxClass;
        @Nullable Integer weightGrams;
        @Nullable String barcode;

        VariantRow(VariantKey key) {
            this.key = key;
        }
    }

    private final class Products implements BatchHandler.Batch {

        private final BatchTable<ProductRow> productTable;
        private final BatchTable<VariantRow> variantTable;
        private final Map<ProductId, ProductRow> products = new HashMap<>();
        private final Map<VariantKey, VariantRow> variants = new HashMap<>();

        Products(BatchTable<ProductRow> productTable, BatchTable<VariantRow> variantTable) {
            this.productTable = productTable;
            this.variantTable = variantTable;
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            var catalog = (CatalogEvent) event;
            if (catalog instanceof SlugClaimed) {
                return; // the product itself tells its slug
            }
            var row = products.computeIfAbsent(catalog.productId(), ProductRow::new);
            var position = EventPosition.of(message);
            row.version = EventPosition.inAggregate(message);
            switch (catalog) {
                case ProductCreated created -> {
                    row.slug = created.slug();
                    row.status = ProductStatus.DRAFT;
                    row.description = json.writeValueAsString(created.description());
                    row.createdAt = message.getTimestamp();
                    var number = 0;
                    for (var variant : created.variants()) {
                        add(created.productId(), variant, position, number++);
                    }
                }
                case ProductDescribed described ->
                        row.description = json.writeValueAsString(described.description());
                case VariantAdded(var product, var variant) -> add(product, variant, position, 0);
                case PriceChanged(var product, var sku, var price) ->
                        price(variant(product, sku), price);
                case ProductPublished _ -> {
                    row.status = ProductStatus.PUBLISHED;
                    row.publishedAt = message.getTimestamp();
                }
                case ProductArchived _ -> row.status = ProductStatus.ARCHIVED;
                case SlugClaimed _ -> {
                    /* see above */
                }
            }
        }

        @Override
        public void flush() {
            productTable.write(database, products.values());
            variantTable.write(database, variants.values());
        }

        private void add(ProductId product, Variant variant, long added, int number) {
            var row = variant(product, variant.sku());
            row.added = added;
            row.number = number;
            row.options = json.writeValueAsString(variant.options());
            price(row, variant.price());
            row.compareAt =
                    variant.compareAtPrice() == null
                            ? null
                            : Long.valueOf(variant.compareAtPrice().getAmountMinorLong());
            row.taxClass = variant.taxClass();
            row.weightGrams = variant.weightGrams();
            row.barcode = variant.barcode();
        }

        private void price(VariantRow row, Money price) {
            row.price = price.getAmountMinorLong();
            row.currency = price.getCurrencyUnit().getCode();
        }

        private VariantRow variant(ProductId product, Sku sku) {
            return variants.computeIfAbsent(new VariantKey(product, sku), VariantRow::new);
        }
    }
}
