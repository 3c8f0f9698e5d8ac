package io.cartulary.benchmarks.catalogue;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.load.CatalogueReads;
import io.cartulary.benchmarks.load.Load;
import io.cartulary.benchmarks.shop.Memory;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/// A shop of its own with 100,000 products: how fast a file of them is taken in, how fast the index
/// of products is made from nothing beside the live one, and how fast products are found and shown.
public final class Catalogue implements Benchmark {

    private static final int PORT = 18_080;
    private static final int PRODUCTS = 100_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final int TAKEN_PER_SECOND = 1_500;

    /// Of the most memory in the first half of an import, the second half may need.
    private static final double FLAT = 1.2;

    private static final Duration INDEXED_WITHIN = Duration.ofSeconds(60);

    @Override
    public List<Figure> run(Options options) throws Exception {
        var catalogue = new LargeCatalogue(options.number("products", PRODUCTS));
        var data = options.path("data", Options.home().resolve("benchmarks/target/catalogue"));
        var figures = new ArrayList<Figure>();
        try (var shop = ShopProcess.start(options, data, options.number("port", PORT), "--reset")) {
            figures.addAll(taken(CatalogueImport.of(catalogue, shop, data)));
            try (var staff = new Staff(shop.url(), data)) {
                System.out.printf(
                        Locale.ROOT,
                        "seen by every projection %.1f s later%n",
                        staff.untilCaughtUp(PATIENCE).toMillis() / 1e3);
                figures.add(indexed(catalogue, staff.rebuild("products", PATIENCE)));
                staff.untilCaughtUp(PATIENCE);
            }
            figures.addAll(reads(catalogue, options.load(), shop.url()));
            Memory.of(shop).print();
        }
        return figures;
    }

    private static List<Figure> taken(CatalogueImport.Run run) {
        return List.of(
                new Figure(
                        "products/s of a file, over the command path",
                        TAKEN_PER_SECOND + "/s",
                        String.format(Locale.ROOT, "%.0f/s", run.perSecond()),
                        run.perSecond() >= TAKEN_PER_SECOND),
                new Figure(
                        "memory of the application in the second half of the file, of that in the first",
                        String.format(Locale.ROOT, "at most %.1f", FLAT),
                        String.format(
                                Locale.ROOT,
                                "%.2f (%s, %s)",
                                (double) run.late() / run.early(),
                                Memory.mebibytes(run.late()),
                                Memory.mebibytes(run.early())),
                        run.late() <= FLAT * run.early()));
    }

    private static Figure indexed(LargeCatalogue catalogue, Duration took) {
        return new Figure(
                "index of %d products from nothing, beside the live one"
                        .formatted(catalogue.size()),
                INDEXED_WITHIN.toSeconds() + " s",
                String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1e3),
                took.compareTo(INDEXED_WITHIN) <= 0);
    }

    private static List<Figure> reads(LargeCatalogue catalogue, Load load, URI shop)
            throws InterruptedException {
        return List.of(
                CatalogueReads.measure(
                        "search with facets",
                        load,
                        shop,
                        () -> "/api/v1/search?q=" + encoded(LargeCatalogue.randomWords()) + brand(),
                        400,
                        Duration.ofMillis(100)),
                CatalogueReads.measure(
                        "suggestions",
                        load,
                        shop,
                        () ->
                                "/api/v1/search/suggestions?limit=10&q="
                                        + encoded(LargeCatalogue.randomBeginning()),
                        1_500,
                        Duration.ofMillis(20)),
                CatalogueReads.measure(
                        "product page by slug, of all products alike",
                        load,
                        shop,
                        () ->
                                "/api/v1/products/"
                                        + catalogue.slug(
                                                ThreadLocalRandom.current()
                                                        .nextInt(catalogue.size())),
                        4_000,
                        Duration.ZERO));
    }

    /// One search in four is narrowed.
    private static String brand() {
        return ThreadLocalRandom.current().nextInt(4) > 0
                ? ""
                : "&brand=" + encoded(LargeCatalogue.randomBrand());
    }

    private static String encoded(String words) {
        return URLEncoder.encode(words, StandardCharsets.UTF_8);
    }
}
