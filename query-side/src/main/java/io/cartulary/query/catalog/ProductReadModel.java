package io.cartulary.query.catalog;

import static io.cartulary.query.catalog.ProductPageProjection.*;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.catalog.CatalogQuery.*;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [CatalogQuery] from the tables of [ProductPageProjection].
@Component
class ProductReadModel {

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

    private record VariantOf(ProductId productId, Variant variant, boolean archived) {}

    private record CostOf(ProductId productId, Sku sku, Money cost) {}

    @QueryHandler
    Optional<ProductPage> answer(FindProduct query) {
        var schema = live.of(NAME).schema();
        return found(schema, query.idOrSlug(), "and status = 'PUBLISHED'").stream()
                .map(page -> with(page, variants(schema, List.of(page))))
                .findFirst();
    }

    @QueryHandler
    Optional<AdministeredProduct> answer(FindProductForStaff query) {
        var schema = live.of(NAME).schema();
        return forStaff(schema, found(schema, query.idOrSlug(), "")).stream().findFirst();
    }

    @QueryHandler
    List<AdministeredProduct> answer(ListProducts query) {
        var schema = live.of(NAME).schema();
        var after = query.after() == null ? "" : query.after();
        var statement =
                database.sql(
                        """
                        select * from %s.product where %s product_id > ? and description is not null
                        order by product_id limit ?\
                        """
                                .formatted(schema, query.status() == null ? "" : "status = ? and"));
        if (query.status() != null) {
            statement = statement.param(query.status().name());
        }
        var pages = statement.param(after).param(query.limit()).query((row, _) -> page(row)).list();
        return forStaff(schema, pages);
    }

    private List<ProductPage> found(String schema, String idOrSlug, String condition) {
        return database.sql(
                        """
                        select * from %s.product
                        where (product_id = ? or slug = ?) and description is not null %s
                        order by (product_id = ?) desc limit 1\
                        """
                                .formatted(schema, condition))
                .params(idOrSlug, idOrSlug, idOrSlug)
                .query((row, _) -> page(row))
                .list();
    }

    private List<AdministeredProduct> forStaff(String schema, List<ProductPage> pages) {
        var variants = variants(schema, pages);
        var costs = costs(schema, pages);
        return pages.stream()
                .map(page ->
                        new AdministeredProduct(
                                with(page, variants),
                                costs.getOrDefault(page.productId(), List.of()).stream()
                                        .collect(toMap(CostOf::sku, CostOf::cost)),
                                variantsOf(page, variants, true)))
                .toList();
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
                        select * from %s.variant where product_id = any(?) and described is not null
                        order by product_id, placed, number\
                        """
                                .formatted(schema))
                .param(ids(pages))
                .query((row, _) -> variant(row))
                .list()
                .stream()
                .collect(groupingBy(VariantOf::productId));
    }

    private Map<ProductId, List<CostOf>> costs(String schema, List<ProductPage> pages) {
        return database
                .sql("select * from %s.cost_price where product_id = any(?)".formatted(schema))
                .param(ids(pages))
                .query((row, _) ->
                        new CostOf(
                                COST_OF.of(row),
                                COST_SKU.of(row),
                                Money.ofMinor(COST_CURRENCY.of(row), COST_PRICE.of(row))))
                .list()
                .stream()
                .collect(groupingBy(CostOf::productId));
    }

    private static String[] ids(List<ProductPage> pages) {
        return pages.stream().map(page -> page.productId().value()).toArray(String[]::new);
    }

    private static List<Variant> variantsOf(
            ProductPage page, Map<ProductId, List<VariantOf>> variants, boolean archived) {
        return variants.getOrDefault(page.productId(), List.of()).stream()
                .filter(variant -> variant.archived() == archived)
                .map(VariantOf::variant)
                .toList();
    }

    private static ProductPage with(ProductPage page, Map<ProductId, List<VariantOf>> variants) {
        var forSale = variantsOf(page, variants, false);
        return new ProductPage(
                page.productId(),
                page.slug(),
                page.status(),
                page.description(),
                forSale,
                ProductOption.of(forSale),
                page.createdAt(),
                page.publishedAt(),
                page.version());
    }

    private ProductPage page(ResultSet row) throws SQLException {
        return new ProductPage(
                PRODUCT_ID.of(row),
                SLUG.of(row),
                STATUS.of(row),
                json.readValue(DESCRIPTION.of(row), ProductDescription.class),
                List.of(),
                List.of(),
                CREATED_AT.of(row),
                PUBLISHED_AT.of(row),
                VERSION.of(row));
    }

    /// A price to compare with is left out once the price itself is higher.
    private VariantOf variant(ResultSet row) throws SQLException {
        return new VariantOf(
                VARIANT_OF.of(row),
                json.readValue(DESCRIBED.of(row), Variant.class)
                        .withPrice(Money.ofMinor(CURRENCY.of(row), PRICE.of(row))),
                Boolean.TRUE.equals(VARIANT_ARCHIVED.of(row)));
    }
}
