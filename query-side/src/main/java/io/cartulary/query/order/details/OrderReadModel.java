package io.cartulary.query.order.details;

import static io.cartulary.query.order.details.OrderDetailsDefinition.NAME;
import static io.cartulary.query.order.details.OrderTables.Details.*;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.inventory.AwaitedPiecesSelection;
import io.cartulary.query.order.OrderDetails;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderSummary;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Answers what is asked about single orders and lists of them, from table `order_details`.
@Component
class OrderReadModel {

    private static final String ONE =
            """
            select *, %2$s as awaited,
                (select json_agg(part order by begun_at, part_id) from %1$s.order_part part where part.order_id = whole.order_id) as parts
            from %1$s.order_details whole
            where order_id = ? and number is not null and (?::text[] is null or customer_id = any(?::text[]))\
            """;

    /// As [EditId#holder] names them.
    private static final String HOLDERS =
            """
            select whole.order_id
            union all select 'order-' || part_id from %s.order_part where order_id = whole.order_id and kind = 'EDIT'\
            """;

    private static final String SUMMARY =
            """
            select order_id, number, customer_id, status, payment_status, fulfilment_status, country, pieces, currency,
                total_minor, refunded_minor, placed_at
            from %s.order_details\
            """;

    /// Its own number, or that of a past refund, of which a later file may have had more lines.
    private static final String NUMBERED =
            """
            order_id in (select order_id from %1$s.order_details where number = ?
                         union all select order_id from %1$s.order_part where number = ? or number ^@ ?)\
            """;

    private final JdbcClient database;
    private final AwaitedGenerations live;
    private final OrderDetailsReader reader;
    private final AwaitedPiecesSelection awaited;

    OrderReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            OrderDetailsReader reader,
            AwaitedPiecesSelection awaited) {
        this.database = database;
        this.live = live;
        this.reader = reader;
        this.awaited = awaited;
    }

    @QueryHandler
    Optional<OrderDetails> answer(FindOrder query) {
        var schema = schema();
        return database.sql(ONE.formatted(schema, awaited.of(HOLDERS.formatted(schema))))
                .params(query.orderId().value(), texts(query.owners()), texts(query.owners()))
                .query((row, _) -> reader.details(row, query.owners() == null))
                .optional();
    }

    @QueryHandler
    List<OrderSummary> answer(ListOrders query) {
        var schema = schema();
        var asked = query.conditions();
        var conditions = new ArrayList<>(List.of("number is not null"));
        var values = new ArrayList<>();
        if (asked.status() != null) {
            conditions.add("status = ?");
            values.add(asked.status().name());
        }
        if (asked.paymentStatus() != null) {
            conditions.add("payment_status = ?");
            values.add(asked.paymentStatus().name());
        }
        if (asked.fulfilmentStatus() != null) {
            conditions.add("fulfilment_status = ?");
            values.add(asked.fulfilmentStatus().name());
        }
        if (asked.customers() != null) {
            conditions.add("customer_id = any(?)");
            values.add(texts(asked.customers()));
        }
        if (asked.number() != null) {
            conditions.add(NUMBERED.formatted(schema));
            values.addAll(List.of(asked.number(), asked.number(), asked.number() + "/"));
        }
        if (asked.from() != null) {
            conditions.add("placed_at >= ?");
            values.add(Timestamp.from(asked.from()));
        }
        if (asked.to() != null) {
            conditions.add("placed_at < ?");
            values.add(Timestamp.from(asked.to()));
        }
        if (query.after() != null) {
            conditions.add("(placed_at, order_id) < (?, ?)");
            values.add(Timestamp.from(query.after().placedAt()));
            values.add(query.after().orderId().value());
        }
        values.add(query.limit());
        return database.sql(
                        SUMMARY.formatted(schema)
                                + " where "
                                + String.join(" and ", conditions)
                                + " order by placed_at desc, order_id desc limit ?")
                .params(values)
                .query((row, _) -> summary(row))
                .list();
    }

    private String schema() {
        return live.of(NAME).schema();
    }

    private static OrderSummary summary(ResultSet row) throws SQLException {
        return new OrderSummary(
                ORDER_ID.of(row),
                NUMBER.of(row),
                CUSTOMER_ID.of(row),
                STATUS.of(row),
                PAYMENT_STATUS.of(row),
                FULFILMENT.of(row),
                COUNTRY.of(row),
                PIECES.of(row),
                money(row, TOTAL),
                money(row, REFUNDED),
                PLACED_AT.of(row));
    }

    private static String @Nullable [] texts(@Nullable List<CustomerId> customers) {
        return customers == null
                ? null
                : customers.stream().map(CustomerId::value).toArray(String[]::new);
    }
}
