package io.cartulary.benchmarks.readmodel;

import static io.cartulary.eventstore.tables.ColumnType.*;

import com.zaxxer.hikari.HikariDataSource;
import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.eventstore.tables.Column;
import io.cartulary.eventstore.tables.Rows;
import io.cartulary.eventstore.tables.Table;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// How fast rows of a read model are written: Spring Data JPA's `saveAll` with Hibernate's batching
/// against one `insert … select from unnest(…) on conflict` a batch, on the same table of one
/// server, in turn. The ground of ADR 9.
public final class ReadModels implements Benchmark {

    private static final int ROWS = 100_000;
    private static final int BATCH = 1_000;
    private static final int ROUNDS = 3;
    private static final int TIMES_FASTER = 2;

    private static final Table TABLE = Table.named("order_row");
    private static final Column<String> ORDER_ID = TABLE.key("order_id", TEXT);
    private static final Column<String> NUMBER = TABLE.replaced("number", TEXT.notNull());
    private static final Column<String> CUSTOMER = TABLE.replaced("customer_id", TEXT.notNull());
    private static final Column<String> STATUS = TABLE.replaced("status", TEXT.notNull());
    private static final Column<String> COUNTRY = TABLE.replaced("country", TEXT.notNull());
    private static final Column<Integer> PIECES = TABLE.replaced("pieces", INTEGER.notNull());
    private static final Column<Long> TOTAL = TABLE.replaced("total_minor", BIGINT.notNull());
    private static final Column<String> CURRENCY = TABLE.replaced("currency", TEXT.notNull());
    private static final Column<Instant> PLACED_AT =
            TABLE.replaced("placed_at", TIMESTAMPTZ.notNull());

    /// What one way of writing takes.
    private record Way(
            String name, Consumer<List<OrderRow>> insert, Consumer<List<OrderRow>> update) {}

    /// Rows in a second.
    private record Rates(double insert, double update) {}

    @Override
    public List<Figure> run(Options options) throws Exception {
        var directory =
                options.path("data", Options.home().resolve("benchmarks/target/read-models"));
        Files.createDirectories(directory);
        EmbeddedParts.erase(directory);
        var rows = options.number("events", ROWS);
        var rounds = options.number("rounds", ROUNDS);
        try (var parts =
                EmbeddedParts.start(
                        directory,
                        new PartsOptions(Set.of(Part.POSTGRESQL), true),
                        PartsListener.SILENT)) {
            // Who may begin a checkpoint.
            var database = parts.database("cartulary_views", DatabaseUser.SUPERUSER).dataSource();
            database.setReWriteBatchedInserts(true);
            try (var pool = new HikariDataSource()) {
                pool.setDataSource(database);
                pool.setMaximumPoolSize(2);
                try (var jpa = new OrderRowsOverJpa(pool, BATCH)) {
                    return figures(new JdbcTemplate(pool), jpa, rows, rounds);
                }
            }
        }
    }

    private static List<Figure> figures(
            JdbcTemplate database, OrderRowsOverJpa jpa, int rows, int rounds) {
        var transactions =
                new TransactionTemplate(new JdbcTransactionManager(database.getDataSource()));
        Consumer<List<OrderRow>> unnest =
                batch -> transactions.executeWithoutResult(_ -> write(batch, database));
        var ways =
                List.of(
                        new Way("unnest upsert", unnest, unnest),
                        new Way("JPA saveAll", jpa::saveAllAsNew, jpa::saveAll),
                        new Way("JPA findAllById, then flush", jpa::saveAllAsNew, jpa::change));
        var measured = new ArrayList<List<Rates>>();
        ways.forEach(_ -> measured.add(new ArrayList<>()));
        for (int round = 0; round <= rounds; round++) {
            for (int turn = 0; turn < ways.size(); turn++) {
                int way = (round + turn) % ways.size();
                var rates = measure(database, ways.get(way), round == 0 ? rows / 5 : rows);
                // The first round only warms up.
                if (round > 0) {
                    measured.get(way).add(rates);
                    System.out.printf(
                            Locale.ROOT,
                            "round %d, %s: %,.0f new rows/s, %,.0f changed rows/s%n",
                            round,
                            ways.get(way).name(),
                            rates.insert(),
                            rates.update());
                }
            }
        }
        var single = oneByOne(database, jpa, rows / 50);
        var ours = median(measured.getFirst());
        var figures = new ArrayList<Figure>();
        for (int way = 1; way < ways.size(); way++) {
            var theirs = median(measured.get(way));
            figures.add(
                    new Figure(
                            "rows of a read model, %s against %s, %d rows in batches of %d (median of %d rounds)"
                                    .formatted(
                                            ways.getFirst().name(),
                                            ways.get(way).name(),
                                            rows,
                                            BATCH,
                                            rounds),
                            "%d times".formatted(TIMES_FASTER),
                            String.format(
                                    Locale.ROOT,
                                    "new %,.0f/s against %,.0f/s (%.1f times), changed %,.0f/s against %,.0f/s (%.1f times)",
                                    ours.insert(),
                                    theirs.insert(),
                                    ours.insert() / theirs.insert(),
                                    ours.update(),
                                    theirs.update(),
                                    ours.update() / theirs.update()),
                            ours.update() >= TIMES_FASTER * theirs.update()));
        }
        figures.add(
                new Figure(
                        "the same, JPA save with a transaction for each row",
                        "",
                        String.format(
                                Locale.ROOT,
                                "new %,.0f/s, changed %,.0f/s",
                                single.insert(),
                                single.update()),
                        true));
        return figures;
    }

    private static void write(List<OrderRow> batch, JdbcTemplate database) {
        var rows = new Rows("public");
        for (var row : batch) {
            rows.of(TABLE, row.getId())
                    .set(NUMBER, row.number)
                    .set(CUSTOMER, row.customerId)
                    .set(STATUS, row.status)
                    .set(COUNTRY, row.country)
                    .set(PIECES, row.pieces)
                    .set(TOTAL, row.totalMinor)
                    .set(CURRENCY, row.currency)
                    .set(PLACED_AT, row.placedAt);
        }
        rows.write(database);
    }

    private static Rates oneByOne(JdbcTemplate database, OrderRowsOverJpa jpa, int rows) {
        return measure(
                database,
                new Way(
                        "JPA save",
                        batch -> batch.forEach(row -> jpa.saveAllAsNew(List.of(row))),
                        batch -> batch.forEach(row -> jpa.saveAll(List.of(row)))),
                rows);
    }

    private static Rates measure(JdbcTemplate database, Way way, int rows) {
        database.execute("drop table if exists order_row");
        database.execute(Table.ddl(TABLE));
        database.execute("create index on order_row (customer_id, placed_at)");
        database.execute("checkpoint");
        return new Rates(
                rate(rows, "PENDING", way.insert()), rate(rows, "CONFIRMED", way.update()));
    }

    private static double rate(int rows, String status, Consumer<List<OrderRow>> write) {
        var batches = new ArrayList<List<OrderRow>>();
        for (int from = 0; from < rows; from += BATCH) {
            batches.add(
                    IntStream.range(from, Math.min(rows, from + BATCH))
                            .mapToObj(number -> row(number, status))
                            .toList());
        }
        var begun = System.nanoTime();
        batches.forEach(write);
        return rows / ((System.nanoTime() - begun) / 1e9);
    }

    private static OrderRow row(int number, String status) {
        return new OrderRow(
                "order-0195932c-7a1e-7c4b-9d3e-%012d".formatted(number),
                "C-" + number,
                "customer-0195932c-7a1e-7c4b-9d3e-%012d".formatted(number % 5_000),
                status,
                "GB",
                2,
                1250L + number,
                "GBP",
                Instant.EPOCH.plusSeconds(number));
    }

    private static Rates median(List<Rates> rounds) {
        return new Rates(
                rounds.stream()
                        .mapToDouble(Rates::insert)
                        .sorted()
                        .skip(rounds.size() / 2)
                        .findFirst()
                        .orElseThrow(),
                rounds.stream()
                        .mapToDouble(Rates::update)
                        .sorted()
                        .skip(rounds.size() / 2)
                        .findFirst()
                        .orElseThrow());
    }
}
