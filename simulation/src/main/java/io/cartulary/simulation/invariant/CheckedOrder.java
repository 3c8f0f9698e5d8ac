package io.cartulary.simulation.invariant;

import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.payment.PaymentId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/// What the events said of an order.
final class CheckedOrder {
    final OrderPlaced placed;
    final List<OrderLine> lines;
    final List<PaymentId> furtherPayments = new ArrayList<>();
    long added;
    long charged;
    long repaid;

    /// Whether authorised money did not come.
    boolean unpaid;

    /// Payments that will not come, of which the order does not know yet.
    final Set<PaymentId> unknownLosses = new HashSet<>();

    boolean onHold;
    boolean confirmed;
    boolean delivered;
    @Nullable CancellationReason cancelled;
    @Nullable Instant cancelledAt;
    PaymentId payer;
    long back;
    long refunded;
    final Map<Integer, Integer> piecesBack = new HashMap<>();
    final Map<Integer, Long> moneyBack = new HashMap<>();
    final Map<Sku, Integer> onShelf = new HashMap<>();

    CheckedOrder(OrderPlaced placed) {
        this.placed = placed;
        this.lines = new ArrayList<>(placed.lines());
        this.payer = placed.paymentId();
        this.charged = total();
    }

    long due() {
        return total() + added - back;
    }

    /// By which it is paid.
    List<PaymentId> payments() {
        var all = new ArrayList<PaymentId>();
        if (total() > 0) {
            all.add(payer);
        }
        all.addAll(furtherPayments);
        return all;
    }

    long total() {
        return placed.totals().total().getAmountMinorLong();
    }

    void takeBack(int line, int pieces, Money amount) {
        piecesBack.merge(line, pieces, Integer::sum);
        moneyBack.merge(line, amount.getAmountMinorLong(), Long::sum);
        back += amount.getAmountMinorLong();
    }
}
