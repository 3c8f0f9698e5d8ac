package io.cartulary.command.order.refund;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.events.pricing.Destination;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Over a bus on which one payment after the other may be out of reach, as on Axon Server, where
/// each command is a transaction of its own.
class OrderRefundServiceTest {

    private static final OrderId ORDER = new OrderId("order-1");
    private static final RefundId REFUND = new RefundId("refund-1");
    private static final PaymentId FIRST = new PaymentId("payment-1");
    private static final PaymentId SECOND = new PaymentId("payment-2");
    private static final PaymentId THIRD = new PaymentId("payment-3");

    private final Map<PaymentId, Money> captured = new LinkedHashMap<>();
    private final Map<PaymentId, Map<RefundId, Money>> refunds = new HashMap<>();
    private final List<PaymentId> asked = new ArrayList<>();
    private final CommandBus bus = SimpleCommandBus.builder().build();
    private final OrderRefundService service =
            new OrderRefundService(DefaultCommandGateway.builder().commandBus(bus).build());
    private int reachable = Integer.MAX_VALUE;

    OrderRefundServiceTest() {
        captured.put(FIRST, euros("20.00"));
        captured.put(SECOND, euros("5.00"));
        captured.put(THIRD, euros("3.00"));
        bus.subscribe(ReadAccount.class.getName(), _ -> account());
        bus.subscribe(
                ReadPayment.class.getName(),
                message -> payment(((ReadPayment) message.getPayload()).paymentId()));
        bus.subscribe(
                RequestRefund.class.getName(),
                message -> record((RequestRefund) message.getPayload()));
    }

    @Test
    void a_repetition_asks_only_for_what_a_crash_left_out() {
        var refund = new RefundOrder(ORDER, REFUND, euros("10.00"));
        reachable = 2;
        assertThatThrownBy(() -> service.decide(refund)).hasMessageContaining("away");
        reachable = Integer.MAX_VALUE;
        var repeated = service.decide(refund);

        assertThat(asked).containsExactly(FIRST, SECOND, THIRD);
        assertThat(refunds.get(FIRST)).containsExactly(Map.entry(REFUND, euros("2.00")));
        assertThat(refunds.get(SECOND).values()).containsExactly(euros("5.00"));
        assertThat(refunds.get(THIRD).values()).containsExactly(euros("3.00"));
        assertThat(repeated.refunds())
                .extracting(RefundShare::amount)
                .containsExactlyInAnyOrder(euros("2.00"), euros("5.00"), euros("3.00"));
    }

    @Test
    void a_repetition_of_what_was_asked_asks_for_nothing() {
        var refund = new RefundOrder(ORDER, REFUND, euros("10.00"));
        var first = service.decide(refund);
        var repeated = service.decide(refund);

        assertThat(asked).containsExactly(FIRST, SECOND, THIRD);
        assertThat(repeated.refunds()).containsExactlyInAnyOrderElementsOf(first.refunds());
    }

    private OrderAccount account() {
        return new OrderAccount(
                new CustomerId("customer-1"),
                new Destination("DE"),
                List.copyOf(captured.keySet()),
                euros("28.00"),
                euros("0.00"));
    }

    private CurrentPayment payment(PaymentId paymentId) {
        var back = refunds.getOrDefault(paymentId, Map.of());
        var outstanding = back.values().stream().reduce(captured.get(paymentId), Money::minus);
        var states = new HashMap<RefundId, CurrentPayment.Refund>();
        back.forEach((name, amount) ->
                states.put(
                        name, new CurrentPayment.Refund(amount, CurrentPayment.RefundState.OPEN)));
        return new CurrentPayment(
                paymentId,
                ORDER,
                "simulated",
                "ch_1",
                null,
                null,
                PaymentState.SETTLED,
                captured.get(paymentId),
                captured.get(paymentId),
                euros("0.00"),
                outstanding,
                euros("0.00"),
                euros("0.00"),
                List.of(),
                states,
                1);
    }

    private Object record(RequestRefund command) {
        if (asked.size() == reachable) {
            throw new IllegalStateException("the payment's node is away");
        }
        asked.add(command.paymentId());
        refunds.computeIfAbsent(command.paymentId(), _ -> new LinkedHashMap<>())
                .put(command.refundId(), command.amount());
        return "asked";
    }

    private static Money euros(String amount) {
        return Money.parse("EUR " + amount);
    }
}
