package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cartulary.embedded.parts.process.InstallRoot;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What each part answers, and whom.
class EmbeddedPartsTest {

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
    class APartThatIsNotBuilt {
        @Test
        void is_reported_in_one_sentence() {
            assertThatThrownBy(() -> InstallRoot.of("nothing"))
                    .isInstanceOf(PartFailed.class)
                    .hasMessageContaining("build the module embedded/nothing first");
        }
    }
}
