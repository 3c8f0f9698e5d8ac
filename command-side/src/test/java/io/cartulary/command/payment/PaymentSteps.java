package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import org.joda.money.Money;

/// What happened to a payment in the tests of it.
final class PaymentSteps {

    private PaymentSteps() {}

    static final PaymentId PAYMENT = new PaymentId("payment-1");
    static final PaymentId OTHER = new PaymentId("payment-2");
    static final OrderId ORDER = new OrderId("order-1");
    static final RefundId REFUND = new RefundId("refund-1");
    static final RefundId REST = RefundId.named(PAYMENT + "/rest");
    static final String CHARGE = "ch_1";
    static final Money TWELVE = Money.parse("EUR 12");
    static final Money FIVE = Money.parse("EUR 5");
    static final Money SEVEN = Money.parse("EUR 7");
    static final Money NOTHING = Money.parse("EUR 0");

    static final PaymentRequested REQUESTED =
            new PaymentRequested(PAYMENT, ORDER, TWELVE, "stripe", "pm_card_visa");

    static final PaymentSettled SETTLED = new PaymentSettled(PAYMENT, ORDER, TWELVE, CHARGE);
    static final PaymentDeclined DECLINED = new PaymentDeclined(PAYMENT, ORDER, CHARGE);

    static final PaymentCancelled CANCELLED = new PaymentCancelled(PAYMENT, ORDER, "stripe");
    static final PaymentVoided VOIDED = new PaymentVoided(PAYMENT, ORDER, false);

    static final RefundRequested WHOLE_REFUND =
            new RefundRequested(PAYMENT, ORDER, REFUND, TWELVE, NOTHING, GOODWILL, "stripe");

    static final RefundRequested FIVE_BACK =
            new RefundRequested(PAYMENT, ORDER, REFUND, FIVE, SEVEN, GOODWILL, "stripe");

    static final PaymentStarted STARTED =
            new PaymentStarted(PAYMENT, ORDER, CHARGE, "https://provider.example/approve");

    static final PaymentAuthorised AUTHORISED =
            new PaymentAuthorised(PAYMENT, ORDER, TWELVE, CHARGE, false);
    static final CaptureId CAPTURE = new CaptureId("capture-1");

    static final CaptureRequested CAPTURING =
            new CaptureRequested(PAYMENT, ORDER, CAPTURE, TWELVE, true, "stripe");

    static final CaptureRequested CAPTURING_FIVE =
            new CaptureRequested(PAYMENT, ORDER, CAPTURE, FIVE, false, "stripe");

    static final PaymentCaptured CAPTURED_FIVE =
            new PaymentCaptured(PAYMENT, ORDER, CAPTURE, FIVE, FIVE, null);

    static final RefundRefused REFUSED =
            new RefundRefused(PAYMENT, ORDER, REFUND, TWELVE, "insufficient_funds");

    static final RefundAbandoned ABANDONED =
            new RefundAbandoned(PAYMENT, ORDER, REFUND, TWELVE, TWELVE);

    static final RefundSettled REFUNDED = new RefundSettled(PAYMENT, ORDER, REFUND, TWELVE, TWELVE);
    static final String DISPUTE = "dp_1";

    static final PaymentDisputed DISPUTED =
            new PaymentDisputed(PAYMENT, ORDER, DISPUTE, TWELVE, "fraudulent");
    static final RecordSettlement SETTLE = new RecordSettlement(PAYMENT, TWELVE, CHARGE);
}
