package io.cartulary.query.reporting;

import static io.cartulary.eventstore.tables.BatchTable.Type.BIGINT;
import static io.cartulary.eventstore.tables.BatchTable.Type.BOOLEAN;
import static io.cartulary.eventstore.tables.BatchTable.Type.DATE;
import static io.cartulary.eventstore.tables.BatchTable.Type.NUMERIC;
import static io.cartulary.eventstore.tables.BatchTable.Type.TEXT;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.eventstore.tables.BatchTable;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.web.ShopProperties;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns tables `sale` (one row an order), `sale_refund` (one row a refund), `buyer` and
/// `daily_sales`, the sums that are read.
@Component
class DailySalesProjection implements ProjectionDefinition {

    static final String NAME = "daily-sales";

    private static final String TABLES =
            """
            create table sale (
                order_id    text primary key,
                day         date not null,
                currency    text not null,
                gross_minor bigint not null,
                pieces      bigint not null,
                cancelled   boolean not null
            ) with (fillfactor = 90);
            create table sale_refund (
                order_id     text not null,
                position     bigint not null,
                day          date not null,
                amount_minor bigint not null,
                primary key (order_id, position)
            );
            create table buyer (
                customer_id text primary key
            );
            create table daily_sales (
                day            date not null,
                currency       text not null,
                orders         bigint not null,
                pieces         bigint not null,
                gross_minor    numeric not null,
                refunded_minor numeric not null,
                primary key (day, currency)
            ) with (fillfactor = 50);
            """;

    private final JdbcTemplate database;
    private final ShopProperties shop;

    DailySalesProjection(@Qualifier("readModels") JdbcTemplate database, ShopProperties shop) {
        this.database = database;
        this.shop = shop;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Class<? extends DomainEvent>> reads() {
        return Set.of(OrderEvent.class, ImportedOrderEvent.class);
    }

    /// Orders of one day share a row.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, JdbcClient.create(database), TABLES);
    }

    @Override
    public BatchHandler create(Generation generation) {
        var tables = new Tables(generation.schema());
        return () -> new SalesOfBatch(tables);
    }

    /// What an order adds to its day.
    private record Sale(
            OrderId orderId,
            LocalDate day,
            String currency,
            long gross,
            long pieces,
            boolean cancelled) {

        Sale cancel() {
            return new Sale(orderId, day, currency, gross, pieces, true);
        }
    }

    private record Refund(OrderId orderId, long position, LocalDate day, long amount) {}

    private record DayKey(LocalDate day, String currency) {}

    /// What a batch adds to a day; negative for what it takes back.
    private static final class Day {
        final DayKey key;
        long orders;
        long pieces;

        /// 64 bits hold the amount of an order, and not of any number of orders.
        BigInteger gross = BigInteger.ZERO;

        BigInteger refunded = BigInteger.ZERO;

        Day(DayKey key) {
            this.key = key;
        }
    }

    private static final class Tables {
        final String schema;
        final BatchTable<Sale> sales;
        final BatchTable<Refund> refunds;
        final BatchTable<CustomerId> buyers;
        final BatchTable<Day> days;

        Tables(String schema) {
            this.schema = schema;
            sales =
                    BatchTable.<Sale>named(schema + ".sale")
                            .key("order_id", TEXT, Sale::orderId)
                            .latest("day", DATE, Sale::day)
                            .latest("currency", TEXT, Sale::currency)
                            .latest("gross_minor", BIGINT, Sale::gross)
                            .latest("pieces", BIGINT, Sale::pieces)
                            .latest("cancelled", BOOLEAN, Sale::cancelled)
                            .build();
            refunds =
                    BatchTable.<Refund>named(schema + ".sale_refund")
                            .key("order_id", TEXT, Refund::orderId)
                            .key("position", BIGINT, Refund::position)
                            .latest("day", DATE, Refund::day)
                            .latest("amount_minor", BIGINT, Refund::amount)
                            .build();
            buyers =
                    BatchTable.<CustomerId>named(schema + ".buyer")
                            .key("customer_id", TEXT, CustomerId::value)
                            .build();
            days =
                    BatchTable.<Day>named(schema + ".daily_sales")
                            .key("day", DATE, day -> day.key.day())
                            .key("currency", TEXT, day -> day.key.currency())
                            .sum("orders", BIGINT, day -> day.orders)
                            .sum("pieces", BIGINT, day -> day.pieces)
                            .sum("gross_minor", NUMERIC, day -> day.gross)
                            .sum("refunded_minor", NUMERIC, day -> day.refunded)
                            .build();
        }
    }

    /// A cancellation or a refund names only its order: what the order had added before is read
    /// once for the whole batch, then the events are taken in their order.
    private final class SalesOfBatch implements BatchHandler.Batch {

        private final Tables tables;
        private final List<Change> changes = new ArrayList<>();
        private final Map<OrderId, Sale> sales = new HashMap<>();
        private final Map<OrderId, List<Refund>> refunds = new HashMap<>();
        private final Set<OrderId> changed = new HashSet<>();
        private final List<Refund> newRefunds = new ArrayList<>();
        private final Set<CustomerId> buyers = new HashSet<>();
        private final Map<DayKey, Day> days = new HashMap<>();

        SalesOfBatch(Tables tables) {
            this.tables = tables;
        }

        /// One event, reduced to what it means for sales.
        private sealed interface Change {
            OrderId orderId();

            record Placed(Sale sale) implements Change {
                @Override
                public OrderId orderId() {
                    return sale.orderId();
                }
            }

            record Cancelled(OrderId orderId) implements Change {}

            record PaidBack(Refund refund) implements Change {
                @Override
                public OrderId orderId() {
                    return refund.orderId();
                }
            }
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch (event) {
                case OrderEvent order -> on(order, message);
                case ImportedOrderEvent imported -> on(imported, message);
                default -> throw new IllegalArgumentException("not read here: " + event);
            }
        }

        private void on(OrderEvent event, EventMessage<?> message) {
            switch (event) {
                case OrderPlaced placed ->
                        place(
                                placed.orderId(),
                                placed.customerId(),
                                placed.lines(),
                                placed.totals(),
                                placed.placedAt());
                case OrderCancelled cancelled ->
                        changes.add(new Change.Cancelled(cancelled.orderId()));
                case OrderRefunded(var order, _, var amount, _) ->
                        refund(order, amount, message.getTimestamp(), message);
                default -> {
                    // was counted when it was placed; money counts again when it goes back
                }
            }
        }

        private void on(ImportedOrderEvent event, EventMessage<?> message) {
            switch (event) {
                case OrderImported imported ->
                        place(
                                imported.orderId(),
                                imported.customerId(),
                                imported.lines(),
                                imported.totals(),
                                imported.placedAt());
                case ImportedRefundRecorded refunded ->
                        refund(
                                refunded.orderId(),
                                refunded.amount(),
                                refunded.refundedAt(),
                                message);
            }
        }

        private void place(
                OrderId order,
                @Nullable CustomerId customer,
                List<OrderLine> lines,
                OrderTotals totals,
                Instant placedAt) {
            changes.add(
                    new Change.Placed(
                            new Sale(
                                    order,
                                    dayOf(placedAt),
                                    totals.total().getCurrencyUnit().getCode(),
                                    totals.total().getAmountMinorLong(),
                                    lines.stream().mapToLong(OrderLine::quantity).sum(),
                                    false)));
            if (customer != null) {
                buyers.add(customer);
            }
        }

        private void refund(
                OrderId order, Money amount, Instant refundedAt, EventMessage<?> message) {
            changes.add(
                    new Change.PaidBack(
                            new Refund(
                                    order,
                                    EventPosition.of(message),
                                    dayOf(refundedAt),
                                    amount.getAmountMinorLong())));
        }

        @Override
        public void flush() {
            readEarlier();
            changes.forEach(this::apply);
            tables.sales.write(database, changed.stream().map(sales::get).toList());
            tables.refunds.write(database, newRefunds);
            tables.buyers.write(database, buyers);
            tables.days.write(database, days.values());
        }

        private void readEarlier() {
            var placedHere = new HashSet<OrderId>();
            var earlier = new HashSet<String>();
            for (var change : changes) {
                if (change instanceof Change.Placed) {
                    placedHere.add(change.orderId());
                } else if (!placedHere.contains(change.orderId())) {
                    earlier.add(change.orderId().value());
                }
            }
            if (earlier.isEmpty()) {
                return;
            }
            var orders = earlier.toArray(String[]::new);
            database.query(
                            "select * from %s.sale where order_id = any(?)"
                                    .formatted(tables.schema),
                            (row, _) -> sale(row),
                            (Object) orders)
                    .forEach(sale -> sales.put(sale.orderId(), sale));
            database.query(
                            "select * from %s.sale_refund where order_id = any(?)"
                                    .formatted(tables.schema),
                            (row, _) -> refund(row),
                            (Object) orders)
                    .forEach(refund -> refundsOf(refund.orderId()).add(refund));
        }

        private void apply(Change change) {
            switch (change) {
                case Change.Placed(var sale) -> {
                    sales.put(sale.orderId(), sale);
                    changed.add(sale.orderId());
                    count(sale, 1);
                }
                case Change.Cancelled(var order) -> {
                    var sale = sales.get(order);
                    if (sale != null && !sale.cancelled()) {
                        count(sale, -1);
                        refundsOf(order).forEach(refund -> count(refund, sale.currency(), -1));
                        sales.put(order, sale.cancel());
                        changed.add(order);
                    }
                }
                case Change.PaidBack(var refund) -> {
                    var sale = sales.get(refund.orderId());
                    // What a cancelled order gives back was taken from its day already.
                    if (sale != null && !sale.cancelled()) {
                        refundsOf(refund.orderId()).add(refund);
                        newRefunds.add(refund);
                        count(refund, sale.currency(), 1);
                    }
                }
            }
        }

        private void count(Sale sale, int sign) {
            var day = day(sale.day(), sale.currency());
            day.orders += sign;
            day.pieces += sign * sale.pieces();
            day.gross = day.gross.add(BigInteger.valueOf(sign * sale.gross()));
        }

        private void count(Refund refund, String currency, int sign) {
            var day = day(refund.day(), currency);
            day.refunded = day.refunded.add(BigInteger.valueOf(sign * refund.amount()));
        }

        private Day day(LocalDate day, String currency) {
            return days.computeIfAbsent(new DayKey(day, currency), Day::new);
        }

        private List<Refund> refundsOf(OrderId order) {
            return refunds.computeIfAbsent(order, _ -> new ArrayList<>());
        }

        private LocalDate dayOf(Instant moment) {
            return LocalDate.ofInstant(moment, shop.timeZone());
        }

        private static Sale sale(ResultSet row) throws SQLException {
            return new Sale(
                    new OrderId(row.getString("order_id")),
                    row.getObject("day", LocalDate.class),
                    row.getString("currency"),
                    row.getLong("gross_minor"),
                    row.getLong("pieces"),
                    row.getBoolean("cancelled"));
        }

        private static Refund refund(ResultSet row) throws SQLException {
            return new Refund(
                    new OrderId(row.getString("order_id")),
                    row.getLong("position"),
                    row.getObject("day", LocalDate.class),
                    row.getLong("amount_minor"));
        }
    }
}
