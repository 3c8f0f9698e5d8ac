package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.*;
import io.cartulary.events.catalog.BrandId;
import io.cartulary.events.catalog.CategoryId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Sale;
import io.cartulary.events.catalog.SaleId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.media.MediaEvent.MediaUploaded;
import io.cartulary.events.media.MediaId;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import java.sql.PreparedStatement;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What one batch of events changes in the decision tables of a schema.
final class DecisionTablesBatch {

    private static final String SHOP_LANGUAGE = "en";

    private final String schema;
    private final JdbcTemplate database;
    private final JsonMapper json;
    private final Rows rows;
    private final Map<CustomerCoupon, Integer> customerUses = new LinkedHashMap<>();

    private boolean rulesChanged;

    DecisionTablesBatch(String schema, JdbcTemplate database, JsonMapper json) {
        this.schema = schema;
        this.database = database;
        this.json = json;
        this.rows = new Rows(schema);
    }

    private record CustomerCoupon(CouponCode code, CustomerId customer) {}

    void describe(ProductId product, ProductDescription description) {
        rows.of(Product.TABLE, product)
                .set(Product.NAME, description.name().in(SHOP_LANGUAGE))
                .set(
                        Product.CATEGORIES,
                        description.categories().stream().map(CategoryId::value).toList());
    }

    void name(BrandId brand, LocalizedText name) {
        rows.of(Brand.TABLE, brand).set(Brand.NAME, name.in(SHOP_LANGUAGE));
    }

    void remove(BrandId brand) {
        rows.remove(Brand.TABLE, brand);
    }

    void name(MediaUploaded media, Instant uploadedAt) {
        rows.of(MediaFile.TABLE, media.mediaId())
                .set(MediaFile.FILE_NAME, MediaTable.key(media.fileName()))
                .set(MediaFile.FORMAT, media.format())
                .set(MediaFile.UPLOADED_AT, uploadedAt);
    }

    void remove(MediaId media) {
        rows.remove(MediaFile.TABLE, media);
    }

    void name(CategoryId category, LocalizedText name) {
        rows.of(Category.TABLE, category).set(Category.NAME, name.in(SHOP_LANGUAGE));
    }

    /// A coupon for a category is one for all that is below it, which is not the same any more.
    ///
    /// @param parent absent when it stands below none
    void place(CategoryId category, @Nullable CategoryId parent) {
        rows.of(Category.TABLE, category)
                .set(Category.PARENT_ID, parent == null ? "" : parent.value());
        rulesChanged = true;
    }

    void remove(CategoryId category) {
        rows.remove(Category.TABLE, category);
        rulesChanged = true;
    }

    void offer(ProductId product, boolean forSale) {
        rows.of(Product.TABLE, product).set(Product.FOR_SALE, forSale);
    }

    void list(ProductId product, Variant variant, long version) {
        price(variant.sku(), variant.price(), version)
                .set(Price.PRODUCT_ID, product)
                .set(Price.OPTIONS, String.join(", ", new TreeMap<>(variant.options()).values()))
                .set(Price.TAX_CLASS, variant.taxClass())
                .set(Price.WEIGHT, variant.weightGrams());
    }

    void unlist(Sku sku) {
        rows.remove(Price.TABLE, sku);
    }

    Row price(Sku sku, Money price, long version) {
        return rows.of(Price.TABLE, sku)
                .set(Price.UNIT_PRICE, price.getAmountMinorLong())
                .set(Price.CURRENCY, price.getCurrencyUnit())
                .set(Price.VERSION, version);
    }

    void reduce(Sale sale, long version) {
        rows.of(SalePrice.TABLE, sale.saleId())
                .set(SalePrice.SKU, sale.sku())
                .set(SalePrice.UNIT_PRICE, sale.price().getAmountMinorLong())
                .set(SalePrice.FROM, sale.from())
                .set(SalePrice.UNTIL, sale.until())
                .set(SalePrice.VERSION, version);
    }

    void endSale(SaleId sale) {
        rows.remove(SalePrice.TABLE, sale);
    }

    void create(CouponCode code, CouponTerms terms, long version) {
        agree(code, terms, version);
        rows.of(Coupon.TABLE, code).set(Coupon.ACTIVE, true).set(Coupon.USES, 0);
    }

    void agree(CouponCode code, CouponTerms terms, long version) {
        rows.of(Coupon.TABLE, code)
                .set(Coupon.TERMS, json.writeValueAsString(terms))
                .set(Coupon.VERSION, version);
        rulesChanged = true;
    }

    void activate(CouponCode code, boolean active, long version) {
        rows.of(Coupon.TABLE, code).set(Coupon.ACTIVE, active).set(Coupon.VERSION, version);
        rulesChanged = true;
    }

    void use(CouponCode code, int uses, CustomerId customer, int difference) {
        rows.of(Coupon.TABLE, code).set(Coupon.USES, uses);
        customerUses.merge(new CustomerCoupon(code, customer), difference, Integer::sum);
    }

    /// @param rates absent when the rule was removed
    void tax(Destination destination, @Nullable TaxRates rates, long version) {
        if (rates == null) {
            rows.remove(Tax.TABLE, destination);
        } else {
            rows.of(Tax.TABLE, destination)
                    .set(Tax.RATES, json.writeValueAsString(rates))
                    .set(Tax.VERSION, version);
        }
        rulesChanged = true;
    }

    /// One of the settings is withdrawn by a row too.
    void define(
            ShippingMethodId method,
            String name,
            List<ShippingRate> rates,
            boolean offered,
            long version) {
        rows.of(Shipping.TABLE, method.code())
                .set(Shipping.NAME, name)
                .set(Shipping.RATES, json.writeValueAsString(rates))
                .set(Shipping.OFFERED, offered)
                .set(Shipping.VERSION, version);
        rulesChanged = true;
    }

    void open(
            PriceListId list, CurrencyUnit currency, Set<Destination> destinations, long version) {
        change(list, version)
                .set(Listing.CURRENCY, currency)
                .set(
                        Listing.DESTINATIONS,
                        destinations.stream().map(Destination::value).sorted().toList())
                .set(Listing.OPEN, true);
        rulesChanged = true;
    }

    void close(PriceListId list, long version) {
        change(list, version).set(Listing.OPEN, false);
        rulesChanged = true;
    }

    Row change(PriceListId list, long version) {
        return rows.of(Listing.TABLE, list.code()).set(Listing.VERSION, version);
    }

    /// @param price absent when the list has no price of its own any more
    void price(PriceListId list, Sku sku, @Nullable Money price, long version) {
        if (price == null) {
            rows.remove(ListedPrice.TABLE, list.code(), sku);
        } else {
            rows.of(ListedPrice.TABLE, list.code(), sku)
                    .set(ListedPrice.UNIT_PRICE, price.getAmountMinorLong())
                    .set(ListedPrice.VERSION, version);
        }
    }

    void count(Sku sku, int pieces) {
        rows.of(Availability.TABLE, sku).set(Availability.AVAILABLE, pieces);
    }

    void allowBackorders(Sku sku, boolean allowed) {
        rows.of(Backorders.TABLE, sku).set(Backorders.ALLOWED, allowed);
    }

    void countOrder(CustomerId customer, int difference) {
        rows.of(Orders.TABLE, customer).merge(Orders.ORDERS, difference, Integer::sum);
    }

    void write() {
        rows.write(database);
        writeCustomerUses();
        if (rulesChanged) {
            database.update(
                    "update %s.pricing_rules_version set version = version + 1".formatted(schema));
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
                        .formatted(schema),
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
