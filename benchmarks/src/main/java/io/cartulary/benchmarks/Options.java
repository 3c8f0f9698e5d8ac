package io.cartulary.benchmarks;

import io.cartulary.benchmarks.load.Load;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What was written behind a benchmark's name: `--name value`, each with a default.
public final class Options {

    /// The program that is the Axon Server, for a proof that starts and kills it.
    public static final String AXON_SERVER_PROGRAM = "axon-server-program";

    private static final Set<String> KNOWN =
            Set.of(
                    "url",
                    "data",
                    "seconds",
                    "warm-up",
                    "clients",
                    "rounds",
                    "events",
                    "port",
                    "profile",
                    "skus",
                    "kills",
                    "minutes",
                    "seed",
                    "pay-within",
                    "products",
                    "judgements",
                    "file",
                    "attributes",
                    "sessions",
                    "days",
                    "tune",
                    "requests",
                    "from",
                    "without",
                    "event-store",
                    "axon-server",
                    AXON_SERVER_PROGRAM,
                    "take-part", // hot-sku starts its own processes with it
                    "events-url",
                    "keys-url");

    private final Map<String, String> given;

    private Options(Map<String, String> given) {
        this.given = given;
    }

    public static Options parse(String[] words) {
        var given = new HashMap<String, String>();
        for (int at = 0; at < words.length; at += 2) {
            var name = words[at].replaceFirst("^--", "");
            if (!words[at].startsWith("--") || !KNOWN.contains(name) || at + 1 == words.length) {
                throw new BenchmarkUnavailable(
                        "\"%s\" is not understood; see benchmarks/run help."
                                .formatted(
                                        String.join(
                                                " ", Arrays.copyOfRange(words, at, words.length))));
            }
            given.put(name, words[at + 1]);
        }
        return new Options(given);
    }

    /// The same, but for what is not said here.
    Options with(String name, String value) {
        var all = new HashMap<>(given);
        all.put(name, value);
        return new Options(all);
    }

    public boolean has(String name) {
        return given.containsKey(name);
    }

    public int number(String name, int otherwise) {
        return has(name) ? Integer.parseInt(given.get(name)) : otherwise;
    }

    public Duration seconds(String name, int otherwise) {
        return Duration.ofSeconds(number(name, otherwise));
    }

    /// Also a part of one, for example `0.5`.
    public Duration minutes(String name, int otherwise) {
        return has(name)
                ? Duration.ofMillis((long) (Double.parseDouble(given.get(name)) * 60_000))
                : Duration.ofMinutes(otherwise);
    }

    public @Nullable String text(String name) {
        return given.get(name);
    }

    /// Where a running shop answers.
    public URI url() {
        return URI.create(given.getOrDefault("url", "http://localhost:8080"));
    }

    /// The repository's directory.
    public static Path home() {
        return Path.of(System.getProperty("cartulary.home", "")).toAbsolutePath();
    }

    /// Where the running shop keeps everything.
    public Path data() {
        return path("data", home().resolve("data"));
    }

    public Path path(String name, Path otherwise) {
        return has(name) ? Path.of(given.get(name)).toAbsolutePath() : otherwise;
    }

    /// In which store a shop that is started keeps its events; an option of `./start`.
    public List<String> eventStore() {
        return Stream.of("event-store", "axon-server")
                .filter(this::has)
                .flatMap(name -> Stream.of("--" + name, given.get(name)))
                .toList();
    }

    /// Where its events are, if not in PostgreSQL.
    public @Nullable String axonServer() {
        return text("axon-server");
    }

    public Load load() {
        return load(15);
    }

    /// @param warmUp in seconds
    public Load load(int warmUp) {
        return new Load(number("clients", 32), seconds("warm-up", warmUp), seconds("seconds", 60));
    }
}
