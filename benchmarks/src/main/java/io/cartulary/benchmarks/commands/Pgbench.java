package io.cartulary.benchmarks.commands;

import io.cartulary.benchmarks.BenchmarkUnavailable;
import io.cartulary.embedded.parts.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/// PostgreSQL's own load program. It inserts rows like ours into a table like ours: `BEGIN`,
/// `INSERT`, `COMMIT`.
record Pgbench(Path program) {

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without initial");

    /// `PGBENCH`, else `pgbench` on the path, else where Debian keeps it.
    static Pgbench find() throws IOException {
        var given = System.getenv("PGBENCH");
        if (given != null) {
            return new Pgbench(Path.of(given));
        }
        var onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                        .map(directory -> Path.of(directory, "pgbench"));
        return Stream.concat(onPath, debian())
                .filter(Files::isExecutable)
                .map(Pgbench::new)
                .findFirst()
                .orElseThrow(() ->
                        new BenchmarkUnavailable(
                                "pgbench is not on the path: install it (Debian: apt-get install"
                                        + " postgresql-contrib) or set PGBENCH to it."));
    }

    private static Stream<Path> debian() throws IOException {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.of();
        }
        try (var versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin/pgbench"))
                    .toList()
                    .stream();
        }
    }

    /// Makes our event table in an empty database and one script for each type of event in ours,
    /// with a row of the type's median width. A type is run as often as it stands in our table.
    List<String> prepare(JdbcClient ours, Database baseline, Path directory) throws IOException {
        Flyway.configure()
                .dataSource(baseline.dataSource())
                .locations("classpath:db/event_store")
                .target("0001")
                .load()
                .migrate();
        var rows =
                ours.sql(
                                """
                                select distinct on (payload_type) *
                                from (select type, payload_type, payload, meta_data, event_count,
                                             abs(width - percentile) as distance
                                      from (select type, payload_type, payload, meta_data,
                                                   length(payload) + length(meta_data) as width
                                            from domain_event_entry) event
                                      join (select payload_type, count(*) as event_count,
                                                   percentile_disc(0.5) within group (order by length(payload) + length(meta_data)) as percentile
                                            from domain_event_entry group by payload_type) median using (payload_type)) candidate
                                order by payload_type, distance
                                """)
                        .query(Row.class)
                        .list();
        var scripts = new ArrayList<String>();
        for (var row : rows) {
            var script = directory.resolve(row.payloadType() + ".sql");
            Files.writeString(script, row.script(), StandardCharsets.US_ASCII);
            scripts.add("%s@%d".formatted(script, Math.max(1, row.eventCount() / 100)));
            System.out.printf(
                    "pgbench inserts %s: payload %d bytes, metadata %d bytes, weight %d%n",
                    row.payloadType(),
                    row.payload().length,
                    row.metaData().length,
                    row.eventCount());
        }
        return scripts;
    }

    private record Row(
            String type, String payloadType, byte[] payload, byte[] metaData, long eventCount) {

        /// Identifiers are made by the server, in the forms ours have.
        String script() {
            var hex = HexFormat.of();
            return """
            BEGIN;
            INSERT INTO domain_event_entry (aggregate_identifier, sequence_number, type, event_identifier, \
            time_stamp, payload_type, payload_revision, payload, meta_data) VALUES \
            ('%s-' || uuidv7(), 0, '%s', gen_random_uuid(), now(), '%s', '1', '\\x%s', '\\x%s');
            COMMIT;
            """
                    .formatted(
                            payloadType.substring(0, payloadType.indexOf('.')),
                            type,
                            payloadType,
                            hex.formatHex(payload),
                            hex.formatHex(metaData));
        }
    }

    /// Transactions a second. Statements are prepared once a session, as our driver does.
    double run(Database database, List<String> scripts, int clients, Duration duration)
            throws IOException, InterruptedException {
        var server = URI.create(database.url().substring("jdbc:".length()));
        var command =
                new ArrayList<>(
                        List.of(
                                program.toString(),
                                "--no-vacuum",
                                "--protocol=prepared",
                                "--jobs=2",
                                "--client=" + clients,
                                "--time=" + duration.toSeconds(),
                                "--host=" + server.getHost(),
                                "--port=" + server.getPort(),
                                "--username=" + database.username()));
        scripts.forEach(script -> command.add("--file=" + script));
        command.add(server.getPath().substring(1));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", database.password());
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new BenchmarkUnavailable("pgbench failed: " + output.strip());
        }
        return Double.parseDouble(rate.group(1));
    }
}
