package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.*;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The rules that prices are made by: what the settings say until staff say otherwise, and what
/// staff said.
///
/// They are kept in memory. Every question for prices also answers the version of the rules, and
/// any node that meets a later one than is kept here has them read again; so no node prices by
/// rules that no longer held when it read the prices. What is read may be newer than the version it
/// is read under, never older.
@Component
class PricingRulesTable {

    private static final TypeReference<List<ShippingRate>> RATES = new TypeReference<>() {};

    private final PricingSettings settings;
    private final JdbcClient database;
    private final CategoryTable categories;
    private final JsonMapper json;

    private volatile @Nullable PricingRules held;

    PricingRulesTable(
            PricingSettings settings,
            JdbcClient database,
            CategoryTable categories,
            JsonMapper json) {
        this.settings = settings;
        this.database = database;
        this.categories = categories;
        this.json = json;
    }

    /// As they are in memory.
    PricingRules held() {
        var present = held;
        return present == null ? read(0) : present;
    }

    /// As they are in the tables at this moment.
    PricingRules current() {
        var version = version();
        var present = held();
        return present.version() == version ? present : read(version);
    }

    /// Read again, unless that was done since somebody met this version.
    synchronized PricingRules read(long version) {
        var present = held;
        if (present == null || present.version() < version) {
            present = read();
            held = present;
        }
        return present;
    }

    private long version() {
        return database.sql("select version from pricing_rules_version").query(Long.class).single();
    }

    private PricingRules read() {
        var defaults = settings.rules(version());
        var taxes = new HashMap<>(defaults.taxes());
        database.sql("select * from tax_rule")
                .query(
                        (RowCallbackHandler)
                                row ->
                                        taxes.put(
                                                Tax.DESTINATION.of(row),
                                                json.readValue(Tax.RATES.of(row), TaxRates.class)));
        var methods = new TreeMap<>(defaults.shippingMethods());
        database.sql("select * from shipping_method")
                .query(row -> {
                    var code = Shipping.CODE.of(row);
                    if (Shipping.OFFERED.of(row)) {
                        var rates = json.readValue(Shipping.RATES.of(row), RATES);
                        methods.put(
                                code, new ShippingMethodOffer(code, Shipping.NAME.of(row), rates));
                    } else {
                        methods.remove(code);
                    }
                });
        return new PricingRules(
                defaults.version(),
                taxes,
                defaults.shippingTaxClass(),
                methods,
                readPriceLists(),
                readAutomatic(),
                defaults.discountCap());
    }

    private List<PriceListOffer> readPriceLists() {
        return database.sql("select * from price_list where open")
                .query((row, _) ->
                        new PriceListOffer(
                                Listing.CODE.of(row),
                                Listing.CURRENCY.of(row),
                                destinations(Listing.DESTINATIONS.of(row))))
                .list();
    }

    private List<CouponOffer> readAutomatic() {
        return database
                .sql(
                        """
                        select * from coupon_terms
                        where active and (terms ->> 'automatic')::boolean order by code
                        """)
                .query((row, _) ->
                        new CouponOffer(
                                Coupon.CODE.of(row),
                                json.readValue(Coupon.TERMS.of(row), CouponTerms.class),
                                true))
                .list()
                .stream()
                .map(categories::widened)
                .toList();
    }

    private static Set<Destination> destinations(List<String> values) {
        return values.stream().map(Destination::new).collect(Collectors.toSet());
    }
}
