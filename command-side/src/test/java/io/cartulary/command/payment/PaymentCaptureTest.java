package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static io.cartulary.command.payment.PaymentSteps.AUTHORISED;
import static io.cartulary.command.payment.PaymentSteps.CANCELLED;
import static io.cartulary.command.payment.PaymentSteps.CAPTURE;
import static io.cartulary.command.payment.PaymentSteps.CAPTURED_FIVE;
import static io.cartulary.command.payment.PaymentSteps.CAPTURING;
import static io.cartulary.command.payment.PaymentSteps.CAPTURING_FIVE;
import static io.cartulary.command.payment.PaymentSteps.CHARGE;
import static io.cartulary.command.payment.PaymentSteps.DECLINED;
import static io.cartulary.command.payment.PaymentSteps.FIVE;
import static io.cartulary.command.payment.PaymentSteps.NOTHING;
import static io.cartulary.command.payment.PaymentSteps.ORDER;
import static io.cartulary.command.payment.PaymentSteps.PAYMENT;
import static io.cartulary.command.payment.PaymentSteps.REQUESTED;
import static io.cartulary.command.payment.PaymentSteps.REST;
import static io.cartulary.command.payment.PaymentSteps.SETTLE;
import static io.cartulary.command.payment.PaymentSteps.SEVEN;
import static io.cartulary.command.payment.PaymentSteps.STARTED;
import static io.cartulary.command.payment.PaymentSteps.TWELVE;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.ORDER_CANCELLED;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.SETTLED_AFTER_CANCELLATION;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentCaptureTest {

    private final AggregateTestFixture<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Nested
    class Authorising {
        @Test
        void is_asked_for_once_when_the_shopper_agreed() {
            payment.given(REQUESTED, STARTED)
                    .andGivenCommands(new RecordApproval(PAYMENT))
                    .when(new RecordApproval(PAYMENT))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void what_is_captured_at_once_asks_for_the_whole() {
            payment.given(REQUESTED)
                    .when(new RecordAuthorisation(PAYMENT, TWELVE, CHARGE, true))
                    .expectEvents(
                            new PaymentAuthorised(PAYMENT, ORDER, TWELVE, CHARGE, true),
                            new CaptureRequested(
                                    PAYMENT,
                                    ORDER,
                                    CaptureId.named(PAYMENT + "/whole"),
                                    TWELVE,
                                    true,
                                    "stripe"));
        }

        @Test
        void another_amount_is_refused() {
            payment.given(REQUESTED)
                    .when(new RecordAuthorisation(PAYMENT, FIVE, CHARGE, false))
                    .expectNoEvents()
                    .expectExceptionDetails(AMOUNT_MISMATCH);
        }

        @Test
        void after_the_decline_is_called_off() {
            payment.given(REQUESTED, DECLINED)
                    .when(new RecordAuthorisation(PAYMENT, TWELVE, CHARGE, false))
                    .expectEvents(CANCELLED);
        }
    }

    @Nested
    class Capturing {
        @Test
        void a_part_leaves_the_rest_promised() {
            payment.given(REQUESTED, AUTHORISED)
                    .when(new RequestCapture(PAYMENT, CAPTURE, FIVE, false))
                    .expectEvents(CAPTURING_FIVE);
        }

        @Test
        void all_that_is_left_is_the_last() {
            var rest = new CaptureId("capture-2");
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE)
                    .when(new RequestCapture(PAYMENT, rest, SEVEN, false))
                    .expectEvents(
                            new CaptureRequested(PAYMENT, ORDER, rest, SEVEN, true, "stripe"));
        }

        @Test
        void more_than_is_left_is_refused() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE)
                    .when(new RequestCapture(PAYMENT, new CaptureId("capture-2"), TWELVE, true))
                    .expectNoEvents()
                    .expectExceptionDetails(CAPTURE_EXCEEDS_AUTHORISATION);
        }

        @Test
        void after_the_last_is_refused() {
            payment.given(
                            REQUESTED,
                            AUTHORISED,
                            new CaptureRequested(PAYMENT, ORDER, CAPTURE, FIVE, true, "stripe"))
                    .when(new RequestCapture(PAYMENT, new CaptureId("capture-2"), SEVEN, true))
                    .expectNoEvents()
                    .expectExceptionDetails(CAPTURE_EXCEEDS_AUTHORISATION);
        }

        @Test
        void the_last_part_settles_what_was_taken_in_all() {
            var rest = new CaptureId("capture-2");
            payment.given(
                            REQUESTED,
                            AUTHORISED,
                            CAPTURING_FIVE,
                            CAPTURED_FIVE,
                            new CaptureRequested(PAYMENT, ORDER, rest, FIVE, true, "stripe"))
                    .when(new RecordCapture(PAYMENT, rest, null))
                    .expectEvents(
                            new PaymentCaptured(
                                    PAYMENT, ORDER, rest, FIVE, Money.parse("EUR 10"), null),
                            new PaymentSettled(
                                    PAYMENT, ORDER, Money.parse("EUR 10"), CHARGE, true, false));
        }

        @Test
        void that_the_provider_reported_otherwise_first_is_not_counted_twice() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING)
                    .andGivenCommands(SETTLE)
                    .when(new RecordCapture(PAYMENT, CAPTURE, null))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void that_was_refused_in_whole_declines_the_payment() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING)
                    .when(new RecordCaptureRefusal(PAYMENT, CAPTURE, "expired"))
                    .expectEvents(
                            new CaptureRefused(PAYMENT, ORDER, CAPTURE, TWELVE, "expired"),
                            DECLINED);
        }

        @Test
        void that_is_reported_as_declined_declines_the_payment() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING)
                    .when(new RecordDecline(PAYMENT, CHARGE))
                    .expectEvents(
                            new CaptureRefused(PAYMENT, ORDER, CAPTURE, TWELVE, "declined"),
                            DECLINED);
        }

        @Test
        void in_part_leaves_the_promise_when_a_decline_is_reported() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE)
                    .when(new RecordDecline(PAYMENT, CHARGE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void that_was_refused_in_part_may_be_asked_for_again() {
            var again = new CaptureId("capture-2");
            payment.given(
                            REQUESTED,
                            AUTHORISED,
                            CAPTURING_FIVE,
                            new CaptureRefused(PAYMENT, ORDER, CAPTURE, FIVE, "later"))
                    .when(new RequestCapture(PAYMENT, again, TWELVE, false))
                    .expectEvents(
                            new CaptureRequested(PAYMENT, ORDER, again, TWELVE, true, "stripe"));
        }

        @Test
        void that_comes_after_the_cancellation_sends_the_money_back() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING, CANCELLED)
                    .when(new RecordCapture(PAYMENT, CAPTURE, null))
                    .expectEvents(
                            new PaymentCaptured(PAYMENT, ORDER, CAPTURE, TWELVE, TWELVE, null),
                            new RefundRequested(
                                    PAYMENT,
                                    ORDER,
                                    REST,
                                    TWELVE,
                                    NOTHING,
                                    SETTLED_AFTER_CANCELLATION,
                                    "stripe"));
        }

        @Test
        void in_part_is_refunded_when_the_rest_is_called_off() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE, CAPTURED_FIVE)
                    .when(new CancelPayment(PAYMENT))
                    .expectEvents(
                            CANCELLED,
                            new RefundRequested(
                                    PAYMENT,
                                    ORDER,
                                    REST,
                                    FIVE,
                                    NOTHING,
                                    ORDER_CANCELLED,
                                    "stripe"));
        }
    }
}
