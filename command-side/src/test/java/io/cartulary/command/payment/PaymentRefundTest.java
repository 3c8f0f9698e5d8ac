package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;
import static io.cartulary.command.payment.PaymentSteps.ABANDONED;
import static io.cartulary.command.payment.PaymentSteps.CHARGE;
import static io.cartulary.command.payment.PaymentSteps.DISPUTE;
import static io.cartulary.command.payment.PaymentSteps.DISPUTED;
import static io.cartulary.command.payment.PaymentSteps.FIVE;
import static io.cartulary.command.payment.PaymentSteps.FIVE_BACK;
import static io.cartulary.command.payment.PaymentSteps.NOTHING;
import static io.cartulary.command.payment.PaymentSteps.ORDER;
import static io.cartulary.command.payment.PaymentSteps.PAYMENT;
import static io.cartulary.command.payment.PaymentSteps.REFUND;
import static io.cartulary.command.payment.PaymentSteps.REFUSED;
import static io.cartulary.command.payment.PaymentSteps.REQUESTED;
import static io.cartulary.command.payment.PaymentSteps.REST;
import static io.cartulary.command.payment.PaymentSteps.SETTLED;
import static io.cartulary.command.payment.PaymentSteps.SEVEN;
import static io.cartulary.command.payment.PaymentSteps.TWELVE;
import static io.cartulary.command.payment.PaymentSteps.WHOLE_REFUND;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.GOODWILL;
import static io.cartulary.events.payment.PaymentEvent.RefundReason.ORDER_CANCELLED;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.RefundId;
import java.util.List;
import java.util.Map;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PaymentRefundTest {

    private final AggregateTestFixture<Payment> payment = new AggregateTestFixture<>(Payment.class);

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
        void that_is_lost_is_distinguished_from_what_went_back() {
            payment.given(REQUESTED, SETTLED, FIVE_BACK)
                    .andGivenCommands(
                            new RecordDispute(PAYMENT, DISPUTE, FIVE, "fraudulent"),
                            new RecordDisputeEnd(PAYMENT, DISPUTE, false))
                    .when(new ReadPayment(PAYMENT))
                    .expectResultMessagePayload(
                            new CurrentPayment(
                                    PAYMENT,
                                    ORDER,
                                    "stripe",
                                    CHARGE,
                                    null,
                                    null,
                                    PaymentState.SETTLED,
                                    TWELVE,
                                    TWELVE,
                                    NOTHING,
                                    Money.parse("EUR 2"),
                                    NOTHING,
                                    FIVE,
                                    List.of(),
                                    Map.of(
                                            REFUND,
                                            new CurrentPayment.Refund(
                                                    FIVE, CurrentPayment.RefundState.OPEN)),
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
}
