package io.cartulary.command.order;

import static io.cartulary.command.order.OrderRejection.*;

import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import java.util.List;
import org.joda.money.Money;

/// What must be right of the lines of every order, wherever it was taken.
public final class PlacedLines {

    private PlacedLines() {}

    /// Refused with `EMPTY_ORDER`, and with `TOTALS_DISAGREE` when they do not add up.
    public static void check(List<OrderLine> lines, OrderTotals totals) {
        if (lines.isEmpty()) {
            throw new CommandRejected(EMPTY_ORDER);
        }
        var subtotal = Money.zero(totals.total().getCurrencyUnit());
        var discount = subtotal;
        for (var line : lines) {
            subtotal = subtotal.plus(line.unitPrice().multipliedBy(line.quantity()));
            discount = discount.plus(line.discount());
        }
        if (!subtotal.equals(totals.subtotal()) || !discount.equals(totals.discount())) {
            throw new CommandRejected(TOTALS_DISAGREE);
        }
    }
}
