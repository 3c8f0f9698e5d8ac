package io.cartulary.benchmarks.client;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import tools.jackson.databind.json.JsonMapper;

/// What a shop gives for its operator's key, exchanged again before it runs out.
public final class OperatorToken implements Staff.Authorization {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration USED_FOR = Duration.ofMinutes(10);

    private final URI commandSide;
    private final String key;
    private String header = "";
    private long exchangedAt;

    public OperatorToken(URI commandSide, String key) {
        this.commandSide = commandSide;
        this.key = key;
    }

    /// @param data the folder of the running shop, which holds its key
    public static OperatorToken of(URI commandSide, Path data) throws IOException {
        return new OperatorToken(commandSide, key(data));
    }

    private static String key(Path data) throws IOException {
        var given = System.getenv("CARTULARY_OPERATOR_KEY");
        if (given != null) {
            return given;
        }
        var file = data.resolve("secrets.properties");
        if (!Files.isReadable(file)) {
            throw new BenchmarkUnavailable(
                    "The operator's key is not known: set CARTULARY_OPERATOR_KEY, or --data to the"
                            + " running shop's folder.");
        }
        var secrets = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            secrets.load(reader);
        }
        return secrets.getProperty("operator-key");
    }

    @Override
    public synchronized String header() throws IOException {
        if (header.isEmpty() || System.nanoTime() - exchangedAt > USED_FOR.toNanos()) {
            try (var connection = new HttpConnection(commandSide, "")) {
                var form = "grant_type=client_credentials&client_secret=" + key;
                var answer =
                        connection
                                .sendBytes(
                                        "POST",
                                        "/api/v1/auth/token",
                                        "Content-Type: application/x-www-form-urlencoded\r\n",
                                        form.getBytes(StandardCharsets.US_ASCII))
                                .accepted("POST /api/v1/auth/token");
                header =
                        "Authorization: Bearer %s\r\n"
                                .formatted(
                                        JSON.readTree(answer.body())
                                                .path("access_token")
                                                .asString());
                exchangedAt = System.nanoTime();
            }
        }
        return header;
    }
}
