package io.cartulary.command.order.saga;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.order.OrderRejection.*;
import static io.cartulary.command.refusal.GeneralRejection.NOT_FOUND;

import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.coupon.CouponRejection;
import io.cartulary.command.inventory.StockOfOrder;
import io.cartulary.command.order.Goods;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.inventory.StockEvent.ReservationExpired;
import io.cartulary.events.order.HeldPieces;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.modelling.saga.EndSaga;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;

/// Brings an order from placement to shipment: holds stock and coupon, asks for the money,
/// confirms, and gives everything back when the order ends before.
///
/// A step and the commands it sends are one transaction on PostgreSQL; on Axon Server a step may
/// run again after a crash, which every command allows. The shopper, staff, the clock and the
/// provider all act beside it: a command that came too late is refused by `Order`, and that refusal
/// is the end of it here.
@Saga
@ProcessingGroup(OrderFulfilmentSaga.PROCESSING_GROUP)
public class OrderFulfilmentSaga {

    public static final String PROCESSING_GROUP = "order-fulfilment";

    private static final String BY_ORDER = "orderId";

    /// How much longer than the payment its stock is held. `UnpaidOrderJob` always comes first;
    /// this is for an order that it does not get to.
    private static final Duration HELD_BEYOND_PAYMENT = Duration.ofMinutes(15);

    private static final Rejection[] COUPON_REFUSALS =
            Stream.concat(Stream.of(CouponRejection.values()), Stream.of(NOT_FOUND))
                    .toArray(Rejection[]::new);

    private OrderId orderId;

    /// Which one is to pay the order; what came by another goes back by itself.
    private PaymentId paymentId;

    /// By which changes of the order were paid, and what was missing.
    private Set<PaymentId> furtherPayments = new LinkedHashSet<>();

    private int declines;

    /// How many SKUs, in the order's own order of SKUs, hold a reservation.
    private int reservedSkus;

    /// How many coupons, in the order's own order of them, gave it a use.
    private int redeemedCoupons;

    private boolean paymentRequested;
    private boolean confirmed;

    @StartSaga
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(OrderPlaced event, CommandGateway commands, OrderSettings settings) {
        orderId = event.orderId();
        paymentId = event.paymentId();
        var heldUntil = event.placedAt().plus(settings.payWithin()).plus(HELD_BEYOND_PAYMENT);
        var refused = hold(event, heldUntil, commands);
        if (refused.isPresent()) {
            cancel(refused.get(), commands);
        } else if (event.totals().total().isPositive()) {
            paymentRequested = true;
            steps(commands)
                    .send(
                            new RequestPayment(
                                    event.paymentId(),
                                    orderId,
                                    event.totals().total(),
                                    event.paymentProvider(),
                                    event.paymentToken()));
        } else {
            confirm(commands);
        }
    }

    /// Money that is authorised and captured later, by staff or at the door, is enough to go on.
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentAuthorised event, CommandGateway commands) {
        if (!event.captureFollows() && event.paymentId().equals(paymentId)) {
            confirm(commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentSettled event, CommandGateway commands) {
        if (event.paymentId().equals(paymentId)) {
            confirm(commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentReplaced event, CommandGateway commands) {
        if (!event.paymentId().equals(paymentId)) {
            return; // of a change, which `OrderEditSaga` follows
        }
        paymentId = event.replacement();
        steps(commands)
                .send(
                        new RequestPayment(
                                paymentId,
                                orderId,
                                event.amount(),
                                event.provider(),
                                event.token()));
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(OrderConfirmed event, CommandGateway commands) {
        confirmed = true;
        var stock = new StockOfOrder(commands, orderId);
        for (var sold : event.sold()) {
            steps(commands)
                    .escalate(
                            InterventionReason.PIECES_NOT_SOLD,
                            "confirmation",
                            stock.confirm(sold));
        }
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(OrderLinesAdded event) {
        if (event.paymentId() != null) {
            furtherPayments.add(event.paymentId());
        }
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(RepaymentReceived event) {
        furtherPayments.add(event.paymentId());
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(OrderShipped event) {
        /* from here on only money can move, which `OrderRefundSaga` follows */
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(PaymentDeclined event, CommandGateway commands, OrderSettings settings) {
        declines++;
        if (event.paymentId().equals(paymentId) && declines >= settings.paymentAttempts()) {
            cancel(CancellationReason.PAYMENT_DECLINED, commands);
        }
    }

    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(ReservationExpired event, CommandGateway commands) {
        cancel(CancellationReason.PAYMENT_TIMED_OUT, commands);
    }

    @EndSaga
    @SagaEventHandler(associationProperty = BY_ORDER)
    void on(OrderCancelled event, CommandGateway commands) {
        giveStockBack(event, commands);
        for (var coupon : event.coupons().subList(0, redeemedCoupons)) {
            steps(commands).send(new ReturnCouponUse(CouponId.of(coupon), orderId, event.buyer()));
        }
        if (paymentRequested) {
            steps(commands).send(new CancelPayment(paymentId));
        }
        for (var further : furtherPayments) {
            steps(commands).send(new CancelPayment(further));
        }
    }

    /// Takes what the order needs; says why when something is not to be had.
    private Optional<CancellationReason> hold(
            OrderPlaced event, Instant until, CommandGateway commands) {
        var stock = new StockOfOrder(commands, orderId);
        for (var wanted : Goods.bySku(event.lines())) {
            if (!steps(commands)
                    .tolerating(OUT_OF_STOCK, NOT_FOUND, IS_BUNDLE)
                    .take(() -> stock.reserve(wanted, until), "ReserveStock/" + wanted.sku())) {
                return Optional.of(CancellationReason.OUT_OF_STOCK);
            }
            reservedSkus++;
        }
        for (var discount : event.discounts()) {
            var redeem =
                    new RedeemCoupon(
                            CouponId.of(discount.code()),
                            orderId,
                            event.buyer(),
                            discount.amount(),
                            event.placedAt());
            if (!steps(commands).tolerating(COUPON_REFUSALS).send(redeem)) {
                return Optional.of(CancellationReason.COUPON_REFUSED);
            }
            redeemedCoupons++;
        }
        return Optional.empty();
    }

    private void giveStockBack(OrderCancelled event, CommandGateway commands) {
        // Of a confirmed order every SKU was held, and lines taken off it meanwhile are given back.
        if (confirmed) {
            takeBack(new HeldPieces(orderId, event.held()), commands);
            event.heldByEdits().forEach(held -> takeBack(held, commands));
        } else {
            var stock = new StockOfOrder(commands, orderId);
            for (var pieces : event.held().subList(0, reservedSkus)) {
                steps(commands)
                        .escalate(
                                InterventionReason.PIECES_NOT_RELEASED,
                                "cancellation",
                                stock.release(pieces));
            }
        }
    }

    private void takeBack(HeldPieces held, CommandGateway commands) {
        var stock = new StockOfOrder(commands, held.holder());
        for (var pieces : held.pieces()) {
            steps(commands)
                    .escalate(
                            InterventionReason.PIECES_NOT_TAKEN_BACK,
                            "cancellation",
                            stock.takeBack(pieces));
        }
    }

    private void confirm(CommandGateway commands) {
        steps(commands).tolerating(ALREADY_CANCELLED).send(new ConfirmOrder(orderId, paymentId));
    }

    private void cancel(CancellationReason reason, CommandGateway commands) {
        steps(commands)
                .tolerating(ALREADY_CONFIRMED, ALREADY_SHIPPED)
                .send(new CancelOrder(orderId, reason));
    }

    private SagaSteps steps(CommandGateway commands) {
        return new SagaSteps(commands, orderId);
    }
}
