package io.cartulary.query.reporting;

import static io.cartulary.query.reporting.SalesProjection.NAME;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.reporting.ReportingQuery.*;
import io.cartulary.query.reporting.SalesTables.CouponOfOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers what is asked about sales from the tables of [SalesProjection].
@Component
class SalesReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;

    SalesReadModel(@Qualifier("readModels") JdbcClient database, AwaitedGenerations live) {
        this.database = database;
        this.live = live;
    }

    private record Counts(long orders, long customers) {}

    /// The periods are made here and not by PostgreSQL, so that there is one table of time zones.
    @QueryHandler
    List<Sales> answer(ListSales query) {
        var periods = Periods.of(query);
        return database.sql(
                        """
                        select width_bucket(quarter, ?::text[]::timestamptz[]) as period, currency,
                            sum(orders) as orders, sum(pieces) as pieces, sum(subtotal_minor) as subtotal_minor,
                            sum(discount_minor) as discount_minor, sum(shipping_minor) as shipping_minor,
                            sum(tax_minor) as tax_minor, sum(tax_in_prices_minor) as tax_in_prices_minor,
                            sum(gross_minor) as gross_minor, sum(refunded_minor) as refunded_minor
                        from %s.quarter_sales where quarter >= ? and quarter < ?
                        group by 1, 2 order by 1, 2\
                        """
                                .formatted(live.of(NAME).schema()))
                .params(
                        periods.begins(),
                        Timestamp.from(periods.begin()),
                        Timestamp.from(periods.end()))
                .query((row, _) -> sales(periods.name(row.getInt("period") - 1), row))
                .list();
    }

    @QueryHandler
    List<CouponSales> answer(ListCouponSales query) {
        return database.sql(
                        """
                        select used.code, sale.currency, count(*) as uses, sum(sale.gross_minor) as gross_minor,
                            sum(used.amount_minor) as cost_minor
                        from %1$s.sale_coupon used join %1$s.sale using (order_id)
                        where used.quarter >= ? and used.quarter < ? and not sale.cancelled
                        group by 1, 2 order by gross_minor desc, 1, 2 limit ?\
                        """
                                .formatted(live.of(NAME).schema()))
                .params(Timestamp.from(query.from()), Timestamp.from(query.to()), query.limit())
                .query((row, _) ->
                        new CouponSales(
                                CouponOfOrder.CODE.of(row),
                                row.getLong("uses"),
                                money(row, "gross_minor"),
                                money(row, "cost_minor")))
                .list();
    }

    @QueryHandler
    SalesTotals answer(SumSales query) {
        var schema = live.of(NAME).schema();
        var counts =
                database.sql(
                                """
                                select (select coalesce(sum(orders), 0) from %1$s.quarter_sales) as orders,
                                    (select count(*) from %1$s.buyer) as customers\
                                """
                                        .formatted(schema))
                        .query(Counts.class)
                        .single();
        var net =
                database.sql(
                                """
                                select currency, sum(gross_minor - refunded_minor) as net_minor from %s.quarter_sales
                                group by currency order by currency\
                                """
                                        .formatted(schema))
                        .query((row, _) -> money(row, "net_minor"))
                        .list();
        return new SalesTotals(counts.orders(), counts.customers(), net);
    }

    private static Sales sales(String period, ResultSet row) throws SQLException {
        return Sales.of(
                period,
                row.getLong("orders"),
                row.getLong("pieces"),
                money(row, "subtotal_minor"),
                money(row, "discount_minor"),
                money(row, "shipping_minor"),
                money(row, "tax_minor"),
                money(row, "tax_in_prices_minor"),
                money(row, "gross_minor"),
                money(row, "refunded_minor"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        var currency = CurrencyUnit.of(row.getString("currency"));
        return Money.of(
                currency, row.getBigDecimal(column).movePointLeft(currency.getDecimalPlaces()));
    }
}
