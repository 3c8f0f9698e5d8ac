package io.cartulary.command.pricing.tables;

import static io.cartulary.eventstore.tables.BatchTable.Type.*;

import io.cartulary.command.pricing.tables.DecisionTablesBatch.*;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.eventstore.tables.BatchTable;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The columns of the decision tables in one schema, and how a change of a row is written.
///
/// @param name of the schema
record DecisionTablesSchema(
        String name,
        BatchTable<ProductChange> products,
        BatchTable<PriceChange> prices,
        BatchTable<CouponChange> coupons,
        BatchTable<CustomerOrders> orders,
        BatchTable<Pieces> availability,
        BatchTable<Backorders> backorders,
        BatchTable<TaxChange> taxes,
        BatchTable<ShippingMethodChange> shippingMethods,
        BatchTable<PriceListChange> priceLists,
        BatchTable<ListPriceChange> listPrices) {

    /// Where the tables are that prices are read from.
    static final String LIVE = "public";

    static final List<String> TABLES =
            List.of(
                    "sellable_product",
                    "catalogue_price",
                    "coupon_terms",
                    "coupon_customer_use",
                    "customer_orders",
                    "sku_availability",
                    "tax_rule",
                    "shipping_method",
                    "price_list",
                    "list_price",
                    "pricing_rules_version");

    static DecisionTablesSchema of(String name, JsonMapper json) {
        return new DecisionTablesSchema(
                name,
                BatchTable.<ProductChange>named(name + ".sellable_product")
                        .key("product_id", TEXT, change -> change.product().value())
                        .kept("name", TEXT, ProductChange::name)
                        .kept("categories", TEXTS, ProductChange::categories)
                        .kept("for_sale", BOOLEAN, ProductChange::forSale)
                        .build(),
                BatchTable.<PriceChange>named(name + ".catalogue_price")
                        .key("sku", TEXT, change -> change.sku().value())
                        .kept("product_id", TEXT, change -> id(change.product()))
                        .kept("options", TEXT, ofVariant(DecisionTablesSchema::optionsOf))
                        .replaced("unit_price_minor", BIGINT, price -> minor(price.price()))
                        .replaced("currency", TEXT, price -> price.price().getCurrencyUnit())
                        .kept("tax_class", TEXT, ofVariant(Variant::taxClass))
                        .kept("weight_grams", INTEGER, ofVariant(Variant::weightGrams))
                        .replaced("version", BIGINT, PriceChange::version)
                        .build(),
                BatchTable.<CouponChange>named(name + ".coupon_terms")
                        .key("code", TEXT, change -> change.code().value())
                        .kept("terms", JSONB, change -> text(change.terms(), json))
                        .kept("active", BOOLEAN, CouponChange::active)
                        .kept("uses", INTEGER, CouponChange::uses)
                        .kept("version", BIGINT, CouponChange::version)
                        .build(),
                BatchTable.<CustomerOrders>named(name + ".customer_orders")
                        .key("customer_id", TEXT, change -> change.customer().value())
                        .sum("orders", INTEGER, CustomerOrders::difference)
                        .build(),
                BatchTable.<Pieces>named(name + ".sku_availability")
                        .key("sku", TEXT, change -> change.sku().value())
                        .replaced("available", INTEGER, Pieces::available)
                        .build(),
                BatchTable.<Backorders>named(name + ".sku_availability")
                        .key("sku", TEXT, change -> change.sku().value())
                        .replaced("backorders", BOOLEAN, Backorders::allowed)
                        .build(),
                BatchTable.<TaxChange>named(name + ".tax_rule")
                        .key("destination", TEXT, change -> change.destination().value())
                        .replaced("rates", JSONB, change -> text(change.rates(), json))
                        .replaced("version", BIGINT, TaxChange::version)
                        .build(),
                BatchTable.<ShippingMethodChange>named(name + ".shipping_method")
                        .key("code", TEXT, change -> change.method().code())
                        .replaced("name", TEXT, ShippingMethodChange::name)
                        .replaced("rates", JSONB, change -> text(change.rates(), json))
                        .replaced("offered", BOOLEAN, ShippingMethodChange::offered)
                        .replaced("version", BIGINT, ShippingMethodChange::version)
                        .build(),
                BatchTable.<PriceListChange>named(name + ".price_list")
                        .key("code", TEXT, change -> change.list().code())
                        .kept("currency", TEXT, PriceListChange::currency)
                        .kept("destinations", TEXTS, PriceListChange::destinations)
                        .kept("open", BOOLEAN, PriceListChange::open)
                        .replaced("version", BIGINT, PriceListChange::version)
                        .build(),
                BatchTable.<ListPriceChange>named(name + ".list_price")
                        .key("code", TEXT, change -> change.list().code())
                        .key("sku", TEXT, change -> change.sku().value())
                        .replaced("unit_price_minor", BIGINT, change -> minor(change.price()))
                        .replaced("version", BIGINT, ListPriceChange::version)
                        .build());
    }

    private static Function<PriceChange, @Nullable Object> ofVariant(
            Function<Variant, @Nullable Object> value) {
        return change -> change.variant() == null ? null : value.apply(change.variant());
    }

    /// The options as people read them, `100 ml, Rose`, in the order of the options' names.
    private static String optionsOf(Variant variant) {
        return String.join(", ", new TreeMap<>(variant.options()).values());
    }

    private static @Nullable String id(@Nullable ProductId product) {
        return product == null ? null : product.value();
    }

    private static @Nullable Long minor(@Nullable Money price) {
        return price == null ? null : price.getAmountMinorLong();
    }

    private static @Nullable String text(@Nullable Object value, JsonMapper json) {
        return value == null ? null : json.writeValueAsString(value);
    }
}
