package io.cartulary.query.reporting;

import static io.cartulary.query.reporting.ReportedDays.quarterOf;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.query.projection.BatchHandler;
import io.cartulary.query.projection.EventPosition;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ObjectRows;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.SchemaStorage;
import io.cartulary.query.projection.Storage;
import io.cartulary.query.reporting.SalesTables.*;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.EventMessage;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// Owns tables `sale` (one row an order), `sale_refund` (one row a refund), `sale_coupon` (one row
/// a use of a coupon), `buyer` and `quarter_sales`, the sums that are read.
@Component
class SalesProjection implements ProjectionDefinition {

    static final String NAME = "sales";

    private final JdbcTemplate database;

    SalesProjection(@Qualifier("readModels") JdbcTemplate database) {
        this.database = database;
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

    /// Orders of one quarter of an hour share a row.
    @Override
    public int segments() {
        return 1;
    }

    @Override
    public Optional<ObjectRows> objectRows() {
        return Optional.of(
                ObjectRows.named("order-", SaleOfOrder.ORDER_ID, RefundOfOrder.ORDER_ID));
    }

    @Override
    public Storage storage(Generation generation) {
        return new SchemaStorage(generation, database, SalesTables.ddl(), SalesTables.indexes());
    }

    @Override
    public BatchHandler create(Generation generation) {
        return () -> new SalesOfBatch(generation.schema());
    }

    private record Sale(
            OrderId orderId,
            Instant quarter,
            String currency,
            SaleFigures figures,
            boolean cancelled) {

        Sale change(OrderTotals totals, long nowCharged, long morePieces) {
            return new Sale(
                    orderId,
                    quarter,
                    currency,
                    SaleFigures.of(totals, nowCharged, figures.pieces() + morePieces),
                    cancelled);
        }

        Sale cancel() {
            return new Sale(orderId, quarter, currency, figures, true);
        }
    }

    private record Refund(OrderId orderId, long position, Instant quarter, long amount) {}

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
        record Changed(OrderId orderId, OrderTotals totals, long charged, long morePieces)
                implements Change {}

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
                case OrderPlaced e -> {
                    place(e.orderId(), e.customerId(), e.lines(), e.totals(), e.placedAt());
                    e.discounts().forEach(discount -> use(e, discount));
                }
                case OrderImported e ->
                        place(e.orderId(), e.customerId(), e.lines(), e.totals(), e.placedAt());
                case OrderLinesAdded e ->
                        changes.add(
                                new Change.Changed(
                                        e.orderId(),
                                        e.totals(),
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
                                    quarterOf(placedAt),
                                    totals.total().getCurrencyUnit().getCode(),
                                    SaleFigures.of(
                                            totals,
                                            totals.total().getAmountMinorLong(),
                                            pieces(lines)),
                                    false)));
            if (customer != null) {
                rows.of(BuyerOfOrders.TABLE, customer);
            }
        }

        private void use(OrderPlaced placed, AppliedDiscount discount) {
            rows.of(CouponOfOrder.TABLE, placed.orderId(), discount.code())
                    .set(CouponOfOrder.QUARTER, quarterOf(placed.placedAt()))
                    .set(CouponOfOrder.AMOUNT, discount.amount().getAmountMinorLong());
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
                                    quarterOf(refundedAt),
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
                case Change.Changed(var order, var totals, var charged, var morePieces) -> {
                    var sale = sales.get(order);
                    if (sale != null && !sale.cancelled()) {
                        var changed = sale.change(totals, charged, morePieces);
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
                    // What a cancelled order gives back was taken from its quarter already.
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
            var row =
                    rows.of(SaleOfOrder.TABLE, sale.orderId())
                            .set(SaleOfOrder.QUARTER, sale.quarter())
                            .set(SaleOfOrder.CURRENCY, sale.currency())
                            .set(SaleOfOrder.CANCELLED, sale.cancelled());
            SaleOfOrder.set(row, sale.figures());
        }

        private void write(Refund refund) {
            rows.of(RefundOfOrder.TABLE, refund.orderId(), refund.position())
                    .set(RefundOfOrder.QUARTER, refund.quarter())
                    .set(RefundOfOrder.AMOUNT, refund.amount());
        }

        private void count(Sale sale, long sign) {
            QuarterSums.count(sums(sale.quarter(), sale.currency()), sale.figures(), sign);
        }

        private void count(Refund refund, String currency, long sign) {
            QuarterSums.countRefund(sums(refund.quarter(), currency), refund.amount(), sign);
        }

        private Row sums(Instant quarter, String currency) {
            return rows.of(QuarterSums.TABLE, quarter, currency);
        }

        private List<Refund> refundsOf(OrderId order) {
            return refunds.computeIfAbsent(order, _ -> new ArrayList<>());
        }

        private static Sale sale(ResultSet row) throws SQLException {
            return new Sale(
                    SaleOfOrder.ORDER_ID.of(row),
                    SaleOfOrder.QUARTER.of(row),
                    SaleOfOrder.CURRENCY.of(row),
                    SaleOfOrder.figures(row),
                    SaleOfOrder.CANCELLED.of(row));
        }

        private static Refund refund(ResultSet row) throws SQLException {
            return new Refund(
                    RefundOfOrder.ORDER_ID.of(row),
                    RefundOfOrder.POSITION.of(row),
                    RefundOfOrder.QUARTER.of(row),
                    RefundOfOrder.AMOUNT.of(row));
        }
    }
}
