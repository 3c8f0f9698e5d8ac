package io.cartulary.command.pricing.tables;

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
import java.sql.PreparedStatement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// What one batch of events changes in the decision tables of a schema. A value that is `null`
/// keeps what the table has.
final class DecisionTablesBatch {

    private static final String SHOP_LANGUAGE = "en";

    private final DecisionTablesSchema schema;
    private final JdbcTemplate database;

    private final Map<ProductId, ProductChange> products = new LinkedHashMap<>();
    private final Map<Sku, PriceChange> prices = new LinkedHashMap<>();
    private final Map<CouponCode, CouponChange> coupons = new LinkedHashMap<>();
    private final Map<CustomerCoupon, Integer> customerUses = new LinkedHashMap<>();
    private final Map<CustomerId, CustomerOrders> orders = new LinkedHashMap<>();
    private final Map<Sku, Pieces> available = new LinkedHashMap<>();
    private final Map<Sku, Backorders> backorders = new LinkedHashMap<>();
    private final Map<Destination, TaxChange> taxes = new LinkedHashMap<>();
    private final Map<ShippingMethodId, ShippingMethodChange> shippingMethods =
            new LinkedHashMap<>();
    private final Map<PriceListId, PriceListChange> priceLists = new LinkedHashMap<>();
    private final Map<ListedSku, ListPriceChange> listPrices = new LinkedHashMap<>();

    private boolean rulesChanged;

    DecisionTablesBatch(DecisionTablesSchema schema, JdbcTemplate database) {
        this.schema = schema;
        this.database = database;
    }

    record ProductChange(
            ProductId product,
            @Nullable String name,
            @Nullable List<String> categories,
            @Nullable Boolean forSale) {}

    record PriceChange(
            Sku sku,
            @Nullable ProductId product,
            @Nullable Variant variant,
            Money price,
            long version) {}

    record CouponChange(
            CouponCode code,
            @Nullable CouponTerms terms,
            @Nullable Boolean active,
            @Nullable Integer uses,
            @Nullable Long version) {}

    private record CustomerCoupon(CouponCode code, CustomerId customer) {}

    record CustomerOrders(CustomerId customer, int difference) {}

    record Pieces(Sku sku, int available) {}

    record Backorders(Sku sku, boolean allowed) {}

    /// @param rates absent when the rule was removed
    record TaxChange(Destination destination, @Nullable TaxRates rates, long version) {}

    record ShippingMethodChange(
            ShippingMethodId method,
            String name,
            List<ShippingRate> rates,
            boolean offered,
            long version) {}

    record PriceListChange(
            PriceListId list,
            @Nullable CurrencyUnit currency,
            @Nullable List<String> destinations,
            @Nullable Boolean open,
            long version) {}

    private record ListedSku(PriceListId list, Sku sku) {}

    /// @param price absent when the list has no price of its own any more
    record ListPriceChange(PriceListId list, Sku sku, @Nullable Money price, long version) {}

    void describe(ProductId product, ProductDescription description) {
        var present = of(product);
        products.put(
                product,
                new ProductChange(
                        product,
                        description.name().in(SHOP_LANGUAGE),
                        description.categories(),
                        present.forSale()));
    }

    void offer(ProductId product, boolean forSale) {
        var present = of(product);
        products.put(
                product, new ProductChange(product, present.name(), present.categories(), forSale));
    }

    private ProductChange of(ProductId product) {
        return products.getOrDefault(product, new ProductChange(product, null, null, null));
    }

    void list(ProductId product, Variant variant, long version) {
        var sku = variant.sku();
        prices.put(sku, new PriceChange(sku, product, variant, variant.price(), version));
    }

    void reprice(Sku sku, Money price, long version) {
        var present = prices.getOrDefault(sku, new PriceChange(sku, null, null, price, version));
        prices.put(sku, new PriceChange(sku, present.product(), present.variant(), price, version));
    }

    void create(CouponCode code, CouponTerms terms, long version) {
        coupons.put(code, new CouponChange(code, terms, true, 0, version));
        rulesChanged = true;
    }

    void agree(CouponCode code, CouponTerms terms, long version) {
        var present = of(code);
        coupons.put(code, new CouponChange(code, terms, present.active(), present.uses(), version));
        rulesChanged = true;
    }

    void activate(CouponCode code, boolean active, long version) {
        var present = of(code);
        coupons.put(code, new CouponChange(code, present.terms(), active, present.uses(), version));
        rulesChanged = true;
    }

    void use(CouponCode code, int uses, CustomerId customer, int difference) {
        var present = of(code);
        coupons.put(
                code,
                new CouponChange(code, present.terms(), present.active(), uses, present.version()));
        customerUses.merge(new CustomerCoupon(code, customer), difference, Integer::sum);
    }

    private CouponChange of(CouponCode code) {
        return coupons.getOrDefault(code, new CouponChange(code, null, null, null, null));
    }

    void tax(Destination destination, @Nullable TaxRates rates, long version) {
        taxes.put(destination, new TaxChange(destination, rates, version));
        rulesChanged = true;
    }

    void define(ShippingMethodId method, String name, List<ShippingRate> rates, long version) {
        shippingMethods.put(method, new ShippingMethodChange(method, name, rates, true, version));
        rulesChanged = true;
    }

    /// One of the settings is withdrawn by a row too.
    void withdraw(ShippingMethodId method, long version) {
        shippingMethods.put(
                method, new ShippingMethodChange(method, method.code(), List.of(), false, version));
        rulesChanged = true;
    }

    void open(
            PriceListId list, CurrencyUnit currency, Set<Destination> destinations, long version) {
        var places = destinations.stream().map(Destination::value).sorted().toList();
        priceLists.put(list, new PriceListChange(list, currency, places, true, version));
        rulesChanged = true;
    }

    void close(PriceListId list, long version) {
        change(list, false, version);
        rulesChanged = true;
    }

    private void change(PriceListId list, @Nullable Boolean open, long version) {
        var present = priceLists.get(list);
        priceLists.put(
                list,
                present == null
                        ? new PriceListChange(list, null, null, open, version)
                        : new PriceListChange(
                                list,
                                present.currency(),
                                present.destinations(),
                                open == null ? present.open() : open,
                                version));
    }

    void change(PriceListId list, long version) {
        change(list, null, version);
    }

    void price(PriceListId list, Sku sku, @Nullable Money price, long version) {
        listPrices.put(new ListedSku(list, sku), new ListPriceChange(list, sku, price, version));
    }

    void count(Sku sku, int pieces) {
        available.put(sku, new Pieces(sku, pieces));
    }

    void allowBackorders(Sku sku, boolean allowed) {
        backorders.put(sku, new Backorders(sku, allowed));
    }

    void countOrder(CustomerId customer, int difference) {
        orders.merge(
                customer,
                new CustomerOrders(customer, difference),
                (before, more) ->
                        new CustomerOrders(customer, before.difference() + more.difference()));
    }

    void write() {
        schema.products().write(database, products.values());
        schema.prices().write(database, prices.values());
        schema.coupons().write(database, coupons.values());
        writeCustomerUses();
        schema.orders().write(database, orders.values());
        schema.availability().write(database, available.values());
        schema.backorders().write(database, backorders.values());
        schema.taxes().writeOrRemove(database, taxes.values(), tax -> tax.rates() != null);
        schema.shippingMethods().write(database, shippingMethods.values());
        schema.priceLists().write(database, priceLists.values());
        schema.listPrices()
                .writeOrRemove(database, listPrices.values(), price -> price.price() != null);
        if (rulesChanged) {
            database.update(
                    "update %s.pricing_rules_version set version = version + 1"
                            .formatted(schema.name()));
        }
    }

    /// Counted only since the terms first limited uses by customer, as the coupon itself does: a
    /// row depends on another table.
    private void writeCustomerUses() {
        if (customerUses.isEmpty()) {
            return;
        }
        var uses = List.copyOf(customerUses.entrySet());
        database.execute(
                """
                insert into %1$s.coupon_customer_use as present (code, customer_id, uses)
                select code, customer_id, change.uses
                from unnest(?::text[], ?::text[], ?::integer[]) as change (code, customer_id, uses)
                     join %1$s.coupon_terms using (code)
                where terms ->> 'perCustomerLimit' is not null
                  and (change.uses > 0 or exists (
                         select from %1$s.coupon_customer_use counted
                         where counted.customer_id = change.customer_id and counted.code = change.code))
                on conflict (customer_id, code) do update
                set uses = greatest(0, present.uses + excluded.uses)
                """
                        .formatted(schema.name()),
                (PreparedStatement prepared) -> {
                    var connection = prepared.getConnection();
                    var codes = uses.stream().map(use -> use.getKey().code().value()).toArray();
                    var customers =
                            uses.stream().map(use -> use.getKey().customer().value()).toArray();
                    var differences = uses.stream().map(Map.Entry::getValue).toArray();
                    prepared.setArray(1, connection.createArrayOf("text", codes));
                    prepared.setArray(2, connection.createArrayOf("text", customers));
                    prepared.setArray(3, connection.createArrayOf("integer", differences));
                    return prepared.executeUpdate();
                });
    }
}
