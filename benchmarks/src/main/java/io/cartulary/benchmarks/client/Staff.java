package io.cartulary.benchmarks.client;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A member of staff with a connection of his own.
public final class Staff implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final HttpConnection commands;
    private final HttpConnection queries;

    /// @param data the folder that holds the password of the running shop
    public Staff(URI shop, Path data) throws IOException {
        this(shop, password(data));
    }

    public Staff(URI shop, String password) {
        this(shop, shop, password);
    }

    /// Of a shop whose sides answer by themselves.
    public Staff(URI commandSide, URI querySide, String password) {
        var headers = authorization(password);
        this.commands = new HttpConnection(commandSide, headers);
        this.queries =
                commandSide.equals(querySide) ? commands : new HttpConnection(querySide, headers);
    }

    /// The header line of a request by staff.
    public static String authorization(Path data) throws IOException {
        return authorization(password(data));
    }

    private static String authorization(String password) {
        var login = "admin:" + password;
        var basic = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        return "Authorization: Basic " + basic + "\r\n";
    }

    private static String password(Path data) throws IOException {
        var given = System.getenv("CARTULARY_STAFF_PASSWORD");
        if (given != null) {
            return given;
        }
        var file = data.resolve("secrets.properties");
        if (!Files.isReadable(file)) {
            throw new BenchmarkUnavailable(
                    "The staff password is not known: set CARTULARY_STAFF_PASSWORD, or --data to the"
                            + " running shop's folder.");
        }
        var secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            secrets.load(reader);
        }
        return secrets.getProperty("staff-password");
    }

    public Answer post(String path, String json) throws IOException {
        return commands.send("POST", path, "Idempotency-Key: " + UUID.randomUUID() + "\r\n", json);
    }

    public Answer put(String path, String json) throws IOException {
        return commands.send("PUT", path, "", json);
    }

    public Answer get(String path) throws IOException {
        return queries.get(path, "");
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
