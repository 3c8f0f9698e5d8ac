package io.cartulary.query.catalog;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.CatalogEvent;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.review.ReviewEvent.ReviewApproved;
import io.cartulary.events.review.ReviewEvent.ReviewWithdrawn;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Owns tables `product`, `variant` and `product_rating`: how many reviews that shoppers see gave
/// how many stars.
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
    static final Column<Instant> CREATED_AT = PRODUCT.latest("created_at", TIMESTAMPTZ);
    static final Column<Instant> PUBLISHED_AT = PRODUCT.latest("published_at", TIMESTAMPTZ);

    private static final Table VARIANT = Table.named("variant");
    static final Column<ProductId> VARIANT_OF = VARIANT.key("product_id", text(ProductId::new));
    static final Column<Sku> SKU = VARIANT.key("sku", text(Sku::new));
    static final Column<Long> ADDED = VARIANT.latest("added", BIGINT);
    static final Column<Integer> NUMBER = VARIANT.latest("number", INTEGER);
    static final Column<String> OPTIONS = VARIANT.latest("options", JSONB);
    static final Column<Long> PRICE = VARIANT.latest("price_minor", BIGINT);
    static final Column<CurrencyUnit> CURRENCY = VARIANT.latest("currency", text(CurrencyUnit::of));
    static final Column<Long> COMPARE_AT = VARIANT.latest("compare_at_minor", BIGINT);
    static final Column<String> TAX_CLASS = VARIANT.latest("tax_class", TEXT);
    static final Column<Integer> WEIGHT = VARIANT.latest("weight_grams", INTEGER);
    static final Column<String> BARCODE = VARIANT.latest("barcode", TEXT);

    private static final Table RATING = Table.named("product_rating");
    private static final Column<ProductId> RATED = RATING.key("product_id", text(ProductId::new));

    /// From 1 to 5.
    static final List<Column<Integer>> STARS =
            IntStream.rangeClosed(1, 5)
                    .mapToObj(stars -> RATING.sum("stars_" + stars, INTEGER))
                    .toList();

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
        return Set.of(CatalogEvent.class, ReviewApproved.class, ReviewWithdrawn.class);
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(
                generation, database, Table.ddl(PRODUCT, VARIANT, RATING), INDEXES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        return BatchHandler.ofRows(generation, database, this::fold);
    }

    private void fold(DomainEvent event, EventMessage<?> message, Rows rows) {
        switch (event) {
            case CatalogEvent catalog -> fold(catalog, message, rows);
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
                for (int number = 0; number < variants.size(); number++) {
                    var variant = variants.get(number);
                    set(variant, rows.of(VARIANT, product, variant.sku()))
                            .set(ADDED, EventPosition.of(message))
                            .set(NUMBER, number);
                }
            }
            case ProductDescribed(_, var description) ->
                    page(event, message, rows)
                            .set(DESCRIPTION, json.writeValueAsString(description));
            case VariantAdded(var product, var variant) -> {
                page(event, message, rows);
                set(variant, rows.of(VARIANT, product, variant.sku()))
                        .set(ADDED, EventPosition.of(message))
                        .set(NUMBER, 0);
            }
            case PriceChanged(var product, var sku, var price) -> {
                page(event, message, rows);
                set(price, rows.of(VARIANT, product, sku));
            }
            case ProductPublished _ ->
                    page(event, message, rows)
                            .set(STATUS, ProductStatus.PUBLISHED)
                            .set(PUBLISHED_AT, message.getTimestamp());
            case ProductArchived _ ->
                    page(event, message, rows).set(STATUS, ProductStatus.ARCHIVED);
            case SlugClaimed _ -> {
                /* the product's own events have its slug */
            }
        }
    }

    private static Row page(CatalogEvent event, EventMessage<?> message, Rows rows) {
        return rows.of(PRODUCT, event.productId()).set(VERSION, EventPosition.inAggregate(message));
    }

    private Row set(Variant variant, Row row) {
        var compareAt = variant.compareAtPrice();
        return set(variant.price(), row)
                .set(OPTIONS, json.writeValueAsString(variant.options()))
                .set(COMPARE_AT, compareAt == null ? null : compareAt.getAmountMinorLong())
                .set(TAX_CLASS, variant.taxClass())
                .set(WEIGHT, variant.weightGrams())
                .set(BARCODE, variant.barcode());
    }

    private static Row set(Money price, Row row) {
        return row.set(PRICE, price.getAmountMinorLong()).set(CURRENCY, price.getCurrencyUnit());
    }
}
