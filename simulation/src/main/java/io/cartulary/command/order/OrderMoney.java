package io.cartulary.command.order;

import io.cartulary.events.order.OrderEvent;
import io.cartulary.events.order.OrderEvent.OrderPlaced;
import java.util.List;
import org.joda.money.Money;

/// What an order makes of its own events, for tests of those who read them.
///
/// @param total of all lines that it ever had
/// @param due what it costs now, which is nothing once it is cancelled
/// @param charged what was asked for it in all
/// @param refunded the sum of all refunds
public record OrderMoney(OrderState status, Money total, Money due, Money charged, Money refunded) {

    /// @param events from the first one on
    public static OrderMoney after(List<OrderEvent> events) {
        var account = Account.of((OrderPlaced) events.getFirst());
        var status = OrderState.PENDING;
        for (var event : events) {
            account = account.evolve(event);
            status = OrderState.after(status, event);
        }
        return new OrderMoney(
                status,
                account.totals().total(),
                status == OrderState.CANCELLED ? account.zero() : account.due(),
                account.costs().charged(),
                account.refunds().sum());
    }

    public boolean isRefundedInFull() {
        return charged.isPositive() && !refunded.isLessThan(charged);
    }
}
