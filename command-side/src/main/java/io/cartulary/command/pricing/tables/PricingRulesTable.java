package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ShippingRate;
import io.cartulary.events.pricing.TaxRates;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
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
/// whoever meets a later one than is kept here has them read again; so no node prices by rules that
/// no longer held when it read the prices. What is read may be newer than the version it is read
/// under, never older.
@Component
class PricingRulesTable {

    private static final TypeReference<List<ShippingRate>> RATES = new TypeReference<>() {};

    private final PricingSettings settings;
    private final JdbcClient database;
    private final JsonMapper json;

    private volatile @Nullable PricingRules held;

    PricingRulesTable(PricingSettings settings, JdbcClient database, JsonMapper json) {
        this.settings = settings;
        this.database = database;
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
        database.sql("select destination, rates::text as rates from tax_rule")
                .query(
                        (RowCallbackHandler)
                                row ->
                                        taxes.put(
                                                new Destination(row.getString("destination")),
                                                json.readValue(
                                                        row.getString("rates"), TaxRates.class)));
        var methods = new TreeMap<>(defaults.shippingMethods());
        database.sql("select code, name, rates::text as rates, offered from shipping_method")
                .query(row -> {
                    var code = row.getString("code");
                    if (row.getBoolean("offered")) {
                        var rates = json.readValue(row.getString("rates"), RATES);
                        methods.put(
                                code, new ShippingMethodOffer(code, row.getString("name"), rates));
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
        return database.sql("select code, currency, destinations from price_list where open")
                .query((row, _) ->
                        new PriceListOffer(
                                row.getString("code"),
                                CurrencyUnit.of(row.getString("currency")),
                                destinations((String[]) row.getArray("destinations").getArray())))
                .list();
    }

    private List<CouponOffer> readAutomatic() {
        return database.sql(
                        """
                        select code, terms::text as terms from coupon_terms
                        where active and (terms ->> 'automatic')::boolean order by code
                        """)
                .query((row, _) ->
                        new CouponOffer(
                                new CouponCode(row.getString("code")),
                                json.readValue(row.getString("terms"), CouponTerms.class),
                                true))
                .list();
    }

    private static Set<Destination> destinations(String[] values) {
        return Stream.of(values).map(Destination::new).collect(Collectors.toSet());
    }
}
