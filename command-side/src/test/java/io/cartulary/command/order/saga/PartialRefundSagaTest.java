package io.cartulary.command.order.saga;

import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.inventory.StockRejection;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentRejection;
import io.cartulary.command.payment.PaymentState;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.events.pricing.Destination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PartialRefundSagaTest {

    private static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");

    private static final ReadAccount ACCOUNT = new ReadAccount(ORDER);
    private static final ReadPayment READ = new ReadPayment(PAYMENT);
    private static final ReadParts PARTS = new ReadParts(StockItemId.of(MUG));
    private static final Sku CUP = new Sku("CUP");
    private static final Sku LID = new Sku("LID");
    private static final OrderLinesCancelled CANCELLED =
            new OrderLinesCancelled(
                    ORDER,
                    "cancellation-1",
                    CancellationReason.CUSTOMER_REQUEST,
                    List.of(new RefundedLine(1, MUG, 1, euros("10.80"))),
                    List.of(new HeldPieces(ORDER, List.of(new SkuQuantity(MUG, 1)))),
                    PAYMENT,
                    euros("10.80"),
                    euros("23.70"),
                    Fulfilment.UNFULFILLED);
    private static final ReturnSoldPieces GIVEN_BACK = givenBack(MUG, ORDER, null, 1);

    private final SagaTestFixture<PartialRefundSaga> saga =
            new SagaTestFixture<>(PartialRefundSaga.class);
    private CurrentPayment payment = payment(PaymentState.SETTLED, TOTALS.total(), TOTALS.total());
    private CurrentPayment further = payment;
    private List<PaymentId> payments = List.of(PAYMENT);
    private Money due = euros("23.70");
    private final Map<Object, RuntimeException> refusals = new HashMap<>();
    private BundleParts parts = BundleParts.NONE;

    @BeforeEach
    void prepare() {
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) -> {
            if (refusals.containsKey(command)) {
                throw refusals.get(command);
            }
            return switch (command) {
                case ReadAccount _ ->
                        new OrderAccount(CUSTOMER, new Destination("DE"), payments, due, ZERO);
                case ReadPayment(var asked) -> asked.equals(PAYMENT) ? payment : further;
                case ReadParts _ -> parts;
                case ReturnSoldPieces(_, _, var bundle, _, _, _) ->
                        bundle == null ? parts : BundleParts.NONE;
                default -> null;
            };
        });
    }

    @Test
    void puts_cancelled_pieces_back_and_returns_their_price() {
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ, refund("10.80"))
                .expectActiveSagas(0);
    }

    @Test
    void returns_no_more_than_is_left() {
        payment = payment(PaymentState.SETTLED, TOTALS.total(), euros("4.00"));
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ, refund("4.00"))
                .expectActiveSagas(0);
    }

    @Test
    void returns_nothing_where_the_courier_took_only_what_was_due() {
        payment = payment(PaymentState.SETTLED, euros("23.70"), euros("23.70"));
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ)
                .expectActiveSagas(0);
    }

    @Test
    void returns_nothing_where_what_was_taken_too_much_went_back_for_another_part() {
        payment =
                payment(
                        PAYMENT,
                        PaymentState.SETTLED,
                        TOTALS.total().minus(euros("10.80")),
                        euros("8.70"),
                        Map.of(RefundId.named("cancellation-2"), euros("15.00")));
        due = euros("8.70");
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ)
                .expectActiveSagas(0);
    }

    @Test
    void returns_nothing_of_what_the_payers_bank_took_back() {
        payment =
                payment(
                        PAYMENT,
                        PaymentState.SETTLED,
                        TOTALS.total(),
                        TOTALS.total().minus(euros("8.80")),
                        Map.of(),
                        euros("8.80"));
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ, refund("2.00"))
                .expectActiveSagas(0);
    }

    @Nested
    class Of_an_order_that_was_changed {
        private static final PaymentId LATER = PaymentId.of(new EditId("edit-1"));
        private static final RefundId SHARE = RefundId.named("cancellation-1/" + LATER);
        private static final RequestRefund FROM_LATER =
                new RequestRefund(LATER, SHARE, euros("4.00"), RefundReason.LINES_CANCELLED);

        @BeforeEach
        void a_change_was_paid() {
            payments = List.of(PAYMENT, LATER);
            due = TOTALS.total().plus(euros("4.00")).minus(euros("10.80"));
            further = paid(euros("4.00"), Map.of());
        }

        private static CurrentPayment paid(Money outstanding, Map<RefundId, Money> refunds) {
            return payment(LATER, PaymentState.SETTLED, euros("4.00"), outstanding, refunds);
        }

        @Test
        void returns_to_the_latest_payment_first() {
            saga.givenCurrentTime(NOON)
                    .whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(
                            GIVEN_BACK,
                            ACCOUNT,
                            READ,
                            new ReadPayment(LATER),
                            FROM_LATER,
                            refund("6.80"))
                    .expectActiveSagas(0);
        }

        @Test
        void
                returns_only_what_was_taken_beyond_what_the_order_costs_also_when_it_is_reported_again() {
            payment = payment(PaymentState.SETTLED, euros("27.70"), euros("27.70"));
            saga.givenCurrentTime(NOON)
                    .whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(
                            GIVEN_BACK, ACCOUNT, READ, new ReadPayment(LATER), FROM_LATER);
            further = paid(ZERO, Map.of(SHARE, euros("4.00")));
            saga.whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ, new ReadPayment(LATER));
        }

        @Test
        void returns_no_more_when_it_is_reported_again_after_one_share() {
            further = paid(ZERO, Map.of(SHARE, euros("4.00")));
            saga.givenCurrentTime(NOON)
                    .whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(
                            GIVEN_BACK, ACCOUNT, READ, new ReadPayment(LATER), refund("6.80"))
                    .expectActiveSagas(0);
        }
    }

    @Test
    void looks_again_while_the_money_is_only_promised() {
        payment = payment(PaymentState.AUTHORISED, ZERO, ZERO);
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ)
                .expectScheduledDeadline(
                        PartialRefundSaga.LOOK_AGAIN_AFTER,
                        new PartialRefundSaga.CreditDue("cancellation-1"))
                .expectActiveSagas(1);
    }

    @Test
    void looks_again_while_the_payment_is_disputed() {
        refuse(refund("10.80"), PaymentRejection.DISPUTED);
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(GIVEN_BACK, ACCOUNT, READ, refund("10.80"))
                .expectActiveSagas(1);
    }

    @Test
    void calls_staff_when_the_payment_will_not_give_the_money_back() {
        refuse(refund("10.80"), PaymentRejection.REFUND_EXCEEDS_SETTLEMENT);
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(
                        GIVEN_BACK,
                        ACCOUNT,
                        READ,
                        refund("10.80"),
                        new RequestIntervention(
                                ORDER,
                                "cancellation-1",
                                InterventionReason.MONEY_NOT_RETURNED,
                                null,
                                "REFUND_EXCEEDS_SETTLEMENT"))
                .expectActiveSagas(0);
    }

    @Test
    void calls_staff_when_there_is_no_payment() {
        refuse(READ, GeneralRejection.NOT_FOUND);
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(
                        GIVEN_BACK,
                        ACCOUNT,
                        READ,
                        new RequestIntervention(
                                ORDER,
                                "cancellation-1",
                                InterventionReason.MONEY_NOT_RETURNED,
                                null,
                                "NOT_FOUND"))
                .expectActiveSagas(0);
    }

    @Test
    void stops_at_a_fault_which_is_tried_again() {
        refusals.put(GIVEN_BACK, new CommandExecutionException("no connection", null));
        assertThatThrownBy(() -> saga.givenCurrentTime(NOON).whenPublishingA(CANCELLED))
                .hasStackTraceContaining("no connection");
    }

    @Nested
    class Of_a_bundle {
        private static final ReturnSoldPieces CUPS = givenBack(CUP, ORDER, MUG, 1);
        private static final ReturnSoldPieces LIDS = givenBack(LID, ORDER, MUG, 2);

        @BeforeEach
        void a_mug_is_a_cup_and_two_lids() {
            parts = new BundleParts(List.of(new SkuQuantity(CUP, 1), new SkuQuantity(LID, 2)));
        }

        @Test
        void puts_the_parts_back() {
            saga.givenCurrentTime(NOON)
                    .whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(
                            GIVEN_BACK, CUPS, LIDS, ACCOUNT, READ, refund("10.80"))
                    .expectActiveSagas(0);
        }

        @Test
        void calls_staff_for_the_part_that_cannot_be_put_back_and_returns_the_money() {
            refuse(CUPS, StockRejection.TOO_MANY_ON_HAND);
            saga.givenCurrentTime(NOON)
                    .whenPublishingA(CANCELLED)
                    .expectDispatchedCommands(
                            GIVEN_BACK,
                            CUPS,
                            LIDS,
                            new RequestIntervention(
                                    ORDER,
                                    "cancellation-1/CUP",
                                    InterventionReason.PIECES_NOT_TAKEN_BACK,
                                    new SkuQuantity(CUP, 1),
                                    "TOO_MANY_ON_HAND"),
                            ACCOUNT,
                            READ,
                            refund("10.80"))
                    .expectActiveSagas(0);
        }
    }

    @Test
    void gives_back_what_a_change_added_where_it_is_held() {
        var edit = new EditId("edit-1");
        saga.givenCurrentTime(NOON)
                .whenPublishingA(
                        new OrderLinesCancelled(
                                ORDER,
                                "cancellation-1",
                                CancellationReason.CUSTOMER_REQUEST,
                                List.of(
                                        new RefundedLine(1, MUG, 1, ZERO),
                                        new RefundedLine(3, MUG, 2, ZERO)),
                                List.of(
                                        new HeldPieces(ORDER, List.of(new SkuQuantity(MUG, 1))),
                                        new HeldPieces(
                                                edit.holder(), List.of(new SkuQuantity(MUG, 2)))),
                                PAYMENT,
                                ZERO,
                                TOTALS.total(),
                                Fulfilment.UNFULFILLED))
                .expectDispatchedCommands(GIVEN_BACK, givenBack(MUG, edit.holder(), null, 2))
                .expectActiveSagas(0);
    }

    @Test
    void calls_staff_for_pieces_of_a_reference_that_was_used() {
        refuse(GIVEN_BACK, StockRejection.REFERENCE_USED);
        saga.givenCurrentTime(NOON)
                .whenPublishingA(CANCELLED)
                .expectDispatchedCommands(
                        GIVEN_BACK,
                        new RequestIntervention(
                                ORDER,
                                "cancellation-1/MUG",
                                InterventionReason.PIECES_NOT_TAKEN_BACK,
                                new SkuQuantity(MUG, 1),
                                "REFERENCE_USED"),
                        ACCOUNT,
                        READ,
                        refund("10.80"))
                .expectActiveSagas(0);
    }

    @Test
    void puts_back_of_a_return_what_can_be_sold_again() {
        var returnId = new ReturnId("return-1");
        due = euros("12.90");
        saga.givenCurrentTime(NOON)
                .whenPublishingA(
                        new ReturnReceived(
                                ORDER,
                                returnId,
                                List.of(new ReceivedLine(1, MUG, 1, 1, euros("21.60"), BERLIN)),
                                PAYMENT,
                                euros("21.60"),
                                euros("12.90"),
                                NOON))
                .expectDispatchedCommands(
                        PARTS,
                        new AdjustStock(
                                StockItemId.of(MUG),
                                BERLIN,
                                1,
                                AdjustmentReason.CUSTOMER_RETURN,
                                "return-1/1",
                                null,
                                NOON),
                        ACCOUNT,
                        READ,
                        new RequestRefund(
                                PAYMENT,
                                RefundId.named("return-1"),
                                euros("21.60"),
                                RefundReason.GOODS_RETURNED))
                .expectActiveSagas(0);
    }

    private static ReturnSoldPieces givenBack(
            Sku sku, OrderId holder, @Nullable Sku bundle, int pieces) {
        return new ReturnSoldPieces(
                StockItemId.of(sku), holder, bundle, WarehouseCode.MAIN, pieces, "cancellation-1");
    }

    private void refuse(Object command, Rejection why) {
        refusals.put(command, new CommandRejected(why));
    }

    private static RequestRefund refund(String amount) {
        return new RequestRefund(
                PAYMENT,
                RefundId.named("cancellation-1"),
                euros(amount),
                RefundReason.LINES_CANCELLED);
    }

    private static CurrentPayment payment(PaymentState status, Money captured, Money outstanding) {
        return payment(PAYMENT, status, captured, outstanding, Map.of());
    }

    private static CurrentPayment payment(
            PaymentId paymentId,
            PaymentState status,
            Money captured,
            Money outstanding,
            Map<RefundId, Money> refunds) {
        return payment(paymentId, status, captured, outstanding, refunds, ZERO);
    }

    private static CurrentPayment payment(
            PaymentId paymentId,
            PaymentState status,
            Money captured,
            Money outstanding,
            Map<RefundId, Money> refunds,
            Money lost) {
        return new CurrentPayment(
                paymentId,
                ORDER,
                "simulated",
                "ch_1",
                null,
                null,
                status,
                TOTALS.total(),
                captured,
                captured.minus(outstanding),
                outstanding,
                refunds.values().stream().reduce(ZERO, Money::plus),
                lost,
                List.of(),
                refunds.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        refund ->
                                                new CurrentPayment.Refund(
                                                        refund.getValue(),
                                                        CurrentPayment.RefundState.OPEN))),
                0);
    }
}
