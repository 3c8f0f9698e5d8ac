package io.cartulary.query.search.product;

import static io.cartulary.eventstore.tables.ColumnType.*;
import static java.util.stream.Collectors.toSet;

import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.attribute.AttributeTables;
import io.cartulary.query.brand.BrandTables;
import io.cartulary.query.category.CategoryTables;
import io.cartulary.query.recommendation.Popularity;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the product projection knows beside its index: tables `product` and `sku` of its
/// generation. They commit with the projection's position, so a batch that is repeated starts from
/// where it started before, and a sale touches the index only when its answer changes.
public final class ProductStates {

    private static final Table PRODUCT = Table.named("product");
    private static final Column<ProductId> PRODUCT_ID =
            PRODUCT.key("product_id", text(ProductId::new));
    private static final Column<String> SOURCE = PRODUCT.latest("source", TEXT.notNull());

    /// Those that its description names; of what they are called now its document has more.
    private static final Column<List<String>> CATEGORIES =
            PRODUCT.latest("categories", TEXTS.notNull());

    private static final Column<String> BRAND = PRODUCT.replaced("brand", TEXT);

    private static final Column<List<String>> ATTRIBUTES =
            PRODUCT.latest("attributes", TEXTS.notNull());

    private static final Column<Double> POPULARITY = PRODUCT.latest("popularity", DOUBLE.notNull());
    private static final Column<Integer> REVIEWS = PRODUCT.latest("reviews", INTEGER.notNull());
    private static final Column<Long> STARS = PRODUCT.latest("stars", BIGINT.notNull());
    private static final Column<Boolean> INDEXED_IN_STOCK =
            PRODUCT.latest("indexed_in_stock", BOOLEAN.notNull());
    private static final Column<Double> INDEXED_POPULARITY =
            PRODUCT.latest("indexed_popularity", DOUBLE.notNull());

    private static final Table STOCK = Table.named("sku");
    private static final Column<String> SKU = STOCK.key("sku", TEXT);
    private static final Column<ProductId> OWNER =
            STOCK.first("product_id", text(ProductId::new).notNull());
    private static final Column<Integer> AVAILABLE = STOCK.latest("available", INTEGER.notNull());

    /// When a document was written last, and what of it: that depends on where batches end.
    static final Set<String> UNDETERMINED =
            Set.of(
                    "index_change",
                    PRODUCT + "." + INDEXED_IN_STOCK,
                    PRODUCT + "." + INDEXED_POPULARITY);

    static final String DDL =
            Table.ddl(PRODUCT, STOCK)
                    + CategoryTables.DDL
                    + AttributeTables.DDL
                    + BrandTables.BRANDS.ddl()
                    + """
                    create index sku_product_idx on sku (product_id);
                    create index product_brand_idx on product (brand);
                    create table index_change (
                        changed_at timestamptz not null
                    );
                    insert into index_change values (now());
                    """;

    /// Nanoseconds since [#tellChange].
    public static final String SINCE_CHANGE =
            """
            select (extract(epoch from clock_timestamp() - changed_at) * 1000000000)::bigint
            from %s.index_change
            """;

    private final JdbcTemplate database;
    private final JdbcClient client;
    private final JsonMapper json;
    private final String schema;

    private final Map<ProductId, State> byProduct = new HashMap<>();
    private final Map<String, Stock> bySku = new HashMap<>();

    ProductStates(JdbcTemplate database, JsonMapper json, String schema) {
        this.database = database;
        this.client = JdbcClient.create(database);
        this.json = json;
        this.schema = schema;
    }

    /// Reads the named products, those that own the named SKUs, and the stock of all their SKUs.
    void load(Set<String> products, Set<String> skus) {
        var wanted = new HashSet<>(products);
        client.sql(
                        """
                        select * from %1$s.sku
                        where product_id = any(?)
                           or product_id in (select product_id from %1$s.sku where sku = any(?))
                        """
                                .formatted(schema))
                .param(products.toArray(String[]::new))
                .param(skus.toArray(String[]::new))
                .query(row -> {
                    var stock = new Stock(SKU.of(row), OWNER.of(row), AVAILABLE.of(row));
                    bySku.put(stock.sku, stock);
                    wanted.add(stock.productId.value());
                });
        client.sql("select * from %s.product where product_id = any(?)".formatted(schema))
                .param(wanted.toArray(String[]::new))
                .query(row -> {
                    var state = new State();
                    state.source = json.readValue(SOURCE.of(row), ProductSource.class);
                    state.reviews = REVIEWS.of(row);
                    state.stars = STARS.of(row);
                    state.popularity = POPULARITY.of(row);
                    state.indexed =
                            new ProductDocument.Sales(
                                    INDEXED_IN_STOCK.of(row),
                                    INDEXED_POPULARITY.of(row),
                                    state.averageRating(),
                                    state.reviews);
                    byProduct.put(PRODUCT_ID.of(row), state);
                });
    }

    /// Products that name one of the categories or brands or have one of the attributes, in the
    /// order of their identifiers.
    ///
    /// @param after the identifier after which they begin
    List<String> naming(
            Collection<CategoryId> categories,
            Collection<BrandId> brands,
            Collection<String> attributes,
            String after,
            int limit) {
        return client.sql(
                        """
                        select product_id from %s.product
                        where (categories && ?::text[] or brand = any(?) or attributes && ?::text[])
                            and product_id > ?
                        order by product_id limit ?
                        """
                                .formatted(schema))
                .param(categories.stream().map(CategoryId::value).toArray(String[]::new))
                .param(brands.stream().map(BrandId::value).toArray(String[]::new))
                .param(attributes.toArray(String[]::new))
                .param(after)
                .param(limit)
                .query(String.class)
                .list();
    }

    /// Has the documents of all that were loaded written again.
    void describeAll() {
        byProduct
                .values()
                .forEach(state -> {
                    state.described = true;
                    state.touched = true;
                });
    }

    State of(ProductId product) {
        return byProduct.computeIfAbsent(product, _ -> new State());
    }

    @Nullable State owning(String sku) {
        var stock = bySku.get(sku);
        return stock == null ? null : byProduct.get(stock.productId);
    }

    void own(String sku, ProductId product) {
        bySku.computeIfAbsent(sku, _ -> new Stock(sku, product, 0)).changed = true;
    }

    /// Stock of a SKU that no product has yet is no one's.
    void available(String sku, int pieces) {
        var stock = bySku.get(sku);
        if (stock != null && stock.available != pieces) {
            stock.available = pieces;
            stock.changed = true;
            of(stock.productId).touched = true;
        }
    }

    boolean inStock(ProductSource product) {
        return product.skus().stream()
                .map(bySku::get)
                .anyMatch(stock -> stock != null && stock.available > 0);
    }

    Collection<State> touched() {
        return byProduct.values().stream()
                .filter(state -> state.touched && state.source != null)
                .toList();
    }

    void save() {
        var rows = new Rows(schema);
        for (var state : touched()) {
            rows.of(PRODUCT, state.source.productId())
                    .set(SOURCE, json.writeValueAsString(state.source))
                    .set(
                            CATEGORIES,
                            state.source.description().categories().stream()
                                    .map(CategoryId::value)
                                    .toList())
                    .set(BRAND, value(state.source.description().brand()))
                    .set(ATTRIBUTES, List.copyOf(state.source.description().attributes().keySet()))
                    .set(POPULARITY, state.popularity)
                    .set(REVIEWS, state.reviews)
                    .set(STARS, state.stars)
                    .set(INDEXED_IN_STOCK, state.indexed.inStock())
                    .set(INDEXED_POPULARITY, state.indexed.popularity());
        }
        for (var stock : bySku.values()) {
            if (stock.changed) {
                rows.of(STOCK, stock.sku)
                        .set(OWNER, stock.productId)
                        .set(AVAILABLE, stock.available);
            }
        }
        rows.write(database);
    }

    private static @Nullable String value(@Nullable BrandId brand) {
        return brand == null ? null : brand.value();
    }

    /// Of all whose documents are written.
    Set<BrandId> brands() {
        return touched().stream()
                .filter(state -> state.described)
                .map(state -> state.source.description().brand())
                .filter(Objects::nonNull)
                .collect(toSet());
    }

    /// Informs every node that answers it kept may be out of date.
    void tellChange() {
        client.sql("update %s.index_change set changed_at = clock_timestamp()".formatted(schema))
                .update();
    }

    /// One product while a batch is folded.
    static final class State {
        @Nullable ProductSource source;
        double popularity = Popularity.NONE;

        /// Those that shoppers see, and the sum of their stars.
        int reviews;

        long stars;
        ProductDocument.@Nullable Sales indexed;
        boolean touched;
        boolean described;

        ProductDocument.Sales sales(boolean inStock) {
            return new ProductDocument.Sales(inStock, popularity, averageRating(), reviews);
        }

        private double averageRating() {
            return reviews == 0 ? 0 : (double) stars / reviews;
        }
    }

    private static final class Stock {
        final String sku;
        final ProductId productId;
        int available;
        boolean changed;

        Stock(String sku, ProductId productId, int available) {
            this.sku = sku;
            this.productId = productId;
            this.available = available;
        }
    }
}
