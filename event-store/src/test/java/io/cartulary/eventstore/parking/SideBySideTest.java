package io.cartulary.eventstore.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// Sequences of a batch that wait for a server and not for each other.
class SideBySideTest extends CartsProcessor {

    /// The first cart is only handled once the second one is.
    @Test
    void handles_sequences_side_by_side_and_each_in_its_order() {
        sideBySide = true;
        var carts = carts(2);
        waiting.put(carts.getFirst().value(), new CountDownLatch(1));
        handled.put(carts.getLast().value(), waiting.get(carts.getFirst().value()));
        ours.clear();
        carts.forEach(cart -> ours.add(cart.value()));
        append(opened(carts.getFirst()), opened(carts.getLast()), cleared(carts.getFirst(), 1));
        start();

        await().atMost(SOON).until(() -> handled().size() == 3);
        assertThat(numbersOf(carts.getFirst())).containsExactly(0L, 1L);
    }

    @Test
    void parks_a_bad_event_among_those_that_are_handled_side_by_side() {
        sideBySide = true;
        var carts = carts(9);
        failing.put(carts.get(4).value(), new IllegalStateException("cannot be handled"));
        publish(carts);
        start();

        await().atMost(SOON).until(() -> parked().size() == 1);
        assertThat(parked()).containsExactly(carts.get(4).value());
        append(opened(late()));
        await().atMost(SOON).until(() -> handled().contains(ours.getLast()));
        assertThat(handled())
                .contains(
                        ours.stream()
                                .filter(cart -> !cart.equals(carts.get(4).value()))
                                .toArray(String[]::new))
                .doesNotContain(carts.get(4).value());
    }

    private CartId late() {
        var cart = CartId.next();
        ours.add(cart.value());
        return cart;
    }
}
