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
import static io.cartulary.command.payment.PaymentSteps.DISPUTE;
import static io.cartulary.command.payment.PaymentSteps.DISPUTED;
import static io.cartulary.command.payment.PaymentSteps.FIVE;
import static io.cartulary.command.payment.PaymentSteps.FIVE_BACK;
import static io.cartulary.command.payment.PaymentSteps.NOTHING;
import static io.cartulary.command.payment.PaymentSteps.ORDER;
import static io.cartulary.command.payment.PaymentSteps.OTHER;
import static io.cartulary.command.payment.PaymentSteps.PAYMENT;
import static io.cartulary.command.payment.PaymentSteps.REFUND;
import static io.cartulary.command.payment.PaymentSteps.REFUNDED;
import static io.cartulary.command.payment.PaymentSteps.REFUSED;
import static io.cartulary.command.payment.PaymentSteps.REQUESTED;
import static io.cartulary.command.payment.PaymentSteps.REST;
import static io.cartulary.command.payment.PaymentSteps.SETTLE;
import static io.cartulary.command.payment.PaymentSteps.SETTLED;
import static io.cartulary.command.payment.PaymentSteps.SEVEN;
import static io.cartulary.command.payment.PaymentSteps.STARTED;
import static io.cartulary.command.payment.PaymentSteps.TWELVE;
import static io.cartulary.command.payment.PaymentSteps.VOIDED;
import static io.cartulary.command.payment.PaymentSteps.WHOLE_REFUND;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.ORDER_CANCELLED;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.SETTLED_AFTER_CANCELLATION;

import io.cartulary.command.StateTable;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentTest {

    private final AggregateTestFixture<Payment> payment = new AggregateTestFixture<>(Payment.class);

    @Nested
    class Settling {
        @Test
        void with_another_amount_is_refused_and_nothing_is_ours() {
            payment.given(REQUESTED)
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectNoEvents()
                    .expectExceptionDetails(AMOUNT_MISMATCH);
        }

        @Test
        void in_another_currency_is_refused() {
            payment.given(REQUESTED)
                    .when(new RecordSettlement(PAYMENT, Money.parse("GBP 12"), CHARGE))
                    .expectNoEvents()
                    .expectExceptionDetails(AMOUNT_MISMATCH);
        }

        @Test
        void by_a_second_charge_is_refused() {
            payment.given(REQUESTED, SETTLED)
                    .when(new RecordSettlement(PAYMENT, TWELVE, "ch_2"))
                    .expectNoEvents()
                    .expectExceptionDetails(CHARGED_TWICE);
        }

        @Test
        void after_the_cancellation_sends_the_money_back() {
            payment.given(REQUESTED, CANCELLED)
                    .when(SETTLE)
                    .expectEvents(
                            SETTLED,
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
        void of_the_part_that_was_captured_before_the_cancellation_ends_it() {
            var fiveBack =
                    new RefundRequested(
                            PAYMENT, ORDER, REST, FIVE, NOTHING, ORDER_CANCELLED, "stripe");
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE, CAPTURED_FIVE, CANCELLED, fiveBack)
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectEvents(new PaymentSettled(PAYMENT, ORDER, FIVE, CHARGE, true, false));
        }

        @Test
        void of_the_part_that_was_captured_before_the_promise_expired_ends_the_promise() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE, CAPTURED_FIVE)
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectEvents(VOIDED);
        }

        @Test
        void of_a_part_whose_capture_is_not_answered_yet_waits_for_that_answer() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE)
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void of_a_part_before_it_is_known_that_the_next_came_too_late_waits_for_that() {
            payment.given(
                            REQUESTED,
                            AUTHORISED,
                            CAPTURING_FIVE,
                            CAPTURED_FIVE,
                            new CaptureRequested(
                                    PAYMENT,
                                    ORDER,
                                    new CaptureId("capture-2"),
                                    SEVEN,
                                    true,
                                    "stripe"),
                            CANCELLED)
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void of_what_no_capture_asked_for_is_refused() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE)
                    .when(new RecordSettlement(PAYMENT, SEVEN, CHARGE))
                    .expectNoEvents()
                    .expectExceptionDetails(AMOUNT_MISMATCH);
        }

        @Test
        void of_that_part_reported_again_changes_nothing() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE, CAPTURED_FIVE)
                    .andGivenCommands(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .when(new RecordSettlement(PAYMENT, FIVE, CHARGE))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void of_another_part_after_the_cancellation_is_refused() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING_FIVE, CAPTURED_FIVE, CANCELLED)
                    .when(new RecordSettlement(PAYMENT, SEVEN, CHARGE))
                    .expectNoEvents()
                    .expectExceptionDetails(AMOUNT_MISMATCH);
        }

        @Test
        void twice_after_the_cancellation_sends_it_back_once() {
            payment.given(REQUESTED, CANCELLED)
                    .andGivenCommands(SETTLE)
                    .when(SETTLE)
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    @Nested
    class Cancelling {
        @Test
        void a_settled_payment_sends_the_money_back() {
            payment.given(REQUESTED, SETTLED)
                    .when(new CancelPayment(PAYMENT))
                    .expectEvents(
                            new RefundRequested(
                                    PAYMENT,
                                    ORDER,
                                    REST,
                                    TWELVE,
                                    NOTHING,
                                    ORDER_CANCELLED,
                                    "stripe"));
        }

        @Test
        void a_partly_refunded_payment_sends_the_rest_back() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .when(new CancelPayment(PAYMENT))
                    .expectEvents(
                            new RefundRequested(
                                    PAYMENT,
                                    ORDER,
                                    REST,
                                    SEVEN,
                                    NOTHING,
                                    ORDER_CANCELLED,
                                    "stripe"));
        }
    }

    @Nested
    class Replacing {
        @Test
        void calls_off_what_may_still_come() {
            payment.given(REQUESTED)
                    .when(new ReplacePayment(PAYMENT, OTHER, "paypal", "redirect"))
                    .expectEvents(
                            new PaymentReplaced(
                                    PAYMENT, ORDER, OTHER, TWELVE, "paypal", "redirect"),
                            CANCELLED);
        }

        @Test
        void twice_with_another_is_refused() {
            payment.given(
                            REQUESTED,
                            DECLINED,
                            new PaymentReplaced(
                                    PAYMENT, ORDER, OTHER, TWELVE, "paypal", "redirect"))
                    .when(
                            new ReplacePayment(
                                    PAYMENT, new PaymentId("payment-3"), "paypal", "redirect"))
                    .expectNoEvents()
                    .expectExceptionDetails(ALREADY_REPLACED);
        }

        @Test
        void what_comes_all_the_same_goes_back() {
            payment.given(
                            REQUESTED,
                            DECLINED,
                            new PaymentReplaced(
                                    PAYMENT, ORDER, OTHER, TWELVE, "paypal", "redirect"))
                    .when(SETTLE)
                    .expectEvents(
                            new PaymentSettled(PAYMENT, ORDER, TWELVE, CHARGE, false, true),
                            new RefundRequested(
                                    PAYMENT,
                                    ORDER,
                                    REST,
                                    TWELVE,
                                    NOTHING,
                                    SETTLED_AFTER_CANCELLATION,
                                    "stripe"));
        }
    }

    @Test
    void a_second_charge_is_reported_at_its_start() {
        payment.given(REQUESTED, STARTED)
                .when(new RecordStart(PAYMENT, "ch_2", null))
                .expectNoEvents()
                .expectExceptionDetails(CHARGED_TWICE);
    }

    private static final StateTable TABLE =
            new StateTable(
                    states(),
                    commandsByName(
                            new RequestPayment(PAYMENT, ORDER, TWELVE, "stripe", "pm_card_visa"),
                            new RecordStart(PAYMENT, CHARGE, null),
                            new RecordApproval(PAYMENT),
                            new RecordAuthorisation(PAYMENT, TWELVE, CHARGE, false),
                            new RequestCapture(PAYMENT, CAPTURE, TWELVE, true),
                            new RecordCapture(PAYMENT, CAPTURE, null),
                            new RecordCaptureRefusal(PAYMENT, CAPTURE, "expired"),
                            SETTLE,
                            new RecordDecline(PAYMENT, CHARGE),
                            new RecordReceipt(PAYMENT, "NLJ7RT61SV"),
                            new ReplacePayment(PAYMENT, OTHER, "paypal", "redirect"),
                            new CancelPayment(PAYMENT),
                            new RecordVoid(PAYMENT),
                            new RequestRefund(PAYMENT, REFUND, TWELVE, GOODWILL),
                            new RecordRefund(PAYMENT, REFUND),
                            new RecordRefundRefusal(PAYMENT, REFUND, "insufficient_funds"),
                            new AbandonRefund(PAYMENT, REFUND),
                            new RecordDispute(PAYMENT, DISPUTE, TWELVE, "fraudulent"),
                            new RecordDisputeEnd(PAYMENT, DISPUTE, true),
                            new ReadPayment(PAYMENT)),
                    PaymentTest::stateOf);

    private static Map<String, List<?>> states() {
        var states = new LinkedHashMap<String, List<?>>();
        states.put("missing", List.of());
        states.put("requested", List.of(REQUESTED));
        states.put("started", List.of(REQUESTED, STARTED));
        states.put("authorised", List.of(REQUESTED, AUTHORISED));
        states.put("capturing", List.of(REQUESTED, AUTHORISED, CAPTURING));
        states.put("settled", List.of(REQUESTED, SETTLED));
        states.put("disputed", List.of(REQUESTED, SETTLED, DISPUTED));
        states.put("declined", List.of(REQUESTED, DECLINED));
        states.put("cancelled", List.of(REQUESTED, CANCELLED));
        states.put("voided", List.of(REQUESTED, CANCELLED, VOIDED));
        states.put("refunding", List.of(REQUESTED, SETTLED, WHOLE_REFUND));
        states.put("refund refused", List.of(REQUESTED, SETTLED, WHOLE_REFUND, REFUSED));
        states.put("refunded", List.of(REQUESTED, SETTLED, WHOLE_REFUND, REFUNDED));
        return states;
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(PaymentCommand.class, Set.of(), TABLE);
    }

    @Test
    void does_what_the_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Payment.class), "payment", "Payment");
    }

    private static String stateOf(List<?> events) {
        return switch ((PaymentEvent) events.getLast()) {
            case PaymentRequested _ -> "requested";
            case PaymentStarted _ -> events.size() == 2 ? "started" : "cancelled";
            case PaymentAuthorised _ -> "authorised";
            case CaptureRequested _ -> "capturing";
            case PaymentCaptured _,
                    PaymentSettled _,
                    RefundAbandoned _,
                    DisputeWon _,
                    DisputeLost _ ->
                    "settled";
            case CaptureRefused _, PaymentDeclined _ -> "declined";
            case PaymentCancelled _ -> "cancelled";
            case PaymentVoided _ -> "voided";
            case ReceiptRecorded _, PaymentApproved _, PaymentReplaced _ ->
                    stateOf(events.subList(0, events.size() - 1));
            case RefundRequested _ -> "refunding";
            case RefundRefused _ -> "refund refused";
            case RefundSettled _ -> "refunded";
            case PaymentDisputed _ ->
                    events.stream().anyMatch(RefundRequested.class::isInstance)
                            ? stateOf(events.subList(0, events.size() - 1))
                            : "disputed";
        };
    }

    private static Map<String, Object> commandsByName(PaymentCommand... commands) {
        return Stream.of(commands)
                .collect(
                        Collectors.toMap(
                                command -> command.getClass().getSimpleName(),
                                Function.identity()));
    }
}
