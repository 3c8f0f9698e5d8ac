package io.cartulary.eventstore.format;

import static io.cartulary.eventstore.format.SampleValues.ADDRESS;
import static io.cartulary.eventstore.format.SampleValues.CAPTURE;
import static io.cartulary.eventstore.format.SampleValues.CART;
import static io.cartulary.eventstore.format.SampleValues.CODE;
import static io.cartulary.eventstore.format.SampleValues.CUSTOMER;
import static io.cartulary.eventstore.format.SampleValues.EDIT;
import static io.cartulary.eventstore.format.SampleValues.LINE;
import static io.cartulary.eventstore.format.SampleValues.ORDER;
import static io.cartulary.eventstore.format.SampleValues.PAYMENT;
import static io.cartulary.eventstore.format.SampleValues.PIECES;
import static io.cartulary.eventstore.format.SampleValues.REFUND;
import static io.cartulary.eventstore.format.SampleValues.RETURN;
import static io.cartulary.eventstore.format.SampleValues.SHIPMENT;
import static io.cartulary.eventstore.format.SampleValues.SKU;
import static io.cartulary.eventstore.format.SampleValues.TIME;
import static io.cartulary.eventstore.format.SampleValues.TOTALS;
import static io.cartulary.eventstore.format.SampleValues.TWO;
import static io.cartulary.eventstore.format.SampleValues.UUID;
import static io.cartulary.eventstore.format.SampleValues.gbp;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.importedorder.ImportedOrderEvent;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.AppliedDiscount;
import io.cartulary.events.order.Contact;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentId;
import java.util.List;

/// One of each kind about orders and payments.
final class SampleOrderEvents {

    static final List<DomainEvent> ALL =
            List.of(
                    new OrderEvent.OrderPlaced(
                            ORDER,
                            "C-100042",
                            CART,
                            CUSTOMER,
                            CUSTOMER,
                            List.of(LINE),
                            TOTALS,
                            List.of(new AppliedDiscount(CODE, gbp(250), false)),
                            Personal.of(
                                    CUSTOMER.value(),
                                    new Contact("ada@example.org", "+44 20 7946 0000")),
                            Personal.of(CUSTOMER.value(), ADDRESS),
                            Personal.of(CUSTOMER.value(), ADDRESS),
                            "GB",
                            "standard",
                            PAYMENT,
                            "simulated",
                            "tok_settle",
                            TIME),
                    new OrderEvent.OrderConfirmed(ORDER, CUSTOMER, PAYMENT, TWO),
                    new OrderEvent.OrderCancelled(
                            ORDER,
                            CUSTOMER,
                            CUSTOMER,
                            OrderEvent.CancellationReason.CUSTOMER_REQUEST,
                            TWO,
                            List.of(new HeldPieces(EDIT.holder(), TWO)),
                            List.of(CODE),
                            PAYMENT,
                            true),
                    new OrderEvent.OrderProcessingStarted(ORDER),
                    new OrderEvent.ShipmentPacked(
                            ORDER, SHIPMENT, List.of(PIECES), Fulfilment.FULFILLED),
                    new OrderEvent.ShipmentUnpacked(ORDER, SHIPMENT, Fulfilment.UNFULFILLED),
                    new OrderEvent.ShipmentDispatched(
                            ORDER,
                            SHIPMENT,
                            "Royal Mail",
                            "RM123456789GB",
                            TIME,
                            Fulfilment.SHIPPED),
                    new OrderEvent.ShipmentTrackingCorrected(
                            ORDER, SHIPMENT, "Royal Mail", "RM123456785GB"),
                    new OrderEvent.ShipmentDelivered(ORDER, SHIPMENT, TIME, Fulfilment.DELIVERED),
                    new OrderEvent.OrderLinesCancelled(
                            ORDER,
                            "cancellation-" + UUID,
                            OrderEvent.CancellationReason.CUSTOMER_REQUEST,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1350))),
                            List.of(new HeldPieces(ORDER, List.of(new SkuQuantity(SKU, 1)))),
                            PAYMENT,
                            gbp(1350),
                            gbp(1824),
                            Fulfilment.UNFULFILLED),
                    new OrderEvent.OrderEditRequested(
                            ORDER,
                            EDIT,
                            RETURN,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1350))),
                            List.of(
                                    new OrderEvent.ReceivedLine(
                                            1, SKU, 1, 1, gbp(2700), WarehouseCode.MAIN)),
                            List.of(LINE),
                            gbp(474),
                            "simulated",
                            "tok_settle",
                            TIME),
                    new OrderEvent.OrderLinesAdded(
                            ORDER,
                            EDIT,
                            List.of(LINE),
                            PaymentId.of(EDIT),
                            gbp(474),
                            TOTALS,
                            gbp(3174),
                            gbp(3648),
                            Fulfilment.PARTIAL),
                    new OrderEvent.OrderEditDropped(
                            ORDER, EDIT, OrderEvent.EditDropReason.OUT_OF_STOCK, TWO),
                    new OrderEvent.OrderPutOnHold(
                            ORDER, OrderEvent.HoldReason.ADDRESS_TO_BE_CHECKED),
                    new OrderEvent.OrderTakenOffHold(ORDER),
                    new OrderEvent.RepaymentRequested(
                            ORDER, PAYMENT, gbp(3174), "simulated", "tok_settle", TIME),
                    new OrderEvent.RepaymentReceived(ORDER, PAYMENT, gbp(3174)),
                    new OrderEvent.RepaymentDropped(
                            ORDER, PAYMENT, OrderEvent.RepaymentDropReason.OVERTAKEN),
                    new OrderEvent.OrderNoteAdded(
                            ORDER,
                            new NoteId("note-" + UUID),
                            OrderEvent.NoteAudience.INTERNAL,
                            Personal.of(CUSTOMER.value(), "Rings twice.")),
                    new OrderEvent.OrderPaymentLost(ORDER, PAYMENT),
                    new OrderEvent.UnpaidShipmentAllowed(ORDER),
                    new OrderEvent.InterventionRequested(
                            ORDER,
                            "cancellation-" + UUID + "/1/TONER-200",
                            OrderEvent.InterventionReason.PIECES_NOT_TAKEN_BACK,
                            TWO.getFirst(),
                            "TOO_MANY_ON_HAND"),
                    new OrderEvent.ReturnRequested(
                            ORDER,
                            RETURN,
                            List.of(PIECES),
                            OrderEvent.ReturnReason.DAMAGED,
                            Personal.of(CUSTOMER.value(), "The lid is cracked.")),
                    new OrderEvent.ReturnApproved(ORDER, RETURN),
                    new OrderEvent.ReturnRefused(
                            ORDER, RETURN, Personal.of(CUSTOMER.value(), "It was opened.")),
                    new OrderEvent.ReturnReceived(
                            ORDER,
                            RETURN,
                            List.of(
                                    new OrderEvent.ReceivedLine(
                                            1, SKU, 1, 1, gbp(2700), WarehouseCode.MAIN)),
                            PAYMENT,
                            gbp(2700),
                            gbp(474),
                            TIME),
                    new OrderEvent.OrderShipped(ORDER, "Royal Mail", "RM123456789GB", TIME),
                    new OrderEvent.OrderDelivered(ORDER, TIME),
                    new OrderEvent.OrderRefunded(ORDER, PAYMENT, gbp(100), gbp(300)),
                    new ImportedOrderEvent.OrderImported(
                            ORDER,
                            "536365",
                            CUSTOMER,
                            "United Kingdom",
                            List.of(LINE),
                            TOTALS,
                            TIME),
                    new ImportedOrderEvent.ImportedRefundRecorded(
                            ORDER,
                            "C536379",
                            CUSTOMER,
                            List.of(new OrderEvent.RefundedLine(1, SKU, 1, gbp(1250))),
                            gbp(1250),
                            gbp(1250),
                            TIME),
                    new PaymentEvent.PaymentRequested(
                            PAYMENT, ORDER, gbp(3174), "simulated", "tok_settle"),
                    new PaymentEvent.PaymentSettled(PAYMENT, ORDER, gbp(3174), "ch_1"),
                    new PaymentEvent.PaymentDeclined(PAYMENT, ORDER, "ch_1"),
                    new PaymentEvent.PaymentStarted(
                            PAYMENT,
                            ORDER,
                            "5O190127TN364715T",
                            "https://www.paypal.com/pay?token=5O1"),
                    new PaymentEvent.PaymentAuthorised(PAYMENT, ORDER, gbp(3174), "pi_1", false),
                    new PaymentEvent.CaptureRequested(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), true, "stripe"),
                    new PaymentEvent.PaymentApproved(PAYMENT, ORDER, "paypal"),
                    new PaymentEvent.PaymentCaptured(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), gbp(3000), "2GG279541U471931P"),
                    new PaymentEvent.CaptureRefused(
                            PAYMENT, ORDER, CAPTURE, gbp(3000), "charge_expired_for_capture"),
                    new PaymentEvent.PaymentReplaced(
                            PAYMENT,
                            ORDER,
                            new PaymentId("payment-" + UUID + ".2"),
                            gbp(3174),
                            "paypal",
                            "redirect"),
                    new PaymentEvent.ReceiptRecorded(PAYMENT, ORDER, "NLJ7RT61SV"),
                    new PaymentEvent.PaymentCancelled(PAYMENT, ORDER, "simulated"),
                    new PaymentEvent.PaymentVoided(PAYMENT, ORDER, false),
                    new PaymentEvent.RefundRequested(
                            PAYMENT,
                            ORDER,
                            REFUND,
                            gbp(100),
                            gbp(3074),
                            PaymentEvent.RefundReason.GOODWILL,
                            "simulated"),
                    new PaymentEvent.RefundRefused(
                            PAYMENT, ORDER, REFUND, gbp(100), "insufficient_funds"),
                    new PaymentEvent.RefundAbandoned(PAYMENT, ORDER, REFUND, gbp(100), gbp(3174)),
                    new PaymentEvent.PaymentDisputed(
                            PAYMENT, ORDER, "dp_1", gbp(3174), "fraudulent"),
                    new PaymentEvent.DisputeWon(PAYMENT, ORDER, "dp_1"),
                    new PaymentEvent.DisputeLost(PAYMENT, ORDER, "dp_1", gbp(3174), gbp(0)),
                    new PaymentEvent.RefundSettled(PAYMENT, ORDER, REFUND, gbp(100), gbp(100)));

    private SampleOrderEvents() {}
}
