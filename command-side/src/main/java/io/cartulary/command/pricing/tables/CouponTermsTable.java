package io.cartulary.command.pricing.tables;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import io.cartulary.command.pricing.tables.DecisionTablesSchema.Coupon;
import io.cartulary.command.pricing.terms.CouponOffer;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.customer.CustomerId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What every coupon offers at this moment, and how often it was used.
@Component
public class CouponTermsTable {

    private final JdbcClient database;
    private final CategoryTable categories;
    private final JsonMapper json;

    CouponTermsTable(JdbcClient database, CategoryTable categories, JsonMapper json) {
        this.database = database;
        this.categories = categories;
        this.json = json;
    }

    public Optional<CouponOffer> find(CouponCode code) {
        return Optional.ofNullable(find(List.of(code)).get(code));
    }

    /// Those that exist, in one query, and one more for each that is limited to categories; without
    /// their uses by any customer.
    Map<CouponCode, CouponOffer> find(Collection<CouponCode> codes) {
        var wanted = Keys.of(codes.stream().map(CouponCode::value).toList());
        return database
                .sql("select * from coupon_terms where code" + wanted.condition())
                .params(wanted.parameters())
                .query((row, _) ->
                        new CouponOffer(
                                Coupon.CODE.of(row),
                                json.readValue(Coupon.TERMS.of(row), CouponTerms.class),
                                Coupon.ACTIVE.of(row),
                                Coupon.USES.of(row),
                                0))
                .list()
                .stream()
                .map(categories::widened)
                .collect(toMap(CouponOffer::code, identity()));
    }

    /// Orders of a customer that hold a use, by coupon.
    Map<CouponCode, Integer> usesOf(CustomerId customer, Collection<CouponCode> codes) {
        return database
                .sql(
                        "select code, uses from coupon_customer_use where customer_id = ? and code = any(?)")
                .params(customer.value(), texts(codes))
                .query((row, _) -> Map.entry(Coupon.CODE.of(row), row.getInt("uses")))
                .list()
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String[] texts(Collection<CouponCode> codes) {
        return codes.stream().map(CouponCode::value).toArray(String[]::new);
    }
}
