package io.cartulary.command.bulkupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.importing.ImportingShop;
import io.cartulary.events.catalog.CatalogEvent.*;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// What becomes of an update when the process ends while it runs.
class BulkUpdateRestartTest extends BulkUpdating {

    @BeforeAll
    static void open(@TempDir Path directory) {
        shop = new ImportingShop(directory);
        shop.start();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void an_interrupted_update_continues_and_takes_no_percentage_twice()
            throws IOException, InterruptedException {
        fill("many", 1500);
        var begun = shop.events().size();
        var update = begin(tenthOff("many"));
        awaitBegin(update);
        shop.stop();

        shop.start();
        var status = awaitEnd(update);

        assertThat(status.get("state").asString()).isEqualTo("DONE");
        assertThat(status.get("done").asInt()).isEqualTo(1500);
        assertThat(prices(begun)).hasSize(3000).doesNotHaveDuplicates();
        assertThat(prices(begun).stream().map(PriceChanged::sku)).doesNotHaveDuplicates();
    }

    @Test
    void an_update_whose_database_was_away_is_taken_up_again_by_itself()
            throws IOException, InterruptedException {
        fill("away", 1500);
        var begun = shop.events().size();
        var update = begin(tenthOff("away"));
        awaitBegin(update);
        shop.bean(JdbcClient.class)
                .sql(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")
                .query(Boolean.class)
                .list();
        var cutOff =
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> done(update), _ -> true);
        assertThat(cutOff).isLessThan(1500);

        await().atMost(Duration.ofSeconds(60)).ignoreExceptions().until(() -> done(update) == 1500);
        assertThat(awaitEnd(update).get("state").asString()).isEqualTo("DONE");
        assertThat(prices(begun)).hasSize(3000).doesNotHaveDuplicates();
    }

    private static void awaitBegin(JsonNode update) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> done(update) > 0);
    }

    private static int done(JsonNode update) {
        return shop.bean(JdbcClient.class)
                .sql("select done from bulk_update where update_id = ?")
                .param(update.get("updateId").asString())
                .query(Integer.class)
                .single();
    }

    /// As on Axon Server, whose events are not in one transaction with what is recorded of them.
    @Test
    void a_product_that_was_changed_right_before_a_crash_is_not_changed_again()
            throws IOException, InterruptedException {
        fill("crash", 3);
        var update = run(tenthOff("crash"));
        var database = shop.bean(JdbcClient.class);
        var product = idOf("crash-1");
        var price = "/api/v1/admin/products/" + product + "/variants/CRASH-1-S/price";
        assertThat(
                        shop.putJson(price, "{\"price\": {\"amount\": 100, \"currency\": \"EUR\"}}")
                                .statusCode())
                .isEqualTo(204);
        database.sql("update bulk_update_product set outcome = 'PLANNED' where update_id = ?")
                .param(update.get("updateId").asString())
                .update();
        database.sql("update bulk_update set state = 'RUNNING', done = 0 where update_id = ?")
                .param(update.get("updateId").asString())
                .update();
        var before = shop.events().size();
        shop.stop();

        shop.start();
        var status = awaitEnd(update);

        assertThat(status.get("done").asInt()).isEqualTo(3);
        assertThat(prices(before)).isEmpty();
    }

    @Test
    void an_update_at_which_the_process_died_twice_waits_until_staff_resume_it()
            throws IOException, InterruptedException {
        fill("death", 3);
        var update = run(tenthOff("death"));
        shop.bean(JdbcClient.class)
                .sql(
                        "update bulk_update set state = 'RUNNING', unfinished_starts = 2 where update_id = ?")
                .param(update.get("updateId").asString())
                .update();
        shop.stop();
        shop.start();

        assertThat(awaitEnd(update).get("state").asString()).isEqualTo("SUSPENDED");

        assertThat(shop.postJson(path(update) + "/resumption", "").statusCode()).isEqualTo(202);
        assertThat(awaitEnd(update).get("state").asString()).isEqualTo("DONE");
        assertThat(shop.postJson(path(update) + "/resumption", "").body())
                .contains("BULK_UPDATE_NOT_STOPPED");
    }
}
