package io.cartulary.command.order.saga;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.COUPON;
import static io.cartulary.command.order.Orders.FREE;
import static io.cartulary.command.order.Orders.LINES;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.events.order.OrderEvent.CancellationReason.COUPON_REFUSED;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;
import static io.cartulary.events.order.OrderEvent.CancellationReason.PAYMENT_DECLINED;
import static io.cartulary.events.order.OrderEvent.CancellationReason.PAYMENT_TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.coupon.CouponRejection;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderRejection;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.GeneralRejection;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.ReservationExpired;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.time.Duration;
import java.util.List;
import org.axonframework.commandhandling.CommandExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrderFulfilmentSagaTest extends OrderFulfilment {

    private static final Sku CUP = new Sku("CUP");
    private static final Sku LID = new Sku("LID");
    private static final StockItemId CUPS = StockItemId.of(CUP);
    private static final RequestPayment REQUEST_PAYMENT =
            new RequestPayment(PAYMENT, ORDER, TOTALS.total(), "simulated", "tok_settle");
    private static final PaymentId OTHER = new PaymentId("payment-other");
    private static final PaymentReplaced REPLACED =
            new PaymentReplaced(PAYMENT, ORDER, OTHER, TOTALS.total(), "paypal", "redirect");

    @Nested
    class Placed {
        @Test
        void holds_stock_in_the_order_of_skus_and_asks_for_the_money() {
            saga.givenNoPriorActivity()
                    .whenPublishingA(PLACED)
                    .expectDispatchedCommands(RESERVE_BOWL, RESERVE_MUGS, REQUEST_PAYMENT)
                    .expectActiveSagas(1);
        }

        @Test
        void redeems_the_coupon_before_it_asks_for_the_money() {
            saga.givenNoPriorActivity()
                    .whenPublishingA(placed(LINES, TOTALS, COUPON))
                    .expectDispatchedCommands(RESERVE_BOWL, RESERVE_MUGS, REDEEM, REQUEST_PAYMENT);
        }

        @Test
        void confirms_at_once_what_costs_nothing() {
            saga.givenNoPriorActivity()
                    .whenPublishingA(placed(LINES, FREE, null))
                    .expectDispatchedCommands(
                            RESERVE_BOWL, RESERVE_MUGS, new ConfirmOrder(ORDER, PAYMENT));
        }

        @Test
        void cancels_what_is_out_of_stock() {
            refuse(RESERVE_MUGS, OUT_OF_STOCK);
            saga.givenNoPriorActivity()
                    .whenPublishingA(PLACED)
                    .expectDispatchedCommands(
                            RESERVE_BOWL, RESERVE_MUGS, cancel(CancellationReason.OUT_OF_STOCK));
        }

        @Test
        void cancels_what_no_one_keeps_stock_of() {
            refuse(RESERVE_BOWL, GeneralRejection.NOT_FOUND);
            saga.givenNoPriorActivity()
                    .whenPublishingA(PLACED)
                    .expectDispatchedCommands(
                            RESERVE_BOWL, cancel(CancellationReason.OUT_OF_STOCK));
        }

        @Test
        void cancels_when_the_coupon_is_used_up() {
            refuse(REDEEM, CouponRejection.COUPON_USED_UP);
            saga.givenNoPriorActivity()
                    .whenPublishingA(placed(LINES, TOTALS, COUPON))
                    .expectDispatchedCommands(
                            RESERVE_BOWL, RESERVE_MUGS, REDEEM, cancel(COUPON_REFUSED));
        }

        @Test
        void stops_at_a_fault_which_is_tried_again() {
            refusals.put(RESERVE_BOWL, new CommandExecutionException("no connection", null));
            assertThatThrownBy(() -> saga.givenNoPriorActivity().whenPublishingA(PLACED))
                    .hasStackTraceContaining("no connection");
        }

        @Test
        void calls_staff_for_a_refusal_that_no_one_expected_and_ends_the_order() {
            refuse(RESERVE_BOWL, REFERENCE_USED);
            saga.givenNoPriorActivity()
                    .whenPublishingA(PLACED)
                    .expectDispatchedCommands(
                            RESERVE_BOWL,
                            new RequestIntervention(
                                    ORDER,
                                    "ReserveStock/BOWL",
                                    InterventionReason.STEP_REFUSED,
                                    null,
                                    "REFERENCE_USED"),
                            cancel(CancellationReason.OUT_OF_STOCK));
        }

        @Test
        void goes_on_when_even_staff_cannot_be_called() {
            refuse(RESERVE_BOWL, REFERENCE_USED);
            refuse(
                    new RequestIntervention(
                            ORDER,
                            "ReserveStock/BOWL",
                            InterventionReason.STEP_REFUSED,
                            null,
                            "REFERENCE_USED"),
                    GeneralRejection.NOT_FOUND);
            saga.givenNoPriorActivity().whenPublishingA(PLACED).expectActiveSagas(1);
        }
    }

    @Nested
    class Of_a_bundle {
        private static final StockItemId LIDS = StockItemId.of(LID);
        private static final ReserveStock RESERVE_CUPS =
                new ReserveStock(CUPS, ORDER, MUG, 2, HELD_UNTIL);
        private static final ReserveStock RESERVE_LIDS =
                new ReserveStock(LIDS, ORDER, MUG, 4, HELD_UNTIL);

        @BeforeEach
        void mugs_are_a_cup_and_two_lids() {
            var parts = new BundleParts(List.of(new SkuQuantity(CUP, 1), new SkuQuantity(LID, 2)));
            bundles.put(RESERVE_MUGS, parts);
            bundles.put(new ReleaseReservation(MUGS, ORDER), parts);
            bundles.put(new ConfirmReservation(MUGS, ORDER), parts);
            bundles.put(new ReturnSoldStock(MUGS, ORDER, 2), parts);
        }

        @Test
        void holds_the_parts() {
            saga.givenNoPriorActivity()
                    .whenPublishingA(placed(LINES, FREE, null))
                    .expectDispatchedCommands(
                            RESERVE_BOWL,
                            RESERVE_MUGS,
                            RESERVE_CUPS,
                            RESERVE_LIDS,
                            new ConfirmOrder(ORDER, PAYMENT));
        }

        @Test
        void gives_all_parts_back_when_one_is_out_of_stock() {
            refuse(RESERVE_LIDS, OUT_OF_STOCK);
            saga.givenNoPriorActivity()
                    .whenPublishingA(PLACED)
                    .expectDispatchedCommands(
                            RESERVE_BOWL,
                            RESERVE_MUGS,
                            RESERVE_CUPS,
                            RESERVE_LIDS,
                            new ReleaseReservation(CUPS, ORDER, MUG),
                            cancel(CancellationReason.OUT_OF_STOCK));
        }

        @Test
        void sells_the_parts() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(CONFIRMED)
                    .expectDispatchedCommands(
                            new ConfirmReservation(BOWLS, ORDER),
                            new ConfirmReservation(MUGS, ORDER),
                            new ConfirmReservation(CUPS, ORDER, MUG),
                            new ConfirmReservation(LIDS, ORDER, MUG));
        }

        @Test
        void takes_the_parts_back() {
            saga.givenAPublished(PLACED)
                    .andThenAPublished(CONFIRMED)
                    .whenPublishingA(cancelled(CUSTOMER_REQUEST, null, true))
                    .expectDispatchedCommands(
                            new ReturnSoldStock(BOWLS, ORDER, 1),
                            new ReturnSoldStock(MUGS, ORDER, 2),
                            new ReturnSoldStock(CUPS, ORDER, MUG, WarehouseCode.MAIN, 2),
                            new ReturnSoldStock(LIDS, ORDER, MUG, WarehouseCode.MAIN, 4),
                            new CancelPayment(PAYMENT));
        }
    }

    @Test
    void an_order_that_lost_its_promise_is_cancelled() {
        saga.givenAPublished(PLACED)
                .whenPublishingA(
                        new ReservationExpired(BOWLS, BOWL, ORDER, null, 1, 0, 5, 0, List.of()))
                .expectDispatchedCommands(cancel(PAYMENT_TIMED_OUT));
    }

    @Nested
    class Paying {
        @Test
        void confirms_the_order() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(SETTLED)
                    .expectDispatchedCommands(new ConfirmOrder(ORDER, PAYMENT));
        }

        @Test
        void by_money_that_is_promised_and_captured_later_confirms_the_order() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(
                            new PaymentAuthorised(PAYMENT, ORDER, TOTALS.total(), "pi_1", false))
                    .expectDispatchedCommands(new ConfirmOrder(ORDER, PAYMENT));
        }

        @Test
        void by_money_that_is_captured_at_once_waits_for_the_capture() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(
                            new PaymentAuthorised(PAYMENT, ORDER, TOTALS.total(), "pi_1", true))
                    .expectNoDispatchedCommands();
        }

        @Test
        void of_an_order_that_was_cancelled_meanwhile_ends_in_its_refund_elsewhere() {
            refuse(new ConfirmOrder(ORDER, PAYMENT), OrderRejection.ALREADY_CANCELLED);
            saga.givenAPublished(PLACED)
                    .whenPublishingA(SETTLED)
                    .expectDispatchedCommands(new ConfirmOrder(ORDER, PAYMENT))
                    .expectActiveSagas(1);
        }

        @Test
        void that_is_declined_cancels_the_order() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(new PaymentDeclined(PAYMENT, ORDER, "ch_1"))
                    .expectDispatchedCommands(cancel(PAYMENT_DECLINED));
        }

        @Test
        void that_is_declined_waits_for_another_attempt_where_the_shop_allows_one() {
            saga.registerResource(new OrderSettings(PAY_WITHIN, 2, Duration.ofSeconds(1)));
            saga.givenAPublished(PLACED)
                    .whenPublishingA(new PaymentDeclined(PAYMENT, ORDER, "ch_1"))
                    .expectNoDispatchedCommands();
        }

        @Test
        void in_another_way_asks_there() {
            saga.givenAPublished(PLACED)
                    .whenPublishingA(REPLACED)
                    .expectDispatchedCommands(
                            new RequestPayment(OTHER, ORDER, TOTALS.total(), "paypal", "redirect"));
        }

        @Test
        void in_the_old_way_after_all_does_not_count() {
            saga.givenAPublished(PLACED)
                    .andThenAPublished(REPLACED)
                    .whenPublishingA(SETTLED)
                    .expectNoDispatchedCommands();
        }

        @Test
        void in_another_way_confirms_the_order_with_that_payment() {
            saga.givenAPublished(PLACED)
                    .andThenAPublished(REPLACED)
                    .whenPublishingA(new PaymentSettled(OTHER, ORDER, TOTALS.total(), "5O1"))
                    .expectDispatchedCommands(new ConfirmOrder(ORDER, OTHER));
        }
    }

    @Test
    void a_confirmed_order_sells_what_was_promised() {
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .whenPublishingA(CONFIRMED)
                .expectDispatchedCommands(
                        new ConfirmReservation(BOWLS, ORDER), new ConfirmReservation(MUGS, ORDER));
    }

    @Test
    void a_confirmed_order_whose_promise_was_forgotten_is_promised_again() {
        var again = new ReserveStock(BOWLS, ORDER, 1);
        refuse(new ConfirmReservation(BOWLS, ORDER), NOT_RESERVED);
        refuse(again, OUT_OF_STOCK);
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .whenPublishingA(CONFIRMED)
                .expectDispatchedCommands(
                        new ConfirmReservation(BOWLS, ORDER),
                        again,
                        new RequestIntervention(
                                ORDER,
                                "confirmation/BOWL",
                                InterventionReason.PIECES_NOT_SOLD,
                                new SkuQuantity(BOWL, 1),
                                "OUT_OF_STOCK"),
                        new ConfirmReservation(MUGS, ORDER));
    }

    @Test
    void a_shipped_order_is_done() {
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .whenPublishingA(new OrderShipped(ORDER, "DHL", "T-1", NOON))
                .expectNoDispatchedCommands()
                .expectActiveSagas(0);
    }
}
