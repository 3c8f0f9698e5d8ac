package io.cartulary.benchmarks;

import io.cartulary.benchmarks.shop.Machine;
import io.cartulary.benchmarks.shop.Memory;
import io.cartulary.benchmarks.shop.ShopProcess;
import io.cartulary.benchmarks.start.StartUp;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Every figure in one run on one machine, against a shop of its own.
final class All implements Benchmark {

    private static final int PORT = 18_080;

    @Override
    public List<Figure> run(Options given) throws Exception {
        var figures = new ArrayList<Figure>();
        var home = Options.home().resolve("benchmarks");
        var data = home.resolve("target/shop");
        var port = given.number("port", PORT);
        try (var shop = ShopProcess.start(given, data, port, "--reset")) {
            var options = given.with("data", data.toString()).with("url", shop.url().toString());
            for (var name : List.of("checkout", "browse", "visible", "lines")) {
                figures.addAll(measure(name, options));
            }
            var memory = Memory.of(shop);
            memory.print();
            figures.add(
                    StartUp.memory(
                            "resident memory of all parts after that load", memory.proportional()));
        }
        figures.addAll(measure("start", given.with("data", data.toString())));
        figures.addAll(measure("replay", given));
        figures.addAll(measure("commands", given));
        figures.addAll(measure("hot-sku", given));
        figures.addAll(measure("read-models", given));
        var results = Files.createDirectories(home.resolve("results"));
        var today = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC);
        Files.writeString(
                results.resolve(today + ".md"),
                "# %s%n%n%s%n%n%s".formatted(today, Machine.description(), Figure.table(figures)),
                StandardCharsets.UTF_8);
        return figures;
    }

    private static List<Figure> measure(String name, Options options) throws Exception {
        System.out.printf("%n== %s%n", name);
        return Benchmarks.benchmark(name).run(options);
    }
}
