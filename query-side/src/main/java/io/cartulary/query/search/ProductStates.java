package io.cartulary.query.search;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.query.recommendation.Popularity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What the product projection knows beside its index: tables `product` and `sku` of its
/// generation. They commit with the projection's position, so a batch that is repeated starts from
/// where it started before, and a sale touches the index only when its answer changes.
final class ProductStates {

    private final JdbcClient database;
    private final JsonMapper json;
    private final String schema;

    private final Map<String, State> byProduct = new HashMap<>();
    private final Map<String, Stock> bySku = new HashMap<>();

    ProductStates(JdbcClient database, JsonMapper json, String schema) {
        this.database = database;
        this.json = json;
        this.schema = schema;
    }

    static final String DDL =
            """
            create table product (
                product_id         text             not null,
                source             text             not null,
                popularity         double precision not null,
                indexed_in_stock   boolean          not null,
                indexed_popularity double precision not null,
                constraint product_pkey primary key (product_id)
            );
            create table sku (
                sku        text    not null,
                product_id text    not null,
                available  integer not null,
                constraint sku_pkey primary key (sku)
            );
            create index sku_product_idx on sku (product_id);
            create table index_change (
                changed_at timestamptz not null
            );
            insert into index_change values (now());
            """;

    /// Nanoseconds since [#tellChange].
    static final String SINCE_CHANGE =
            """
            select (extract(epoch from clock_timestamp() - changed_at) * 1000000000)::bigint
            from %s.index_change
            """;

    /// Reads the named products, those that own the named SKUs, and the stock of all their SKUs.
    void load(Set<String> products, Set<String> skus) {
        var wanted = new HashSet<>(products);
        database.sql(
                        """
                        select sku, product_id, available from %1$s.sku
                        where product_id = any(?)
                           or product_id in (select product_id from %1$s.sku where sku = any(?))
                        """
                                .formatted(schema))
                .param(products.toArray(String[]::new))
                .param(skus.toArray(String[]::new))
                .query((row, _) -> {
                    var stock = new Stock(row.getString(1), row.getString(2), row.getInt(3));
                    bySku.put(stock.sku, stock);
                    wanted.add(stock.productId);
                    return stock;
                })
                .list();
        database.sql(
                        """
                        select product_id, source, popularity, indexed_in_stock, indexed_popularity
                        from %s.product where product_id = any(?)
                        """
                                .formatted(schema))
                .param(wanted.toArray(String[]::new))
                .query((row, _) -> {
                    var state = new State();
                    state.source = json.readValue(row.getString(2), ProductSource.class);
                    state.popularity = row.getDouble(3);
                    state.indexed = new ProductDocument.Sales(row.getBoolean(4), row.getDouble(5));
                    byProduct.put(row.getString(1), state);
                    return state;
                })
                .list();
    }

    State of(ProductId product) {
        return byProduct.computeIfAbsent(product.value(), _ -> new State());
    }

    @Nullable State owning(String sku) {
        var stock = bySku.get(sku);
        return stock == null ? null : byProduct.get(stock.productId);
    }

    void own(String sku, ProductId product) {
        bySku.computeIfAbsent(sku, _ -> new Stock(sku, product.value(), 0)).changed = true;
    }

    /// Stock of a SKU that no product has yet is nobody's.
    void available(String sku, int pieces) {
        var stock = bySku.get(sku);
        if (stock != null && stock.available != pieces) {
            stock.available = pieces;
            stock.changed = true;
            of(new ProductId(stock.productId)).touched = true;
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
        var states = touched();
        var ids = new ArrayList<String>();
        var sources = new ArrayList<String>();
        var popularities = new ArrayList<Double>();
        var inStock = new ArrayList<Boolean>();
        var indexedPopularities = new ArrayList<Double>();
        for (var state : states) {
            ids.add(state.source.productId().value());
            sources.add(json.writeValueAsString(state.source));
            popularities.add(state.popularity);
            inStock.add(state.indexed.inStock());
            indexedPopularities.add(state.indexed.popularity());
        }
        database.sql(
                        """
                        insert into %s.product
                            (product_id, source, popularity, indexed_in_stock, indexed_popularity)
                        select * from unnest(?, ?, ?, ?, ?)
                        on conflict (product_id) do update set
                            source = excluded.source,
                            popularity = excluded.popularity,
                            indexed_in_stock = excluded.indexed_in_stock,
                            indexed_popularity = excluded.indexed_popularity
                        """
                                .formatted(schema))
                .param(ids.toArray(String[]::new))
                .param(sources.toArray(String[]::new))
                .param(popularities.toArray(Double[]::new))
                .param(inStock.toArray(Boolean[]::new))
                .param(indexedPopularities.toArray(Double[]::new))
                .update();
        var stocks = bySku.values().stream().filter(stock -> stock.changed).toList();
        database.sql(
                        """
                        insert into %s.sku (sku, product_id, available)
                        select * from unnest(?, ?, ?)
                        on conflict (sku) do update set available = excluded.available
                        """
                                .formatted(schema))
                .param(stocks.stream().map(stock -> stock.sku).toArray(String[]::new))
                .param(stocks.stream().map(stock -> stock.productId).toArray(String[]::new))
                .param(stocks.stream().map(stock -> stock.available).toArray(Integer[]::new))
                .update();
    }

    /// Tells every node that answers it kept may be out of date.
    void tellChange() {
        database.sql("update %s.index_change set changed_at = clock_timestamp()".formatted(schema))
                .update();
    }

    /// One product while a batch is folded.
    static final class State {
        @Nullable ProductSource source;
        double popularity = Popularity.NONE;
        ProductDocument.@Nullable Sales indexed;
        boolean touched;
        boolean described;
    }

    private static final class Stock {
        final String sku;
        final String productId;
        int available;
        boolean changed;

        Stock(String sku, String productId, int available) {
            this.sku = sku;
            this.productId = productId;
            this.available = available;
        }
    }
}
