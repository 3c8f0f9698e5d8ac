package io.cartulary.eventstore.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import java.util.concurrent.CountDownLatch;
import org.axonframework.modelling.command.ConcurrencyException;
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

    @Test
    void what_is_done_is_not_done_again_when_another_sequence_has_to_be() {
        sideBySide = true;
        var carts = carts(2);
        var first = carts.getFirst().value();
        var last = carts.getLast().value();
        failing.put(last, new ConcurrencyException("another was first"));
        var done = new CountDownLatch(1);
        handled.put(first, done);
        publish(carts);
        start();

        await().atMost(SOON).until(() -> done.getCount() == 0 && handled().size() == 1);
        append(cleared(carts.getFirst(), 1));
        failing.clear();
        await().atMost(SOON).until(() -> handled().contains(last));

        await().atMost(SOON).until(() -> numbersOf(carts.getFirst()).contains(1L));
        assertThat(numbersOf(carts.getFirst())).containsExactly(0L, 1L);
        assertThat(numbersOf(carts.getLast())).containsExactly(0L);
    }

    @Test
    void what_is_done_is_not_done_again_by_the_process_that_comes_after() {
        sideBySide = true;
        var carts = carts(3);
        failing.put(carts.getLast().value(), new ConcurrencyException("another was first"));
        publish(carts);
        start();
        await().atMost(SOON).until(() -> handled().size() == 2);
        processor.shutDown();

        failing.clear();
        // With one writer, which is that of a test here, commands join and sequences follow.
        sideBySide = false;
        start();

        await().atMost(SOON).until(() -> handled().contains(carts.getLast().value()));
        assertThat(handled())
                .containsExactlyInAnyOrderElementsOf(carts.stream().map(CartId::value).toList());
        assertThat(aheadOfTheToken()).isZero();
    }

    private long aheadOfTheToken() {
        return database.sql("select count(*) from handled_ahead where processor = ?")
                .param(name)
                .query(Long.class)
                .single();
    }

    private CartId late() {
        var cart = CartId.next();
        ours.add(cart.value());
        return cart;
    }
}
