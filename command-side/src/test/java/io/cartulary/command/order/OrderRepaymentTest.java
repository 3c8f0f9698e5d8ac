package io.cartulary.command.order;

import static io.cartulary.command.order.EditBuilder.EDIT;
import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.order.OrderSteps.ARRIVED;
import static io.cartulary.command.order.OrderSteps.DELIVERED;
import static io.cartulary.command.order.OrderSteps.EDIT_ASKED;
import static io.cartulary.command.order.OrderSteps.EDIT_MADE;
import static io.cartulary.command.order.OrderSteps.LOST;
import static io.cartulary.command.order.OrderSteps.ON_ITS_WAY;
import static io.cartulary.command.order.OrderSteps.PACKED;
import static io.cartulary.command.order.OrderSteps.PARCEL;
import static io.cartulary.command.order.OrderSteps.PROCESSING;
import static io.cartulary.command.order.OrderSteps.RECEIVED;
import static io.cartulary.command.order.OrderSteps.REPAYMENT;
import static io.cartulary.command.order.OrderSteps.cancelLines;
import static io.cartulary.command.order.OrderSteps.insteadOfMugs;
import static io.cartulary.command.order.OrderSteps.repay;
import static io.cartulary.command.order.OrderSteps.summary;
import static io.cartulary.command.order.OrderSteps.with;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.events.order.OrderEvent.CancellationReason.STAFF_REQUEST;

import io.cartulary.command.importedorder.ImportedOrderCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentId;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderRepaymentTest {

    private final AggregateTestFixture<Order> order = new AggregateTestFixture<>(Order.class);

    @Nested
    class Whose_promised_money_will_not_come {
        private static final InterventionRequested CALLED =
                new InterventionRequested(
                        ORDER,
                        "lost/" + PAYMENT,
                        InterventionReason.MONEY_NOT_COMING,
                        null,
                        "NOT_PAID");
        private static final RepaymentReceived RECEIVED =
                new RepaymentReceived(ORDER, REPAYMENT, TOTALS.total());

        @Test
        void calls_staff() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordLostPayment(ORDER, PAYMENT))
                    .expectEvents(LOST, CALLED);
        }

        @Test
        void is_none_of_it_when_another_payment_was_to_pay_it() {
            order.given(PLACED, CONFIRMED)
                    .when(new RecordLostPayment(ORDER, new PaymentId("payment-2")))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void does_not_leave() {
            order.given(PLACED, CONFIRMED, PROCESSING, PACKED, LOST)
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectNoEvents()
                    .expectExceptionDetails(NOT_PAID);
        }

        @Test
        void leaves_when_staff_released_it() {
            order.given(
                            PLACED,
                            CONFIRMED,
                            PROCESSING,
                            PACKED,
                            LOST,
                            new UnpaidShipmentAllowed(ORDER))
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void is_paid_again_by_a_payment_of_its_own() {
            order.given(PLACED, CONFIRMED, LOST)
                    .when(repay(REPAYMENT))
                    .expectEvents(asked(REPAYMENT));
        }

        @Test
        void is_paid_when_that_payment_came() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectEvents(RECEIVED);
        }

        @Test
        void leaves_when_it_is_paid_again() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED, PROCESSING, PACKED)
                    .when(new DispatchShipment(ORDER, PARCEL, "DHL", "T-1", NOON))
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void stays_delivered_when_it_is_paid_at_last() {
            order.given(with(ON_ITS_WAY, ARRIVED, DELIVERED, LOST, asked(REPAYMENT), RECEIVED))
                    .when(new ReadOrder(ORDER))
                    .expectResultMessagePayload(summary(OrderState.DELIVERED));
        }

        @Test
        void says_by_which_payment_it_is_being_paid() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new ReadOrder(ORDER))
                    .expectResultMessagePayload(
                            summary(OrderState.CONFIRMED, null, REPAYMENT, true));
        }

        @Test
        void is_paid_once() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED)
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void is_still_missing_when_that_payment_is_declined() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new DropRepayment(ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_DECLINED))
                    .expectEvents(
                            new RepaymentDropped(
                                    ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_DECLINED));
        }

        @Test
        void stays_paid_when_the_decline_comes_too_late() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT), RECEIVED)
                    .when(
                            new DropRepayment(
                                    ORDER, REPAYMENT, RepaymentDropReason.PAYMENT_TIMED_OUT))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void gets_its_payment_back_when_it_is_cancelled() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(new CancelOrder(ORDER, STAFF_REQUEST))
                    .expectEvents(dropped(REPAYMENT), cancelled(STAFF_REQUEST, null, true));
        }

        @Test
        void is_not_changed_while_it_is_being_paid() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(insteadOfMugs(1))
                    .expectNoEvents()
                    .expectExceptionDetails(EDIT_OPEN);
        }

        @Test
        void may_be_paid_in_yet_another_way() {
            var other = new PaymentId("payment-missing-2");
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .when(repay(other))
                    .expectEvents(dropped(REPAYMENT), asked(other));
        }

        @Test
        void is_not_paid_for_what_it_cost_before() {
            order.given(PLACED, CONFIRMED, LOST)
                    .andGivenCommands(cancelLines("a", 2, 1))
                    .when(repay(REPAYMENT))
                    .expectNoEvents()
                    .expectExceptionDetails(ORDER_CHANGED);
        }

        @Test
        void gets_its_payment_back_when_more_is_missing_by_then() {
            var further = PaymentId.of(EDIT);
            order.given(PLACED, CONFIRMED, EDIT_ASKED, EDIT_MADE, LOST, asked(REPAYMENT))
                    .when(new RecordLostPayment(ORDER, further))
                    .expectEvents(
                            dropped(REPAYMENT),
                            new OrderPaymentLost(ORDER, further),
                            new InterventionRequested(
                                    ORDER,
                                    "lost/" + further,
                                    InterventionReason.MONEY_NOT_COMING,
                                    null,
                                    "NOT_PAID"));
        }

        @Test
        void gets_its_payment_back_when_it_costs_less_by_then() {
            order.given(PLACED, CONFIRMED, LOST, asked(REPAYMENT))
                    .andGivenCommands(cancelLines("a", 2, 1))
                    .when(new RecordRepayment(ORDER, REPAYMENT))
                    .expectEvents(dropped(REPAYMENT));
        }

        private static RepaymentRequested asked(PaymentId payment) {
            return new RepaymentRequested(
                    ORDER, payment, TOTALS.total(), "simulated", "tok_settle", NOON);
        }

        private static RepaymentDropped dropped(PaymentId payment) {
            return new RepaymentDropped(ORDER, payment, RepaymentDropReason.OVERTAKEN);
        }
    }
}
