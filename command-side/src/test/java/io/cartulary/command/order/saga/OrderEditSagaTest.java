package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;

import io.cartulary.command.inventory.StockCommand;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.inventory.StockRejection;
import io.cartulary.command.order.Goods;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.order.Orders;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderEditSagaTest {

    private static final Duration PAY_WITHIN = Duration.ofMinutes(30);
    private static final EditId EDIT = new EditId("edit-1");
    private static final PaymentId PAYMENT = PaymentId.of(EDIT);
    private static final Money MORE = euros("21.60");
    private static final List<OrderLine> LINES =
            List.of(
                    line(3, MUG, 1, "10.00", "0", "2.00", "12.00"),
                    line(4, BOWL, 1, "8.00", "0", "1.60", "9.60"));
    private static final OrderEditRequested ASKED = asked(MORE);
    private static final ReserveStock RESERVE_BOWL = reserve(StockItemId.of(BOWL));
    private static final ReserveStock RESERVE_MUG = reserve(StockItemId.of(MUG));
    private static final ReleaseReservation RELEASE_BOWL =
            new ReleaseReservation(StockItemId.of(BOWL), EDIT.holder());
    private static final ReleaseReservation RELEASE_MUG =
            new ReleaseReservation(StockItemId.of(MUG), EDIT.holder());
    private static final RequestPayment REQUEST_PAYMENT =
            new RequestPayment(PAYMENT, ORDER, MORE, "simulated", "tok_settle");
    private static final AcceptEdit ACCEPT = new AcceptEdit(ORDER, EDIT);
    private static final PaymentSettled SETTLED = new PaymentSettled(PAYMENT, ORDER, MORE, "ch_1");

    private final SagaTestFixture<OrderEditSaga> saga = new SagaTestFixture<>(OrderEditSaga.class);
    private final Map<Object, RuntimeException> refusals = new HashMap<>();

    @BeforeEach
    void prepare() {
        saga.registerResource(new OrderSettings(PAY_WITHIN, 1, Duration.ofSeconds(1)));
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) -> {
            if (refusals.containsKey(command)) {
                throw refusals.get(command);
            }
            return command instanceof StockCommand ? BundleParts.NONE : null;
        });
    }

    @Test
    void holds_what_is_added_and_asks_for_the_difference() {
        saga.givenNoPriorActivity()
                .whenPublishingA(ASKED)
                .expectDispatchedCommands(RESERVE_BOWL, RESERVE_MUG, REQUEST_PAYMENT)
                .expectScheduledDeadline(PAY_WITHIN, new OrderEditSaga.EditDue(EDIT))
                .expectActiveSagas(1);
    }

    @Test
    void makes_the_change_at_once_when_there_is_nothing_to_pay() {
        saga.givenNoPriorActivity()
                .whenPublishingA(asked(ZERO))
                .expectDispatchedCommands(RESERVE_BOWL, RESERVE_MUG, ACCEPT)
                .expectNoScheduledDeadlines();
    }

    @Test
    void drops_the_change_when_something_is_out_of_stock() {
        refuse(RESERVE_MUG, StockRejection.OUT_OF_STOCK);
        saga.givenNoPriorActivity()
                .whenPublishingA(ASKED)
                .expectDispatchedCommands(
                        RESERVE_BOWL, RESERVE_MUG, drop(EditDropReason.OUT_OF_STOCK));
    }

    @Test
    void makes_the_change_when_the_difference_is_paid() {
        saga.givenAPublished(ASKED).whenPublishingA(SETTLED).expectDispatchedCommands(ACCEPT);
    }

    @Test
    void makes_the_change_when_the_difference_is_promised() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentAuthorised(PAYMENT, ORDER, MORE, "door", false))
                .expectDispatchedCommands(ACCEPT);
    }

    @Test
    void does_not_listen_to_the_orders_own_payment() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentSettled(Orders.PAYMENT, ORDER, MORE, "ch_0"))
                .expectNoDispatchedCommands();
    }

    @Test
    void drops_the_change_when_the_difference_is_declined() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(new PaymentDeclined(PAYMENT, ORDER, "ch_1"))
                .expectDispatchedCommands(drop(EditDropReason.PAYMENT_DECLINED));
    }

    @Test
    void drops_the_change_when_the_difference_is_not_paid_in_time() {
        saga.givenAPublished(ASKED)
                .whenTimeElapses(PAY_WITHIN)
                .expectDispatchedCommands(drop(EditDropReason.PAYMENT_TIMED_OUT));
    }

    @Test
    void follows_a_second_attempt_and_no_longer_the_first() {
        var second = new PaymentId("payment-change-2");
        var replaced = new PaymentReplaced(PAYMENT, ORDER, second, MORE, "card", "tok_settle");
        saga.givenAPublished(ASKED)
                .whenPublishingA(replaced)
                .expectDispatchedCommands(
                        new RequestPayment(second, ORDER, MORE, "card", "tok_settle"));
        saga.givenAPublished(new PaymentDeclined(PAYMENT, ORDER, "ch_1"))
                .whenPublishingA(new PaymentSettled(second, ORDER, MORE, "ch_2"))
                .expectDispatchedCommands(new AcceptEdit(ORDER, EDIT, second));
        saga.givenNoPriorActivity()
                .whenPublishingA(dropped(EditDropReason.OVERTAKEN))
                .expectDispatchedCommands(RELEASE_BOWL, RELEASE_MUG, new CancelPayment(second));
    }

    @Test
    void sells_what_was_added() {
        saga.givenAPublished(ASKED)
                .andThenAPublished(SETTLED)
                .whenPublishingA(
                        new OrderLinesAdded(
                                ORDER,
                                EDIT,
                                LINES,
                                PAYMENT,
                                MORE,
                                TOTALS,
                                MORE,
                                MORE,
                                Fulfilment.UNFULFILLED))
                .expectDispatchedCommands(
                        new ConfirmReservation(StockItemId.of(BOWL), EDIT.holder()),
                        new ConfirmReservation(StockItemId.of(MUG), EDIT.holder()))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void gives_stock_and_money_back_when_the_change_is_dropped() {
        saga.givenAPublished(ASKED)
                .whenPublishingA(dropped(EditDropReason.OVERTAKEN))
                .expectDispatchedCommands(RELEASE_BOWL, RELEASE_MUG, new CancelPayment(PAYMENT))
                .expectNoScheduledDeadlines()
                .expectActiveSagas(0);
    }

    @Test
    void gives_back_only_what_was_held() {
        refuse(RESERVE_MUG, StockRejection.OUT_OF_STOCK);
        saga.givenAPublished(ASKED)
                .whenPublishingA(dropped(EditDropReason.OUT_OF_STOCK))
                .expectDispatchedCommands(RELEASE_BOWL)
                .expectActiveSagas(0);
    }

    @Test
    void calls_staff_for_what_cannot_be_released() {
        refuse(RELEASE_BOWL, StockRejection.ALREADY_SOLD);
        saga.givenAPublished(ASKED)
                .whenPublishingA(dropped(EditDropReason.PAYMENT_DECLINED))
                .expectDispatchedCommands(
                        RELEASE_BOWL,
                        new RequestIntervention(
                                ORDER,
                                "edit-1/BOWL",
                                InterventionReason.PIECES_NOT_RELEASED,
                                new SkuQuantity(BOWL, 1),
                                "ALREADY_SOLD"),
                        RELEASE_MUG,
                        new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    private void refuse(Object command, Rejection why) {
        refusals.put(command, new CommandRejected(why));
    }

    private static OrderEditRequested asked(Money toPay) {
        return new OrderEditRequested(
                ORDER,
                EDIT,
                null,
                List.of(),
                List.of(),
                LINES,
                toPay,
                "simulated",
                "tok_settle",
                NOON);
    }

    private static OrderEditDropped dropped(EditDropReason reason) {
        return new OrderEditDropped(ORDER, EDIT, reason, Goods.bySku(LINES));
    }

    private static DropEdit drop(EditDropReason reason) {
        return new DropEdit(ORDER, EDIT, reason);
    }

    private static ReserveStock reserve(StockItemId stock) {
        return new ReserveStock(
                stock, EDIT.holder(), null, 1, NOON.plus(PAY_WITHIN).plus(Duration.ofMinutes(15)));
    }
}
