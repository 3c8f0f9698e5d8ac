package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPartsTest {
    private static final Set<Part> SERVERS =
            EnumSet.of(Part.POSTGRESQL, Part.KAFKA, Part.ELASTICSEARCH);

    @Nested
    class Postgresql {
        @Test
        void makes_a_database_for_whoever_asks() throws Exception {
            try (var connection =
                            DriverManager.getConnection(
                                    SharedParts.jdbcUrl("some_test"), "postgres", "");
                    var rows =
                            connection
                                    .createStatement()
                                    .executeQuery("SELECT upper('é'), current_database()")) {
                rows.next();

                assertThat(rows.getString(1)).isEqualTo("É");
                assertThat(rows.getString(2)).isEqualTo("some_test");
            }
        }
    }

    @Nested
    class Kafka {
        @Test
        void is_a_cluster_of_one() throws Exception {
            try (var admin =
                    Admin.create(
                            Map.of("bootstrap.servers", SharedParts.kafkaBootstrapServers()))) {
                assertThat(admin.describeCluster().nodes().get()).hasSize(1);
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

        private static String request(String method, String path, String body) throws Exception {
            var request =
                    HttpRequest.newBuilder(
                                    URI.create(
                                            SharedParts.elasticsearchUrl()
                                                    + path.replace("À", "%C3%80")))
                            .method(method, BodyPublishers.ofString(body))
                            .header("Content-Type", "application/json")
                            .build();
            try (var client = HttpClient.newHttpClient()) {
                return client.send(request, BodyHandlers.ofString()).body();
            }
        }
    }

    @Nested
    class PaymentProvider {
        @Test
        void answers_those_who_know_the_secret() throws Exception {
            assertThat(statusOfUnknownCharge(SharedParts.PAYMENT_SECRET)).isEqualTo(404);
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
        void is_told_with_its_name(@TempDir Path directory) throws Exception {
            var told = new ConcurrentHashMap<Part, String>();
            var listener =
                    new PartsListener() {
                        @Override
                        public void died(Part part, String sentence) {
                            told.put(part, sentence);
                        }
                    };
            try (var _ = EmbeddedParts.start(directory, only(Part.KAFKA), listener)) {
                String pid = Files.readString(directory.resolve("kafka/pid")).split(" ")[0];
                ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();

                await().untilAsserted(() ->
                        assertThat(told.get(Part.KAFKA))
                                .startsWith("Kafka has stopped unexpectedly"));
            }
        }

        /// Sessions of the killed server that are still at work hold nobody up.
        @Test
        void starts_again_on_its_data_and_at_its_address(@TempDir Path directory) throws Exception {
            try (var parts =
                    EmbeddedParts.start(directory, only(Part.POSTGRESQL), PartsListener.SILENT)) {
                var address = parts.jdbcUrl("kept");
                try (var connection = DriverManager.getConnection(address, "postgres", "");
                        var statement = connection.createStatement();
                        var other = DriverManager.getConnection(address, "postgres", "");
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

                assertThat(parts.jdbcUrl("kept")).isEqualTo(address);
                try (var connection = DriverManager.getConnection(address, "postgres", "");
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
        void is_not_told_when_it_was_stopped_on_purpose(@TempDir Path directory) {
            var told = new ConcurrentHashMap<Part, String>();
            var listener =
                    new PartsListener() {
                        @Override
                        public void died(Part part, String sentence) {
                            told.put(part, sentence);
                        }
                    };

            // Nobody reads its data again, so it need not wait for the disk.
            var options = new PartsOptions(EnumSet.of(Part.POSTGRESQL), "", false);
            EmbeddedParts.start(directory, options, listener).close();

            assertThat(told).isEmpty();
        }

        private static PartsOptions only(Part part) {
            return new PartsOptions(EnumSet.of(part), "", true);
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

            var options = new PartsOptions(SERVERS, "", true);
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
        void is_told_in_one_sentence() {
            assertThatThrownBy(() -> Home.of("nothing"))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("build the module embedded/nothing first");
        }
    }
}
