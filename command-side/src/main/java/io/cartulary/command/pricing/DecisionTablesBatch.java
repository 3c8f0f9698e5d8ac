package io.cartulary.command.pricing;

import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// What one batch of events changes in the decision tables. A field that is `null` keeps what the
/// table has.
final class DecisionTablesBatch {

    /// Between categories on their way into an array; no category has it (ASCII unit separator).
    private static final String SEPARATOR = "\u001f";

    private static final String SHOP_LANGUAGE = "en";

    private final JdbcClient database;
    private final JsonMapper json;

    private final Map<ProductId, ProductChange> products = new LinkedHashMap<>();
    private final Map<Sku, PriceChange> prices = new LinkedHashMap<>();
    private final Map<CouponCode, CouponChange> coupons = new LinkedHashMap<>();
    private final Map<CustomerId, Integer> orders = new LinkedHashMap<>();

    DecisionTablesBatch(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    private record ProductChange(
            @Nullable String name, @Nullable String categories, @Nullable Boolean forSale) {
        static final ProductChange NONE = new ProductChange(null, null, null);
    }

    private record PriceChange(
            @Nullable ProductId product, @Nullable Variant variant, Money price, long version) {}

    private record CouponChange(
            @Nullable CouponTerms terms, @Nullable Boolean active, long version) {
        static final CouponChange NONE = new CouponChange(null, null, 0);
    }

    void describe(ProductId product, ProductDescription description) {
        var present = products.getOrDefault(product, ProductChange.NONE);
        products.put(
                product,
                new ProductChange(
                        description.name().in(SHOP_LANGUAGE),
                        String.join(SEPARATOR, description.categories()),
                        present.forSale()));
    }

    void offer(ProductId product, boolean forSale) {
        var present = products.getOrDefault(product, ProductChange.NONE);
        products.put(product, new ProductChange(present.name(), present.categories(), forSale));
    }

    void list(ProductId product, Variant variant, long version) {
        prices.put(variant.sku(), new PriceChange(product, variant, variant.price(), version));
    }

    void reprice(Sku sku, Money price, long version) {
        var present = prices.get(sku);
        prices.put(
                sku,
                present == null
                        ? new PriceChange(null, null, price, version)
                        : new PriceChange(present.product(), present.variant(), price, version));
    }

    void agree(CouponCode code, CouponTerms terms, long version) {
        var present = coupons.getOrDefault(code, CouponChange.NONE);
        coupons.put(code, new CouponChange(terms, present.active(), version));
    }

    void activate(CouponCode code, boolean active, long version) {
        var present = coupons.getOrDefault(code, CouponChange.NONE);
        coupons.put(code, new CouponChange(present.terms(), active, version));
    }

    void countOrder(CustomerId customer, int difference) {
        orders.merge(customer, difference, Integer::sum);
    }

    void write() {
        writeProducts();
        writePrices();
        writeCoupons();
        writeOrders();
    }

    private void writeProducts() {
        if (products.isEmpty()) {
            return;
        }
        var changes = products.values();
        database.sql(
                        """
                        insert into sellable_product (product_id, name, categories, for_sale)
                        select change.product_id,
                               coalesce(change.name, present.name),
                               coalesce(string_to_array(change.categories, ?), present.categories),
                               coalesce(change.for_sale, present.for_sale)
                        from unnest(?::text[], ?::text[], ?::text[], ?::boolean[])
                             as change (product_id, name, categories, for_sale)
                             left join sellable_product present using (product_id)
                        on conflict (product_id) do update
                        set name = excluded.name, categories = excluded.categories, for_sale = excluded.for_sale
                        """)
                .params(
                        SEPARATOR,
                        texts(products.keySet(), ProductId::value),
                        texts(changes, ProductChange::name),
                        texts(changes, ProductChange::categories),
                        column(changes, ProductChange::forSale, Boolean[]::new))
                .update();
    }

    private void writePrices() {
        if (prices.isEmpty()) {
            return;
        }
        var changes = prices.values();
        database.sql(
                        """
                        insert into price_list (sku, product_id, options, unit_price_minor, currency, tax_class, weight_grams,
                                                version)
                        select change.sku,
                               coalesce(change.product_id, present.product_id),
                               coalesce(change.options, present.options),
                               change.unit_price_minor,
                               change.currency,
                               coalesce(change.tax_class, present.tax_class),
                               coalesce(change.weight_grams, present.weight_grams),
                               change.version
                        from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::integer[],
                                    ?::bigint[])
                             as change (sku, product_id, options, unit_price_minor, currency, tax_class, weight_grams, version)
                             left join price_list present using (sku)
                        on conflict (sku) do update
                        set product_id = excluded.product_id, options = excluded.options,
                            unit_price_minor = excluded.unit_price_minor, currency = excluded.currency,
                            tax_class = excluded.tax_class, weight_grams = excluded.weight_grams,
                            version = excluded.version
                        """)
                .params(
                        texts(prices.keySet(), Sku::value),
                        texts(changes, change -> ifPresent(change.product(), ProductId::value)),
                        texts(
                                changes,
                                change ->
                                        ifPresent(
                                                change.variant(), DecisionTablesBatch::optionsOf)),
                        column(changes, change -> change.price().getAmountMinorLong(), Long[]::new),
                        texts(changes, change -> change.price().getCurrencyUnit().getCode()),
                        texts(changes, change -> ifPresent(change.variant(), Variant::taxClass)),
                        column(
                                changes,
                                change -> ifPresent(change.variant(), Variant::weightGrams),
                                Integer[]::new),
                        column(changes, PriceChange::version, Long[]::new))
                .update();
    }

    private void writeCoupons() {
        if (coupons.isEmpty()) {
            return;
        }
        var changes = coupons.values();
        database.sql(
                        """
                        insert into coupon_terms (code, terms, active, version)
                        select change.code,
                               coalesce(change.terms::jsonb, present.terms),
                               coalesce(change.active, present.active),
                               change.version
                        from unnest(?::text[], ?::text[], ?::boolean[], ?::bigint[])
                             as change (code, terms, active, version)
                             left join coupon_terms present using (code)
                        on conflict (code) do update
                        set terms = excluded.terms, active = excluded.active, version = excluded.version
                        """)
                .params(
                        texts(coupons.keySet(), CouponCode::value),
                        texts(
                                changes,
                                change -> ifPresent(change.terms(), json::writeValueAsString)),
                        column(changes, CouponChange::active, Boolean[]::new),
                        column(changes, CouponChange::version, Long[]::new))
                .update();
    }

    private void writeOrders() {
        if (orders.isEmpty()) {
            return;
        }
        database.sql(
                        """
                        insert into customer_orders (customer_id, orders)
                        select * from unnest(?::text[], ?::integer[])
                        on conflict (customer_id) do update set orders = customer_orders.orders + excluded.orders
                        """)
                .params(
                        texts(orders.keySet(), CustomerId::value),
                        column(orders.values(), Function.identity(), Integer[]::new))
                .update();
    }

    /// The options as people read them, `100 ml, Rose`, in the order of the options' names.
    private static String optionsOf(Variant variant) {
        return String.join(", ", new TreeMap<>(variant.options()).values());
    }

    private static <T, R> @Nullable R ifPresent(@Nullable T value, Function<T, R> function) {
        return value == null ? null : function.apply(value);
    }

    private static <T> String[] texts(Collection<T> rows, Function<T, @Nullable String> value) {
        return column(rows, value, String[]::new);
    }

    private static <T, R> R[] column(
            Collection<T> rows, Function<T, @Nullable R> value, IntFunction<R[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
