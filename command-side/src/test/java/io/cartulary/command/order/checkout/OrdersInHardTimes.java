package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.order.OrderState;
import io.cartulary.command.order.checkout.CommandNode.Answer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Restarts, outages and crowds, which come after everything that needs a short deadline.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class OrdersInHardTimes extends CheckOuts {

    /// Longer than a restart on a busy machine.
    private static final Duration NO_HURRY = Duration.ofMinutes(5);

    @Test
    @Order(1)
    void a_restart_neither_charges_again_nor_loses_what_was_begun() throws Exception {
        var sku = stock(40);
        shop.restart(NO_HURRY);
        var charges = shop.ledger().size();
        var placed =
                IntStream.range(0, 20)
                        .mapToObj(_ -> shop.guest().put(sku, 1).order("tok_settle").expect(201))
                        .toList();
        shop.restart(NO_HURRY);

        placed.forEach(order -> awaitStatus(order, OrderState.CONFIRMED));
        awaitStock(sku, 20, 0);
        assertThat(shop.ledger().size() - charges).isEqualTo(2 * 20);
    }

    @Test
    @Order(2)
    void a_provider_that_is_down_only_delays() {
        var sku = stock(4);
        shop.stopProvider();
        var placed = shop.guest().put(sku, 1).order("tok_settle").expect(201);
        awaitStock(sku, 4, 1);
        shop.startProvider();

        awaitStatus(placed, OrderState.CONFIRMED);
    }

    @Test
    @Order(3)
    void many_at_once_sell_exactly_what_is_there() throws Exception {
        var sku = stock(30);
        var other = stock(100);
        List<Answer> answers;
        try (var shoppers = Executors.newFixedThreadPool(16)) {
            Callable<Answer> buy = () -> shop.guest().put(other, 1).put(sku, 1).order("tok_settle");
            answers =
                    shoppers.invokeAll(IntStream.range(0, 50).mapToObj(_ -> buy).toList()).stream()
                            .map(order -> order.resultNow())
                            .toList();
        }
        var placed = answers.stream().filter(answer -> answer.status() == 201).toList();
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .allSatisfy(answer ->
                        assertThat(answer.text("/code")).isEqualTo("NOT_ENOUGH_IN_STOCK"));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(placed.stream().map(this::statusOf))
                                .doesNotContain(OrderState.PENDING)
                                .filteredOn(OrderState.CONFIRMED::equals)
                                .hasSize(30));
        awaitStock(sku, 0, 0);
        awaitStock(other, 70, 0);
    }
}
