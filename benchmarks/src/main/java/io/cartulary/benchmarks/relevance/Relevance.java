package io.cartulary.benchmarks.relevance;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.embedded.parts.EmbeddedParts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.json.JsonMapper;

/// Asks a running shop judged queries, and an index of the same products with the mapping and the
/// analysis that Elasticsearch chooses by default.
public final class Relevance implements Benchmark {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// A page that a shopper looks through.
    private static final int ANSWERS = 20;

    private static final double NDCG = 0.90;
    private static final String SLUG = "slug";
    private static final String SAMPLE = "command-side/src/main/resources/sample/products.jsonl";
    private static final String JUDGEMENTS = "benchmarks/judgements/products.tsv";

    /// Answers of both to the queries of one group.
    private record Group(List<Quality> ours, List<Quality> plain) {

        static Group empty() {
            return new Group(new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public List<Figure> run(Options options) throws IOException {
        var products = products(options);
        var judged =
                JudgedQuery.readAll(options.path("judgements", Options.home().resolve(JUDGEMENTS)))
                        .stream()
                        .flatMap(query -> query.among(products.keySet()))
                        .toList();
        var all = Group.empty();
        var groups = new LinkedHashMap<String, Group>();
        try (var shop = new HttpConnection(options.url(), "Accept: application/json\r\n");
                var plain =
                        new PlainIndex(
                                EmbeddedParts.elasticsearchUrl(options.data()),
                                products.values())) {
            for (var query : judged) {
                var found = search(shop, query.text());
                var ours = Quality.of(query, found);
                var theirs = Quality.of(query, plain.search(query.text(), ANSWERS));
                for (var group :
                        List.of(all, groups.computeIfAbsent(query.group(), _ -> Group.empty()))) {
                    group.ours().add(ours);
                    group.plain().add(theirs);
                }
                if (ours.ndcg() < NDCG) {
                    System.out.printf(
                            Locale.ROOT,
                            "%.2f  %-12s %s: %s%n",
                            ours.ndcg(),
                            query.group(),
                            query.text(),
                            found.subList(0, Math.min(5, found.size())));
                }
            }
        }
        var figures = new ArrayList<Figure>();
        groups.forEach((name, group) -> figures.add(figure(name, group, 0)));
        figures.add(figure("all", all, NDCG));
        return figures;
    }

    /// Each line of the files by the slug in it.
    private static Map<String, String> products(Options options) throws IOException {
        var given = options.text("products");
        var files =
                given == null
                        ? List.of(Options.home().resolve(SAMPLE))
                        : List.of(given.split(",")).stream().map(Path::of).toList();
        var products = new LinkedHashMap<String, String>();
        for (var file : files) {
            try (var reader = reader(file)) {
                reader.lines()
                        .filter(line -> JSON.readTree(line).has(SLUG)) // and not a definition
                        .forEach(line ->
                                products.put(JSON.readTree(line).path(SLUG).asString(), line));
            }
        }
        return products;
    }

    private static BufferedReader reader(Path file) throws IOException {
        var bytes = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes,
                        StandardCharsets.UTF_8));
    }

    private static List<String> search(HttpConnection shop, String text) throws IOException {
        var answer =
                shop.get(
                                "/api/v1/search?facets=false&limit=%d&q=%s"
                                        .formatted(
                                                ANSWERS,
                                                URLEncoder.encode(text, StandardCharsets.UTF_8)),
                                "")
                        .accepted("search");
        return JSON.readTree(answer.body())
                .path("items")
                .valueStream()
                .map(item -> item.path(SLUG).asString())
                .toList();
    }

    private static Figure figure(String name, Group group, double least) {
        var ours = Quality.mean(group.ours());
        var plain = Quality.mean(group.plain());
        return new Figure(
                "%s, %d queries".formatted(name, group.ours().size()),
                least == 0
                        ? "NDCG@10 of Elasticsearch's default, none empty"
                        : "NDCG@10 %.2f, none empty".formatted(least),
                "%s; default %s".formatted(words(ours), words(plain)),
                ours.ndcg() >= Math.max(plain.ndcg(), least) && ours.empty() == 0);
    }

    private static String words(Quality quality) {
        return String.format(
                Locale.ROOT,
                "NDCG@10 %.3f, MRR %.3f, recall %.3f, empty %.1f %%",
                quality.ndcg(),
                quality.reciprocalRank(),
                quality.recall(),
                100 * quality.empty());
    }
}
