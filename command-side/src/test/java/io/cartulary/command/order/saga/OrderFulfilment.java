package io.cartulary.command.order.saga;

import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.COUPON;
import static io.cartulary.command.order.Orders.CUSTOMER;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.PAYMENT;
import static io.cartulary.command.order.Orders.TOTALS;

import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.inventory.StockCommand;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.order.OrderSettings;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.command.refusal.Rejection;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.payment.PaymentEvent.*;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.test.saga.SagaTestFixture;
import org.junit.jupiter.api.BeforeEach;

/// The saga of one order of a bowl and two mugs, and stock that may refuse what it asks for.
abstract class OrderFulfilment {

    static final Duration PAY_WITHIN = Duration.ofMinutes(30);
    static final StockItemId BOWLS = StockItemId.of(BOWL);
    static final StockItemId MUGS = StockItemId.of(MUG);
    static final PaymentSettled SETTLED =
            new PaymentSettled(PAYMENT, ORDER, TOTALS.total(), "ch_1");
    static final Instant HELD_UNTIL = NOON.plus(PAY_WITHIN).plus(Duration.ofMinutes(15));
    static final ReserveStock RESERVE_BOWL = new ReserveStock(BOWLS, ORDER, null, 1, HELD_UNTIL);
    static final ReserveStock RESERVE_MUGS = new ReserveStock(MUGS, ORDER, null, 2, HELD_UNTIL);
    static final RedeemCoupon REDEEM =
            new RedeemCoupon(CouponId.of(COUPON), ORDER, CUSTOMER, TOTALS.discount(), NOON);

    final SagaTestFixture<OrderFulfilmentSaga> saga =
            new SagaTestFixture<>(OrderFulfilmentSaga.class);
    final Map<Object, RuntimeException> refusals = new HashMap<>();
    final Map<Object, BundleParts> bundles = new HashMap<>();

    @BeforeEach
    void prepare() {
        saga.registerResource(new OrderSettings(PAY_WITHIN, 1, Duration.ofSeconds(1)));
        saga.registerListenerInvocationErrorHandler(PropagatingErrorHandler.instance());
        saga.setCallbackBehavior((command, _) -> {
            if (refusals.containsKey(command)) {
                throw refusals.get(command);
            }
            return command instanceof StockCommand ? parts(command) : null;
        });
    }

    private BundleParts parts(Object command) {
        return bundles.getOrDefault(command, BundleParts.NONE);
    }

    void refuse(Object command, Rejection why) {
        refusals.put(command, new CommandRejected(why));
    }

    static CancelOrder cancel(CancellationReason reason) {
        return new CancelOrder(ORDER, reason);
    }
}
