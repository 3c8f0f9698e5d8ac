package io.cartulary.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A deadline and another node that change the same saga at the same moment.
@Timeout(180)
class SagaConflictTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_deadline_that_meets_another_writer_takes_all_of_it_back_and_is_tried_again()
            throws IOException, SQLException {
        try (var shop = new CommandNode("saga_conflict", Duration.ofSeconds(4))) {
            var sku = shop.stock(1);
            var order = shop.guest().put(sku, 1).order("tok_never").expect(201).text("/orderId");
            await().atMost(PATIENCE)
                    .until(() -> shop.eventsOf("sku-" + sku).contains("inventory.StockReserved"));

            try (var elsewhere = shop.bean(DataSource.class).getConnection();
                    var write =
                            elsewhere.prepareStatement(
                                    "update saga_entry set version = version + 1 where saga_id in"
                                            + " (select saga_id from association_value_entry"
                                            + " where association_value = ?)")) {
                elsewhere.setAutoCommit(false);
                write.setString(1, order);
                await().atMost(PATIENCE).until(() -> write.executeUpdate() == 1);
                await().atMost(PATIENCE).until(() -> isSagaWaitedFor(shop));
                elsewhere.commit();
            }

            await().atMost(PATIENCE).until(() -> failures(shop) == 1);
            assertThat(shop.eventsOf(order)).doesNotContain("order.OrderCancelled");
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(shop.eventsOf(order))
                                    .containsOnlyOnce("order.OrderCancelled"));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(shop.eventsOf("sku-" + sku))
                                    .containsOnlyOnce("inventory.ReservationReleased"));
        }
    }

    private static boolean isSagaWaitedFor(CommandNode shop) {
        return shop.database()
                .sql(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database() and query like 'update saga_entry%')")
                .query(Boolean.class)
                .single();
    }

    private static int failures(CommandNode shop) {
        return shop.database()
                .sql("select coalesce(max(consecutive_failures), 0) from scheduled_tasks")
                .query(Integer.class)
                .single();
    }
}
