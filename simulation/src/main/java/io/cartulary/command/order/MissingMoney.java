package io.cartulary.command.order;

import io.cartulary.command.order.payment.OrderAccount;
import io.cartulary.command.payment.CurrentPayment;
import java.util.List;
import org.joda.money.Money;

/// What a shopper would be asked to pay again, for the simulation that lies in another package.
public final class MissingMoney {

    private MissingMoney() {}

    public static Money of(OrderAccount order, List<CurrentPayment> payments) {
        return order.missing(payments);
    }
}
