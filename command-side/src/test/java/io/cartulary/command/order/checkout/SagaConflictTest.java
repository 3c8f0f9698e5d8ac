package io.cartulary.command.order.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// An event and another node that change the same saga at the same moment.
@Timeout(180)
class SagaConflictTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// What the other writes says that no stock is held, so a step that knows it releases none.
    @Test
    void a_step_that_meets_another_writer_takes_all_of_it_back_and_is_taken_again_on_what_it_wrote()
            throws IOException, SQLException {
        try (var shop = new CommandNode("saga_conflict", Duration.ofMinutes(5))) {
            var sku = shop.stock(1);
            var guest = shop.guest().put(sku, 1);
            var order = guest.order("tok_never").expect(201).text("/orderId");
            await().atMost(PATIENCE)
                    .until(() -> shop.eventsOf("sku-" + sku).contains("inventory.StockReserved"));

            try (var elsewhere = shop.bean(DataSource.class).getConnection();
                    var write =
                            elsewhere.prepareStatement(
                                    """
                                    update saga_entry set version = version + 1, serialized_saga = convert_to(jsonb_set(
                                        convert_from(serialized_saga, 'UTF8')::jsonb, '{reservedSkus}', '0')::text, 'UTF8')
                                    where saga_id in (
                                        select saga_id from association_value_entry where association_value = ?)
                                    """)) {
                elsewhere.setAutoCommit(false);
                write.setString(1, order);
                await().atMost(PATIENCE).until(() -> write.executeUpdate() == 1);
                guest.post("/orders/%s/cancellation".formatted(order), "{\"all\": true}")
                        .expect(204);
                await().atMost(PATIENCE).until(() -> isSagaWaitedFor(shop));
                elsewhere.commit();
            }

            await().atMost(PATIENCE).until(() -> sagasOf(order, shop) == 0);
            assertThat(shop.eventsOf(order)).containsOnlyOnce("order.OrderCancelled");
            assertThat(shop.eventsOf("sku-" + sku)).doesNotContain("inventory.ReservationReleased");
        }
    }

    private static boolean isSagaWaitedFor(CommandNode shop) {
        return shop.database()
                .sql(
                        "select exists (select from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database() and query like '%delete from saga_entry%')")
                .query(Boolean.class)
                .single();
    }

    private static int sagasOf(String order, CommandNode shop) {
        return shop.database()
                .sql("select count(*) from association_value_entry where association_value = ?")
                .param(order)
                .query(Integer.class)
                .single();
    }
}
