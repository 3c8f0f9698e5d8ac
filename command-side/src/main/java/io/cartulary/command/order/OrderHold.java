package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.ON_HOLD;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.*;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether an order is on hold, and why. Nothing of it is packed or leaves then.
record OrderHold(@Nullable HoldReason reason) {

    static final OrderHold NONE = new OrderHold(null);

    List<OrderEvent> decide(PutOrderOnHold command) {
        return command.reason() == reason
                ? List.of()
                : List.of(new OrderPutOnHold(command.orderId(), command.reason()));
    }

    List<OrderEvent> decide(TakeOrderOffHold command) {
        return reason == null ? List.of() : List.of(new OrderTakenOffHold(command.orderId()));
    }

    /// Refused with `ON_HOLD`.
    void requireNone() {
        if (reason != null) {
            throw new CommandRejected(ON_HOLD);
        }
    }
}
