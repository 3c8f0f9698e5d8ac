package io.cartulary.benchmarks.readmodel;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.load.Checkout;
import io.cartulary.benchmarks.load.Load;
import io.cartulary.embedded.parts.Database;
import io.cartulary.embedded.parts.DatabaseUser;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Rebuilds order details while shoppers buy and look at their orders. No figure but a proof: no
/// request may fail, and afterwards the rows of both generations must be the same.
public final class RebuildProof implements Benchmark {

    private static final String PROJECTION = "order-details";
    private static final List<String> TABLES = List.of("order_details", "order_part");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var shop = options.url();
        Checkout.CATALOGUE.fill(shop, options.data(), Checkout.PIECES, Checkout.COUPON_USES);
        try (var staff = new Staff(shop, options.data());
                var other = new Staff(shop, options.data())) {
            var before = liveGeneration(staff);
            var rebuilt = CompletableFuture.supplyAsync(() -> rebuildDuring(other, options.load()));
            var result = options.load().run(_ -> Checkout.client(shop, Checkout.CATALOGUE.size()));
            result.print();
            System.out.printf("rebuilt in %d ms of that time%n", rebuilt.join().toMillis());
            staff.untilCaughtUp(PATIENCE);
            var after = liveGeneration(staff);
            check(result, rowsThatDiffer(options.data(), before, after), before, after);
        }
        return List.of();
    }

    private static Duration rebuildDuring(Staff staff, Load load) {
        try {
            Pause.of(load.warmUp());
            return staff.rebuild(PROJECTION, PATIENCE);
        } catch (IOException e) {
            throw new BenchmarkUnavailable("The rebuild failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchmarkUnavailable("The rebuild was interrupted");
        }
    }

    private static int liveGeneration(Staff staff) throws IOException {
        for (var generation :
                staff.read("/api/v1/admin/projections/" + PROJECTION).path("generations")) {
            if (generation.path("state").asString("").equalsIgnoreCase("live")) {
                return generation.path("generation").asInt();
            }
        }
        throw new BenchmarkUnavailable("No generation of " + PROJECTION + " is live");
    }

    private static long rowsThatDiffer(Path data, int before, int after)
            throws IOException, SQLException {
        try (var database =
                Database.of(data, "cartulary_views", DatabaseUser.QUERY_SIDE).connect()) {
            var differing = 0L;
            for (var table : TABLES) {
                differing +=
                        rowsWithout(database, table, before, after)
                                + rowsWithout(database, table, after, before);
            }
            return differing;
        }
    }

    private static long rowsWithout(Connection database, String table, int one, int other)
            throws SQLException {
        var sql =
                """
                select count(*) from (table order_details_g%1$d.%3$s
                    except all table order_details_g%2$d.%3$s) as differing\
                """
                        .formatted(one, other, table);
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void check(Load.Result load, long differing, int before, int after) {
        var broken = new ArrayList<String>();
        if (before == after) {
            broken.add("readers still look at generation " + before);
        }
        if (load.errorCount() > 0) {
            broken.add(load.errorCount() + " requests failed");
        }
        if (differing > 0) {
            broken.add(differing + " rows of the generations differ");
        }
        if (!broken.isEmpty()) {
            throw new BenchmarkUnavailable(String.join("; ", broken));
        }
        System.out.printf(
                "generations %d and %d have the same rows, and no request failed%n", before, after);
    }
}
