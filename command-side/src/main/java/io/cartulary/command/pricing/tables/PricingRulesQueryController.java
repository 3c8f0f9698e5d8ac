package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
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

    private static final String PRICES = "list-prices";

    private final PricingRulesTable rules;
    private final JdbcClient database;
    private final Cursors cursors;

    PricingRulesQueryController(PricingRulesTable rules, JdbcClient database, Cursors cursors) {
        this.rules = rules;
        this.database = database;
        this.cursors = cursors;
    }

    record TaxRuleView(Destination destination, TaxRates rates) {}

    @Operation(summary = "Tax rules that hold, by destination")
    @ApiResponse(responseCode = "200", description = "All of them")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/tax-rules")
    Page<TaxRuleView> taxRules() {
        return Page.whole(
                rules.current().taxes().entrySet().stream()
                        .map(rule -> new TaxRuleView(rule.getKey(), rule.getValue()))
                        .sorted(Comparator.comparing(rule -> rule.destination().value()))
                        .toList());
    }

    @Operation(summary = "Shipping methods that are offered, with their rates")
    @ApiResponse(responseCode = "200", description = "All of them")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/shipping-methods")
    Page<ShippingMethodOffer> shippingMethods() {
        return Page.whole(List.copyOf(rules.current().shippingMethods().values()));
    }

    @Operation(summary = "Price lists that are open")
    @ApiResponse(responseCode = "200", description = "All of them")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/price-lists")
    Page<PriceListOffer> priceLists() {
        return Page.whole(rules.current().priceLists());
    }

    @Operation(summary = "Prices of a list, by SKU")
    @ApiResponse(responseCode = "200", description = "A page")
    @ApiResponse(responseCode = "404", description = "`NOT_FOUND`: no such list is open")
    @OpenTo(Caller.STAFF)
    @GetMapping("/api/v1/admin/price-lists/{code}/prices")
    Page<ListPrice> prices(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var currency = currencyOf(code);
        var size = Cursors.size(limit);
        var last = cursors.read(PRICES, cursor, List::getFirst);
        var found =
                database.sql(
                                """
                                select sku, unit_price_minor from list_price
                                where code = ? and sku > ? order by sku limit ?
                                """)
                        .params(code, last == null ? "" : last, size + 1)
                        .query((row, _) ->
                                new ListPrice(
                                        new Sku(row.getString("sku")),
                                        Money.ofMinor(currency, row.getLong("unit_price_minor"))))
                        .list();
        return cursors.page(PRICES, found, size, price -> List.of(price.sku().value()));
    }

    private CurrencyUnit currencyOf(String code) {
        return rules.current().priceLists().stream()
                .filter(list -> list.code().equals(code))
                .map(PriceListOffer::currency)
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("price list " + code));
    }
}
