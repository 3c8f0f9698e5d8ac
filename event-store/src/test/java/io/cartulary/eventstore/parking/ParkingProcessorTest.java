package io.cartulary.eventstore.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Events that a processor cannot handle, and what it does with them.
class ParkingProcessorTest extends CartsProcessor {

    @ParameterizedTest
    @ValueSource(ints = {0, 4, 8})
    void parks_the_one_bad_event_of_a_batch_wherever_it_stands(int bad) {
        var carts = carts(9);
        failing.put(carts.get(bad).value(), new IllegalStateException("cannot be handled"));
        publish(carts);
        start();

        await().atMost(SOON).until(() -> handled().size() == 8 && parked().size() == 1);
        assertThat(parked()).containsExactly(carts.get(bad).value());
        assertThat(handled()).doesNotContain(carts.get(bad).value()).doesNotHaveDuplicates();
    }

    @Test
    void parks_two_bad_events_of_one_batch() {
        var carts = carts(16);
        failing.put(carts.get(3).value(), new IllegalStateException("cannot be handled"));
        failing.put(carts.get(12).value(), new IllegalStateException("neither"));
        publish(carts);
        start();

        await().atMost(SOON).until(() -> handled().size() == 14 && parked().size() == 2);
        assertThat(parked()).containsExactlyInAnyOrder(carts.get(3).value(), carts.get(12).value());
    }

    @Test
    void parks_a_text_that_the_database_refuses_when_the_batch_is_written() {
        var carts = carts(6);
        var bad = carts.get(2);
        failing.put(bad.value(), new TextWithNul());
        publish(carts);
        start();

        await().atMost(SOON).until(() -> handled().size() == 5 && parked().size() == 1);
        assertThat(parked()).containsExactly(bad.value());
    }

    @Test
    void parks_an_event_whose_payload_cannot_be_read() {
        var unreadable = CartId.next();
        var carts = carts(3);
        publish(carts);
        ours.add(unreadable.value());
        database.sql(
                        """
                        insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier,
                            time_stamp, payload_type, payload_revision, payload, meta_data)
                        values ('Cart', ?, 0, ?, now(), 'cart.CartOpened', '1', '{"cartId": 7'::bytea, '{}'::bytea)\
                        """)
                .params(unreadable.value(), UUID.randomUUID().toString())
                .update();
        start();

        await().atMost(SOON).until(() -> handled().size() == 3 && parked().size() == 1);
        assertThat(parked()).containsExactly(unreadable.value());
    }

    @Test
    void lets_what_follows_in_the_sequence_wait_and_handles_it_in_order_when_it_is_retried() {
        var carts = carts(2);
        var bad = carts.getFirst();
        failing.put(bad.value(), new IllegalStateException("cannot be handled"));
        publish(carts);
        start();
        await().atMost(SOON).until(() -> parked().size() == 1 && handled().size() == 1);

        append(cleared(bad, 1), cleared(carts.getLast(), 1));
        await().atMost(SOON).until(() -> parked().size() == 2 && handled().size() == 2);
        assertThat(processor.retry(bad.value())).isFalse();
        assertThat(parked()).hasSize(2);

        failing.clear();
        assertThat(processor.retry(bad.value())).isTrue();
        assertThat(parked()).isEmpty();
        assertThat(numbersOf(bad)).containsExactly(0L, 1L);
    }

    @Test
    void parks_nothing_while_a_server_is_away() {
        var carts = carts(3);
        failing.put(carts.get(1).value(), new IllegalStateException(new IOException("broke off")));
        publish(carts);
        start();

        await().during(Duration.ofSeconds(1)).until(() -> parked().isEmpty());
        // The first one may have been a batch of its own.
        assertThat(handled()).doesNotContain(carts.get(1).value(), carts.get(2).value());
        failing.clear();
        await().atMost(SOON).until(() -> handled().size() == 3);
        assertThat(parked()).isEmpty();
    }

    @Test
    void keeps_a_cause_of_a_megabyte_as_far_as_its_column_goes() {
        var carts = carts(1);
        failing.put(
                carts.getFirst().value(),
                new IllegalStateException("\u0000\ud800" + "x".repeat(1 << 20)));
        publish(carts);
        start();

        await().atMost(SOON).until(() -> parked().size() == 1);
        assertThat(
                        database.sql(
                                        "select cause_message from dead_letter_entry where processing_group = ?")
                                .param(name)
                                .query(String.class)
                                .single())
                .startsWith("\ufffd\ufffdxxx")
                .hasSize(1023);
    }

    @Test
    void still_knows_what_is_parked_after_a_restart() {
        var bad = CartId.next();
        failing.put(bad.value(), new IllegalStateException("cannot be handled"));
        publish(List.of(bad));
        start();
        await().atMost(SOON).until(() -> parked().size() == 1);

        processor.shutDown();
        failing.clear();
        start();
        append(cleared(bad, 1));
        await().atMost(SOON).until(() -> parked().size() == 2);
        assertThat(handled()).isEmpty();
        assertThat(processor.retry(bad.value())).isTrue();
        assertThat(numbersOf(bad)).containsExactly(0L, 1L);
    }

    @Test
    void knows_what_another_process_parked_before_it_claimed_the_segment() {
        var carts = carts(2);
        var bad = carts.getLast();
        publish(carts.subList(0, 1));
        ours.add(bad.value());
        start();
        await().atMost(SOON).until(() -> handled().size() == 1);
        var first = processor;
        first.shutDown();

        failing.put(bad.value(), new IllegalStateException("cannot be handled"));
        start();
        append(opened(bad));
        await().atMost(SOON).until(() -> parked().size() == 1);
        processor.shutDown();
        failing.clear();

        first.start();
        append(cleared(bad, 1));
        await().atMost(SOON).until(() -> parked().size() == 2);
        assertThat(handled()).containsExactly(carts.getFirst().value());
        processor = first;
    }

    @Test
    void knows_its_token_store_though_another_process_names_it_at_the_same_moment()
            throws Exception {
        start();
        var known = processor.getTokenStoreIdentifier();
        processor.shutDown();
        start();
        database.sql(RENAME).params("taken away", "__config").update();
        try (var other = context.getBean("eventStorePool", DataSource.class).getConnection();
                var naming = other.prepareStatement(RENAME)) {
            other.setAutoCommit(false);
            naming.setString(1, "__config");
            naming.setString(2, "taken away");
            naming.executeUpdate();
            var found = CompletableFuture.supplyAsync(processor::getTokenStoreIdentifier);
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from pg_stat_activity where datname = current_database()"
                                                            + " and wait_event_type = 'Lock'")
                                            .query(Integer.class)
                                            .single()
                                    == 1);
            other.commit();

            assertThat(found).succeedsWithin(SOON).isEqualTo(known);
        }
    }
}
