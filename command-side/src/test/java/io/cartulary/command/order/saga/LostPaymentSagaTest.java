package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.ReadPayment;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.pricing.Destination;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostPaymentSagaTest {

    private static final ReadAccount ACCOUNT = new ReadAccount(ORDER);
    private static final ReadPayment READ = new ReadPayment(PAYMENT);
    private static final RecordLostPayment LOST = new RecordLostPayment(ORDER, PAYMENT);
    private static final PaymentVoided VOIDED = new PaymentVoided(PAYMENT, ORDER, false);

    private final SagaTestFixture<LostPaymentSaga> saga =
            new SagaTestFixture<>(LostPaymentSaga.class);
    private PaymentState status = PaymentState.VOIDED;
    private Money captured = ZERO;
    private Money due = TOTALS.total();
    private Money repaid = ZERO;

    @BeforeEach
    void prepare() {
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) ->
                switch (command) {
                    case ReadAccount _ ->
                            new OrderAccount(
                                    CUSTOMER, new Destination("DE"), List.of(PAYMENT), due, repaid);
                    case ReadPayment(var asked) ->
                            new CurrentPayment(
                                    asked,
                                    ORDER,
                                    "stripe",
                                    "pi_1",
                                    null,
                                    null,
                                    status,
                                    TOTALS.total(),
                                    captured,
                                    ZERO,
                                    captured,
                                    ZERO,
                                    ZERO,
                                    List.of(),
                                    Map.of(),
                                    0);
                    default -> null;
                });
    }

    @Test
    void tells_the_order_that_a_promise_expired() {
        saga.givenNoPriorActivity()
                .whenPublishingA(VOIDED)
                .expectDispatchedCommands(ACCOUNT, READ, LOST)
                .expectActiveSagas(0);
    }

    @Test
    void tells_the_order_that_a_capture_was_refused() {
        status = PaymentState.DECLINED;
        saga.givenNoPriorActivity()
                .whenPublishingA(new PaymentDeclined(PAYMENT, ORDER, "pi_1"))
                .expectDispatchedCommands(ACCOUNT, READ, LOST)
                .expectActiveSagas(0);
    }

    @Test
    void is_content_when_what_was_taken_is_all_that_the_order_costs() {
        captured = TOTALS.total().minus(euros("10.80"));
        due = captured;
        saga.givenNoPriorActivity()
                .whenPublishingA(VOIDED)
                .expectDispatchedCommands(ACCOUNT, READ)
                .expectActiveSagas(0);
    }

    /// What staff called off of another authorisation is not missing.
    @Test
    void is_content_when_what_did_not_come_was_paid_again() {
        repaid = TOTALS.total();
        saga.givenNoPriorActivity()
                .whenPublishingA(VOIDED)
                .expectDispatchedCommands(ACCOUNT, READ)
                .expectActiveSagas(0);
    }

    @Test
    void does_not_look_at_a_payment_that_was_to_pay_nothing() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new PaymentDeclined(new PaymentId("payment-2"), ORDER, "pi_2"))
                .expectDispatchedCommands(ACCOUNT)
                .expectActiveSagas(0);
    }

    @Test
    void does_not_look_at_one_that_was_replaced() {
        saga.givenNoPriorActivity()
                .whenPublishingA(new PaymentVoided(PAYMENT, ORDER, true))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }
}
