package io.cartulary.query.reporting.payment;

import static io.cartulary.query.reporting.payment.ProviderPaymentsProjection.*;

import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.query.reporting.ReportingQuery.*;
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

/// Answers what came by each provider from table `provider_quarter`.
@Component
class ProviderPaymentsReadModel {

    private final JdbcClient database;
    private final AwaitedGenerations live;

    ProviderPaymentsReadModel(
            @Qualifier("readModels") JdbcClient database, AwaitedGenerations live) {
        this.database = database;
        this.live = live;
    }

    @QueryHandler
    List<ProviderPayments> answer(SumPaymentsByProvider query) {
        return database.sql(
                        """
                        select provider, currency, sum(payments) as payments, sum(settled) as settled,
                            sum(declined) as declined, sum(refunds) as refunds,
                            sum(received_minor) as received_minor, sum(given_back_minor) as given_back_minor,
                            sum(lost_minor) as lost_minor
                        from %s.provider_quarter where quarter >= ? and quarter < ?
                        group by 1, 2 order by 1, 2\
                        """
                                .formatted(live.of(NAME).schema()))
                .params(Timestamp.from(query.from()), Timestamp.from(query.to()))
                .query((row, _) -> payments(row))
                .list();
    }

    private static ProviderPayments payments(ResultSet row) throws SQLException {
        var received = money(row, "received_minor");
        var givenBack = money(row, "given_back_minor");
        var lost = money(row, "lost_minor");
        return new ProviderPayments(
                PROVIDER_OF_SUMS.of(row),
                row.getLong("payments"),
                row.getLong("settled"),
                row.getLong("declined"),
                row.getLong("refunds"),
                received,
                givenBack,
                lost,
                received.minus(givenBack).minus(lost));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        var currency = CurrencyUnit.of(CURRENCY_OF_SUMS.of(row));
        return Money.of(
                currency, row.getBigDecimal(column).movePointLeft(currency.getDecimalPlaces()));
    }
}
