package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.ORDER_CANCELLED;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.SETTLED_AFTER_CANCELLATION;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.StateTable;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
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

    private static final PaymentId PAYMENT = new PaymentId("payment-1");
    private static final PaymentId OTHER = new PaymentId("payment-2");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final RefundId REFUND = new RefundId("refund-1");
    private static final RefundId REST = RefundId.named(PAYMENT + "/rest");
    private static final String CHARGE = "ch_1";
    private static final Money TWELVE = Money.parse("EUR 12");
    private static final Money FIVE = Money.parse("EUR 5");
    private static final Money SEVEN = Money.parse("EUR 7");
    private static final Money NOTHING = Money.parse("EUR 0");

    private static final PaymentRequested REQUESTED =
            new PaymentRequested(PAYMENT, ORDER, TWELVE, "stripe", "pm_card_visa");
    private static final PaymentSettled SETTLED =
            new PaymentSettled(PAYMENT, ORDER, TWELVE, CHARGE);
    private static final PaymentDeclined DECLINED = new PaymentDeclined(PAYMENT, ORDER, CHARGE);
    private static final PaymentCancelled CANCELLED =
            new PaymentCancelled(PAYMENT, ORDER, "stripe");
    private static final PaymentVoided VOIDED = new PaymentVoided(PAYMENT, ORDER, false);
    private static final RefundRequested WHOLE_REFUND =
            new RefundRequested(PAYMENT, ORDER, REFUND, TWELVE, NOTHING, GOODWILL, "stripe");
    private static final RefundRequested FIVE_BACK =
            new RefundRequested(PAYMENT, ORDER, REFUND, FIVE, SEVEN, GOODWILL, "stripe");
    private static final PaymentStarted STARTED =
            new PaymentStarted(PAYMENT, ORDER, CHARGE, "https://provider.example/approve");
    private static final PaymentAuthorised AUTHORISED =
            new PaymentAuthorised(PAYMENT, ORDER, TWELVE, CHARGE, false);
    private static final CaptureId CAPTURE = new CaptureId("capture-1");
    private static final CaptureRequested CAPTURING =
            new CaptureRequested(PAYMENT, ORDER, CAPTURE, TWELVE, true, "stripe");
    private static final CaptureRequested CAPTURING_FIVE =
            new CaptureRequested(PAYMENT, ORDER, CAPTURE, FIVE, false, "stripe");
    private static final PaymentCaptured CAPTURED_FIVE =
            new PaymentCaptured(PAYMENT, ORDER, CAPTURE, FIVE, FIVE, null);
    private static final RefundRefused REFUSED =
            new RefundRefused(PAYMENT, ORDER, REFUND, TWELVE, "insufficient_funds");
    private static final RefundAbandoned ABANDONED =
            new RefundAbandoned(PAYMENT, ORDER, REFUND, TWELVE, TWELVE);
    private static final RefundSettled REFUNDED =
            new RefundSettled(PAYMENT, ORDER, REFUND, TWELVE, TWELVE);
    private static final String DISPUTE = "dp_1";
    private static final PaymentDisputed DISPUTED =
            new PaymentDisputed(PAYMENT, ORDER, DISPUTE, TWELVE, "fraudulent");
    private static final RecordSettlement SETTLE = new RecordSettlement(PAYMENT, TWELVE, CHARGE);

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
        void of_that_part_told_again_changes_nothing() {
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

    @Nested
    class Refunding {
        @Test
        void leaves_the_rest_outstanding() {
            payment.given(REQUESTED, SETTLED)
                    .when(new RequestRefund(PAYMENT, REFUND, FIVE, GOODWILL))
                    .expectEvents(FIVE_BACK);
        }

        @Test
        void more_than_is_outstanding_is_refused() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .when(
                            new RequestRefund(
                                    PAYMENT,
                                    new RefundId("refund-2"),
                                    Money.parse("EUR 7.01"),
                                    GOODWILL))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_SETTLEMENT);
        }

        @Test
        void in_another_currency_is_refused() {
            payment.given(REQUESTED, SETTLED)
                    .when(new RequestRefund(PAYMENT, REFUND, Money.parse("GBP 1"), GOODWILL))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_SETTLEMENT);
        }

        @Test
        void nothing_is_nonsense() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RequestRefund(PAYMENT, REFUND, NOTHING, GOODWILL));
        }

        @Test
        void adds_up() {
            var second = new RefundId("refund-2");
            payment.given(
                            REQUESTED,
                            SETTLED,
                            FIVE_BACK,
                            new RefundRequested(
                                    PAYMENT, ORDER, second, SEVEN, NOTHING, GOODWILL, "stripe"),
                            new RefundSettled(PAYMENT, ORDER, second, SEVEN, SEVEN))
                    .when(new RecordRefund(PAYMENT, REFUND))
                    .expectEvents(new RefundSettled(PAYMENT, ORDER, REFUND, FIVE, TWELVE));
        }
    }

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
        void that_the_provider_told_otherwise_first_is_not_counted_twice() {
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
        void that_is_told_to_be_declined_declines_the_payment() {
            payment.given(REQUESTED, AUTHORISED, CAPTURING)
                    .when(new RecordDecline(PAYMENT, CHARGE))
                    .expectEvents(
                            new CaptureRefused(PAYMENT, ORDER, CAPTURE, TWELVE, "declined"),
                            DECLINED);
        }

        @Test
        void in_part_leaves_the_promise_when_a_decline_is_told() {
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

    @Nested
    class A_refund_that_was_refused {
        @Test
        void keeps_its_money_from_being_refunded_twice() {
            payment.given(REQUESTED, SETTLED, WHOLE_REFUND, REFUSED)
                    .when(new RequestRefund(PAYMENT, new RefundId("refund-2"), FIVE, GOODWILL))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_SETTLEMENT);
        }

        @Test
        void may_go_back_in_another_way_once_it_was_given_up() {
            payment.given(REQUESTED, SETTLED, WHOLE_REFUND, REFUSED, ABANDONED)
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
        void and_given_up_but_came_all_the_same_is_counted_if_nothing_replaced_it() {
            payment.given(REQUESTED, SETTLED, WHOLE_REFUND, REFUSED, ABANDONED)
                    .andGivenCommands(new RecordRefund(PAYMENT, REFUND))
                    .when(new RequestRefund(PAYMENT, new RefundId("refund-2"), FIVE, GOODWILL))
                    .expectNoEvents()
                    .expectExceptionDetails(REFUND_EXCEEDS_SETTLEMENT);
        }
    }

    @Nested
    class Disputing {
        @Test
        void that_is_lost_leaves_less_to_refund() {
            payment.given(
                            REQUESTED,
                            SETTLED,
                            new PaymentDisputed(PAYMENT, ORDER, DISPUTE, FIVE, "fraudulent"))
                    .when(new RecordDisputeEnd(PAYMENT, DISPUTE, false))
                    .expectEvents(new DisputeLost(PAYMENT, ORDER, DISPUTE, FIVE, SEVEN));
        }

        @Test
        void that_is_lost_is_told_apart_from_what_went_back() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .andGivenCommands(
                            new RecordDispute(PAYMENT, DISPUTE, FIVE, "fraudulent"),
                            new RecordDisputeEnd(PAYMENT, DISPUTE, false))
                    .when(new ReadPayment(PAYMENT))
                    .expectResultMessagePayload(
                            new PaymentSummary(
                                    PAYMENT,
                                    ORDER,
                                    "stripe",
                                    CHARGE,
                                    null,
                                    null,
                                    PaymentStatus.SETTLED,
                                    TWELVE,
                                    TWELVE,
                                    NOTHING,
                                    Money.parse("EUR 2"),
                                    NOTHING,
                                    FIVE,
                                    List.of(),
                                    Map.of(
                                            REFUND,
                                            new PaymentSummary.Refund(
                                                    FIVE, PaymentSummary.RefundState.OPEN)),
                                    4));
        }

        @Test
        void in_another_currency_disputes_all_that_is_left() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .when(new RecordDispute(PAYMENT, DISPUTE, Money.parse("GBP 4"), "fraudulent"))
                    .expectEvents(
                            new PaymentDisputed(PAYMENT, ORDER, DISPUTE, SEVEN, "fraudulent"));
        }

        @Test
        void that_was_lost_leaves_nothing_of_a_refund_that_is_given_up() {
            payment.given(
                            REQUESTED,
                            SETTLED,
                            WHOLE_REFUND,
                            DISPUTED,
                            new DisputeLost(PAYMENT, ORDER, DISPUTE, TWELVE, NOTHING),
                            REFUSED)
                    .when(new AbandonRefund(PAYMENT, REFUND))
                    .expectEvents(new RefundAbandoned(PAYMENT, ORDER, REFUND, TWELVE, NOTHING));
        }

        @Test
        void that_was_lost_leaves_what_the_bank_did_not_take_of_such_a_refund() {
            payment.given(
                            REQUESTED,
                            SETTLED,
                            WHOLE_REFUND,
                            new PaymentDisputed(PAYMENT, ORDER, DISPUTE, FIVE, "fraudulent"),
                            new DisputeLost(PAYMENT, ORDER, DISPUTE, FIVE, NOTHING),
                            REFUSED)
                    .when(new AbandonRefund(PAYMENT, REFUND))
                    .expectEvents(new RefundAbandoned(PAYMENT, ORDER, REFUND, TWELVE, SEVEN));
        }

        @Test
        void of_what_was_refunded_before_takes_no_more_than_is_left() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK, DISPUTED)
                    .when(new RecordDisputeEnd(PAYMENT, DISPUTE, false))
                    .expectEvents(new DisputeLost(PAYMENT, ORDER, DISPUTE, TWELVE, NOTHING));
        }
    }

    @Test
    void a_second_charge_is_told_at_its_start() {
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
