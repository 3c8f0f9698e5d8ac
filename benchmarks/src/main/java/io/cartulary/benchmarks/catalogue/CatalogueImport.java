package io.cartulary.benchmarks.catalogue;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.OperatorToken;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.shop.Memory;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Hands a file of products in and looks on until all of them are in the store as events.
final class CatalogueImport {

    private static final String PATH = "/api/v1/admin/imports/products";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMinutes(30);

    /// What runs the shop's own code.
    private static final String APPLICATION = "standalone";

    private CatalogueImport() {}

    /// @param perSecond products, from the file's arrival until the last command was answered
    /// @param early the most that the application held in the first half of the products, after the
    ///   first tenth
    /// @param late the same in the second half
    record Run(double perSecond, long early, long late) {}

    static Run of(LargeCatalogue catalogue, ShopProcess shop, Path data)
            throws IOException, InterruptedException {
        var file = catalogue.file();
        System.out.printf(
                "handing in %d products with %d variants each, %s packed%n",
                catalogue.size(), LargeCatalogue.VARIANTS, Memory.mebibytes(file.length));
        try (var staff = new Staff(shop.url(), data)) {
            var begun = System.nanoTime();
            var status = handIn(file, shop, data);
            var looks = new ArrayList<Look>();
            while (true) {
                var said = staff.read(status);
                var taken = said.path("rowsTaken").asLong();
                var state = said.path("state").asString("");
                looks.add(new Look(taken, applicationOf(shop)));
                if (!state.equalsIgnoreCase("running")) {
                    check(state, said.path("rowsReported").asLong(), said.toString());
                    var seconds = (System.nanoTime() - begun) / 1e9;
                    System.out.printf(Locale.ROOT, "taken in within %.1f s%n", seconds);
                    return run(catalogue.size(), seconds, looks);
                }
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new BenchmarkUnavailable("The import does not end: " + said);
                }
                Pause.of(BETWEEN_LOOKS);
            }
        }
    }

    /// @param memory of the application, in bytes
    private record Look(long taken, long memory) {}

    private static String handIn(byte[] file, ShopProcess shop, Path data) throws IOException {
        try (var connection = new HttpConnection(shop.url(), "")) {
            var answer =
                    connection
                            .sendBytes(
                                    "POST",
                                    PATH,
                                    OperatorToken.of(shop.url(), data).header()
                                            + "Content-Type: application/octet-stream\r\n",
                                    file)
                            .accepted("hand in");
            return URI.create(answer.requiredHeader("Location")).getPath();
        }
    }

    private static long applicationOf(ShopProcess shop) throws IOException {
        return Memory.of(shop).byProgram().getOrDefault(APPLICATION, 0L);
    }

    private static void check(String state, long reported, String said) {
        if (!state.equalsIgnoreCase("done") || reported > 0) {
            throw new BenchmarkUnavailable("Not all products were taken in: " + said);
        }
    }

    private static Run run(int products, double seconds, List<Look> looks) {
        return new Run(
                products / seconds,
                most(looks, products / 10, products / 2),
                most(looks, products / 2, Long.MAX_VALUE));
    }

    private static long most(List<Look> looks, long from, long until) {
        return looks.stream()
                .filter(look -> look.taken() >= from && look.taken() < until)
                .mapToLong(Look::memory)
                .max()
                .orElse(0);
    }
}
