package io.cartulary.query.order.details;

import static io.cartulary.query.order.details.OrderTables.Details.*;

import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import io.cartulary.query.inventory.AwaitedPieces;
import io.cartulary.query.order.OrderDetails;
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
import io.cartulary.query.order.PaymentStatus;
import io.cartulary.query.order.details.OrderTables.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Makes [OrderDetails] of a row of `order_details` and the parts that were selected with it.
@Component
class OrderDetailsReader {

    private static final TypeReference<List<OrderLine>> ORDER_LINES = new TypeReference<>() {};
    private static final TypeReference<List<LinePieces>> LINE_PIECES = new TypeReference<>() {};
    private static final TypeReference<List<RefundedLine>> REFUNDED_LINES =
            new TypeReference<>() {};
    private static final TypeReference<List<AppliedDiscount>> APPLIED_DISCOUNTS =
            new TypeReference<>() {};
    private static final TypeReference<List<AwaitedPieces>> AWAITED_PIECES =
            new TypeReference<>() {};
    private static final TypeReference<List<PartRow>> PARTS = new TypeReference<>() {};

    private final PersonalDataCipher cipher;
    private final JsonMapper json;

    OrderDetailsReader(PersonalDataCipher cipher, JsonMapper json) {
        this.cipher = cipher;
        this.json = json;
    }

    /// @param row with its parts as JSON in the column `parts`, and what is yet to come in
    ///   `awaited`
    OrderDetails details(ResultSet row, boolean forStaff) throws SQLException {
        var parts = list(row.getString("parts"), PARTS);
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
                        .collect(
                                Collectors.toMap(
                                        part -> part.text(Part.PART_ID), Function.identity()));
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
                list(DISCOUNTS.of(row), APPLIED_DISCOUNTS),
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
                list(row.getString("awaited"), AWAITED_PIECES),
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

    private static @Nullable Hold hold(List<PartRow> parts) {
        return parts.stream()
                .filter(part -> part.kind() == OrderParts.Kind.HOLD)
                .filter(part -> OrderParts.ON.equals(part.text(Part.STATUS)))
                .findFirst()
                .map(part ->
                        new Hold(
                                HoldReason.valueOf(part.text(Part.REASON)),
                                part.text(Part.AUTHOR),
                                part.instant(Part.BEGUN_AT)))
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

    private <T> List<T> list(@Nullable String list, TypeReference<List<T>> type) {
        return list == null ? List.of() : json.readValue(list, type);
    }

    private <T> @Nullable T open(@Nullable String sealed, Class<T> type) {
        return sealed == null
                ? null
                : cipher.open(sealed).map(text -> json.readValue(text, type)).orElse(null);
    }

    private static @Nullable String nextStep(ResultSet row, PaymentStatus status)
            throws SQLException {
        var address = PAYMENT_NEXT_STEP.of(row);
        return status != PaymentStatus.PENDING || OrderDetailsProjection.NOWHERE.equals(address)
                ? null
                : address;
    }

    private static <T> List<T> parts(
            List<PartRow> parts, OrderParts.Kind kind, Function<PartRow, T> view) {
        return parts.stream().filter(part -> part.kind() == kind).map(view).toList();
    }

    private Shipment shipment(PartRow part) {
        return new Shipment(
                new ShipmentId(part.text(Part.PART_ID)),
                ShipmentStatus.valueOf(part.text(Part.STATUS)),
                json.treeToValue(part.json(Part.PIECES), LINE_PIECES),
                part.text(Part.CARRIER),
                part.text(Part.TRACKING_NUMBER),
                part.instant(Part.SHIPPED_AT),
                part.instant(Part.ENDED_AT));
    }

    private Return returned(PartRow part, CurrencyUnit currency) {
        return new Return(
                new ReturnId(part.text(Part.PART_ID)),
                ReturnStatus.valueOf(part.text(Part.STATUS)),
                json.treeToValue(part.json(Part.PIECES), LINE_PIECES),
                ReturnReason.valueOf(part.text(Part.REASON)),
                open(part.text(Part.WORDS), String.class),
                open(part.text(Part.ANSWER), String.class),
                part.number(Part.AMOUNT) == null
                        ? null
                        : Money.ofMinor(currency, part.number(Part.AMOUNT)),
                part.instant(Part.BEGUN_AT),
                part.instant(Part.ENDED_AT));
    }

    private CancelledLines cancelled(PartRow part, CurrencyUnit currency) {
        return new CancelledLines(
                json.treeToValue(part.json(Part.PIECES), REFUNDED_LINES),
                CancellationReason.valueOf(part.text(Part.REASON)),
                Money.ofMinor(currency, part.number(Part.AMOUNT)),
                part.instant(Part.BEGUN_AT));
    }

    private ImportedRefund importedRefund(PartRow part, CurrencyUnit currency) {
        return new ImportedRefund(
                part.text(Part.NUMBER),
                json.treeToValue(part.json(Part.PIECES), REFUNDED_LINES),
                Money.ofMinor(currency, part.number(Part.AMOUNT)),
                part.instant(Part.BEGUN_AT));
    }

    private Edit edit(PartRow part, Map<String, PartRow> payments, CurrencyUnit currency) {
        var editId = new EditId(part.text(Part.PART_ID));
        return new Edit(
                editId,
                EditStatus.valueOf(part.text(Part.STATUS)),
                json.treeToValue(part.json(Part.PIECES), EditedPieces.class),
                Money.ofMinor(currency, part.number(Part.AMOUNT)),
                payment(payments.get(PaymentId.of(editId).value()), payments, currency),
                part.text(Part.REASON) == null
                        ? null
                        : EditDropReason.valueOf(part.text(Part.REASON)),
                part.instant(Part.BEGUN_AT),
                part.instant(Part.ENDED_AT));
    }

    private static Repayment repayment(PartRow part, CurrencyUnit currency) {
        return new Repayment(
                new PaymentId(part.text(Part.PART_ID)),
                RepaymentStatus.valueOf(part.text(Part.STATUS)),
                Money.ofMinor(currency, part.number(Part.AMOUNT)),
                part.text(Part.REASON) == null
                        ? null
                        : RepaymentDropReason.valueOf(part.text(Part.REASON)),
                part.instant(Part.BEGUN_AT),
                part.instant(Part.ENDED_AT));
    }

    /// The latest attempt that began with `first`.
    private static @Nullable PaymentOfOrder payment(
            @Nullable PartRow first, Map<String, PartRow> payments, CurrencyUnit currency) {
        var part = first;
        while (part != null && payments.get(part.text(Part.REPLACEMENT)) != null) {
            part = payments.get(part.text(Part.REPLACEMENT));
        }
        if (part == null) {
            return null;
        }
        var refunded = part.number(Part.REFUNDED) == null ? 0 : part.number(Part.REFUNDED);
        var progress = PaymentStatus.valueOf(part.text(Part.STATUS));
        return new PaymentOfOrder(
                part.text(Part.PART_ID),
                part.text(Part.PROVIDER),
                part.text(Part.REFERENCE),
                progress == PaymentStatus.PENDING ? part.text(Part.NEXT_STEP) : null,
                refunded == 0
                        ? progress
                        : refunded < part.number(Part.AMOUNT)
                                ? PaymentStatus.PARTIALLY_REFUNDED
                                : PaymentStatus.REFUNDED,
                Money.ofMinor(currency, part.number(Part.AMOUNT)),
                Money.ofMinor(currency, refunded));
    }

    private Note note(PartRow part) {
        return new Note(
                new NoteId(part.text(Part.PART_ID)),
                NoteAudience.valueOf(part.text(Part.STATUS)),
                open(part.text(Part.WORDS), String.class),
                part.text(Part.AUTHOR),
                part.instant(Part.BEGUN_AT));
    }

    private Intervention intervention(PartRow part) {
        return new Intervention(
                InterventionReason.valueOf(part.text(Part.STATUS)),
                part.json(Part.PIECES) == null
                        ? null
                        : json.treeToValue(part.json(Part.PIECES), SkuQuantity.class),
                part.text(Part.REASON),
                part.instant(Part.BEGUN_AT));
    }
}
