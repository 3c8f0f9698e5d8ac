package io.cartulary.query.reporting;

import static io.cartulary.query.reporting.DailySalesProjection.NAME;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.reporting.ReportingQuery.*;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers [ReportingQuery] from table `daily_sales`.
@Component
class SalesReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;

    SalesReadModel(@Qualifier("readModels") JdbcClient database, AwaitedGenerations live) {
        this.database = database;
        this.live = live;
    }

    private record Counts(long orders, long customers) {}

    @QueryHandler
    List<Sales> answer(ListSales query) {
        return database.sql(
                        """
                        select date_trunc(?, day::timestamp)::date as period, currency, sum(orders) as orders,
                            sum(pieces) as pieces, sum(gross_minor) as gross_minor,
                            sum(refunded_minor) as refunded_minor
                        from %s.daily_sales where day >= ? and day < ?
                        group by 1, 2 order by 1, 2\
                        """
                                .formatted(live.of(NAME).schema()))
                .params(query.by().name().toLowerCase(Locale.ROOT), query.from(), query.to())
                .query((row, _) -> sales(row))
                .list();
    }

    @QueryHandler
    SalesTotals answer(SumSales query) {
        var schema = live.of(NAME).schema();
        var counts =
                database.sql(
                                """
                                select (select coalesce(sum(orders), 0) from %1$s.daily_sales) as orders,
                                    (select count(*) from %1$s.buyer) as customers\
                                """
                                        .formatted(schema))
                        .query(Counts.class)
                        .single();
        var net =
                database.sql(
                                """
                                select currency, sum(gross_minor - refunded_minor) as net_minor from %s.daily_sales
                                group by currency order by currency\
                                """
                                        .formatted(schema))
                        .query((row, _) -> money(row, "net_minor"))
                        .list();
        return new SalesTotals(counts.orders(), counts.customers(), net);
    }

    private static Sales sales(ResultSet row) throws SQLException {
        var gross = money(row, "gross_minor");
        var refunds = money(row, "refunded_minor");
        return new Sales(
                row.getObject("period", LocalDate.class),
                row.getLong("orders"),
                row.getLong("pieces"),
                gross,
                refunds,
                gross.minus(refunds));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        var currency = CurrencyUnit.of(row.getString("currency"));
        return Money.of(
                currency, row.getBigDecimal(column).movePointLeft(currency.getDecimalPlaces()));
    }
}
