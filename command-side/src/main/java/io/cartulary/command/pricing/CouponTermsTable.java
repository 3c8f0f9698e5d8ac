package io.cartulary.command.pricing;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// What every coupon offers at this moment.
@Component
public class CouponTermsTable {

    private final JdbcClient database;
    private final JsonMapper json;

    CouponTermsTable(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public Optional<CouponOffer> find(CouponCode code) {
        return database.sql("select terms::text as terms, active from coupon_terms where code = ?")
                .param(code.value())
                .query((row, _) ->
                        new CouponOffer(
                                code,
                                json.readValue(row.getString("terms"), CouponTerms.class),
                                row.getBoolean("active")))
                .optional();
    }
}
