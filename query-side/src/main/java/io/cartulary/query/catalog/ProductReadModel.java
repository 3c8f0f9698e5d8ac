package io.cartulary.query.catalog;

import static io.cartulary.query.catalog.ProductPageProjection.*;
import static java.util.stream.Collectors.groupingBy;

import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.query.catalog.CatalogQuery.*;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers [CatalogQuery] from tables `product`, `variant` and `product_rating`.
@Component
class ProductReadModel {

    private static final TypeReference<Map<String, String>> TEXTS_BY_NAME =
            new TypeReference<>() {};

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;

    ProductReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.json = json;
    }

    private record VariantOf(ProductId productId, Variant variant) {}

    @QueryHandler
    Optional<ProductPage> answer(FindProduct query) {
        var schema = live.of(NAME).schema();
        return database
                .sql(
                        """
                        select * from %1$s.product left join %1$s.product_rating using (product_id)
                        where (product_id = ? or slug = ?) and description is not null
                            and (status = 'PUBLISHED' or not ?)
                        order by (product_id = ?) desc limit 1\
                        """
                                .formatted(schema))
                .params(query.idOrSlug(), query.idOrSlug(), query.onlyPublished(), query.idOrSlug())
                .query((row, _) -> page(row, List.of()))
                .list()
                .stream()
                .map(page -> with(page, variants(schema, List.of(page))))
                .findFirst();
    }

    @QueryHandler
    List<ProductPage> answer(ListProducts query) {
        var schema = live.of(NAME).schema();
        var after = query.after() == null ? "" : query.after();
        var statement =
                database.sql(
                        """
                        select * from %1$s.product left join %1$s.product_rating using (product_id)
                        where %2$s product_id > ? and description is not null
                        order by product_id limit ?\
                        """
                                .formatted(schema, query.status() == null ? "" : "status = ? and"));
        if (query.status() != null) {
            statement = statement.param(query.status().name());
        }
        var pages =
                statement
                        .param(after)
                        .param(query.limit())
                        .query((row, _) -> page(row, List.of()))
                        .list();
        var variants = variants(schema, pages);
        return pages.stream().map(page -> with(page, variants)).toList();
    }

    @QueryHandler
    Long answer(CountPublishedProducts query) {
        return database.sql(
                        "select count(*) from %s.product where status = 'PUBLISHED'"
                                .formatted(live.of(NAME).schema()))
                .query(Long.class)
                .single();
    }

    private Map<ProductId, List<VariantOf>> variants(String schema, List<ProductPage> pages) {
        return database
                .sql(
                        """
                        select * from %s.variant where product_id = any(?) and options is not null
                        order by product_id, added, number\
                        """
                                .formatted(schema))
                .param(pages.stream().map(page -> page.productId().value()).toArray(String[]::new))
                .query((row, _) -> variant(row))
                .list()
                .stream()
                .collect(groupingBy(VariantOf::productId));
    }

    private static ProductPage with(ProductPage page, Map<ProductId, List<VariantOf>> variants) {
        return new ProductPage(
                page.productId(),
                page.slug(),
                page.status(),
                page.description(),
                variants.getOrDefault(page.productId(), List.of()).stream()
                        .map(VariantOf::variant)
                        .toList(),
                page.productRating(),
                page.createdAt(),
                page.publishedAt(),
                page.version());
    }

    private ProductPage page(ResultSet row, List<Variant> variants) throws SQLException {
        return new ProductPage(
                PRODUCT_ID.of(row),
                SLUG.of(row),
                STATUS.of(row),
                json.readValue(DESCRIPTION.of(row), ProductDescription.class),
                variants,
                rating(row),
                CREATED_AT.of(row),
                PUBLISHED_AT.of(row),
                VERSION.of(row));
    }

    private static ProductRating rating(ResultSet row) throws SQLException {
        var counts = new ArrayList<Integer>();
        for (var stars : STARS) {
            counts.add(Objects.requireNonNullElse(stars.of(row), 0));
        }
        return ProductRating.of(counts);
    }

    private VariantOf variant(ResultSet row) throws SQLException {
        var price = Money.ofMinor(CURRENCY.of(row), PRICE.of(row));
        return new VariantOf(
                VARIANT_OF.of(row),
                new Variant(
                        SKU.of(row),
                        json.readValue(OPTIONS.of(row), TEXTS_BY_NAME),
                        price,
                        compareAt(row, price),
                        TAX_CLASS.of(row),
                        WEIGHT.of(row),
                        BARCODE.of(row)));
    }

    /// Left out once the price itself is higher.
    private static @Nullable Money compareAt(ResultSet row, Money price) throws SQLException {
        var minor = COMPARE_AT.of(row);
        return minor == null || minor < price.getAmountMinorLong()
                ? null
                : Money.ofMinor(price.getCurrencyUnit(), minor);
    }
}
