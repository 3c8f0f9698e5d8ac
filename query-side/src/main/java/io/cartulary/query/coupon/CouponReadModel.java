package io.cartulary.query.coupon;

import static io.cartulary.query.coupon.CouponUsageProjection.*;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.query.coupon.CouponQuery.*;
import io.cartulary.query.coupon.CouponUsage.CouponStatus;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Answers [CouponQuery] from tables `coupon` and `coupon_use`.
@Component
class CouponReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final JsonMapper json;
    private final InstantSource clock;

    CouponReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            JsonMapper json,
            InstantSource clock) {
        this.database = database;
        this.live = live;
        this.json = json;
        this.clock = clock;
    }

    private record Discount(CouponCode code, Money sum) {}

    private record Counts(long coupons, long active, long expired, long uses, long returned) {}

    @QueryHandler
    Optional<CouponUsage> answer(FindCoupon query) {
        return usages("code = ?", query.code().value(), 1).stream().findFirst();
    }

    @QueryHandler
    List<CouponUsage> answer(ListCoupons query) {
        return usages(
                "code > ?", query.after() == null ? "" : query.after().value(), query.limit());
    }

    @QueryHandler
    List<CouponUse> answer(ListCouponUses query) {
        return database.sql(
                        """
                        select * from %s.coupon_use where code = ? and position < ?
                        order by position desc limit ?\
                        """
                                .formatted(schema()))
                .params(
                        query.code().value(),
                        query.before() == null ? Long.MAX_VALUE : query.before(),
                        query.limit())
                .query((row, _) -> use(row))
                .list();
    }

    @QueryHandler
    CouponStatistics answer(SumCouponUses query) {
        var schema = schema();
        var counts =
                database.sql(
                                """
                                select count(*) as coupons, count(*) filter (where active) as active,
                                    count(*) filter (where active and (terms ->> 'validUntil')::timestamptz <= ?) as expired,
                                    coalesce(sum(uses), 0) as uses,
                                    (select count(*) from %1$s.coupon_use where returned_at is not null) as returned
                                from %1$s.coupon\
                                """
                                        .formatted(schema))
                        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .query(Counts.class)
                        .single();
        var discounts =
                database.sql(
                                """
                                select currency, sum(discount_minor) as sum_minor from %s.coupon_use
                                where returned_at is null group by currency order by currency\
                                """
                                        .formatted(schema))
                        .query((row, _) -> sum(row))
                        .list();
        return new CouponStatistics(
                counts.coupons(),
                counts.active(),
                counts.expired(),
                counts.uses(),
                counts.returned(),
                discounts);
    }

    private List<CouponUsage> usages(String condition, String code, int limit) {
        var schema = schema();
        var codes =
                database.sql(
                                "select code from %s.coupon where %s and terms is not null order by code limit ?"
                                        .formatted(schema, condition))
                        .params(code, limit)
                        .query(String.class)
                        .list();
        var discounts = discounts(schema, codes);
        return database.sql(
                        "select * from %s.coupon where code = any(?) order by code"
                                .formatted(schema))
                .param(codes.toArray(String[]::new))
                .query((row, _) -> usage(row, discounts))
                .list();
    }

    private Map<CouponCode, List<Money>> discounts(String schema, List<String> codes) {
        return database
                .sql(
                        """
                        select code, currency, sum(discount_minor) as sum_minor from %s.coupon_use
                        where code = any(?) and returned_at is null group by code, currency order by code, currency\
                        """
                                .formatted(schema))
                .param(codes.toArray(String[]::new))
                .query((row, _) -> new Discount(CODE.of(row), sum(row)))
                .list()
                .stream()
                .collect(groupingBy(Discount::code, mapping(Discount::sum, toList())));
    }

    private CouponUsage usage(ResultSet row, Map<CouponCode, List<Money>> discounts)
            throws SQLException {
        var code = CODE.of(row);
        var terms = json.readValue(TERMS.of(row), CouponTerms.class);
        var uses = USES.of(row);
        return new CouponUsage(
                code,
                status(ACTIVE.of(row), terms, uses),
                terms,
                uses,
                discounts.getOrDefault(code, List.of()),
                CREATED_AT.of(row),
                VERSION.of(row));
    }

    private CouponStatus status(boolean active, CouponTerms terms, int uses) {
        var now = clock.instant();
        if (!active) {
            return CouponStatus.INACTIVE;
        }
        if (terms.validUntil() != null && !now.isBefore(terms.validUntil())) {
            return CouponStatus.EXPIRED;
        }
        if (terms.validFrom() != null && now.isBefore(terms.validFrom())) {
            return CouponStatus.NOT_YET_VALID;
        }
        return terms.usageLimit() != null && uses >= terms.usageLimit()
                ? CouponStatus.USED_UP
                : CouponStatus.ACTIVE;
    }

    private String schema() {
        return live.of(NAME).schema();
    }

    private static Money sum(ResultSet row) throws SQLException {
        return Money.ofMinor(CURRENCY.of(row), row.getLong("sum_minor"));
    }

    private static CouponUse use(ResultSet row) throws SQLException {
        return new CouponUse(
                POSITION.of(row),
                ORDER_ID.of(row),
                CUSTOMER.of(row),
                Money.ofMinor(CURRENCY.of(row), DISCOUNT.of(row)),
                REDEEMED_AT.of(row),
                RETURNED_AT.of(row));
    }
}
