package io.cartulary.command.order.saga;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.CONFIRMED;
import static io.cartulary.command.order.Orders.COUPON;
import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.LINES;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.PLACED;
import static io.cartulary.command.order.Orders.TOTALS;
import static io.cartulary.command.order.Orders.cancelled;
import static io.cartulary.command.order.Orders.placed;
import static io.cartulary.events.order.OrderEvent.CancellationReason.COUPON_REFUSED;
import static io.cartulary.events.order.OrderEvent.CancellationReason.CUSTOMER_REQUEST;

import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.coupon.CouponRejection;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the saga gives back when an order is cancelled.
class CancelledOrderFulfilmentTest extends OrderFulfilment {

    @Test
    void before_payment_releases_everything() {
        saga.givenAPublished(placed(LINES, TOTALS, COUPON))
                .whenPublishingA(cancelled(CUSTOMER_REQUEST, COUPON, false))
                .expectDispatchedCommands(
                        new ReleaseReservation(BOWLS, ORDER),
                        new ReleaseReservation(MUGS, ORDER),
                        new ReturnCouponUse(CouponId.of(COUPON), ORDER, CUSTOMER),
                        new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void after_confirmation_returns_what_was_sold() {
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .whenPublishingA(cancelled(CUSTOMER_REQUEST, null, true))
                .expectDispatchedCommands(
                        new ReturnSoldStock(BOWLS, ORDER, 1),
                        new ReturnSoldStock(MUGS, ORDER, 2),
                        new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void after_whole_lines_were_returns_what_is_left_and_what_a_change_added() {
        var edit = new EditId("edit-1");
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .whenPublishingA(
                        new OrderCancelled(
                                ORDER,
                                CUSTOMER,
                                CUSTOMER,
                                CUSTOMER_REQUEST,
                                List.of(new SkuQuantity(MUG, 2)),
                                List.of(
                                        new HeldPieces(
                                                edit.holder(), List.of(new SkuQuantity(BOWL, 3)))),
                                List.of(),
                                PAYMENT,
                                true))
                .expectDispatchedCommands(
                        new ReturnSoldStock(MUGS, ORDER, 2),
                        new ReturnSoldStock(BOWLS, edit.holder(), 3),
                        new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void takes_no_attempt_to_pay_a_change_for_its_own() {
        var edit = new EditId("edit-1");
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .whenPublishingA(
                        new PaymentReplaced(
                                PaymentId.of(edit),
                                ORDER,
                                new PaymentId("payment-change-2"),
                                TOTALS.tax(),
                                "simulated",
                                "tok_settle"))
                .expectNoDispatchedCommands();
    }

    @Test
    void also_gives_back_what_a_change_was_paid_with() {
        var edit = new EditId("edit-1");
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .andThenAPublished(
                        new OrderLinesAdded(
                                ORDER,
                                edit,
                                List.of(),
                                PaymentId.of(edit),
                                TOTALS.tax(),
                                TOTALS,
                                TOTALS.total(),
                                TOTALS.total(),
                                Fulfilment.UNFULFILLED))
                .whenPublishingA(cancelled(CUSTOMER_REQUEST, null, true))
                .expectDispatchedCommands(
                        new ReturnSoldStock(BOWLS, ORDER, 1),
                        new ReturnSoldStock(MUGS, ORDER, 2),
                        new CancelPayment(PAYMENT),
                        new CancelPayment(PaymentId.of(edit)))
                .expectActiveSagas(0);
    }

    @Test
    void calls_staff_for_pieces_that_the_stock_will_not_take_back() {
        refuse(new ReturnSoldStock(BOWLS, ORDER, 1), TOO_MANY_ON_HAND);
        saga.givenAPublished(PLACED)
                .andThenAPublished(SETTLED)
                .andThenAPublished(CONFIRMED)
                .whenPublishingA(cancelled(CUSTOMER_REQUEST, null, true))
                .expectDispatchedCommands(
                        new ReturnSoldStock(BOWLS, ORDER, 1),
                        new RequestIntervention(
                                ORDER,
                                "cancellation/BOWL",
                                InterventionReason.PIECES_NOT_TAKEN_BACK,
                                new SkuQuantity(BOWL, 1),
                                "TOO_MANY_ON_HAND"),
                        new ReturnSoldStock(MUGS, ORDER, 2),
                        new CancelPayment(PAYMENT))
                .expectActiveSagas(0);
    }

    @Test
    void for_want_of_stock_releases_only_what_was_reserved() {
        refuse(RESERVE_MUGS, OUT_OF_STOCK);
        saga.givenAPublished(placed(LINES, TOTALS, COUPON))
                .whenPublishingA(cancelled(CancellationReason.OUT_OF_STOCK, COUPON, false))
                .expectDispatchedCommands(new ReleaseReservation(BOWLS, ORDER))
                .expectActiveSagas(0);
    }

    @Test
    void for_its_coupon_releases_the_stock() {
        refuse(REDEEM, CouponRejection.COUPON_USED_UP);
        saga.givenAPublished(placed(LINES, TOTALS, COUPON))
                .whenPublishingA(cancelled(COUPON_REFUSED, COUPON, false))
                .expectDispatchedCommands(
                        new ReleaseReservation(BOWLS, ORDER), new ReleaseReservation(MUGS, ORDER))
                .expectActiveSagas(0);
    }
}
