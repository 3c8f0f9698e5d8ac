package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.postgres.Postmaster;
import io.cartulary.embedded.parts.process.InstallRoot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsTest {
    private static final Set<Part> SERVERS =
            EnumSet.of(Part.POSTGRESQL, Part.KAFKA, Part.ELASTICSEARCH);

    @Nested
    class Postgresql {
        @Test
        void makes_a_database_for_each_that_asks() throws Exception {
            try (var connection =
                            SharedParts.database("some_test", DatabaseUser.COMMAND_SIDE).connect();
                    var rows =
                            connection
                                    .createStatement()
                                    .executeQuery("SELECT upper('é'), current_database()")) {
                rows.next();

                assertThat(rows.getString(1)).isEqualTo("É");
                assertThat(rows.getString(2)).isEqualTo("some_test");
            }
        }

        @Test
        void knows_no_one_without_a_password() {
            var database = SharedParts.database("closed", DatabaseUser.COMMAND_SIDE);
            for (var user : List.of("postgres", "cartulary_command", "root")) {
                for (var password : List.of("", user, "guessed")) {
                    assertThatThrownBy(() -> new Database(database.url(), user, password).connect())
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("password");
                }
            }
        }

        @Test
        void lets_no_application_read_files_or_run_commands() throws Exception {
            for (var user : List.of(DatabaseUser.COMMAND_SIDE, DatabaseUser.QUERY_SIDE)) {
                var database = SharedParts.database("of_" + user.title(), user);
                try (var connection = database.connect();
                        var statement = connection.createStatement()) {
                    assertThatThrownBy(() ->
                                    statement.executeQuery("SELECT pg_read_file('/etc/passwd')"))
                            .hasMessageContaining("permission denied");
                    assertThatThrownBy(() -> statement.execute("COPY (SELECT 1) TO PROGRAM 'true'"))
                            .hasMessageContaining("permission denied");
                }
            }
        }

        @Test
        void lets_the_query_side_read_events_and_write_only_read_models() throws Exception {
            var events = SharedParts.database("shop_events", DatabaseUser.COMMAND_SIDE);
            try (var owner = events.connect();
                    var writes = owner.createStatement()) {
                writes.execute("CREATE TABLE event AS SELECT 1 AS id");
            }

            var reader = SharedParts.database("shop_views", DatabaseUser.QUERY_SIDE);
            try (var connection =
                            new Database(events.url(), reader.username(), reader.password())
                                    .connect();
                    var statement = connection.createStatement()) {
                assertThat(statement.executeQuery("SELECT * FROM event").next()).isTrue();
                assertThatThrownBy(() -> statement.execute("DELETE FROM event"))
                        .hasMessageContaining("permission denied");
            }
            assertThatThrownBy(() ->
                            new Database(reader.url(), events.username(), events.password())
                                    .connect())
                    .hasMessageContaining("permission denied");
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void does_not_run_as_root() throws Exception {
            SharedParts.database("some_test", DatabaseUser.COMMAND_SIDE);
            var process =
                    Path.of("/proc", Long.toString(SharedParts.process(Part.POSTGRESQL).pid()));

            assertThat(Files.getAttribute(process, "unix:uid")).isNotEqualTo(0);
        }
    }

    @Nested
    class Kafka {
        @Test
        void is_a_cluster_of_one() throws Exception {
            try (var admin = Admin.create(Map.copyOf(SharedParts.kafkaClient()))) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
            }
        }

        @Test
        void admits_no_one_without_its_password() {
            var guest = new HashMap<String, Object>(SharedParts.kafkaClient());
            guest.replace(
                    "sasl.jaas.config",
                    guest.get("sasl.jaas.config")
                            .toString()
                            .replaceFirst("password=\"[^\"]+\"", "password=\"guessed\""));
            try (var admin = Admin.create(guest)) {
                assertThatThrownBy(() -> admin.describeCluster().nodes().get())
                        .hasCauseInstanceOf(SaslAuthenticationException.class);
            }
        }
    }

    @Nested
    class Elasticsearch {
        @Test
        void finds_a_word_by_its_beginning_and_without_its_accents() throws Exception {
            request(
                    "PUT",
                    "/prefixes",
                    """
                    {
                      "settings": {
                        "number_of_replicas": 0,
                        "analysis": {
                          "filter": {"beginnings": {"type": "edge_ngram", "min_gram": 2, "max_gram": 10}},
                          "analyzer": {
                            "indexed": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding", "beginnings"]},
                            "searched": {"tokenizer": "standard", "filter": ["lowercase", "asciifolding"]}
                          }
                        }
                      },
                      "mappings": {
                        "properties": {"name": {"type": "text", "analyzer": "indexed", "search_analyzer": "searched"}}
                      }
                    }
                    """);
            request("PUT", "/prefixes/_doc/1?refresh=true", "{\"name\": \"Crème hydratante\"}");

            assertThat(request("GET", "/prefixes/_search?q=name:HYDRÀ", ""))
                    .contains("\"_id\":\"1\"");
            assertThat(request("GET", "/prefixes/_search?q=name:dratante", ""))
                    .doesNotContain("\"_id\"");
        }

        @Test
        void refuses_text_analysis_that_a_full_cluster_would_do_otherwise() throws Exception {
            var answer =
                    request(
                            "PUT",
                            "/refused",
                            """
                            {"settings": {"analysis": {"filter": {"s": {"type": "stemmer", "language": "klingon"}}}}}
                            """);

            assertThat(answer).contains("stemmer [klingon] is not supported");
        }

        @Test
        void answers_no_one_without_its_password() throws Exception {
            var address = SharedParts.elasticsearchUrl();
            var user = address.getUserInfo().split(":")[0];
            for (var userInfo : Arrays.asList(null, user + ":guessed", "elastic:changeme")) {
                var guessed =
                        new URI(
                                "http",
                                userInfo,
                                address.getHost(),
                                address.getPort(),
                                "",
                                null,
                                null);
                for (var path : List.of("/", "/_cluster/health", "/nothing", "/_search")) {
                    assertThat(SearchRequests.send(guessed, "GET", path, "").statusCode())
                            .isEqualTo(401);
                }
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void listens_to_requests_alone_and_to_no_other_node() throws Exception {
            var port = SharedParts.elasticsearchUrl().getPort();

            assertThat(portsOf(SharedParts.process(Part.ELASTICSEARCH).pid())).containsOnly(port);
        }

        private static Set<Integer> portsOf(long process) throws Exception {
            var sockets = new HashSet<String>();
            try (var files = Files.list(Path.of("/proc/%d/fd".formatted(process)))) {
                for (var file : files.toList()) {
                    sockets.add(Files.readSymbolicLink(file).toString());
                }
            }
            var ports = new HashSet<Integer>();
            for (var table : List.of("tcp", "tcp6")) {
                for (var line : Files.readAllLines(Path.of("/proc/net", table))) {
                    var words = line.strip().split("\\s+");
                    if (words[3].equals("0A")
                            && sockets.contains("socket:[%s]".formatted(words[9]))) {
                        ports.add(Integer.parseInt(words[1].split(":")[1], 16));
                    }
                }
            }
            return ports;
        }

        private static String request(String method, String path, String body) throws Exception {
            return SearchRequests.send(
                            SharedParts.elasticsearchUrl(),
                            method,
                            path.replace("À", "%C3%80"),
                            body)
                    .body();
        }
    }

    @Nested
    class PaymentProvider {
        @Test
        void answers_those_who_know_the_secret() throws Exception {
            assertThat(statusOfUnknownCharge(SharedParts.paymentSecret())).isEqualTo(404);
            assertThat(statusOfUnknownCharge("guessed")).isEqualTo(401);
        }

        private static int statusOfUnknownCharge(String secret) throws Exception {
            var address = SharedParts.paymentProviderUrl() + "/v1/charges/payment-unknown";
            var request =
                    HttpRequest.newBuilder(URI.create(address))
                            .header("Authorization", "Bearer " + secret)
                            .build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, BodyHandlers.discarding()).statusCode();
            }
        }
    }

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

    @Nested
    class APartThatIsNotBuilt {
        @Test
        void is_reported_in_one_sentence() {
            assertThatThrownBy(() -> InstallRoot.of("nothing"))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("build the module embedded/nothing first");
        }
    }
}
