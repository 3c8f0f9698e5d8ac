package io.cartulary.benchmarks.client;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A member of staff with a connection of their own.
public final class Staff implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /// As whom staff ask.
    @FunctionalInterface
    public interface Authorization {

        /// A header line, with its end.
        String header() throws IOException;
    }

    private final HttpConnection commands;
    private final HttpConnection queries;
    private final Authorization token;

    /// @param data the folder that holds the key of the running shop
    public Staff(URI shop, Path data) throws IOException {
        this(shop, shop, OperatorToken.of(shop, data));
    }

    /// Of a shop whose sides answer by themselves.
    public Staff(URI commandSide, URI querySide, Authorization token) {
        this.token = token;
        this.commands = new HttpConnection(commandSide, "");
        this.queries = commandSide.equals(querySide) ? commands : new HttpConnection(querySide, "");
    }

    public Answer post(String path, String json) throws IOException {
        return post(path, json, UUID.randomUUID().toString());
    }

    /// @param key the same is done once and answered the same
    public Answer post(String path, String json, String key) throws IOException {
        var header = "Idempotency-Key: " + key + "\r\n";
        return commands.send("POST", path, token.header() + header, json);
    }

    public Answer put(String path, String json) throws IOException {
        return commands.send("PUT", path, token.header(), json);
    }

    public Answer get(String path) throws IOException {
        return queries.get(path, token.header());
    }

    /// The answer as a tree; only for what is asked rarely.
    public JsonNode read(String path) throws IOException {
        return JSON.readTree(get(path).accepted("GET " + path).body());
    }

    /// How far the live generation of one projection is behind, as it was measured within the last
    /// second.
    record Lag(String projection, long events, long seconds) {}

    public List<Lag> lags() throws IOException {
        var lags = new ArrayList<Lag>();
        for (var projection : read("/api/v1/admin/projections")) {
            for (var generation : projection.path("generations")) {
                if (generation.path("state").asString("").equalsIgnoreCase("live")) {
                    var progress = generation.path("progress");
                    lags.add(
                            new Lag(
                                    projection.path("name").asString(""),
                                    progress.path("lagEvents").asLong(),
                                    progress.path("lagSeconds").asLong()));
                }
            }
        }
        return lags;
    }

    /// Waits until every projection has seen everything and answers how long that took.
    public Duration untilCaughtUp(Duration patience) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        while (lags().stream().anyMatch(lag -> lag.events() > 0)) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new BenchmarkUnavailable("The projections do not catch up: " + lags());
            }
            Pause.of(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /// Rebuilds a projection: from the request until readers are led to the new generation.
    public Duration rebuild(String projection, Duration patience)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var answer =
                post("/api/v1/admin/projections/" + projection + "/rebuilds", "{}")
                        .accepted("rebuild");
        var progress = URI.create(answer.requiredHeader("Location")).getPath();
        while (!"live".equalsIgnoreCase(get(progress).accepted("progress").member("state"))) {
            if (System.nanoTime() - begun > patience.toNanos()) {
                throw new BenchmarkUnavailable("The rebuild does not end: " + get(progress).text());
            }
            Pause.of(BETWEEN_LOOKS);
        }
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    @Override
    public void close() {
        commands.close();
        queries.close();
    }
}
