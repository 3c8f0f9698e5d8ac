package io.cartulary.command.order;

import static io.cartulary.command.order.Orders.BOWL;
import static io.cartulary.command.order.Orders.MUG;
import static io.cartulary.command.order.Orders.NOON;
import static io.cartulary.command.order.Orders.ORDER;
import static io.cartulary.command.order.Orders.ZERO;
import static io.cartulary.command.order.Orders.euros;
import static io.cartulary.command.order.Orders.line;

import io.cartulary.command.order.OrderCommand.*;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.EditId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.ReturnId;
import java.util.List;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// A change of the order, by what is special about it: a bowl for 12.00 is added, and paid by the
/// simulated provider.
final class EditBuilder {

    static final EditId EDIT = new EditId("edit-1");
    static final OrderLine ADDED = line(3, BOWL, 1, "10.00", "0", "2.00", "12.00");

    private static final WarehouseCode BERLIN = new WarehouseCode("BERLIN");

    private EditId editId = EDIT;
    private @Nullable ReturnId returnId;
    private List<RefundedLine> removed = List.of();
    private List<ReceivedLine> received = List.of();
    private Money toPay = ADDED.total();
    private @Nullable String provider = "simulated";
    private @Nullable String token = "tok_settle";
    private boolean taxIncluded;

    static EditBuilder edit() {
        return new EditBuilder();
    }

    EditBuilder named(String name) {
        editId = new EditId(name);
        return this;
    }

    /// @param amount what the mugs cost
    EditBuilder insteadOfMugs(int mugs, String amount) {
        removed = List.of(new RefundedLine(1, MUG, mugs, euros(amount)));
        toPay = toPayBeyond(euros(amount));
        return this;
    }

    /// @param amount what the mugs cost that come back
    EditBuilder inExchange(ReturnId wanted, int restocked, int scrapped, String amount) {
        returnId = wanted;
        received = List.of(new ReceivedLine(1, MUG, restocked, scrapped, euros(amount), BERLIN));
        toPay = toPayBeyond(euros(amount));
        return this;
    }

    EditBuilder withoutPayment() {
        provider = null;
        token = null;
        return this;
    }

    EditBuilder taxIncluded() {
        taxIncluded = true;
        return this;
    }

    RequestEdit request() {
        return new RequestEdit(
                ORDER,
                editId,
                returnId,
                removed.stream()
                        .map(line -> new WantedPieces(line.line(), line.quantity()))
                        .toList(),
                received.stream()
                        .map(line ->
                                new ReceivedPieces(
                                        line.line(), line.restocked(), line.scrapped(), BERLIN))
                        .toList(),
                List.of(ADDED),
                taxIncluded,
                provider,
                token,
                NOON);
    }

    OrderEditRequested requested() {
        return new OrderEditRequested(
                ORDER,
                editId,
                returnId,
                removed,
                received,
                List.of(ADDED),
                toPay,
                provider,
                token,
                NOON);
    }

    private static Money toPayBeyond(Money worth) {
        return worth.isGreaterThan(ADDED.total()) ? ZERO : ADDED.total().minus(worth);
    }
}
