package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.Basket;
import io.cartulary.command.pricing.OrderToPrice;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.command.pricing.terms.PricingRules;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.TaxRates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Reads from the decision tables what the price of an order depends on: its prices in one query,
/// and with one more each coupons, their uses by the customer, and whether they ordered before,
/// where these matter.
@Component
public class PricingTables {

    private final PriceTable prices;
    private final CouponTermsTable coupons;
    private final PricingRulesTable rulesTable;
    private final JdbcClient database;

    PricingTables(
            PriceTable prices,
            CouponTermsTable coupons,
            PricingRulesTable rulesTable,
            JdbcClient database) {
        this.prices = prices;
        this.coupons = coupons;
        this.rulesTable = rulesTable;
        this.database = database;
    }

    /// @param destination where the order goes, if that is known: price lists may depend on it
    public OrderToPrice read(Basket basket, @Nullable Destination destination, Instant at) {
        var skus = basket.lines().stream().map(SkuQuantity::sku).toList();
        var rules = rulesTable.held();
        var found = find(skus, basket, rules, destination, at);
        while (found.rulesVersion() > rules.version()) {
            rules = rulesTable.read(found.rulesVersion());
            found = find(skus, basket, rules, destination, at);
        }
        var customer = basket.customer();
        var known = offers(basket, rules);
        var offers = customer == null ? known : withUsesOf(customer, known);
        // Asked only where it matters.
        var firstOrder =
                offers.stream().anyMatch(offer -> offer.terms().firstOrderOnly())
                        && (customer == null || !hasOrdered(customer));
        return new OrderToPrice(
                basket.lines(),
                found.prices(),
                basket.currency(),
                offers,
                unknown(basket, offers),
                firstOrder,
                at,
                rules);
    }

    private PriceTable.Found find(
            List<Sku> skus,
            Basket basket,
            PricingRules rules,
            @Nullable Destination destination,
            Instant at) {
        return prices.find(
                skus, rules.priceListFor(basket.currency(), destination).orElse(null), at);
    }

    /// The terms of coupons that apply by themselves are at hand; only their uses may have to be
    /// asked for.
    private List<CouponOffer> offers(Basket basket, PricingRules rules) {
        var codes = new LinkedHashSet<>(basket.coupons());
        rules.automatic().stream()
                .filter(CouponOffer::countsUses)
                .forEach(offer -> codes.add(offer.code()));
        var asked = codes.isEmpty() ? Map.<CouponCode, CouponOffer>of() : coupons.find(codes);
        var offers = new ArrayList<CouponOffer>();
        codes.stream().filter(asked::containsKey).map(asked::get).forEach(offers::add);
        rules.automatic().stream()
                .filter(offer -> !asked.containsKey(offer.code()))
                .forEach(offers::add);
        return offers;
    }

    private List<CouponOffer> withUsesOf(CustomerId customer, List<CouponOffer> offers) {
        var counting =
                offers.stream()
                        .filter(CouponOffer::countsCustomersUses)
                        .map(CouponOffer::code)
                        .toList();
        if (counting.isEmpty()) {
            return offers;
        }
        var uses = coupons.usesOf(customer, counting);
        return offers.stream()
                .map(offer -> offer.usedBefore(uses.getOrDefault(offer.code(), 0)))
                .toList();
    }

    /// Whether goods may have this tax class: `standard`, or one that has a rate somewhere.
    public boolean isTaxClass(String taxClass) {
        return taxClass.equals(TaxRates.STANDARD) || rulesTable.current().hasTaxClass(taxClass);
    }

    private static List<CouponCode> unknown(Basket basket, List<CouponOffer> offers) {
        if (basket.coupons().isEmpty()) {
            return List.of();
        }
        var known = offers.stream().map(CouponOffer::code).toList();
        return basket.coupons().stream().filter(code -> !known.contains(code)).toList();
    }

    private boolean hasOrdered(CustomerId customer) {
        return database.sql(
                        "select exists (select from customer_orders where customer_id = ? and orders > 0)")
                .param(customer.value())
                .query(Boolean.class)
                .single();
    }
}
