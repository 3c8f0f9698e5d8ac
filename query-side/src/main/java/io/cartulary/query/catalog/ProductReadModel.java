package io.cartulary.query.catalog;

import static io.cartulary.query.catalog.ProductPageProjection.*;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.ProductMedia;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.brand.BrandLink;
import io.cartulary.query.catalog.CatalogQuery.*;
import io.cartulary.query.category.CategoryLink;
import io.cartulary.query.category.CategoryTree;
import io.cartulary.query.category.PresentCategories;
import io.cartulary.query.category.PresentCategories.Present;
import io.cartulary.query.listing.PageSlugs;
import io.cartulary.query.listing.PageSlugs.Given;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Answers [CatalogQuery] from the tables of [ProductPageProjection].
@Component
class ProductReadModel {

    private static final TypeReference<List<Given>> SLUGS = new TypeReference<>() {};

    private static final TypeReference<List<ProductMedia>> SHOWN = new TypeReference<>() {};

    private static final TypeReference<List<SaleOf>> SALES = new TypeReference<>() {};

    /// With all its slugs and sales and its brand, so that a page takes two questions and not five.
    private static final String PRODUCTS =
            """
            select *, coalesce((
                select jsonb_agg(jsonb_build_object('slug', slug, 'language', language, 'position', given))
                from %1$s.product_slug s where s.product_id = product.product_id), '[]') as slugs, coalesce((
                select jsonb_agg(jsonb_build_object('sale', terms, 'running', running is true) order by terms ->> 'from')
                from %1$s.sale where sale.product_id = product.product_id), '[]') as sales, (
                select jsonb_build_object('changed', changed, 'link', jsonb_build_object('brandId', brand_id, 'slug', slug,
                    'name', description -> 'name', 'picture', description -> 'picture'))
                from %1$s.brand b where b.active and b.brand_id = product.description ->> 'brand') as brand
            from %1$s.product left join %1$s.scheduled_publication using (product_id)
                 left join %1$s.product_rating using (product_id)
            where description is not null and\s\
            """;

    /// Members of descriptions that are by language, and what a table calls them, in its order.
    private static final SequencedMap<String, String> TEXTS = new LinkedHashMap<>();

    static {
        TEXTS.put("name", "name");
        TEXTS.put("description", "description");
        TEXTS.put("shortDescription", "short_description");
        TEXTS.put("seoTitle", "seo_title");
        TEXTS.put("seoDescription", "seo_description");
    }

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final PresentCategories categories;
    private final JsonMapper json;

    ProductReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            PresentCategories categories,
            JsonMapper json) {
        this.database = database;
        this.live = live;
        this.categories = categories;
        this.json = json;
    }

    private record BrandOf(long changed, @Nullable BrandLink link) {

        static final BrandOf NONE = new BrandOf(0, null);
    }

    private record SaleOf(Sale sale, boolean running) {

        static List<Sale> which(List<SaleOf> sales, boolean running) {
            return sales.stream()
                    .filter(sale -> sale.running() == running)
                    .map(SaleOf::sale)
                    .toList();
        }
    }

    /// A product without its variants.
    private record Product(
            ProductPage page, PageSlugs slugs, List<Sale> scheduled, @Nullable Instant publishAt) {

        ProductId id() {
            return page.productId();
        }
    }

    private record VariantOf(ProductId productId, Variant variant, boolean archived) {}

    private record CostOf(ProductId productId, Sku sku, Money cost) {}

    @QueryHandler
    Optional<FoundProduct> answer(FindProduct query) {
        var schema = live.of(NAME).schema();
        return find(schema, query.idOrSlug(), "and status = 'PUBLISHED'")
                .map(product ->
                        new FoundProduct(
                                page(product, variants(schema, List.of(product))).atPresentPrices(),
                                product.id().value().equals(query.idOrSlug())
                                        ? null
                                        : product.slugs()
                                                .insteadOf(query.idOrSlug())
                                                .orElse(null)));
    }

    @QueryHandler
    Optional<AdministeredProduct> answer(FindProductForStaff query) {
        var schema = live.of(NAME).schema();
        var found = find(schema, query.idOrSlug(), "").stream().toList();
        return forStaff(schema, found).stream().findFirst();
    }

    @QueryHandler
    List<AdministeredProduct> answer(ListProducts query) {
        var schema = live.of(NAME).schema();
        var after = query.after() == null ? "" : query.after();
        var statement =
                database.sql(
                        PRODUCTS.formatted(schema)
                                + (query.status() == null ? "" : "status = ? and ")
                                + "product_id > ? order by product_id limit ?");
        if (query.status() != null) {
            statement = statement.param(query.status().name());
        }
        var present = categories.read();
        var products =
                statement
                        .param(after)
                        .param(query.limit())
                        .query((row, _) -> product(row, present))
                        .list();
        return forStaff(schema, products);
    }

    @QueryHandler
    Long answer(CountPublishedProducts query) {
        return database.sql(
                        "select count(*) from %s.product where status = 'PUBLISHED'"
                                .formatted(live.of(NAME).schema()))
                .query(Long.class)
                .single();
    }

    @QueryHandler
    UsedColumns answer(FindUsedColumns query) {
        var schema = live.of(NAME).schema();
        var texts =
                TEXTS.entrySet().stream()
                        .flatMap(text ->
                                keys(schema, "product", "description -> '" + text.getKey() + "'")
                                        .stream()
                                        .map(language -> text.getValue() + ":" + language))
                        .toList();
        return new UsedColumns(
                texts,
                database.sql(
                                "select distinct language from %s.product_slug where language <> '' order by language"
                                        .formatted(schema))
                        .query(String.class)
                        .list(),
                keys(schema, "product", "description -> 'attributes'"),
                database.sql(
                                """
                                select coalesce(max((select count(*) from jsonb_object_keys(described::jsonb -> 'options'))), 0)
                                from %s.variant where described is not null\
                                """
                                        .formatted(schema))
                        .query(Integer.class)
                        .single());
    }

    /// Of JSON objects of all rows.
    private List<String> keys(String schema, String table, String object) {
        return database.sql(
                        """
                        select distinct key from %s.%s, jsonb_object_keys(
                            case when jsonb_typeof(%s) = 'object' then %s end) as keys (key) order by key\
                        """
                                .formatted(schema, table, object, object))
                .query(String.class)
                .list();
    }

    private Optional<Product> find(String schema, String idOrSlug, String condition) {
        var present = categories.read();
        return database.sql(
                        (PRODUCTS
                                        + """
                                        product_id = any(array(
                                            select product_id from %1$s.product_slug where slug = ? union all select ?::text)) %2$s
                                        order by (product_id = ?) desc limit 1\
                                        """)
                                .formatted(schema, condition))
                .params(idOrSlug, idOrSlug, idOrSlug)
                .query((row, _) -> product(row, present))
                .optional();
    }

    private List<AdministeredProduct> forStaff(String schema, List<Product> products) {
        var variants = variants(schema, products);
        var costs = costs(schema, products);
        return products.stream()
                .map(product ->
                        new AdministeredProduct(
                                page(product, variants),
                                product.publishAt(),
                                product.scheduled(),
                                costs.getOrDefault(product.id(), List.of()).stream()
                                        .collect(toMap(CostOf::sku, CostOf::cost)),
                                variantsOf(product, variants, true)))
                .toList();
    }

    private static ProductPage page(Product product, Map<ProductId, List<VariantOf>> variants) {
        return product.page().with(variantsOf(product, variants, false));
    }

    private static List<Variant> variantsOf(
            Product product, Map<ProductId, List<VariantOf>> variants, boolean archived) {
        return variants.getOrDefault(product.id(), List.of()).stream()
                .filter(variant -> variant.archived() == archived)
                .map(VariantOf::variant)
                .toList();
    }

    private Map<ProductId, List<VariantOf>> variants(String schema, List<Product> products) {
        return database
                .sql(
                        """
                        select * from %s.variant where product_id = any(?) and described is not null
                        order by product_id, placed, number\
                        """
                                .formatted(schema))
                .param(ids(products))
                .query((row, _) -> variant(row))
                .list()
                .stream()
                .collect(groupingBy(VariantOf::productId));
    }

    private Map<ProductId, List<CostOf>> costs(String schema, List<Product> products) {
        return database
                .sql("select * from %s.cost_price where product_id = any(?)".formatted(schema))
                .param(ids(products))
                .query((row, _) ->
                        new CostOf(
                                COST_OF.of(row),
                                COST_SKU.of(row),
                                Money.ofMinor(COST_CURRENCY.of(row), COST_PRICE.of(row))))
                .list()
                .stream()
                .collect(groupingBy(CostOf::productId));
    }

    private static String[] ids(List<Product> products) {
        return products.stream().map(product -> product.id().value()).toArray(String[]::new);
    }

    private Product product(ResultSet row, Present present) throws SQLException {
        var description = json.readValue(DESCRIPTION.of(row), ProductDescription.class);
        var slugs = new PageSlugs(json.readValue(row.getString("slugs"), SLUGS));
        var sales = json.readValue(row.getString("sales"), SALES);
        var media = MEDIA.of(row);
        var shownBrand = row.getString("brand");
        var brand = shownBrand == null ? BrandOf.NONE : json.readValue(shownBrand, BrandOf.class);
        var page =
                new ProductPage(
                        PRODUCT_ID.of(row),
                        SLUG.of(row),
                        slugs.byLanguage(),
                        STATUS.of(row),
                        description,
                        media == null ? List.of() : json.readValue(media, SHOWN),
                        List.of(),
                        List.of(),
                        SaleOf.which(sales, true),
                        rating(row),
                        brand.link(),
                        brand.changed(),
                        breadcrumbs(description, present.tree()),
                        present.version(),
                        CREATED_AT.of(row),
                        PUBLISHED_AT.of(row),
                        VERSION.of(row));
        return new Product(page, slugs, SaleOf.which(sales, false), PUBLISH_AT.of(row));
    }

    private static List<List<CategoryLink>> breadcrumbs(
            ProductDescription description, CategoryTree tree) {
        return description.categories().stream()
                .map(tree::shownPathTo)
                .filter(path -> !path.isEmpty())
                .map(path -> path.stream().map(CategoryLink::of).toList())
                .toList();
    }

    private static ProductRating rating(ResultSet row) throws SQLException {
        var counts = new ArrayList<Integer>();
        for (var stars : STARS) {
            counts.add(Objects.requireNonNullElse(stars.of(row), 0));
        }
        return ProductRating.of(counts);
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
