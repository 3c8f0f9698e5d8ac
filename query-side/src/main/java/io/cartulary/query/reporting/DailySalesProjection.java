package io.cartulary.query.reporting;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
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
import org.springframework.stereotype.Component;

/// Owns tables `sale` (one row an order), `sale_refund` (one row a refund), `buyer` and
/// `daily_sales`, the sums that are read.
@Component
class DailySalesProjection implements ProjectionDefinition {

    static final String NAME = "daily-sales";

    private static final Table SALE = Table.named("sale", "fillfactor = 90");
    private static final Column<OrderId> ORDER_ID = SALE.key("order_id", text(OrderId::new));
    private static final Column<LocalDate> DAY = SALE.latest("day", DATE.notNull());
    private static final Column<String> CURRENCY = SALE.latest("currency", TEXT.notNull());
    private static final Column<Long> GROSS = SALE.latest("gross_minor", BIGINT.notNull());
    private static final Column<Long> PIECES = SALE.latest("pieces", BIGINT.notNull());
    private static final Column<Boolean> CANCELLED = SALE.latest("cancelled", BOOLEAN.notNull());

    private static final Table REFUND = Table.named("sale_refund");
    private static final Column<OrderId> REFUND_OF = REFUND.key("order_id", text(OrderId::new));
    private static final Column<Long> REFUND_POSITION = REFUND.key("position", BIGINT);
    private static final Column<LocalDate> REFUND_DAY = REFUND.latest("day", DATE.notNull());
    private static final Column<Long> AMOUNT = REFUND.latest("amount_minor", BIGINT.notNull());

    private static final Table BUYER = Table.named("buyer");
    private static final Column<CustomerId> CUSTOMER =
            BUYER.key("customer_id", text(CustomerId::new));

    /// 64 bits hold the amount of an order, and not of any number of orders.
    private static final Table DAILY = Table.named("daily_sales", "fillfactor = 50");

    private static final Column<LocalDate> DAY_OF_SALES = DAILY.key("day", DATE);
    private static final Column<String> CURRENCY_OF_SALES = DAILY.key("currency", TEXT);
    private static final Column<Long> ORDERS = DAILY.sum("orders", BIGINT);
    private static final Column<Long> PIECES_SOLD = DAILY.sum("pieces", BIGINT);
    private static final Column<BigInteger> GROSS_SUM = DAILY.sum("gross_minor", NUMERIC);
    private static final Column<BigInteger> REFUNDED_SUM = DAILY.sum("refunded_minor", NUMERIC);

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
        return Set.of(
                OrderPlaced.class,
                OrderLinesAdded.class,
                OrderCancelled.class,
                OrderRefunded.class,
                ImportedOrderEvent.class);
    }

    /// Orders of one day share a row.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, Table.ddl(SALE, REFUND, BUYER, DAILY));
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () -> new SalesOfBatch(generation.schema());
    }

    /// What an order adds to its day.
    private record Sale(
            OrderId orderId,
            LocalDate day,
            String currency,
            long gross,
            long pieces,
            boolean cancelled) {

        Sale change(long nowCharged, long morePieces) {
            return new Sale(orderId, day, currency, nowCharged, pieces + morePieces, cancelled);
        }

        Sale cancel() {
            return new Sale(orderId, day, currency, gross, pieces, true);
        }
    }

    private record Refund(OrderId orderId, long position, LocalDate day, long amount) {}

    /// One event, reduced to what it means for sales.
    private sealed interface Change {
        OrderId orderId();

        record Placed(Sale sale) implements Change {
            @Override
            public OrderId orderId() {
                return sale.orderId();
            }
        }

        /// @param charged what it cost when it was placed, and what changes cost more
        record Changed(OrderId orderId, long charged, long morePieces) implements Change {}

        record Cancelled(OrderId orderId) implements Change {}

        record PaidBack(Refund refund) implements Change {
            @Override
            public OrderId orderId() {
                return refund.orderId();
            }
        }
    }

    /// A cancellation or a refund names only its order: what the order had added before is read
    /// once for the whole batch, then the events are taken in their order.
    private final class SalesOfBatch implements BatchHandler.Batch {

        private final String schema;
        private final Rows rows;
        private final List<Change> changes = new ArrayList<>();
        private final Map<OrderId, Sale> sales = new HashMap<>();
        private final Map<OrderId, List<Refund>> refunds = new HashMap<>();

        SalesOfBatch(String schema) {
            this.schema = schema;
            this.rows = new Rows(schema);
        }

        @Override
        public void on(DomainEvent event, EventMessage<?> message) {
            switch (event) {
                case OrderPlaced e ->
                        place(e.orderId(), e.customerId(), e.lines(), e.totals(), e.placedAt());
                case OrderImported e ->
                        place(e.orderId(), e.customerId(), e.lines(), e.totals(), e.placedAt());
                case OrderLinesAdded e ->
                        changes.add(
                                new Change.Changed(
                                        e.orderId(),
                                        e.charged().getAmountMinorLong(),
                                        pieces(e.lines())));
                case OrderCancelled e -> changes.add(new Change.Cancelled(e.orderId()));
                case OrderRefunded e ->
                        refund(e.orderId(), e.amount(), message.getTimestamp(), message);
                case ImportedRefundRecorded e ->
                        refund(e.orderId(), e.amount(), e.refundedAt(), message);
                default -> throw new IllegalArgumentException("not read here: " + event);
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
                                    pieces(lines),
                                    false)));
            if (customer != null) {
                rows.of(BUYER, customer);
            }
        }

        private static long pieces(List<OrderLine> lines) {
            return lines.stream().mapToLong(OrderLine::quantity).sum();
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
            rows.write(database);
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
                            "select * from %s.sale where order_id = any(?)".formatted(schema),
                            (row, _) -> sale(row),
                            (Object) orders)
                    .forEach(sale -> sales.put(sale.orderId(), sale));
            database.query(
                            "select * from %s.sale_refund where order_id = any(?)"
                                    .formatted(schema),
                            (row, _) -> refund(row),
                            (Object) orders)
                    .forEach(refund -> refundsOf(refund.orderId()).add(refund));
        }

        private void apply(Change change) {
            switch (change) {
                case Change.Placed(var sale) -> {
                    write(sale);
                    count(sale, 1);
                }
                case Change.Changed(var order, var charged, var morePieces) -> {
                    var sale = sales.get(order);
                    if (sale != null && !sale.cancelled()) {
                        var changed = sale.change(charged, morePieces);
                        count(sale, -1);
                        count(changed, 1);
                        write(changed);
                    }
                }
                case Change.Cancelled(var order) -> {
                    var sale = sales.get(order);
                    if (sale != null && !sale.cancelled()) {
                        count(sale, -1);
                        refundsOf(order).forEach(refund -> count(refund, sale.currency(), -1));
                        write(sale.cancel());
                    }
                }
                case Change.PaidBack(var refund) -> {
                    var sale = sales.get(refund.orderId());
                    // What a cancelled order gives back was taken from its day already.
                    if (sale != null && !sale.cancelled()) {
                        refundsOf(refund.orderId()).add(refund);
                        write(refund);
                        count(refund, sale.currency(), 1);
                    }
                }
            }
        }

        private void write(Sale sale) {
            sales.put(sale.orderId(), sale);
            rows.of(SALE, sale.orderId())
                    .set(DAY, sale.day())
                    .set(CURRENCY, sale.currency())
                    .set(GROSS, sale.gross())
                    .set(PIECES, sale.pieces())
                    .set(CANCELLED, sale.cancelled());
        }

        private void write(Refund refund) {
            rows.of(REFUND, refund.orderId(), refund.position())
                    .set(REFUND_DAY, refund.day())
                    .set(AMOUNT, refund.amount());
        }

        private void count(Sale sale, long sign) {
            rows.of(DAILY, sale.day(), sale.currency())
                    .merge(ORDERS, sign, Long::sum)
                    .merge(PIECES_SOLD, sign * sale.pieces(), Long::sum)
                    .merge(GROSS_SUM, BigInteger.valueOf(sign * sale.gross()), BigInteger::add);
        }

        private void count(Refund refund, String currency, long sign) {
            rows.of(DAILY, refund.day(), currency)
                    .merge(
                            REFUNDED_SUM,
                            BigInteger.valueOf(sign * refund.amount()),
                            BigInteger::add);
        }

        private List<Refund> refundsOf(OrderId order) {
            return refunds.computeIfAbsent(order, _ -> new ArrayList<>());
        }

        private LocalDate dayOf(Instant moment) {
            return LocalDate.ofInstant(moment, shop.timeZone());
        }

        private static Sale sale(ResultSet row) throws SQLException {
            return new Sale(
                    ORDER_ID.of(row),
                    DAY.of(row),
                    CURRENCY.of(row),
                    GROSS.of(row),
                    PIECES.of(row),
                    CANCELLED.of(row));
        }

        private static Refund refund(ResultSet row) throws SQLException {
            return new Refund(
                    REFUND_OF.of(row), REFUND_POSITION.of(row), REFUND_DAY.of(row), AMOUNT.of(row));
        }
    }
}
