package io.cartulary.query.order.details;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.query.order.details.OrderTables.Part;
import io.cartulary.query.projection.Generation;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/// Which payments are for a change of an order, or for what was missing of its money. All others
/// are for the order as it was placed. Events of payments do not say so: those of the order do,
/// which came before.
final class FurtherPayments {

    private final Set<PaymentId> ofEdits = new HashSet<>();
    private final Set<PaymentId> repayments = new HashSet<>();

    /// Those that earlier batches named.
    static FurtherPayments of(
            Collection<OrderId> orders, Generation generation, JdbcTemplate database) {
        var known = new FurtherPayments();
        if (!orders.isEmpty()) {
            database.query(
                    """
                    select kind, part_id, replacement from %s.order_part
                    where order_id = any(?) and kind in ('EDIT', 'PAYMENT', 'REPAYMENT')\
                    """
                            .formatted(generation.schema()),
                    known::add,
                    (Object) orders.stream().map(OrderId::value).toArray(String[]::new));
        }
        return known;
    }

    private void add(ResultSet part) throws SQLException {
        var id = Part.PART_ID.of(part);
        switch (Part.KIND.of(part)) {
            case EDIT -> ofEdits.add(PaymentId.of(new EditId(id)));
            case PAYMENT -> addOfEdit(id, Part.REPLACEMENT.of(part));
            case REPAYMENT -> repayments.add(new PaymentId(id));
            case SHIPMENT, RETURN, NOTE, CANCELLATION, INTERVENTION, IMPORTED_REFUND, HOLD -> {
                /* no payment */
            }
        }
    }

    private void addOfEdit(String attempt, @Nullable String replacement) {
        ofEdits.add(new PaymentId(attempt));
        if (replacement != null) {
            ofEdits.add(new PaymentId(replacement));
        }
    }

    /// The payments of an order that an event of it, or of another of its payments, names.
    static Stream<String> namedIn(DomainEvent event) {
        return Stream.ofNullable(
                switch (event) {
                    case OrderPlaced placed -> placed.paymentId().value();
                    case OrderEditRequested asked -> PaymentId.of(asked.editId()).value();
                    case RepaymentRequested asked -> asked.paymentId().value();
                    case PaymentReplaced replaced -> replaced.replacement().value();
                    default -> null;
                });
    }

    void learnFrom(OrderEvent event) {
        switch (event) {
            case OrderEditRequested asked -> ofEdits.add(PaymentId.of(asked.editId()));
            case RepaymentRequested asked -> repayments.add(asked.paymentId());
            default -> {
                /* begins no payment beside the order's own */
            }
        }
    }

    /// Another attempt is for what the first was for.
    void learnFrom(PaymentEvent event) {
        if (event instanceof PaymentReplaced replaced && isOfEdit(replaced.paymentId())) {
            ofEdits.add(replaced.replacement());
        }
    }

    boolean isOfEdit(PaymentId payment) {
        return ofEdits.contains(payment);
    }

    boolean isRepayment(PaymentId payment) {
        return repayments.contains(payment);
    }
}
