package io.cartulary.query.order.details;

import static io.cartulary.query.order.details.OrderDetailsDefinition.NAME;
import static io.cartulary.query.order.details.OrderTables.Details.*;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.query.order.Buyer;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderStatusCount;
import io.cartulary.query.order.OrderedArticle;
import io.cartulary.query.order.OrdersInState;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.Money;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Counts and sums orders for reports.
@Component
class OrderFigures {

    private final JdbcClient database;
    private final AwaitedGenerations live;

    OrderFigures(@Qualifier("readModels") JdbcClient database, AwaitedGenerations live) {
        this.database = database;
        this.live = live;
    }

    @QueryHandler
    List<OrderStatusCount> answer(CountOrdersByStatus query) {
        return database.sql(
                        """
                        select status, count(*) as orders from %s.order_details
                        where status is not null group by status order by status\
                        """
                                .formatted(schema()))
                .query(OrderStatusCount.class)
                .list();
    }

    @QueryHandler
    List<OrdersInState> answer(CountOrdersByState query) {
        return database.sql(
                        """
                        select status, payment_status, fulfilment_status, currency, count(*) as orders,
                            sum(pieces) as pieces, sum(charged_minor) as total_minor,
                            sum(refunded_minor) as refunded_minor
                        from %s.order_details
                        where number is not null and placed_at >= ? and placed_at < ?
                        group by 1, 2, 3, 4 order by 1, 2, 3, 4\
                        """
                                .formatted(schema()))
                .params(Timestamp.from(query.from()), Timestamp.from(query.to()))
                .query((row, _) ->
                        new OrdersInState(
                                STATUS.of(row),
                                PAYMENT_STATUS.of(row),
                                FULFILMENT.of(row),
                                row.getLong("orders"),
                                row.getLong("pieces"),
                                sum(row, TOTAL),
                                sum(row, REFUNDED)))
                .list();
    }

    @QueryHandler
    List<Buyer> answer(ListBuyers query) {
        return database.sql(
                        """
                        select customer_id, currency, count(*) as orders, sum(pieces) as pieces,
                            sum(charged_minor) as total_minor, sum(refunded_minor) as refunded_minor,
                            max(placed_at) as last_at
                        from %s.order_details
                        where number is not null and customer_id is not null and status <> 'CANCELLED'
                            and placed_at >= ? and placed_at < ?
                        group by customer_id, currency
                        order by orders desc, total_minor desc, customer_id, currency limit ?\
                        """
                                .formatted(schema()))
                .params(Timestamp.from(query.from()), Timestamp.from(query.to()), query.limit())
                .query((row, _) ->
                        new Buyer(
                                CUSTOMER_ID.of(row),
                                row.getLong("orders"),
                                row.getLong("pieces"),
                                sum(row, TOTAL),
                                sum(row, REFUNDED),
                                row.getTimestamp("last_at").toInstant()))
                .list();
    }

    @QueryHandler
    List<OrderedArticle> answer(ListOrderedArticles query) {
        return database.sql(
                        """
                        select line ->> 'productId' as product_id, line ->> 'sku' as sku, currency,
                            max(line ->> 'name') as name, count(distinct order_id) as orders,
                            sum((line ->> 'quantity')::bigint) as pieces,
                            sum((line -> 'total' ->> 'amount')::bigint) as total_minor
                        from %s.order_details cross join jsonb_array_elements(lines::jsonb) line
                        where number is not null and status <> 'CANCELLED' and placed_at >= ? and placed_at < ?
                        group by 1, 2, 3
                        order by pieces desc, total_minor desc, sku, currency limit ?\
                        """
                                .formatted(schema()))
                .params(Timestamp.from(query.from()), Timestamp.from(query.to()), query.limit())
                .query((row, _) ->
                        new OrderedArticle(
                                new ProductId(row.getString("product_id")),
                                new Sku(row.getString("sku")),
                                row.getString("name"),
                                row.getLong("orders"),
                                row.getLong("pieces"),
                                sum(row, TOTAL)))
                .list();
    }

    private String schema() {
        return live.of(NAME).schema();
    }

    /// Sums have another type than what is summed.
    private static Money sum(ResultSet row, Column<Long> amount) throws SQLException {
        return Money.ofMinor(CURRENCY.of(row), row.getLong(amount.toString()));
    }
}
