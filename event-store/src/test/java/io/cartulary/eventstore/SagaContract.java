package io.cartulary.eventstore;

import static io.cartulary.eventstore.Carts.SOON;
import static io.cartulary.eventstore.Carts.append;
import static io.cartulary.eventstore.Carts.filled;
import static io.cartulary.eventstore.Carts.numbersOf;
import static io.cartulary.eventstore.Carts.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What is asked of any store by sagas and their deadlines, which two processes share.
abstract class SagaContract {

    private final ConfigurableApplicationContext process;
    private final EventStore store;

    SagaContract(ConfigurableApplicationContext process) {
        this.process = process;
        this.store = process.getBean(EventStore.class);
    }

    /// A deadline that failed comes again after five seconds.
    @Test
    void take_each_step_and_each_deadline_once_though_some_break_off() {
        var carts = IntStream.range(0, 25).mapToObj(_ -> CartId.next()).toList();
        CartSaga.FAILS_ONCE.add("step of " + carts.get(12));
        CartSaga.FAILS_ONCE.add("deadline of " + carts.get(20));
        carts.forEach(cart -> append(process, opened(cart), filled(cart, 1)));

        await().atMost(SOON)
                .until(() -> carts.stream().allMatch(cart -> numbersOf(store, cart).size() >= 4));
        assertThat(carts)
                .allSatisfy(cart ->
                        assertThat(numbersOf(store, cart)).isEqualTo(List.of(0L, 1L, 2L, 3L)));
        assertThat(CartSaga.FAILS_ONCE).isEmpty();
        await().atMost(SOON).until(() -> count("saga_entry") == 0);
        await().atMost(SOON).until(() -> count("scheduled_tasks") == 0);
        assertThat(count("dead_letter_entry where processing_group = 'carts-of-contract'"))
                .isZero();
    }

    private int count(String rows) {
        return process.getBean(JdbcClient.class)
                .sql("select count(*) from " + rows)
                .query(Integer.class)
                .single();
    }
}
