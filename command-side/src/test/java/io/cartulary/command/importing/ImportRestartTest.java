package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.order.OrderEvent.PastOrderRecorded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What happens to imports when the process ends and starts again.
class ImportRestartTest {

    private static final int INVOICES = 3000;

    @TempDir private Path directory;

    private ImportingShop shop;

    @BeforeEach
    void open() {
        shop = new ImportingShop(directory);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private static byte[] manyOrders() {
        var file = new StringBuilder(ImportingShop.HEADER);
        for (int i = 0; i < INVOICES; i++) {
            file.append(
                    "%d,SKU%d,THING,2,2010-12-01 08:26:00,1.50,%d,France\n"
                            .formatted(100_000 + i, i % 7, i % 40));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long rowsTaken() {
        return shop.bean(JdbcClient.class)
                .sql("select coalesce(sum(rows_taken), 0) from import_run")
                .query(Long.class)
                .single();
    }

    @Test
    void an_interrupted_import_goes_on_without_doubling() throws IOException, InterruptedException {
        shop.start();
        var received = shop.post("orders", manyOrders());
        assertThat(received.statusCode()).isEqualTo(202);
        var other = shop.post("orders", ImportingShop.sample("online_retail_excerpt.csv"));
        assertThat(other.statusCode()).isEqualTo(409);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rowsTaken() > 0);
        shop.stop();

        shop.start();
        var status = shop.awaitEnd(received);

        assertThat(status.get("state").asString()).isEqualTo("DONE");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(INVOICES);
        assertThat(shop.events()).filteredOn(PastOrderRecorded.class::isInstance).hasSize(INVOICES);

        var again = shop.takeIn("orders", manyOrders());
        assertThat(again.get("importId")).isEqualTo(status.get("importId"));
        assertThat(again.get("rowsTaken")).isEqualTo(status.get("rowsTaken"));
        assertThat(shop.events()).filteredOn(PastOrderRecorded.class::isInstance).hasSize(INVOICES);
    }

    @Test
    void the_sample_shop_is_loaded_once() {
        shop.start("cartulary.sample.enabled=true");
        var loaded = shop.events().size();
        assertThat(loaded).isGreaterThan(500);
        assertThat(imports()).containsExactly("COUPONS DONE", "ORDERS DONE", "PRODUCTS DONE");
        assertThat(
                        shop.bean(JdbcClient.class)
                                .sql(
                                        "select sum(rows_reported) from import_run where kind <> 'ORDERS'")
                                .query(Long.class)
                                .single())
                .isZero();

        shop.stop();
        shop.start("cartulary.sample.enabled=true");
        assertThat(shop.events()).hasSize(loaded);

        // As if the process had ended while it took in the first of the files.
        var database = shop.bean(JdbcClient.class);
        database.sql("delete from import_reported_row").update();
        database.sql("delete from import_run where kind <> 'PRODUCTS'").update();
        shop.stop();
        shop.start("cartulary.sample.enabled=true");
        assertThat(imports()).containsExactly("COUPONS DONE", "ORDERS DONE", "PRODUCTS DONE");
    }

    private List<String> imports() {
        return shop.bean(JdbcClient.class)
                .sql("select kind || ' ' || state from import_run order by kind")
                .query(String.class)
                .list();
    }

    @Test
    void a_shop_that_was_filled_otherwise_gets_no_sample()
            throws IOException, InterruptedException {
        shop.start();
        shop.takeInOrders("100001,SKU1,THING,2,2010-12-01 08:26:00,1.50,7,France\n");
        var own = shop.events().size();
        shop.stop();

        shop.start("cartulary.sample.enabled=true");

        assertThat(shop.events()).hasSize(own);
        assertThat(imports()).containsExactly("ORDERS DONE");
    }
}
