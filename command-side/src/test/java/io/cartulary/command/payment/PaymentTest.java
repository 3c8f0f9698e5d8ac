package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.AMOUNT_MISMATCH;
import static io.cartulary.command.payment.PaymentRejection.CHARGED_TWICE;
import static io.cartulary.command.payment.PaymentRejection.REFUND_EXCEEDS_SETTLEMENT;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.ORDER_CANCELLED;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.SETTLED_AFTER_CANCELLATION;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.StateTable;
import io.cartulary.command.payment.PaymentCommand.CancelPayment;
import io.cartulary.command.payment.PaymentCommand.ReadProvider;
import io.cartulary.command.payment.PaymentCommand.RecordDecline;
import io.cartulary.command.payment.PaymentCommand.RecordRefund;
import io.cartulary.command.payment.PaymentCommand.RecordSettlement;
import io.cartulary.command.payment.PaymentCommand.RecordVoid;
import io.cartulary.command.payment.PaymentCommand.RequestPayment;
import io.cartulary.command.payment.PaymentCommand.RequestRefund;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.PaymentCancelled;
import io.cartulary.events.payment.PaymentEvent.PaymentDeclined;
import io.cartulary.events.payment.PaymentEvent.PaymentRequested;
import io.cartulary.events.payment.PaymentEvent.PaymentSettled;
import io.cartulary.events.payment.PaymentEvent.PaymentVoided;
import io.cartulary.events.payment.PaymentEvent.RefundRequested;
import io.cartulary.events.payment.PaymentEvent.RefundSettled;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PaymentTest {

    private static final PaymentId PAYMENT = new PaymentId("payment-1");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final RefundId REFUND = new RefundId("refund-1");
    private static final RefundId REST = RefundId.named(PAYMENT + "/rest");
    private static final String CHARGE = "ch_1";
    private static final Money TWELVE = Money.parse("EUR 12");
    private static final Money FIVE = Money.parse("EUR 5");
    private static final Money SEVEN = Money.parse("EUR 7");
    private static final Money NOTHING = Money.parse("EUR 0");

    private static final PaymentRequested REQUESTED =
            new PaymentRequested(PAYMENT, ORDER, TWELVE, "simulated", "tok_settle");
    private static final PaymentSettled SETTLED =
            new PaymentSettled(PAYMENT, ORDER, TWELVE, CHARGE);
    private static final PaymentDeclined DECLINED = new PaymentDeclined(PAYMENT, ORDER, CHARGE);
    private static final PaymentCancelled CANCELLED = new PaymentCancelled(PAYMENT, ORDER);
    private static final PaymentVoided VOIDED = new PaymentVoided(PAYMENT, ORDER);
    private static final RefundRequested WHOLE_REFUND =
            new RefundRequested(PAYMENT, ORDER, REFUND, TWELVE, NOTHING, GOODWILL);
    private static final RefundRequested FIVE_BACK =
            new RefundRequested(PAYMENT, ORDER, REFUND, FIVE, SEVEN, GOODWILL);
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
                                    SETTLED_AFTER_CANCELLATION));
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
                                    PAYMENT, ORDER, REST, TWELVE, NOTHING, ORDER_CANCELLED));
        }

        @Test
        void a_partly_refunded_payment_sends_the_rest_back() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .when(new CancelPayment(PAYMENT))
                    .expectEvents(
                            new RefundRequested(
                                    PAYMENT, ORDER, REST, SEVEN, NOTHING, ORDER_CANCELLED));
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
                            new RefundRequested(PAYMENT, ORDER, second, SEVEN, NOTHING, GOODWILL),
                            new RefundSettled(PAYMENT, ORDER, second, SEVEN, SEVEN))
                    .when(new RecordRefund(PAYMENT, REFUND))
                    .expectEvents(new RefundSettled(PAYMENT, ORDER, REFUND, FIVE, TWELVE));
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    new LinkedHashMap<>(
                            Map.of(
                                    "missing", List.of(),
                                    "requested", List.of(REQUESTED),
                                    "settled", List.of(REQUESTED, SETTLED),
                                    "declined", List.of(REQUESTED, DECLINED),
                                    "cancelled", List.of(REQUESTED, CANCELLED),
                                    "voided", List.of(REQUESTED, CANCELLED, VOIDED),
                                    "refunding", List.of(REQUESTED, SETTLED, WHOLE_REFUND),
                                    "refunded",
                                            List.of(
                                                    REQUESTED,
                                                    SETTLED,
                                                    WHOLE_REFUND,
                                                    new RefundSettled(
                                                            PAYMENT, ORDER, REFUND, TWELVE,
                                                            TWELVE)))),
                    commandsByName(
                            new RequestPayment(PAYMENT, ORDER, TWELVE, "simulated", "tok_settle"),
                            SETTLE,
                            new RecordDecline(PAYMENT, CHARGE),
                            new CancelPayment(PAYMENT),
                            new RecordVoid(PAYMENT),
                            new RequestRefund(PAYMENT, REFUND, TWELVE, GOODWILL),
                            new RecordRefund(PAYMENT, REFUND),
                            new ReadProvider(PAYMENT)),
                    PaymentTest::stateOf);

    static Stream<Arguments> everyCommandInEveryState() {
        return TABLE.everyCommandInEveryState();
    }

    @ParameterizedTest(name = "{0} + {1}")
    @MethodSource("everyCommandInEveryState")
    void does_what_the_table_says(String state, String command) {
        TABLE.check(payment, "payment", "Payment", state, command);
    }

    private static String stateOf(List<?> events) {
        return switch ((PaymentEvent) events.getLast()) {
            case PaymentRequested _ -> "requested";
            case PaymentSettled _ -> "settled";
            case PaymentDeclined _ -> "declined";
            case PaymentCancelled _ -> "cancelled";
            case PaymentVoided _ -> "voided";
            case RefundRequested _ -> "refunding";
            case RefundSettled _ -> "refunded";
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
