package io.cartulary.query.catalog;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.BrandEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.review.ReviewEvent.ReviewApproved;
import io.cartulary.events.review.ReviewEvent.ReviewWithdrawn;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.brand.BrandTables;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `product`, `product_slug`, `scheduled_publication`, `sale`, `variant`, `cost_price`,
/// `product_rating` (how many reviews that shoppers see gave how many stars) and [BrandTables].
@Component
class ProductPageProjection implements ProjectionDefinition {

    static final String NAME = "product-page";

    private static final Table PRODUCT = Table.named("product");
    static final Column<ProductId> PRODUCT_ID = PRODUCT.key("product_id", text(ProductId::new));
    static final Column<Long> VERSION = PRODUCT.latest("version", BIGINT.notNull());
    static final Column<String> SLUG = PRODUCT.latest("slug", TEXT);
    static final Column<ProductStatus> STATUS =
            PRODUCT.latest("status", text(ProductStatus::valueOf));
    static final Column<String> DESCRIPTION = PRODUCT.latest("description", JSONB);
    static final Column<String> MEDIA = PRODUCT.latest("media", JSONB);
    static final Column<Instant> CREATED_AT = PRODUCT.latest("created_at", TIMESTAMPTZ);
    static final Column<Instant> PUBLISHED_AT = PRODUCT.latest("published_at", TIMESTAMPTZ);

    /// Every slug that a product ever had.
    private static final Table SLUG_OF_PRODUCT = Table.named("product_slug");

    static final Column<String> SLUG_GIVEN = SLUG_OF_PRODUCT.key("slug", TEXT);

    /// Empty for the one of all languages that have none of their own.
    static final Column<String> LANGUAGE = SLUG_OF_PRODUCT.key("language", TEXT);

    static final Column<ProductId> SLUG_OF =
            SLUG_OF_PRODUCT.latest("product_id", text(ProductId::new).notNull());

    /// The position of the event: of a language's slugs the last one is that of the page.
    static final Column<Long> GIVEN = SLUG_OF_PRODUCT.latest("given", BIGINT.notNull());

    private static final Table PUBLICATION = Table.named("scheduled_publication");
    static final Column<ProductId> SCHEDULED = PUBLICATION.key("product_id", text(ProductId::new));
    static final Column<Instant> PUBLISH_AT =
            PUBLICATION.latest("publish_at", TIMESTAMPTZ.notNull());

    private static final Table SALE = Table.named("sale");
    static final Column<SaleId> SALE_ID = SALE.key("sale_id", text(SaleId::new));
    static final Column<ProductId> SALE_OF = SALE.latest("product_id", text(ProductId::new));
    static final Column<String> TERMS = SALE.latest("terms", JSONB);
    static final Column<Boolean> RUNNING = SALE.latest("running", BOOLEAN);

    private static final Table VARIANT = Table.named("variant");
    static final Column<ProductId> VARIANT_OF = VARIANT.key("product_id", text(ProductId::new));
    static final Column<Sku> SKU = VARIANT.key("sku", text(Sku::new));

    /// Of the event that put it in its place, and there behind others that this event placed.
    static final Column<Long> PLACED = VARIANT.latest("placed", BIGINT);

    static final Column<Integer> NUMBER = VARIANT.latest("number", INTEGER);

    /// As it was described; its price may have changed since.
    static final Column<String> DESCRIBED = VARIANT.latest("described", TEXT);

    static final Column<Long> PRICE = VARIANT.latest("price_minor", BIGINT);
    static final Column<CurrencyUnit> CURRENCY = VARIANT.latest("currency", text(CurrencyUnit::of));
    static final Column<Boolean> VARIANT_ARCHIVED = VARIANT.latest("archived", BOOLEAN);

    /// Apart from what shoppers are shown.
    private static final Table COST = Table.named("cost_price");

    static final Column<ProductId> COST_OF = COST.key("product_id", text(ProductId::new));
    static final Column<Sku> COST_SKU = COST.key("sku", text(Sku::new));
    static final Column<Long> COST_PRICE = COST.latest("cost_minor", BIGINT.notNull());
    static final Column<CurrencyUnit> COST_CURRENCY =
            COST.latest("currency", text(CurrencyUnit::of).notNull());

    private static final Table RATING = Table.named("product_rating");
    private static final Column<ProductId> RATED = RATING.key("product_id", text(ProductId::new));

    /// From 1 to 5.
    static final List<Column<Integer>> STARS =
            IntStream.rangeClosed(1, 5)
                    .mapToObj(stars -> RATING.sum("stars_" + stars, INTEGER))
                    .toList();

    private static final String INDEXES =
            """
            create index if not exists product_slug_product_idx on product_slug (product_id);
            create index if not exists sale_product_idx on sale (product_id);
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
        return Set.of(
                CatalogEvent.class, BrandEvent.class, ReviewApproved.class, ReviewWithdrawn.class);
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.named("product-", PRODUCT_ID, SCHEDULED, SALE_OF, VARIANT_OF, COST_OF));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation,
                database,
                Table.ddl(PRODUCT, SLUG_OF_PRODUCT, PUBLICATION, SALE, VARIANT, COST, RATING)
                        + BrandTables.BRANDS.ddl(),
                INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case CatalogEvent catalog -> fold(catalog, message, rows);
            case BrandEvent brand -> BrandTables.fold(brand, message, rows, json);
            case ReviewApproved(_, var product, var rating, _) -> count(product, rating, 1, rows);
            case ReviewWithdrawn(_, var product, var rating) -> count(product, rating, -1, rows);
            default -> throw new IllegalStateException("not read here: " + event);
        }
    }

    private static void count(ProductId product, int rating, int reviews, Rows rows) {
        rows.of(RATING, product).merge(STARS.get(rating - 1), reviews, Integer::sum);
    }

    private void fold(CatalogEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case ProductCreated(var product, var slug, var description, var variants) -> {
                page(event, message, rows)
                        .set(SLUG, slug)
                        .set(STATUS, ProductStatus.DRAFT)
                        .set(DESCRIPTION, json.writeValueAsString(description))
                        .set(CREATED_AT, message.getTimestamp());
                slug(product, null, slug, message, rows);
                for (int number = 0; number < variants.size(); number++) {
                    var variant = variants.get(number);
                    place(product, variant.sku(), number, message, rows);
                    describe(product, variant, rows);
                }
            }
            case ProductDescribed(_, var description) ->
                    page(event, message, rows)
                            .set(DESCRIPTION, json.writeValueAsString(description));
            case VariantAdded(var product, var variant) -> {
                page(event, message, rows);
                place(product, variant.sku(), 0, message, rows);
                describe(product, variant, rows);
            }
            case VariantDescribed(var product, var variant) -> {
                page(event, message, rows);
                describe(product, variant, rows);
            }
            case VariantArchived(var product, var sku) -> {
                page(event, message, rows);
                rows.of(VARIANT, product, sku).set(VARIANT_ARCHIVED, true);
                rows.remove(COST, product, sku);
            }
            case VariantsArranged(var product, var skus) -> {
                page(event, message, rows);
                for (int number = 0; number < skus.size(); number++) {
                    place(product, skus.get(number), number, message, rows);
                }
            }
            case MediaArranged(_, var media) ->
                    page(event, message, rows).set(MEDIA, json.writeValueAsString(media));
            case PriceChanged(var product, var sku, var price) -> {
                page(event, message, rows);
                price(product, sku, price, rows);
            }
            case SaleScheduled(var product, var sale) -> {
                page(event, message, rows);
                rows.of(SALE, sale.saleId())
                        .set(SALE_OF, product)
                        .set(TERMS, json.writeValueAsString(sale));
            }
            case SaleStarted(_, var sale, _, _) -> {
                page(event, message, rows);
                rows.of(SALE, sale).set(RUNNING, true);
            }
            case SaleCancelled(_, var sale, _) -> {
                page(event, message, rows);
                rows.remove(SALE, sale);
            }
            case SaleEnded(_, var sale, _) -> {
                page(event, message, rows);
                rows.remove(SALE, sale);
            }
            case CostPriceSet(var product, var sku, var cost) -> {
                page(event, message, rows);
                if (cost == null) {
                    rows.remove(COST, product, sku);
                } else {
                    rows.of(COST, product, sku)
                            .set(COST_PRICE, cost.getAmountMinorLong())
                            .set(COST_CURRENCY, cost.getCurrencyUnit());
                }
            }
            case PublicationScheduled(var product, var publishAt) -> {
                page(event, message, rows);
                rows.of(PUBLICATION, product).set(PUBLISH_AT, publishAt);
            }
            case PublicationCancelled(var product) -> {
                page(event, message, rows);
                rows.remove(PUBLICATION, product);
            }
            case ProductPublished(var product) -> {
                page(event, message, rows)
                        .set(STATUS, ProductStatus.PUBLISHED)
                        .set(PUBLISHED_AT, message.getTimestamp());
                rows.remove(PUBLICATION, product);
            }
            case ProductArchived(var product) -> {
                page(event, message, rows).set(STATUS, ProductStatus.ARCHIVED);
                rows.remove(PUBLICATION, product);
            }
            case ProductReturnedToDraft(var product) -> {
                page(event, message, rows).set(STATUS, ProductStatus.DRAFT);
                rows.remove(PUBLICATION, product);
            }
            case SlugChanged(var product, var language, var slug) -> {
                var page = page(event, message, rows);
                if (language == null) {
                    page.set(SLUG, slug);
                }
                slug(product, language, slug, message, rows);
            }
            case SlugClaimed _ -> {
                /* the product's own events have its slug */
            }
        }
    }

    private static Row page(CatalogEvent event, EventMessage<?> message, Rows rows) {
        return rows.of(PRODUCT, event.productId()).set(VERSION, EventPosition.inAggregate(message));
    }

    private static void slug(
            ProductId product,
            @Nullable String language,
            String slug,
            EventMessage<?> message,
            Rows rows) {
        rows.of(SLUG_OF_PRODUCT, slug, language == null ? "" : language)
                .set(SLUG_OF, product)
                .set(GIVEN, EventPosition.of(message));
    }

    private static void place(
            ProductId product, Sku sku, int number, EventMessage<?> message, Rows rows) {
        rows.of(VARIANT, product, sku).set(PLACED, EventPosition.of(message)).set(NUMBER, number);
    }

    private void describe(ProductId product, Variant variant, Rows rows) {
        price(product, variant.sku(), variant.price(), rows);
        rows.of(VARIANT, product, variant.sku()).set(DESCRIBED, json.writeValueAsString(variant));
    }

    private static void price(ProductId product, Sku sku, Money price, Rows rows) {
        rows.of(VARIANT, product, sku)
                .set(PRICE, price.getAmountMinorLong())
                .set(CURRENCY, price.getCurrencyUnit());
    }
}
