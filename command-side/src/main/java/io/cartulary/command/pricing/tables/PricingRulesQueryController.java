package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.ListedPrice;
import io.cartulary.command.pricing.terms.PriceListOffer;
import io.cartulary.command.pricing.terms.PricingRules.ShippingMethodOffer;
import io.cartulary.events.pricing.Destination;
import io.cartulary.events.pricing.ListPrice;
import io.cartulary.events.pricing.PriceListId;
import io.cartulary.events.pricing.ShippingMethodId;
import io.cartulary.events.pricing.TaxRates;
import io.cartulary.events.pricing.TaxRuleId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.EntityTag;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The rules as orders are priced by them at this moment, those of the settings too, for staff.
@RestController
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

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/tax-rules")
    Page<TaxRuleView> taxRules() {
        return Page.whole(
                rules.current().taxes().entrySet().stream()
                        .map(rule -> new TaxRuleView(rule.getKey(), rule.getValue()))
                        .sorted(Comparator.comparing(rule -> rule.destination().value()))
                        .toList());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/tax-rules/{destination}")
    ResponseEntity<TaxRuleView> taxRule(@PathVariable Destination destination) {
        var version = versionIn("tax_rule where destination", destination.value());
        return Optional.ofNullable(rules.current().taxes().get(destination))
                .map(rates -> new TaxRuleView(destination, rates))
                .map(rule -> answer(rule, TaxRuleId.of(destination).value(), version))
                .orElseThrow(() -> ProblemException.notFound("tax rule of " + destination));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/shipping-methods")
    Page<ShippingMethodOffer> shippingMethods() {
        return Page.whole(List.copyOf(rules.current().shippingMethods().values()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/shipping-methods/{code}")
    ResponseEntity<ShippingMethodOffer> shippingMethod(@PathVariable String code) {
        var version = versionIn("shipping_method where code", code);
        return Optional.ofNullable(rules.current().shippingMethods().get(code))
                .map(method -> answer(method, ShippingMethodId.of(code).value(), version))
                .orElseThrow(() -> ProblemException.notFound("shipping method " + code));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/price-lists")
    Page<PriceListOffer> priceLists() {
        return Page.whole(rules.current().priceLists());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/price-lists/{code}")
    ResponseEntity<PriceListOffer> priceList(@PathVariable String code) {
        var version = versionIn("price_list where code", code);
        return answer(find(code), PriceListId.of(code).value(), version);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/price-lists/{code}/prices")
    Page<ListPrice> prices(
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var currency = find(code).currency();
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
                                        ListedPrice.SKU.of(row),
                                        Money.ofMinor(currency, ListedPrice.UNIT_PRICE.of(row))))
                        .list();
        return cursors.page(PRICES, found, size, price -> List.of(price.sku().value()));
    }

    /// Read before the rule is, so that it is never newer. A rule of the settings has none.
    private Optional<Long> versionIn(String place, String key) {
        return database.sql("select version from %s = ?".formatted(place))
                .param(key)
                .query(Long.class)
                .optional();
    }

    private static <T> ResponseEntity<T> answer(T rule, String id, Optional<Long> version) {
        var answer = ResponseEntity.ok();
        version.ifPresent(number -> answer.eTag(new EntityTag(id, number).text()));
        return answer.body(rule);
    }

    private PriceListOffer find(String code) {
        return rules.current().priceLists().stream()
                .filter(list -> list.code().equals(code))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("price list " + code));
    }
}
