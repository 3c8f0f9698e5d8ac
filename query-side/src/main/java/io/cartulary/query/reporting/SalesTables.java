package io.cartulary.query.reporting;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.ColumnType;
import io.cartulary.eventstore.tables.Row;
import io.cartulary.eventstore.tables.Table;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;

/// The tables of [SalesProjection] and their columns.
final class SalesTables {

    private SalesTables() {}

    /// One row an order: what it adds to its quarter of an hour.
    static final class SaleOfOrder {
        static final Table TABLE = Table.named("sale", "fillfactor = 90");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<Instant> QUARTER = TABLE.latest("quarter", TIMESTAMPTZ.notNull());
        static final Column<String> CURRENCY = TABLE.latest("currency", TEXT.notNull());
        static final Column<Boolean> CANCELLED = TABLE.latest("cancelled", BOOLEAN.notNull());
        private static final Column<Long> PIECES = amount("pieces");
        private static final Column<Long> SUBTOTAL = amount("subtotal_minor");
        private static final Column<Long> DISCOUNT = amount("discount_minor");
        private static final Column<Long> SHIPPING = amount("shipping_minor");
        private static final Column<Long> TAX = amount("tax_minor");
        private static final Column<Long> TAX_IN_PRICES = amount("tax_in_prices_minor");
        private static final Column<Long> GROSS = amount("gross_minor");

        private static Column<Long> amount(String name) {
            return TABLE.latest(name, BIGINT.notNull());
        }

        static void set(Row row, SaleFigures figures) {
            row.set(PIECES, figures.pieces())
                    .set(SUBTOTAL, figures.subtotal())
                    .set(DISCOUNT, figures.discount())
                    .set(SHIPPING, figures.shipping())
                    .set(TAX, figures.tax())
                    .set(TAX_IN_PRICES, figures.taxInPrices())
                    .set(GROSS, figures.gross());
        }

        static SaleFigures figures(ResultSet row) throws SQLException {
            return new SaleFigures(
                    value(PIECES, row),
                    value(SUBTOTAL, row),
                    value(DISCOUNT, row),
                    value(SHIPPING, row),
                    value(TAX, row),
                    value(TAX_IN_PRICES, row),
                    value(GROSS, row));
        }

        private static long value(Column<Long> column, ResultSet row) throws SQLException {
            return Objects.requireNonNull(column.of(row));
        }
    }

    /// One row a refund.
    static final class RefundOfOrder {
        static final Table TABLE = Table.named("sale_refund");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<Long> POSITION = TABLE.key("position", BIGINT);
        static final Column<Instant> QUARTER = TABLE.latest("quarter", TIMESTAMPTZ.notNull());
        static final Column<Long> AMOUNT = TABLE.latest("amount_minor", BIGINT.notNull());
    }

    /// One row for each coupon that an order used. It says the quarter again, so that the report of
    /// a time reads the uses of that time alone.
    static final class CouponOfOrder {
        static final Table TABLE = Table.named("sale_coupon");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<CouponCode> CODE = TABLE.key("code", text(CouponCode::new));
        static final Column<Instant> QUARTER = TABLE.latest("quarter", TIMESTAMPTZ.notNull());
        static final Column<Long> AMOUNT = TABLE.latest("amount_minor", BIGINT.notNull());
    }

    /// One row for each customer who ordered.
    static final class BuyerOfOrders {
        static final Table TABLE = Table.named("buyer");
        static final Column<CustomerId> CUSTOMER = TABLE.key("customer_id", text(CustomerId::new));
    }

    /// The sums that are read: one row for each quarter of an hour and currency. Since 1972 hours,
    /// and so days and all that is longer, begin with a quarter of an hour in every time zone.
    ///
    /// 64 bits hold the amount of an order, and not of any number of orders.
    static final class QuarterSums {
        static final Table TABLE = Table.named("quarter_sales", "fillfactor = 50");
        static final Column<Instant> QUARTER = TABLE.key("quarter", TIMESTAMPTZ);
        static final Column<String> CURRENCY = TABLE.key("currency", TEXT);
        private static final Column<Long> ORDERS = TABLE.sum("orders", BIGINT);
        private static final Column<Long> PIECES = TABLE.sum("pieces", BIGINT);
        private static final Column<BigInteger> SUBTOTAL = amount("subtotal_minor");
        private static final Column<BigInteger> DISCOUNT = amount("discount_minor");
        private static final Column<BigInteger> SHIPPING = amount("shipping_minor");
        private static final Column<BigInteger> TAX = amount("tax_minor");
        private static final Column<BigInteger> TAX_IN_PRICES = amount("tax_in_prices_minor");
        private static final Column<BigInteger> GROSS = amount("gross_minor");
        private static final Column<BigInteger> REFUNDED = amount("refunded_minor");

        private static Column<BigInteger> amount(String name) {
            return TABLE.sum(name, ColumnType.NUMERIC);
        }

        /// @param sign -1 to take back what was added before
        static void count(Row row, SaleFigures figures, long sign) {
            row.merge(ORDERS, sign, Long::sum).merge(PIECES, sign * figures.pieces(), Long::sum);
            add(row, SUBTOTAL, figures.subtotal(), sign);
            add(row, DISCOUNT, figures.discount(), sign);
            add(row, SHIPPING, figures.shipping(), sign);
            add(row, TAX, figures.tax(), sign);
            add(row, TAX_IN_PRICES, figures.taxInPrices(), sign);
            add(row, GROSS, figures.gross(), sign);
        }

        static void countRefund(Row row, long amount, long sign) {
            add(row, REFUNDED, amount, sign);
        }

        private static void add(Row row, Column<BigInteger> column, long amount, long sign) {
            row.merge(column, BigInteger.valueOf(sign * amount), BigInteger::add);
        }
    }

    static String ddl() {
        return Table.ddl(
                SaleOfOrder.TABLE,
                RefundOfOrder.TABLE,
                CouponOfOrder.TABLE,
                BuyerOfOrders.TABLE,
                QuarterSums.TABLE);
    }

    static String indexes() {
        return "create index if not exists sale_coupon_quarter_idx on sale_coupon (quarter)";
    }
}
