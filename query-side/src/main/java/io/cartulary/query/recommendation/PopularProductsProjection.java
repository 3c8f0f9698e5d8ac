package io.cartulary.query.recommendation;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.eventhandling.EventMessage;
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

    private static final Table PRODUCT = Table.named("product");
    static final Column<ProductId> PRODUCT_ID = PRODUCT.key("product_id", text(ProductId::new));
    static final Column<String> SLUG = PRODUCT.latest("slug", TEXT);
    static final Column<String> NAME_BY_LANGUAGE = PRODUCT.latest("name", TEXT);

    /// Empty where there is none any more.
    static final Column<String> IMAGE = PRODUCT.latest("image", TEXT);

    static final Column<Boolean> PUBLISHED = PRODUCT.latest("published", BOOLEAN);
    static final Column<Double> POPULARITY =
            PRODUCT.unwritten("popularity", DOUBLE.notNull(), "default 0");

    private static final Table SKU_OF_PRODUCT = Table.named("sku");
    static final Column<Sku> SKU = SKU_OF_PRODUCT.key("sku", text(Sku::new));
    static final Column<ProductId> OWNER =
            SKU_OF_PRODUCT.latest("product_id", text(ProductId::new).notNull());

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
        return Set.of(CatalogEvent.class, OrderConfirmed.class, OrderImported.class);
    }

    /// A sale names a SKU only: it must come after the event that says whose it is.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(ObjectRows.named("product-", PRODUCT_ID).without(POPULARITY));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(PRODUCT, SKU_OF_PRODUCT));
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () -> new Batch(generation.schema());
    }

    private final class Batch implements BatchHandler.Batch {

        private final String schema;
        private final Rows rows;
        private final Map<Sku, Double> salesBySku = new HashMap<>();

        Batch(String schema) {
            this.schema = schema;
            this.rows = new Rows(schema);
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch (event) {
                case CatalogEvent catalog -> fold(catalog);
                case OrderConfirmed order ->
                        order.sold().forEach(sold -> sell(sold.sku(), message.getTimestamp()));
                case OrderImported order ->
                        order.lines().forEach(line -> sell(line.sku(), order.placedAt()));
                default -> throw new IllegalArgumentException("not read here: " + event);
            }
        }

        private void fold(CatalogEvent event) {
            switch (event) {
                case ProductCreated(var product, var slug, var description, var variants) -> {
                    rows.of(PRODUCT, product).set(SLUG, slug);
                    describe(product, description);
                    variants.forEach(variant -> own(variant.sku(), product));
                }
                case ProductDescribed(var product, var description) ->
                        describe(product, description);
                case VariantAdded(var product, var variant) -> own(variant.sku(), product);
                case SlugChanged(var product, var language, var slug) -> {
                    if (language == null) {
                        rows.of(PRODUCT, product).set(SLUG, slug);
                    }
                }
                case ProductPublished(var product) ->
                        rows.of(PRODUCT, product).set(PUBLISHED, true);
                case ProductArchived(var product) ->
                        rows.of(PRODUCT, product).set(PUBLISHED, false);
                case ProductReturnedToDraft(var product) ->
                        rows.of(PRODUCT, product).set(PUBLISHED, false);
                case MediaArranged(var product, var media) ->
                        rows.of(PRODUCT, product)
                                .set(
                                        IMAGE,
                                        ProductMedia.primaryOf(media)
                                                .map(MediaId::value)
                                                .orElse(""));
                case VariantDescribed _,
                        VariantArchived _,
                        VariantsArranged _,
                        PriceChanged _,
                        SaleScheduled _,
                        SaleCancelled _,
                        SaleStarted _,
                        SaleEnded _,
                        CostPriceSet _,
                        PublicationScheduled _,
                        PublicationCancelled _,
                        SlugClaimed _ -> {
                    // The feed shows none of it.
                }
            }
        }

        private void describe(ProductId product, ProductDescription description) {
            rows.of(PRODUCT, product)
                    .set(NAME_BY_LANGUAGE, json.writeValueAsString(description.name()));
        }

        private void own(Sku sku, ProductId product) {
            rows.of(SKU_OF_PRODUCT, sku).set(OWNER, product);
        }

        private void sell(Sku sku, Instant at) {
            salesBySku.merge(sku, Popularity.of(Popularity.SALE, at), Popularity::sum);
        }

        @Override
        public void flush() {
            rows.write(database);
            if (!salesBySku.isEmpty()) {
                saveSales();
            }
        }

        private void saveSales() {
            var sales = new TreeMap<String, Double>();
            client.sql("select * from %s.sku where sku = any(?)".formatted(schema))
                    .param(salesBySku.keySet().stream().map(Sku::value).toArray(String[]::new))
                    .query(row -> {
                        sales.merge(
                                OWNER.of(row).value(),
                                salesBySku.get(SKU.of(row)),
                                Popularity::sum);
                    });
            client.sql(
                            """
                            update %s.product known set popularity = %s
                            from unnest(?, ?) as sale (product_id, popularity)
                            where known.product_id = sale.product_id
                            """
                                    .formatted(
                                            schema,
                                            Popularity.sumInSql(
                                                    "known.popularity", "sale.popularity")))
                    .param(sales.keySet().toArray(String[]::new))
                    .param(sales.values().toArray(Double[]::new))
                    .update();
        }
    }
}
