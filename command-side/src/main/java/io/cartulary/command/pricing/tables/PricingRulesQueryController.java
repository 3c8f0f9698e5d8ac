package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The rules as orders are priced by them at this moment, those of the settings too, for staff.
@RestController
@Tag(name = "Pricing administration")
class PricingRulesQueryController {

    private static final int MOST_PRICES = 1_000;

    private final PricingRulesTable rules;
    private final JdbcClient database;

    PricingRulesQueryController(PricingRulesTable rules, JdbcClient database) {
        this.rules = rules;
        this.database = database;
    }

    record TaxRuleView(Destination destination, TaxRates rates) {}

    @Operation(summary = "Tax rules that hold, by destination")
    @ApiResponse(responseCode = "200", description = "All of them")
    @GetMapping("/api/v1/admin/tax-rules")
    List<TaxRuleView> taxRules() {
        return rules.current().taxes().entrySet().stream()
                .map(rule -> new TaxRuleView(rule.getKey(), rule.getValue()))
                .sorted(Comparator.comparing(rule -> rule.destination().value()))
                .toList();
    }

    @Operation(summary = "Shipping methods that are offered, with their rates")
    @ApiResponse(responseCode = "200", description = "All of them")
    @GetMapping("/api/v1/admin/shipping-methods")
    Collection<ShippingMethodOffer> shippingMethods() {
        return rules.current().shippingMethods().values();
    }

    @Operation(summary = "Price lists that are open")
    @ApiResponse(responseCode = "200", description = "All of them")
    @GetMapping("/api/v1/admin/price-lists")
    List<PriceListOffer> priceLists() {
        return rules.current().priceLists();
    }

    @Operation(
            summary = "Prices of a list by SKU, 1000 at most",
            description = "`after` is the last SKU of the page before.")
    @ApiResponse(responseCode = "200", description = "A page; an empty one is the last")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such list is open")
    @GetMapping("/api/v1/admin/price-lists/{code}/prices")
    List<ListPrice> prices(
            @PathVariable String code, @RequestParam(required = false) @Nullable Sku after) {
        var currency = currencyOf(code);
        return database.sql(
                        """
                        select sku, unit_price_minor from list_price
                        where code = ? and sku > ? order by sku limit ?
                        """)
                .params(code, after == null ? "" : after.value(), MOST_PRICES)
                .query((row, _) ->
                        new ListPrice(
                                new Sku(row.getString("sku")),
                                Money.ofMinor(currency, row.getLong("unit_price_minor"))))
                .list();
    }

    private CurrencyUnit currencyOf(String code) {
        return rules.current().priceLists().stream()
                .filter(list -> list.code().equals(code))
                .map(PriceListOffer::currency)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("price list " + code));
    }
}
