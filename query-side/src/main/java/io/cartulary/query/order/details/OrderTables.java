package io.cartulary.query.order.details;

import static io.cartulary.eventstore.tables.ColumnType.*;

import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderEvent.CancellationReason;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Table;
import io.cartulary.query.order.FulfilmentStatus;
import io.cartulary.query.order.OrderStatus;
import io.cartulary.query.order.PaymentStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The tables of [OrderDetailsProjection] and their columns.
final class OrderTables {

    private OrderTables() {}

    /// One row an order. Statuses follow from how far the order, its payment and its refunds have
    /// come. Rows change a few times each: pages keep room for that. JSON that is only read as a
    /// whole is kept as it is written.
    static final class Details {
        static final Table TABLE = Table.named("order_details", "fillfactor = 70");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<Long> VERSION = TABLE.latest("version", BIGINT);
        static final Column<String> NUMBER = TABLE.latest("number", TEXT);
        static final Column<CustomerId> CUSTOMER_ID =
                TABLE.latest("customer_id", text(CustomerId::new));
        static final Column<Boolean> IMPORTED = TABLE.latest("imported", BOOLEAN);
        static final Column<OrderStatus> PROGRESS =
                TABLE.latest("progress", text(OrderStatus::valueOf));
        static final Column<PaymentStatus> PAYMENT_PROGRESS =
                TABLE.latest("payment_progress", text(PaymentStatus::valueOf));
        static final Column<FulfilmentStatus> FULFILMENT =
                TABLE.latest("fulfilment_status", text(FulfilmentStatus::valueOf));
        static final Column<String> COUNTRY = TABLE.latest("country", TEXT);
        static final Column<CurrencyUnit> CURRENCY =
                TABLE.latest("currency", text(CurrencyUnit::of));
        static final Column<Long> SUBTOTAL = TABLE.latest("subtotal_minor", BIGINT);
        static final Column<Long> DISCOUNT = TABLE.latest("discount_minor", BIGINT);
        static final Column<Long> SHIPPING = TABLE.latest("shipping_minor", BIGINT);
        static final Column<Long> TAX = TABLE.latest("tax_minor", BIGINT);
        static final Column<Long> TOTAL = TABLE.latest("total_minor", BIGINT);
        static final Column<Long> DUE = TABLE.latest("due_minor", BIGINT);
        static final Column<Long> CHARGED = TABLE.latest("charged_minor", BIGINT);
        static final Column<Long> REFUNDED = TABLE.latest("refunded_minor", BIGINT);
        static final Column<Integer> PIECES = TABLE.latest("pieces", INTEGER);
        static final Column<String> LINES = TABLE.latest("lines", TEXT);
        static final Column<Boolean> TAX_INCLUDED = TABLE.latest("tax_included", BOOLEAN);
        static final Column<String> DISCOUNTS = TABLE.latest("discounts", TEXT);
        static final Column<String> CONTACT = TABLE.latest("contact", TEXT);
        static final Column<String> SHIPPING_ADDRESS = TABLE.latest("shipping_address", TEXT);
        static final Column<String> BILLING_ADDRESS = TABLE.latest("billing_address", TEXT);
        static final Column<String> SHIPPING_METHOD = TABLE.latest("shipping_method", TEXT);
        static final Column<String> PAYMENT_ID = TABLE.latest("payment_id", TEXT);
        static final Column<String> PAYMENT_PROVIDER = TABLE.latest("payment_provider", TEXT);
        static final Column<String> PAYMENT_REFERENCE = TABLE.latest("payment_reference", TEXT);
        static final Column<String> PAYMENT_NEXT_STEP = TABLE.latest("payment_next_step", TEXT);
        static final Column<String> CARRIER = TABLE.latest("carrier", TEXT);
        static final Column<String> TRACKING_NUMBER = TABLE.latest("tracking_number", TEXT);
        static final Column<CancellationReason> CANCELLATION_REASON =
                TABLE.latest("cancellation_reason", text(CancellationReason::valueOf));
        static final Column<Instant> PLACED_AT = TABLE.latest("placed_at", TIMESTAMPTZ);
        static final Column<Instant> CONFIRMED_AT = TABLE.latest("confirmed_at", TIMESTAMPTZ);
        static final Column<Instant> PROCESSING_AT = TABLE.latest("processing_at", TIMESTAMPTZ);
        static final Column<Instant> SHIPPED_AT = TABLE.latest("shipped_at", TIMESTAMPTZ);
        static final Column<Instant> DELIVERED_AT = TABLE.latest("delivered_at", TIMESTAMPTZ);
        static final Column<Instant> CANCELLED_AT = TABLE.latest("cancelled_at", TIMESTAMPTZ);
        static final Column<OrderStatus> STATUS =
                TABLE.unwritten(
                        "status",
                        text(OrderStatus::valueOf),
                        """
                        generated always as (
                            case when progress <> 'CANCELLED' and charged_minor > 0 and refunded_minor >= charged_minor
                                then 'REFUNDED' else progress end) stored\
                        """);
        static final Column<PaymentStatus> PAYMENT_STATUS =
                TABLE.unwritten(
                        "payment_status",
                        text(PaymentStatus::valueOf),
                        """
                        generated always as (
                            case when charged_minor > 0 and refunded_minor >= charged_minor then 'REFUNDED'
                                when refunded_minor > 0 then 'PARTIALLY_REFUNDED' else payment_progress end) stored\
                        """);

        /// In the currency of the order; zero where there is none yet.
        static Money money(ResultSet row, Column<Long> amount) throws SQLException {
            var minor = amount.of(row);
            return Money.ofMinor(CURRENCY.of(row), minor == null ? 0 : minor);
        }
    }

    /// One row for each parcel, return, note and the like of an order. The same act may touch
    /// several orders, and its name be a part of each.
    static final class Part {
        static final Table TABLE = Table.named("order_part");
        static final Column<OrderId> ORDER_ID = TABLE.key("order_id", text(OrderId::new));
        static final Column<String> PART_ID = TABLE.key("part_id", TEXT);
        static final Column<OrderParts.Kind> KIND =
                TABLE.latest("kind", text(OrderParts.Kind::valueOf));
        static final Column<String> NUMBER = TABLE.latest("number", TEXT);
        static final Column<String> STATUS = TABLE.latest("status", TEXT);
        static final Column<String> PIECES = TABLE.latest("pieces", JSONB);
        static final Column<String> CARRIER = TABLE.latest("carrier", TEXT);
        static final Column<String> TRACKING_NUMBER = TABLE.latest("tracking_number", TEXT);
        static final Column<String> REASON = TABLE.latest("reason", TEXT);
        static final Column<String> WORDS = TABLE.latest("words", TEXT);
        static final Column<String> ANSWER = TABLE.latest("answer", TEXT);
        static final Column<String> AUTHOR = TABLE.latest("author", TEXT);
        static final Column<Long> AMOUNT = TABLE.latest("amount_minor", BIGINT);
        static final Column<Long> REFUNDED = TABLE.latest("refunded_minor", BIGINT);
        static final Column<String> PROVIDER = TABLE.latest("provider", TEXT);
        static final Column<String> REFERENCE = TABLE.latest("reference", TEXT);
        static final Column<String> NEXT_STEP = TABLE.latest("next_step", TEXT);
        static final Column<String> REPLACEMENT = TABLE.latest("replacement", TEXT);
        static final Column<Instant> BEGUN_AT = TABLE.latest("begun_at", TIMESTAMPTZ);
        static final Column<Instant> SHIPPED_AT = TABLE.latest("shipped_at", TIMESTAMPTZ);
        static final Column<Instant> ENDED_AT = TABLE.latest("ended_at", TIMESTAMPTZ);
    }
}
