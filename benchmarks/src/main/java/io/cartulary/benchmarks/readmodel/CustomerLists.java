package io.cartulary.benchmarks.readmodel;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.eventstore.privacy.PersonalDataCipher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/// How long staff wait for a page of 100,000 customers, filtered and sorted, which JPA reads, and
/// of as many orders, which SQL written by hand reads; and the same page of customers by both ways
/// without the way over HTTP. The ground of ADR 26. Leaves its rows in the shop's read models.
public final class CustomerLists implements Benchmark {

    private static final int ROWS = 100_000;
    private static final int PAGES = 2_000;
    private static final int WARM_UP = 500;
    private static final int BATCH = 1_000;
    private static final double MILLION = 1e6;
    private static final long P99_MILLIS = 50;

    private static final String MADE_UP = "customer-made-up-";

    private static final String CUSTOMERS =
            """
            insert into %s.customer (customer_id, account_id, state, registered_at, verified_at, email, profile, tags, search,
                orders, currency, spent_minor, first_order_at, last_order_at)
            select '%s' || n, 'account-made-up-' || n, case when n %% 50 = 0 then 'DEACTIVATED' else 'ACTIVE' end,
                now() - n * interval '1 minute', now(), email, profile, array['tag' || n %% 200]::varchar[], array['word' || n %% 5000]::varchar[],
                n %% 40, 'GBP', (n * 7919) %% 1000000, now() - n * interval '1 minute', now() - n * interval '1 second'
            from unnest(?::int[], ?::text[], ?::text[]) as made (n, email, profile)\
            """;

    private static final String ORDERS =
            """
            insert into %s.order_details (order_id, version, number, customer_id, imported, progress, payment_progress,
                fulfilment_status, country, currency, total_minor, charged_minor, refunded_minor, pieces, placed_at)
            select 'order-made-up-' || n, 1, 'M-' || n, '%s' || n, false, case when n %% 50 = 0 then 'CANCELLED' else 'CONFIRMED' end,
                'PAID', 'UNFULFILLED', 'GB', 'GBP', n, n, 0, 2, now() - n * interval '1 minute'
            from generate_series(1, ?) n\
            """;

    private record Way(String name, Callable<?> page) {}

    @Override
    public List<Figure> run(Options options) throws Exception {
        var rows = options.number("events", ROWS);
        try (var staff = new Staff(options.url(), options.data());
                var pool = new HikariDataSource()) {
            var customers = "customers_g" + liveGeneration(staff, "customers");
            var orders = "order_details_g" + liveGeneration(staff, "order-details");
            pool.setDataSource(database(options.data(), "cartulary_views"));
            pool.setMaximumPoolSize(2);
            fill(new JdbcTemplate(pool), options.data(), customers, orders, rows);
            try (var jpa = new CustomerRowsOverJpa(pool, customers)) {
                return figures(staff, jpa, new CustomerRowsBySql(pool, customers), rows);
            }
        }
    }

    private static List<Figure> figures(
            Staff staff, CustomerRowsOverJpa jpa, CustomerRowsBySql sql, int rows)
            throws Exception {
        var ways =
                List.of(
                        over(
                                staff,
                                "customers by status, most spent first",
                                "customers?status=DEACTIVATED&sort=-spent"),
                        over(
                                staff,
                                "customers by tag, last order first",
                                "customers?tag=tag7&sort=-lastOrderAt"),
                        over(
                                staff,
                                "customers with 20 orders or more, newest first",
                                "customers?minOrders=20&sort=-since"),
                        over(
                                staff,
                                "orders by status, newest first (SQL by hand)",
                                "orders?status=CANCELLED"),
                        new Way("the same page of customers, JPA alone", jpa::page),
                        new Way("the same page of customers, SQL by hand alone", sql::page));
        var taken = ways.stream().map(_ -> new long[PAGES]).toList();
        for (var page = -WARM_UP; page < PAGES; page++) {
            for (var way = 0; way < ways.size(); way++) {
                var begun = System.nanoTime();
                ways.get(way).page().call();
                if (page >= 0) {
                    taken.get(way)[page] = System.nanoTime() - begun;
                }
            }
        }
        return IntStream.range(0, ways.size())
                .mapToObj(way -> figure(ways.get(way).name(), taken.get(way), rows))
                .toList();
    }

    private static Way over(Staff staff, String name, String list) {
        return new Way(name, () -> staff.get("/api/v1/admin/" + list).accepted("GET " + list));
    }

    private static Figure figure(String name, long[] nanos, int rows) {
        Arrays.sort(nanos);
        var p99 = nanos[nanos.length * 99 / 100] / MILLION;
        return new Figure(
                "page of 20 of %d %s".formatted(rows, name),
                "p99 %d ms".formatted(P99_MILLIS),
                String.format(
                        Locale.ROOT,
                        "median %.1f ms, p99 %.1f ms",
                        nanos[nanos.length / 2] / MILLION,
                        p99),
                p99 <= P99_MILLIS);
    }

    private static void fill(
            JdbcTemplate database, Path data, String customers, String orders, int rows)
            throws IOException {
        var there =
                database.queryForObject(
                        "select count(*) from %s.customer where customer_id like ?"
                                .formatted(customers),
                        Integer.class,
                        MADE_UP + "%");
        if (there != null && there >= rows) {
            return;
        }
        // What a run left that did not come to its end.
        database.update(
                "delete from %s.customer where customer_id like ?".formatted(customers),
                MADE_UP + "%");
        database.update(
                "delete from %s.order_details where customer_id like ?".formatted(orders),
                MADE_UP + "%");
        try (var keys = new HikariDataSource()) {
            keys.setDataSource(database(data, "cartulary_keys"));
            var cipher = new PersonalDataCipher(keys);
            for (var from = 1; from <= rows; from += BATCH) {
                fill(database, cipher, customers, from, Math.min(rows, from + BATCH - 1));
            }
        }
        database.update(ORDERS.formatted(orders, MADE_UP), rows);
        database.execute("analyze " + customers + ".customer");
        database.execute("analyze " + orders + ".order_details");
    }

    private static void fill(
            JdbcTemplate database, PersonalDataCipher cipher, String schema, int from, int to) {
        var numbers = new ArrayList<Integer>();
        var emails = new ArrayList<String>();
        var profiles = new ArrayList<String>();
        for (var number = from; number <= to; number++) {
            var customer = MADE_UP + number;
            numbers.add(number);
            emails.add(cipher.seal(customer, "\"made-up-%d@example.org\"".formatted(number)));
            profiles.add(
                    cipher.seal(
                            customer,
                            "{\"firstName\": \"Ada\", \"lastName\": \"Park\", \"phone\": \"+44 20 7946 0000\"}"));
        }
        database.update(
                CUSTOMERS.formatted(schema, MADE_UP),
                numbers.toArray(Integer[]::new),
                emails.toArray(String[]::new),
                profiles.toArray(String[]::new));
    }

    private static int liveGeneration(Staff staff, String projection) throws IOException {
        for (var generation :
                staff.read("/api/v1/admin/projections/" + projection).path("generations")) {
            if (generation.path("state").asString("").equalsIgnoreCase("live")) {
                return generation.path("generation").asInt();
            }
        }
        throw new BenchmarkUnavailable("No generation of " + projection + " is live");
    }

    private static DataSource database(Path data, String name) throws IOException {
        return Database.of(data, name, DatabaseUser.SUPERUSER).dataSource();
    }
}
