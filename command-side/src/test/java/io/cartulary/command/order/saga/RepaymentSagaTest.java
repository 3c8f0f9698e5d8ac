package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.euros;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.order.Orders;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.time.Duration;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RepaymentSagaTest {

    private static final Duration PAY_WITHIN = Duration.ofMinutes(30);
    private static final PaymentId PAYMENT = new PaymentId("payment-missing-1");
    private static final Money MISSING = euros("34.50");
    private static final RepaymentRequested ASKED =
            new RepaymentRequested(ORDER, PAYMENT, MISSING, "simulated", "tok_settle", Orders.NOON);
    private static final RecordRepayment RECORD = new RecordRepayment(ORDER, PAYMENT);

    private final SagaTestFixture<RepaymentSaga> saga = new SagaTestFixture<>(RepaymentSaga.class);

    @BeforeEach
    void prepare() {
        saga.registerResource(new OrderSettings(PAY_WITHIN, 1, Duration.ofSeconds(1)));
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
    }

    @Test
    void asks_for_what_is_missing() {
        saga.givenNoPriorActivity()
                .whenPublishingA(ASKED)
                .expectDispatchedCommands(
                        new RequestPayment(PAYMENT, ORDER, MISSING, "simulated", "tok_settle"))
                .expectScheduledDeadline(PAY_WITHIN, new RepaymentSaga.RepaymentDue(PAYMENT))
                .expectActiveSagas(1);
    }

    @Test
    void records_what_is_settled() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentSettled(PAYMENT, ORDER, MISSING, "ch_1"))
                .expectDispatchedCommands(RECORD);
    }

    @Test
    void records_what_is_authorised_and_captured_later() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentAuthorised(PAYMENT, ORDER, MISSING, "door", false))
                .expectDispatchedCommands(RECORD);
    }

    @Test
    void waits_for_a_capture_that_follows() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentAuthorised(PAYMENT, ORDER, MISSING, "pi_1", true))
                .expectNoDispatchedCommands();
    }

    @Test
    void does_not_listen_to_the_orders_own_payment() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentSettled(Orders.PAYMENT, ORDER, MISSING, "ch_0"))
                .expectNoDispatchedCommands();
    }

    @Test
    void is_dropped_when_it_is_declined() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentDeclined(PAYMENT, ORDER, "ch_1"))
                .expectDispatchedCommands(drop(RepaymentDropReason.PAYMENT_DECLINED));
    }

    @Test
    void is_dropped_when_it_is_not_paid_in_time() {
        saga.givenAPublished(ASKED)
                .whenTimeElapses(PAY_WITHIN)
                .expectDispatchedCommands(drop(RepaymentDropReason.PAYMENT_TIMED_OUT));
    }

    @Test
    void ends_with_what_is_received() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new RepaymentReceived(ORDER, PAYMENT, MISSING))
                .expectNoDispatchedCommands()
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void calls_its_payment_off_when_it_is_dropped() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(
                        new RepaymentDropped(ORDER, PAYMENT, RepaymentDropReason.OVERTAKEN))
                .expectDispatchedCommands(new CancelPayment(PAYMENT))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    private static DropRepayment drop(RepaymentDropReason reason) {
        return new DropRepayment(ORDER, PAYMENT, reason);
    }
}
