package io.cartulary.command.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderLine;
import io.cartulary.events.order.OrderTotals;
import io.cartulary.events.payment.PaymentEvent.*;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The oracle notices a minor unit that is elsewhere than it must be.
class MoneyOracleTest {

    /// Of some sequence with an order of two lines, a discount and a refund.
    private final List<Object> events =
            LongStream.range(0, 100_000)
                    .mapToObj(MoneySequence::play)
                    .filter(MoneyOracleTest::isRich)
                    .findFirst()
                    .orElseThrow();

    @Test
    void finds_nothing_in_what_was_recorded() {
        assertThat(MoneyOracle.check(events)).isTrue();
    }

    @Test
    void finds_a_unit_of_discount_on_the_wrong_line() {
        assertFound(
                "discount of a line",
                changed(order -> {
                    var lines = new ArrayList<>(order.lines());
                    lines.set(0, discounted(lines.get(0), -1));
                    lines.set(1, discounted(lines.get(1), 1));
                    return with(order, lines, order.totals());
                }));
    }

    @Test
    void finds_a_unit_of_tax_too_much() {
        assertFound(
                "tax",
                changed(order -> {
                    var totals = order.totals();
                    return with(
                            order,
                            order.lines(),
                            new OrderTotals(
                                    totals.subtotal(),
                                    totals.discount(),
                                    totals.shipping(),
                                    totals.tax().plusMinor(1),
                                    totals.taxIncluded()
                                            ? totals.total()
                                            : totals.total().plusMinor(1),
                                    totals.taxIncluded()));
                }));
    }

    @Test
    void finds_a_refund_that_does_not_add_up() {
        var refunded =
                events.stream()
                        .map(event ->
                                event
                                                instanceof
                                                OrderRefunded(
                                                        var order,
                                                        var payment,
                                                        var amount,
                                                        var sum)
                                        ? new OrderRefunded(
                                                order, payment, amount.plusMinor(1), sum)
                                        : event)
                        .toList();
        assertFound("refunded", refunded);
    }

    @Test
    void finds_a_difference_of_a_change_that_is_not_the_difference() {
        assertFound(
                "to pay",
                sequenceWith(OrderEditRequested.class).stream()
                        .map(event ->
                                event instanceof OrderEditRequested asked
                                        ? new OrderEditRequested(
                                                asked.orderId(),
                                                asked.editId(),
                                                asked.returnId(),
                                                asked.removed(),
                                                asked.received(),
                                                asked.added(),
                                                asked.toPay().plusMinor(1),
                                                asked.paymentProvider(),
                                                asked.paymentToken(),
                                                asked.requestedAt())
                                        : event)
                        .toList());
    }

    @Test
    void finds_a_returned_piece_for_a_unit_too_much() {
        assertFound(
                "value of pieces",
                sequenceWith(ReturnReceived.class).stream()
                        .map(event ->
                                event instanceof ReturnReceived received ? dearer(received) : event)
                        .toList());
    }

    @Test
    void finds_a_credit_that_never_went_back() {
        assertFound(
                "what is left to go back",
                sequenceWith(RefundRequested.class).stream()
                        .filter(event ->
                                !(event instanceof RefundRequested)
                                        && !(event instanceof RefundSettled)
                                        && !(event instanceof OrderRefunded))
                        .toList());
    }

    private static ReturnReceived dearer(ReturnReceived received) {
        var first = received.lines().getFirst();
        return new ReturnReceived(
                received.orderId(),
                received.returnId(),
                List.of(
                        new ReceivedLine(
                                first.line(),
                                first.sku(),
                                first.restocked(),
                                first.scrapped(),
                                first.amount().plusMinor(1),
                                first.warehouse())),
                received.paymentId(),
                received.amount(),
                received.due(),
                received.receivedAt());
    }

    /// One in which such an event is; a credit, where it is a refund.
    private static List<Object> sequenceWith(Class<?> kind) {
        return LongStream.range(0, 100_000)
                .mapToObj(MoneySequence::play)
                .filter(events ->
                        events.stream()
                                .anyMatch(event ->
                                        kind.isInstance(event)
                                                && (!(event instanceof RefundRequested refund)
                                                        || refund.reason()
                                                                == RefundReason.LINES_CANCELLED)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertFound(String what, List<Object> events) {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> MoneyOracle.check(events))
                .withMessageStartingWith(what);
    }

    private List<Object> changed(UnaryOperator<OrderPlaced> change) {
        return events.stream()
                .map(event -> event instanceof OrderPlaced order ? change.apply(order) : event)
                .toList();
    }

    private static boolean isRich(List<Object> events) {
        return events.stream().anyMatch(OrderRefunded.class::isInstance)
                && events.stream()
                        .anyMatch(event ->
                                event instanceof OrderPlaced order
                                        && order.lines().size() > 1
                                        && order.lines().stream()
                                                .allMatch(line -> line.discount().isPositive()));
    }

    private static OrderLine discounted(OrderLine line, int difference) {
        return new OrderLine(
                line.line(),
                line.sku(),
                line.productId(),
                line.name(),
                line.quantity(),
                line.unitPrice(),
                line.discount().plusMinor(difference),
                line.tax(),
                line.total(),
                line.priceVersion());
    }

    private static OrderPlaced with(OrderPlaced order, List<OrderLine> lines, OrderTotals totals) {
        return new OrderPlaced(
                order.orderId(),
                order.number(),
                order.cartId(),
                order.customerId(),
                order.customerId(),
                lines,
                totals,
                order.discounts(),
                order.contact(),
                order.shippingAddress(),
                order.billingAddress(),
                order.country(),
                order.shippingMethod(),
                order.paymentId(),
                order.paymentProvider(),
                order.paymentToken(),
                order.placedAt());
    }
}
