package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.AccountEvent.AccountImported;
import io.cartulary.events.importedorder.ImportedOrderEvent.OrderImported;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/// What happens to imports when the process ends and starts again.
class ImportRestartTest {

    private static final int INVOICES = 3000;
    private static final int CUSTOMERS = 200;

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

    private static byte[] manyCustomers() {
        var file = new StringBuilder("email,first_name,last_name,line1,city,country\n");
        for (int i = 0; i < CUSTOMERS; i++) {
            file.append("%d@example.org,Ada,Park,1 High Street,Hong Kong,HK\n".formatted(i));
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private long rowsTaken(String kind) {
        return shop.bean(JdbcClient.class)
                .sql("select coalesce(sum(rows_taken), 0) from import_run where kind = ?")
                .param(kind)
                .query(Long.class)
                .single();
    }

    @Test
    void an_interrupted_import_goes_on_without_doubling() throws IOException, InterruptedException {
        shop.start();
        var customers = shop.post("customers", manyCustomers());
        var received = shop.post("orders", manyOrders());
        assertThat(received.statusCode()).isEqualTo(202);
        var other = shop.post("orders", ImportingShop.sample("online_retail_excerpt.csv"));
        assertThat(other.statusCode()).isEqualTo(409);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rowsTaken("ORDERS") > 0 && rowsTaken("CUSTOMERS") > 0);
        shop.stop();

        shop.start();
        var status = shop.awaitEnd(received);

        assertThat(status.get("state").asString()).isEqualTo("DONE");
        assertThat(status.get("rowsTaken").asLong()).isEqualTo(INVOICES);
        assertThat(shop.events()).filteredOn(OrderImported.class::isInstance).hasSize(INVOICES);
        assertThat(shop.awaitEnd(customers).get("rowsTaken").asLong()).isEqualTo(CUSTOMERS);
        assertThat(shop.events())
                .filteredOn(AccountImported.class::isInstance)
                .doesNotHaveDuplicates()
                .hasSize(CUSTOMERS);
        assertThat(
                        shop.bean(JdbcClient.class)
                                .sql(
                                        "select count(*) from account.credential where verified_at is not null")
                                .query(Long.class)
                                .single())
                .isEqualTo(CUSTOMERS);

        var again = shop.takeIn("orders", manyOrders());
        assertThat(again.get("importId")).isEqualTo(status.get("importId"));
        assertThat(again.get("rowsTaken")).isEqualTo(status.get("rowsTaken"));
        assertThat(shop.events()).filteredOn(OrderImported.class::isInstance).hasSize(INVOICES);
    }

    @Test
    void an_import_at_which_the_process_died_twice_waits_for_staff()
            throws IOException, InterruptedException, SQLException {
        shop.start();
        var received = shop.post("orders", manyOrders());
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> rowsTaken("ORDERS") > 0);
        shop.stop();
        // As if the process had died at it, was started, and died again.
        try (var database = shop.database()) {
            database.createStatement().execute("update import_run set unfinished_starts = 2");
        }

        shop.start();
        var status = shop.awaitEnd(received);

        assertThat(status.get("state").asString()).isEqualTo("SUSPENDED");
        assertThat(status.get("failure").asString()).contains("Send the same file again");
        shop.awaitEmptyFolder();

        assertThat(shop.takeIn("orders", manyOrders()).get("state").asString()).isEqualTo("DONE");
        assertThat(shop.events()).filteredOn(OrderImported.class::isInstance).hasSize(INVOICES);
    }

    @Test
    void what_a_dead_process_left_in_the_folder_is_removed() throws IOException {
        var yesterday = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        var left = List.of("incoming-1.part", "import-orders-" + "0".repeat(32));
        for (var name : left) {
            Files.setLastModifiedTime(Files.createFile(directory.resolve(name)), yesterday);
        }
        Files.setLastModifiedTime(
                Files.createFile(directory.resolve("import-orders-report.csv")), yesterday);

        shop.start();

        assertThat(directory)
                .isDirectoryNotContaining(file -> left.contains(file.toFile().getName()));
        assertThat(directory.resolve("import-orders-report.csv")).exists();
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
