package io.cartulary.benchmarks.fuzz;

import io.cartulary.benchmarks.Benchmark;
import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.benchmarks.Figure;
import io.cartulary.benchmarks.Options;
import io.cartulary.benchmarks.client.Answer;
import io.cartulary.benchmarks.client.HttpConnection;
import io.cartulary.benchmarks.client.OperatorToken;
import io.cartulary.benchmarks.client.Pause;
import io.cartulary.benchmarks.client.Staff;
import io.cartulary.benchmarks.crash.InvariantChecks;
import io.cartulary.benchmarks.shop.ShopProcess;
import java.io.EOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Sends thousands of requests that are nearly right to a shop of its own and checks every answer;
/// sells something now and then, which must succeed; reads all books at the end. No figure but a
/// proof; it fails with what it found, each with the number of its request.
public final class FuzzProof implements Benchmark {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PORT = 18_084;
    private static final int REQUESTS = 100_000;
    private static final int BETWEEN_SALES = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int SHOWN_OF_EACH = 3;
    private static final String WHOLE_SHOP = "the shop";

    /// What was found, by the rule that was broken and then by where: the first request of each.
    private final Map<String, Map<String, String>> findings = new LinkedHashMap<>();

    private final Map<Integer, Integer> answers = new TreeMap<>();
    private final KnownIds ids = new KnownIds();

    @Override
    public List<Figure> run(Options options) throws Exception {
        var data = options.path("data", Options.home().resolve("benchmarks/target/fuzz"));
        var requests = options.number("requests", REQUESTS);
        var first = options.number("from", 0);
        var seed =
                options.has("seed")
                        ? options.number("seed", 0)
                        : ThreadLocalRandom.current().nextInt(1_000_000);
        System.out.printf(
                "seed %d: the same requests again with --seed %d%s%n",
                seed, seed, first == 0 ? "" : " --from " + first);
        try (var shop = ShopProcess.start(options, data, options.number("port", PORT), "--reset")) {
            new Run(shop.url(), data, options.axonServer(), seed).play(first, requests);
        }
        return List.of();
    }

    private final class Run {

        private final URI url;
        private final Path data;
        private final @Nullable String axonServer;
        private final Sale sale;
        private final RequestMaker maker;
        private final HttpConnection connection;

        Run(URI url, Path data, @Nullable String axonServer, int seed) throws IOException {
            this.url = url;
            this.data = data;
            this.axonServer = axonServer;
            this.connection = new HttpConnection(url, "");
            var staff = OperatorToken.of(url, data);
            this.sale = new Sale(url, data);
            var document =
                    JSON.readTree(connection.get("/api/docs", "").accepted("document").body());
            this.maker = new RequestMaker(seed, ApiOperation.of(document), ids, staff);
        }

        void play(int first, int requests) throws Exception {
            sell();
            for (int number = first; number < first + requests; number++) {
                if (number % BETWEEN_SALES == BETWEEN_SALES - 1) {
                    sell();
                }
                send(maker.make(number));
            }
            sell();
            checkReaders();
            checkBooks();
            report(requests);
        }

        private void send(FuzzRequest request) throws IOException, InterruptedException {
            Answer answer;
            try {
                answer =
                        connection.sendBytes(
                                request.method(),
                                request.path(),
                                request.headers(),
                                request.body());
            } catch (EOFException e) {
                found(
                        "the connection was closed without an answer",
                        request.operation().toString(),
                        request.toString());
                return;
            }
            answers.merge(answer.status(), 1, Integer::sum);
            var tree = AnswerRules.tree(answer);
            if (answer.isSuccess() && tree != null) {
                ids.learn(tree);
            }
            var token = answer.header("Cart-Token");
            if (token != null) {
                ids.add("Cart-Token", token);
            }
            for (var broken : AnswerRules.violations(request, answer)) {
                found(
                        broken,
                        request.operation().toString(),
                        "%s%n    answer: %d %s"
                                .formatted(
                                        request, answer.status(), FuzzRequest.cut(answer.text())));
            }
        }

        private void sell() throws IOException, InterruptedException {
            try {
                sale.sell(ids);
            } catch (Answer.Unexpected e) {
                found("it no longer sells: " + e.getMessage(), WHOLE_SHOP, e.details());
            }
        }

        /// Every projection follows, nothing was put aside, and the shop says that it is ready.
        private void checkReaders() throws IOException, InterruptedException {
            try (var staff = new Staff(url, data)) {
                staff.untilCaughtUp(PATIENCE);
                var parked = staff.read("/api/v1/admin/parked-events?limit=10");
                if (!parked.path("items").isEmpty()) {
                    found("events were parked", WHOLE_SHOP, FuzzRequest.cut(parked.toString()));
                }
            } catch (BenchmarkUnavailable e) {
                found("a reader stopped", WHOLE_SHOP, e.getMessage());
            }
            var readiness = connection.get("/actuator/health/readiness", "");
            if (readiness.status() != 200) {
                found("it is not ready", WHOLE_SHOP, readiness.text());
            }
        }

        /// Orders that no one pays stay open; everything else must add up.
        private void checkBooks() throws IOException, SQLException, InterruptedException {
            var until = System.nanoTime() + PATIENCE.toNanos();
            var broken = violations();
            while (!broken.isEmpty() && System.nanoTime() < until) {
                Pause.of(BETWEEN_LOOKS);
                broken = violations();
            }
            broken.forEach(violation -> found("the books do not agree", WHOLE_SHOP, violation));
        }

        private List<String> violations() throws IOException, SQLException {
            var books = InvariantChecks.read(data, axonServer);
            var broken = new ArrayList<>(books.violations());
            broken.removeAll(books.unfinished());
            return broken;
        }
    }

    private void found(String rule, String where, String details) {
        findings.computeIfAbsent(rule, _ -> new LinkedHashMap<>()).putIfAbsent(where, details);
    }

    private void report(int requests) {
        System.out.printf("%d requests; answers by status: %s%n", requests, answers);
        if (!findings.isEmpty()) {
            var shown = new StringBuilder();
            findings.forEach((rule, places) -> {
                shown.append("\n%s, at %d places:".formatted(rule, places.size()));
                places.entrySet().stream()
                        .limit(SHOWN_OF_EACH)
                        .forEach(place ->
                                shown.append(
                                        "\n  %s%n  %s"
                                                .formatted(place.getKey(), place.getValue())));
            });
            throw new BenchmarkUnavailable("%d findings:%s".formatted(findings.size(), shown));
        }
        System.out.println("nothing found: every answer is right, the shop sells, the books agree");
    }
}
