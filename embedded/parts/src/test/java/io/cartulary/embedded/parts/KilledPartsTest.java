package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.postgres.Postmaster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left when a part is killed, or who started the parts.
class KilledPartsTest {

    private static final Set<Part> SERVERS =
            EnumSet.of(Part.POSTGRESQL, Part.KAFKA, Part.ELASTICSEARCH);

    @Nested
    class APartThatIsKilled {
        @Test
        void is_reported_with_its_name(@TempDir Path directory) throws Exception {
            var reported = new ConcurrentHashMap<Part, String>();
            var listener =
                    new PartsListener() {
                        @Override
                        public void died(Part part, String sentence) {
                            reported.put(part, sentence);
                        }
                    };
            try (var _ = EmbeddedParts.start(directory, only(Part.KAFKA), listener)) {
                String pid = Files.readString(directory.resolve("kafka/pid")).split(" ")[0];
                ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

                await().untilAsserted(() ->
                        assertThat(reported.get(Part.KAFKA))
                                .startsWith("Kafka has stopped unexpectedly"));
            }
        }

        /// Sessions of the killed server that are still at work hold no one up.
        @Test
        void starts_again_on_its_data_and_at_its_address(@TempDir Path directory) throws Exception {
            try (var parts =
                    EmbeddedParts.start(directory, only(Part.POSTGRESQL), PartsListener.SILENT)) {
                var database = parts.database("kept", DatabaseUser.COMMAND_SIDE);
                try (var connection = database.connect();
                        var statement = connection.createStatement();
                        var other = database.connect();
                        var busy = other.createStatement()) {
                    statement.execute("CREATE TABLE kept AS SELECT 42 AS number");
                    var query = CompletableFuture.runAsync(() -> work(busy));
                    await().until(() -> isAtWork(statement));
                    var killed = parts.process(Part.POSTGRESQL);
                    killed.destroyForcibly();
                    killed.onExit().join();

                    parts.startAgain(Part.POSTGRESQL);
                    query.handle((_, _) -> "answered or broken off").join();
                }

                assertThat(parts.database("kept", DatabaseUser.COMMAND_SIDE)).isEqualTo(database);
                try (var connection = database.connect();
                        var rows =
                                connection.createStatement().executeQuery("SELECT * FROM kept")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(42);
                }
            }
        }

        private static void work(Statement statement) {
            try {
                statement.execute("SELECT count(*) FROM generate_series(1, 20000000)");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static boolean isAtWork(Statement statement) throws SQLException {
            try (var rows =
                    statement.executeQuery(
                            "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%generate_series%'"
                                    + " AND pid <> pg_backend_pid()")) {
                rows.next();
                return rows.getInt(1) > 0;
            }
        }

        @Test
        void is_not_reported_when_it_was_stopped_on_purpose(@TempDir Path directory) {
            var reported = new ConcurrentHashMap<Part, String>();
            var listener =
                    new PartsListener() {
                        @Override
                        public void died(Part part, String sentence) {
                            reported.put(part, sentence);
                        }
                    };

            // No one reads its data again, so it need not wait for the disk.
            var options = new PartsOptions(EnumSet.of(Part.POSTGRESQL), false);
            EmbeddedParts.start(directory, options, listener).close();

            assertThat(reported).isEmpty();
        }

        private static PartsOptions only(Part part) {
            return new PartsOptions(EnumSet.of(part), true);
        }
    }

    @Nested
    class AParentThatIsKilled {
        @Test
        void leaves_data_that_the_next_start_takes_over_and_no_children(@TempDir Path directory)
                throws Exception {
            var parent = startParent(directory);
            try (var lines = parent.inputReader()) {
                assertThat(lines.lines().anyMatch(ShortLivedParent.STORED::equals)).isTrue();
            }
            var children = new ArrayList<>(parent.descendants().toList());
            children.add(
                    Postmaster.of(directory.resolve("postgresql/cluster")).orElseThrow().process());
            parent.destroyForcibly().waitFor();

            var options = new PartsOptions(SERVERS, true);
            try (var parts = EmbeddedParts.start(directory, options, PartsListener.SILENT)) {
                ShortLivedParent.expectWhatWasStored(parts);
                assertThat(children).noneMatch(ProcessHandle::isAlive);
            }
        }

        private static Process startParent(Path directory) throws Exception {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ShortLivedParent.class.getName(),
                            directory.toString())
                    .redirectErrorStream(true)
                    .start();
        }
    }
}
