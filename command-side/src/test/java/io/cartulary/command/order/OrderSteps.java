package io.cartulary.command.order;

import static io.cartulary.command.order.EditBuilder.ADDED;
import static io.cartulary.command.order.EditBuilder.EDIT;
import static io.cartulary.command.order.EditBuilder.edit;
import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CART;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.NUMBER;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.events.payment.PaymentId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened to an order in the tests of it, and what is asked of it.
final class OrderSteps {

    private OrderSteps() {}

    static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");
    static final OrderProcessingStarted PROCESSING = new OrderProcessingStarted(ORDER);
    static final ShipmentId PARCEL = ShipmentId.named(ORDER + "/T-1");
    static final ShipmentId OTHER_PARCEL = new ShipmentId("shipment-2");
    static final LinePieces MUGS = new LinePieces(1, MUG, 2);
    static final LinePieces ONE_MUG = new LinePieces(1, MUG, 1);
    static final LinePieces ONE_BOWL = new LinePieces(2, BOWL, 1);

    static final ShipmentPacked PACKED =
            new ShipmentPacked(ORDER, PARCEL, List.of(MUGS, ONE_BOWL), Fulfilment.FULFILLED);

    static final ShipmentDispatched DISPATCHED =
            new ShipmentDispatched(ORDER, PARCEL, "DHL", "T-1", NOON, Fulfilment.SHIPPED);
    static final OrderShipped SHIPPED = new OrderShipped(ORDER, "DHL", "T-1", NOON);

    static final ShipmentPacked PACKED_ONE =
            new ShipmentPacked(ORDER, PARCEL, List.of(ONE_MUG), Fulfilment.PARTIAL);

    static final ShipmentDispatched DISPATCHED_ONE =
            new ShipmentDispatched(ORDER, PARCEL, "DHL", "T-1", NOON, Fulfilment.PARTIAL);

    static final ShipmentDelivered ARRIVED =
            new ShipmentDelivered(ORDER, PARCEL, NOON, Fulfilment.DELIVERED);

    static final List<?> ON_ITS_WAY =
            List.of(PLACED, CONFIRMED, PROCESSING, PACKED, DISPATCHED, SHIPPED);
    static final PaymentId REPAYMENT = new PaymentId("payment-missing-1");

    static final OrderPutOnHold HELD = new OrderPutOnHold(ORDER, HoldReason.SUSPECTED_FRAUD);
    static final OrderPaymentLost LOST = new OrderPaymentLost(ORDER, PAYMENT);

    static final OrderTotals MORE =
            new OrderTotals(
                    euros("38.00"), euros("2.00"), euros("3.30"), euros("7.20"), euros("46.50"));

    static final OrderEditRequested EDIT_ASKED = edit().insteadOfMugs(1, "10.80").requested();

    static final OrderLinesAdded EDIT_MADE =
            new OrderLinesAdded(
                    ORDER,
                    EDIT,
                    List.of(ADDED),
                    PaymentId.of(EDIT),
                    euros("1.20"),
                    MORE,
                    euros("35.70"),
                    euros("35.70"),
                    Fulfilment.UNFULFILLED);
    static final ReturnId RETURN = new ReturnId("return-1");

    static final ReturnRequested ASKED =
            new ReturnRequested(ORDER, RETURN, List.of(MUGS), ReturnReason.DAMAGED, null);
    static final ReturnApproved APPROVED = new ReturnApproved(ORDER, RETURN);

    static final ReturnReceived RECEIVED =
            new ReturnReceived(
                    ORDER,
                    RETURN,
                    List.of(new ReceivedLine(1, MUG, 1, 0, euros("10.80"), BERLIN)),
                    PAYMENT,
                    euros("10.80"),
                    euros("23.70"),
                    NOON);
    static final OrderDelivered DELIVERED = new OrderDelivered(ORDER, NOON);

    static RequestReturn requestReturn(int mugs) {
        return new RequestReturn(
                ORDER, RETURN, List.of(new WantedPieces(1, mugs)), ReturnReason.DAMAGED, null);
    }

    static ReceiveReturn receive(int restocked, int scrapped) {
        return new ReceiveReturn(
                ORDER, RETURN, List.of(new ReceivedPieces(1, restocked, scrapped, BERLIN)), NOON);
    }

    static CurrentOrder summary(OrderState status) {
        return summary(status, null, null, false);
    }

    static CurrentOrder summary(
            OrderState status,
            @Nullable PaymentId ofEdit,
            @Nullable PaymentId repayment,
            boolean unpaid) {
        return new CurrentOrder(
                ORDER, NUMBER, TOTALS, status, CART, PAYMENT, ofEdit, repayment, unpaid);
    }

    static List<?> with(List<?> events, Object... more) {
        return Stream.concat(events.stream(), Stream.of(more)).toList();
    }

    static CancelLines cancelLines(String reference, int line, int quantity) {
        return new CancelLines(
                ORDER, reference, List.of(new WantedPieces(line, quantity)), STAFF_REQUEST);
    }

    static List<HeldPieces> held(Sku sku, int quantity) {
        return List.of(new HeldPieces(ORDER, List.of(new SkuQuantity(sku, quantity))));
    }

    static OrderLinesCancelled linesCancelled(
            String reference, int line, Sku sku, String amount, String due) {
        return new OrderLinesCancelled(
                ORDER,
                reference,
                STAFF_REQUEST,
                List.of(refunded(line, sku, 1, amount)),
                held(sku, 1),
                PAYMENT,
                euros(amount),
                euros(due),
                Fulfilment.UNFULFILLED);
    }

    static RefundedLine refunded(int line, Sku sku, int quantity, String amount) {
        return new RefundedLine(line, sku, quantity, euros(amount));
    }

    static RequestEdit insteadOfMugs(int mugs) {
        return edit().insteadOfMugs(mugs, mugs == 1 ? "10.80" : "21.60").request();
    }

    static RequestRepayment repay(PaymentId payment) {
        return new RequestRepayment(
                ORDER, payment, TOTALS.total(), TOTALS.total(), "simulated", "tok_settle", NOON);
    }
}
