package io.cartulary.command.pricing.tables;

import static java.util.stream.Collectors.joining;

import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.joda.money.CurrencyUnit;
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
    private final Map<CustomerUse, Integer> customerUses = new LinkedHashMap<>();
    private final Map<CustomerId, Integer> orders = new LinkedHashMap<>();
    private final Map<Sku, Integer> available = new LinkedHashMap<>();
    private final Map<Sku, Boolean> backorders = new LinkedHashMap<>();

    private final Map<PriceListId, PriceListChange> priceLists = new LinkedHashMap<>();

    // In these an absent value takes the row away, or out of use.
    private final Map<Destination, @Nullable TaxRates> taxes = new LinkedHashMap<>();
    private final Map<ShippingMethodId, @Nullable ShippingMethodChange> shippingMethods =
            new LinkedHashMap<>();
    private final Map<ListedSku, ListPriceChange> listPrices = new LinkedHashMap<>();

    private boolean rulesChanged;

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
            @Nullable CouponTerms terms,
            @Nullable Boolean active,
            @Nullable Integer uses,
            @Nullable Long version) {
        static final CouponChange NONE = new CouponChange(null, null, null, null);
    }

    private record CustomerUse(CouponCode code, CustomerId customer) {}

    record ShippingMethodChange(String name, List<ShippingRate> rates) {}

    private record PriceListChange(
            @Nullable String currency, @Nullable String destinations, boolean open) {}

    private record ListedSku(PriceListId list, Sku sku) {}

    private record ListPriceChange(@Nullable Money price, long version) {}

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
        coupons.put(code, new CouponChange(terms, present.active(), present.uses(), version));
        rulesChanged = true;
    }

    void activate(CouponCode code, boolean active, long version) {
        var present = coupons.getOrDefault(code, CouponChange.NONE);
        coupons.put(code, new CouponChange(present.terms(), active, present.uses(), version));
        rulesChanged = true;
    }

    void use(CouponCode code, int uses, CustomerId customer, int difference) {
        var present = coupons.getOrDefault(code, CouponChange.NONE);
        coupons.put(
                code, new CouponChange(present.terms(), present.active(), uses, present.version()));
        customerUses.merge(new CustomerUse(code, customer), difference, Integer::sum);
    }

    void tax(Destination destination, @Nullable TaxRates rates) {
        taxes.put(destination, rates);
        rulesChanged = true;
    }

    void offer(ShippingMethodId method, @Nullable ShippingMethodChange change) {
        shippingMethods.put(method, change);
        rulesChanged = true;
    }

    void open(PriceListId list, CurrencyUnit currency, Set<Destination> destinations) {
        var places = destinations.stream().map(Destination::value).sorted().collect(joining(","));
        priceLists.put(list, new PriceListChange(currency.getCode(), places, true));
        rulesChanged = true;
    }

    void close(PriceListId list) {
        var present = priceLists.get(list);
        priceLists.put(
                list,
                present == null
                        ? new PriceListChange(null, null, false)
                        : new PriceListChange(present.currency(), present.destinations(), false));
        rulesChanged = true;
    }

    void price(PriceListId list, Sku sku, @Nullable Money price, long version) {
        listPrices.put(new ListedSku(list, sku), new ListPriceChange(price, version));
    }

    void count(Sku sku, int pieces) {
        available.put(sku, pieces);
    }

    void allowBackorders(Sku sku, boolean allowed) {
        backorders.put(sku, allowed);
    }

    void countOrder(CustomerId customer, int difference) {
        orders.merge(customer, difference, Integer::sum);
    }

    void write() {
        writeProducts();
        writePrices();
        writeCoupons();
        writeCustomerUses();
        writeOrders();
        writeAvailability();
        writeBackorders();
        writeTaxes();
        writeShippingMethods();
        writePriceLists();
        writeListPrices();
        if (rulesChanged) {
            database.sql("update pricing_rules_version set version = version + 1").update();
        }
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
                        insert into catalogue_price (sku, product_id, options, unit_price_minor, currency, tax_class, weight_grams,
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
                             left join catalogue_price present using (sku)
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
                        insert into coupon_terms (code, terms, active, uses, version)
                        select change.code,
                               coalesce(change.terms::jsonb, present.terms),
                               coalesce(change.active, present.active),
                               coalesce(change.uses, present.uses, 0),
                               coalesce(change.version, present.version)
                        from unnest(?::text[], ?::text[], ?::boolean[], ?::integer[], ?::bigint[])
                             as change (code, terms, active, uses, version)
                             left join coupon_terms present using (code)
                        on conflict (code) do update
                        set terms = excluded.terms, active = excluded.active, uses = excluded.uses,
                            version = excluded.version
                        """)
                .params(
                        texts(coupons.keySet(), CouponCode::value),
                        texts(
                                changes,
                                change -> ifPresent(change.terms(), json::writeValueAsString)),
                        column(changes, CouponChange::active, Boolean[]::new),
                        column(changes, CouponChange::uses, Integer[]::new),
                        column(changes, CouponChange::version, Long[]::new))
                .update();
    }

    /// Counted only since the terms first limited uses by customer, as the coupon itself does.
    private void writeCustomerUses() {
        if (customerUses.isEmpty()) {
            return;
        }
        var keys = customerUses.keySet();
        database.sql(
                        """
                        insert into coupon_customer_use as present (code, customer_id, uses)
                        select code, customer_id, change.uses
                        from unnest(?::text[], ?::text[], ?::integer[]) as change (code, customer_id, uses)
                             join coupon_terms using (code)
                        where terms ->> 'perCustomerLimit' is not null
                          and (change.uses > 0 or exists (
                                 select from coupon_customer_use counted
                                 where counted.customer_id = change.customer_id and counted.code = change.code))
                        on conflict (customer_id, code) do update
                        set uses = greatest(0, present.uses + excluded.uses)
                        """)
                .params(
                        texts(keys, use -> use.code().value()),
                        texts(keys, use -> use.customer().value()),
                        column(customerUses.values(), Function.identity(), Integer[]::new))
                .update();
    }

    private void writeTaxes() {
        if (taxes.isEmpty()) {
            return;
        }
        var destinations = texts(taxes.keySet(), Destination::value);
        var rates = texts(taxes.values(), present -> ifPresent(present, json::writeValueAsString));
        database.sql(
                        """
                        with change as (select * from unnest(?::text[], ?::text[]) as change (destination, rates)),
                             removed as (delete from tax_rule using change
                                         where tax_rule.destination = change.destination and change.rates is null)
                        insert into tax_rule (destination, rates)
                        select destination, rates::jsonb from change where rates is not null
                        on conflict (destination) do update set rates = excluded.rates
                        """)
                .params(destinations, rates)
                .update();
    }

    private void writeShippingMethods() {
        if (shippingMethods.isEmpty()) {
            return;
        }
        var changes = shippingMethods.values();
        database.sql(
                        """
                        insert into shipping_method (code, name, rates, offered)
                        select code, coalesce(name, code), coalesce(rates::jsonb, '[]'), rates is not null
                        from unnest(?::text[], ?::text[], ?::text[]) as change (code, name, rates)
                        on conflict (code) do update
                        set name = excluded.name, rates = excluded.rates, offered = excluded.offered
                        """)
                .params(
                        texts(shippingMethods.keySet(), ShippingMethodId::code),
                        texts(changes, change -> ifPresent(change, ShippingMethodChange::name)),
                        texts(
                                changes,
                                change ->
                                        ifPresent(
                                                change,
                                                defined ->
                                                        json.writeValueAsString(defined.rates()))))
                .update();
    }

    private void writePriceLists() {
        if (priceLists.isEmpty()) {
            return;
        }
        var changes = priceLists.values();
        database.sql(
                        """
                        insert into price_list (code, currency, destinations, open)
                        select change.code,
                               coalesce(change.currency, present.currency),
                               coalesce(string_to_array(change.destinations, ','), present.destinations),
                               change.open
                        from unnest(?::text[], ?::text[], ?::text[], ?::boolean[])
                             as change (code, currency, destinations, open)
                             left join price_list present using (code)
                        on conflict (code) do update
                        set currency = excluded.currency, destinations = excluded.destinations, open = excluded.open
                        """)
                .params(
                        texts(priceLists.keySet(), PriceListId::code),
                        texts(changes, PriceListChange::currency),
                        texts(changes, PriceListChange::destinations),
                        column(changes, PriceListChange::open, Boolean[]::new))
                .update();
    }

    private void writeListPrices() {
        if (listPrices.isEmpty()) {
            return;
        }
        var keys = listPrices.keySet();
        var changes = listPrices.values();
        database.sql(
                        """
                        with change as (
                                 select * from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])
                                          as change (code, sku, unit_price_minor, version)),
                             removed as (
                                 delete from list_price present using change
                                 where present.code = change.code and present.sku = change.sku
                                   and change.unit_price_minor is null)
                        insert into list_price (code, sku, unit_price_minor, version)
                        select * from change where unit_price_minor is not null
                        on conflict (code, sku) do update
                        set unit_price_minor = excluded.unit_price_minor, version = excluded.version
                        """)
                .params(
                        texts(keys, key -> key.list().code()),
                        texts(keys, key -> key.sku().value()),
                        column(
                                changes,
                                change -> ifPresent(change.price(), Money::getAmountMinorLong),
                                Long[]::new),
                        column(changes, ListPriceChange::version, Long[]::new))
                .update();
    }

    private void writeAvailability() {
        if (available.isEmpty()) {
            return;
        }
        database.sql(
                        """
                        insert into sku_availability (sku, available)
                        select * from unnest(?::text[], ?::integer[])
                        on conflict (sku) do update set available = excluded.available
                        """)
                .params(
                        texts(available.keySet(), Sku::value),
                        column(available.values(), Function.identity(), Integer[]::new))
                .update();
    }

    private void writeBackorders() {
        if (backorders.isEmpty()) {
            return;
        }
        database.sql(
                        """
                        insert into sku_availability (sku, backorders)
                        select * from unnest(?::text[], ?::boolean[])
                        on conflict (sku) do update set backorders = excluded.backorders
                        """)
                .params(
                        texts(backorders.keySet(), Sku::value),
                        column(backorders.values(), Function.identity(), Boolean[]::new))
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
