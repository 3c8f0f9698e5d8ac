package io.cartulary.query.order;

import static io.cartulary.query.order.OrderDetailsDefinition.NAME;
import static io.cartulary.query.order.OrderTables.Details.*;

import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.query.inventory.AwaitedPieces;
import io.cartulary.query.inventory.StockQuery.ListAwaitedPieces;
import io.cartulary.query.order.OrderDetails.CancelledLines;
import io.cartulary.query.order.OrderDetails.Edit;
import io.cartulary.query.order.OrderDetails.EditStatus;
import io.cartulary.query.order.OrderDetails.EditedPieces;
import io.cartulary.query.order.OrderDetails.Hold;
import io.cartulary.query.order.OrderDetails.ImportedRefund;
import io.cartulary.query.order.OrderDetails.Intervention;
import io.cartulary.query.order.OrderDetails.Note;
import io.cartulary.query.order.OrderDetails.PaymentOfOrder;
import io.cartulary.query.order.OrderDetails.Repayment;
import io.cartulary.query.order.OrderDetails.RepaymentStatus;
import io.cartulary.query.order.OrderDetails.Return;
import io.cartulary.query.order.OrderDetails.ReturnStatus;
import io.cartulary.query.order.OrderDetails.Shipment;
import io.cartulary.query.order.OrderDetails.ShipmentStatus;
import io.cartulary.query.order.OrderDetails.Tracking;
import io.cartulary.query.order.OrderQuery.*;
import io.cartulary.query.order.OrderTables.Part;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.axonframework.queryhandling.QueryHandler;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/// Answers [OrderQuery] from table `order_details`.
@Component
class OrderReadModel {

    private static final TypeReference<List<OrderLine>> ORDER_LINES = new TypeReference<>() {};
    private static final TypeReference<List<LinePieces>> LINE_PIECES = new TypeReference<>() {};
    private static final TypeReference<List<RefundedLine>> REFUNDED_LINES =
            new TypeReference<>() {};
    private static final TypeReference<List<AppliedDiscount>> APPLIED_DISCOUNTS =
            new TypeReference<>() {};

    private static final TypeReference<List<OrderPart>> PARTS = new TypeReference<>() {};

    private static final String ONE =
            """
            select *, (select json_agg(part order by begun_at, part_id) from %s.order_part part where part.order_id = whole.order_id) as parts
            from %s.order_details whole
            where order_id = ? and number is not null and (?::text is null or customer_id = ?)\
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
    private final PersonalDataCipher cipher;
    private final JsonMapper json;
    private final Questions questions;

    OrderReadModel(
            @Qualifier("readModels") JdbcClient database,
            AwaitedGenerations live,
            PersonalDataCipher cipher,
            JsonMapper json,
            Questions questions) {
        this.database = database;
        this.live = live;
        this.cipher = cipher;
        this.json = json;
        this.questions = questions;
    }

    @QueryHandler
    Optional<OrderDetails> answer(FindOrder query) {
        var awaited = awaited(query.orderId());
        return database.sql(ONE.formatted(schema(), schema()))
                .params(query.orderId().value(), text(query.owner()), text(query.owner()))
                .query((row, _) -> details(row, awaited, query.owner() == null))
                .optional();
    }

    private List<AwaitedPieces> awaited(OrderId orderId) {
        var holders = new ArrayList<OrderId>();
        holders.add(orderId);
        database.sql(
                        "select part_id from %s.order_part where order_id = ? and kind = 'EDIT'"
                                .formatted(schema()))
                .param(orderId.value())
                .query((row, _) -> new EditId(Part.PART_ID.of(row)).holder())
                .list()
                .forEach(holders::add);
        return questions.list(new ListAwaitedPieces(holders), AwaitedPieces.class);
    }

    @QueryHandler
    List<OrderSummary> answer(ListOrdersOfCustomer query) {
        return answer(
                new ListOrders(Conditions.of(query.customerId()), query.after(), query.limit()));
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
        if (asked.customerId() != null) {
            conditions.add("customer_id = ?");
            values.add(asked.customerId().value());
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

    /// A row of `order_part`, as PostgreSQL writes it in JSON.
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record OrderPart(
            String partId,
            OrderParts.Kind kind,
            @Nullable String number,
            @Nullable String status,
            @Nullable JsonNode pieces,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            @Nullable String reason,
            @Nullable String words,
            @Nullable String answer,
            @Nullable String author,
            @Nullable Long amountMinor,
            @Nullable Long refundedMinor,
            @Nullable String provider,
            @Nullable String reference,
            @Nullable String nextStep,
            @Nullable String replacement,
            Instant begunAt,
            @Nullable Instant shippedAt,
            @Nullable Instant endedAt) {}

    private static <T> List<T> parts(
            List<OrderPart> parts, OrderParts.Kind kind, Function<OrderPart, T> view) {
        return parts.stream().filter(part -> part.kind() == kind).map(view).toList();
    }

    private Shipment shipment(OrderPart part) {
        return new Shipment(
                new ShipmentId(part.partId()),
                ShipmentStatus.valueOf(part.status()),
                json.treeToValue(part.pieces(), LINE_PIECES),
                part.carrier(),
                part.trackingNumber(),
                part.shippedAt(),
                part.endedAt());
    }

    private Return returned(OrderPart part, CurrencyUnit currency) {
        return new Return(
                new ReturnId(part.partId()),
                ReturnStatus.valueOf(part.status()),
                json.treeToValue(part.pieces(), LINE_PIECES),
                ReturnReason.valueOf(part.reason()),
                open(part.words(), String.class),
                open(part.answer(), String.class),
                part.amountMinor() == null ? null : Money.ofMinor(currency, part.amountMinor()),
                part.begunAt(),
                part.endedAt());
    }

    private CancelledLines cancelled(OrderPart part, CurrencyUnit currency) {
        return new CancelledLines(
                json.treeToValue(part.pieces(), REFUNDED_LINES),
                CancellationReason.valueOf(part.reason()),
                Money.ofMinor(currency, part.amountMinor()),
                part.begunAt());
    }

    private ImportedRefund importedRefund(OrderPart part, CurrencyUnit currency) {
        return new ImportedRefund(
                part.number(),
                json.treeToValue(part.pieces(), REFUNDED_LINES),
                Money.ofMinor(currency, part.amountMinor()),
                part.begunAt());
    }

    private Edit edit(OrderPart part, Map<String, OrderPart> payments, CurrencyUnit currency) {
        var editId = new EditId(part.partId());
        return new Edit(
                editId,
                EditStatus.valueOf(part.status()),
                json.treeToValue(part.pieces(), EditedPieces.class),
                Money.ofMinor(currency, part.amountMinor()),
                payment(payments.get(PaymentId.of(editId).value()), payments, currency),
                part.reason() == null ? null : EditDropReason.valueOf(part.reason()),
                part.begunAt(),
                part.endedAt());
    }

    private static Repayment repayment(OrderPart part, CurrencyUnit currency) {
        return new Repayment(
                new PaymentId(part.partId()),
                RepaymentStatus.valueOf(part.status()),
                Money.ofMinor(currency, part.amountMinor()),
                part.reason() == null ? null : RepaymentDropReason.valueOf(part.reason()),
                part.begunAt(),
                part.endedAt());
    }

    /// The latest attempt that began with `first`.
    private static @Nullable PaymentOfOrder payment(
            @Nullable OrderPart first, Map<String, OrderPart> payments, CurrencyUnit currency) {
        var part = first;
        while (part != null && payments.get(part.replacement()) != null) {
            part = payments.get(part.replacement());
        }
        if (part == null) {
            return null;
        }
        var refunded = part.refundedMinor() == null ? 0 : part.refundedMinor();
        var progress = PaymentStatus.valueOf(part.status());
        return new PaymentOfOrder(
                part.partId(),
                part.provider(),
                part.reference(),
                progress == PaymentStatus.PENDING ? part.nextStep() : null,
                refunded == 0
                        ? progress
                        : refunded < part.amountMinor()
                                ? PaymentStatus.PARTIALLY_REFUNDED
                                : PaymentStatus.REFUNDED,
                Money.ofMinor(currency, part.amountMinor()),
                Money.ofMinor(currency, refunded));
    }

    private Note note(OrderPart part) {
        return new Note(
                new NoteId(part.partId()),
                NoteAudience.valueOf(part.status()),
                open(part.words(), String.class),
                part.author(),
                part.begunAt());
    }

    private Intervention intervention(OrderPart part) {
        return new Intervention(
                InterventionReason.valueOf(part.status()),
                part.pieces() == null ? null : json.treeToValue(part.pieces(), SkuQuantity.class),
                part.reason(),
                part.begunAt());
    }

    private OrderDetails details(ResultSet row, List<AwaitedPieces> awaited, boolean forStaff)
            throws SQLException {
        var parts = parts(row);
        var currency = CURRENCY.of(row);
        var shipments =
                parts(parts, OrderParts.Kind.SHIPMENT, this::shipment).stream()
                        .filter(shipment -> shipment.status() != ShipmentStatus.UNPACKED)
                        .toList();
        var notes =
                parts(parts, OrderParts.Kind.NOTE, this::note).stream()
                        .filter(note -> forStaff || note.audience() == NoteAudience.CUSTOMER)
                        .toList();
        var payments =
                parts.stream()
                        .filter(part -> part.kind() == OrderParts.Kind.PAYMENT)
                        .collect(Collectors.toMap(OrderPart::partId, Function.identity()));
        var edits = parts(parts, OrderParts.Kind.EDIT, part -> edit(part, payments, currency));
        var ofEdits = paidByEdits(edits, currency);
        var lines = new ArrayList<>(json.readValue(LINES.of(row), ORDER_LINES));
        edits.stream()
                .filter(edit -> edit.status() == EditStatus.MADE)
                .forEach(edit -> lines.addAll(edit.changes().added()));
        var paymentId = PAYMENT_ID.of(row);
        var paymentStatus = PAYMENT_STATUS.of(row);
        var fulfilment = FULFILMENT.of(row);
        var processingAt = PROCESSING_AT.of(row);
        var shippedAt = SHIPPED_AT.of(row);
        var deliveredAt = DELIVERED_AT.of(row);
        return new OrderDetails(
                ORDER_ID.of(row),
                NUMBER.of(row),
                CUSTOMER_ID.of(row),
                STATUS.of(row),
                paymentStatus,
                fulfilment,
                IMPORTED.of(row),
                lines,
                new OrderTotals(
                        money(row, SUBTOTAL),
                        money(row, DISCOUNT),
                        money(row, SHIPPING),
                        money(row, TAX),
                        money(row, TOTAL),
                        TAX_INCLUDED.of(row)),
                money(row, DUE),
                money(row, REFUNDED),
                discounts(row),
                COUNTRY.of(row),
                open(CONTACT.of(row), Contact.class),
                open(SHIPPING_ADDRESS.of(row), PostalAddress.class),
                open(BILLING_ADDRESS.of(row), PostalAddress.class),
                SHIPPING_METHOD.of(row),
                paymentId == null
                        ? null
                        : new PaymentOfOrder(
                                paymentId,
                                PAYMENT_PROVIDER.of(row),
                                PAYMENT_REFERENCE.of(row),
                                nextStep(row, paymentStatus),
                                paymentStatus,
                                money(row, CHARGED).minus(ofEdits.amount()),
                                money(row, REFUNDED).minus(ofEdits.refunded())),
                processingAt == null && shippedAt == null && deliveredAt == null
                        ? null
                        : new Tracking(
                                fulfilment,
                                CARRIER.of(row),
                                TRACKING_NUMBER.of(row),
                                processingAt,
                                shippedAt,
                                deliveredAt,
                                shipments),
                shipments,
                awaited,
                parts(parts, OrderParts.Kind.RETURN, part -> returned(part, currency)),
                parts(parts, OrderParts.Kind.CANCELLATION, part -> cancelled(part, currency)),
                parts(
                        parts,
                        OrderParts.Kind.IMPORTED_REFUND,
                        part -> importedRefund(part, currency)),
                edits,
                parts(parts, OrderParts.Kind.REPAYMENT, part -> repayment(part, currency)),
                notes,
                forStaff
                        ? parts(parts, OrderParts.Kind.INTERVENTION, this::intervention)
                        : List.of(),
                forStaff ? hold(parts) : null,
                CANCELLATION_REASON.of(row),
                PLACED_AT.of(row),
                CONFIRMED_AT.of(row),
                CANCELLED_AT.of(row),
                VERSION.of(row));
    }

    private static @Nullable Hold hold(List<OrderPart> parts) {
        return parts.stream()
                .filter(part -> part.kind() == OrderParts.Kind.HOLD)
                .filter(part -> OrderParts.ON.equals(part.status()))
                .findFirst()
                .map(part ->
                        new Hold(HoldReason.valueOf(part.reason()), part.author(), part.begunAt()))
                .orElse(null);
    }

    private record PaidByEdits(Money amount, Money refunded) {}

    private static PaidByEdits paidByEdits(List<Edit> edits, CurrencyUnit currency) {
        var amount = Money.zero(currency);
        var refunded = Money.zero(currency);
        for (var edit : edits) {
            if (edit.status() == EditStatus.MADE && edit.payment() != null) {
                amount = amount.plus(edit.payment().amount());
                refunded = refunded.plus(edit.payment().refunded());
            }
        }
        return new PaidByEdits(amount, refunded);
    }

    private List<OrderPart> parts(ResultSet row) throws SQLException {
        var parts = row.getString("parts");
        return parts == null ? List.of() : json.readValue(parts, PARTS);
    }

    private <T> @Nullable T open(@Nullable String sealed, Class<T> type) {
        return sealed == null
                ? null
                : cipher.open(sealed).map(text -> json.readValue(text, type)).orElse(null);
    }

    private List<AppliedDiscount> discounts(ResultSet row) throws SQLException {
        var discounts = DISCOUNTS.of(row);
        return discounts == null ? List.of() : json.readValue(discounts, APPLIED_DISCOUNTS);
    }

    private static Money money(ResultSet row, Column<Long> amount) throws SQLException {
        var minor = amount.of(row);
        return Money.ofMinor(CURRENCY.of(row), minor == null ? 0 : minor);
    }

    /// Sums have another type than what is summed.
    private static Money sum(ResultSet row, Column<Long> amount) throws SQLException {
        return Money.ofMinor(CURRENCY.of(row), row.getLong(amount.toString()));
    }

    private static @Nullable String nextStep(ResultSet row, PaymentStatus status)
            throws SQLException {
        var address = PAYMENT_NEXT_STEP.of(row);
        return status != PaymentStatus.PENDING || OrderDetailsProjection.NOWHERE.equals(address)
                ? null
                : address;
    }

    private static @Nullable String text(@Nullable CustomerId customer) {
        return customer == null ? null : customer.value();
    }
}
