package io.cartulary.embedded.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/// A process that starts the servers, stores something in each, says so, and waits to be killed.
final class ShortLivedParent {
    static final String STORED = "STORED";

    private ShortLivedParent() {}

    static void main(String[] args) throws Exception {
        var options =
                new PartsOptions(EnumSet.of(Part.POSTGRESQL, Part.KAFKA, Part.ELASTICSEARCH), true);
        var parts = EmbeddedParts.start(Path.of(args[0]), options, PartsListener.SILENT);
        try (var connection = events(parts);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE survivor (name text)");
            statement.execute("INSERT INTO survivor VALUES ('row')");
        }
        try (var admin = admin(parts)) {
            admin.createTopics(List.of(new NewTopic("survivor", Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        index(parts, "PUT", "/survivor", "{\"settings\": {\"number_of_replicas\": 0}}");
        index(parts, "PUT", "/survivor/_doc/1", "{\"name\": \"document\"}");
        System.out.println(STORED);
        Thread.currentThread().join();
    }

    static void expectWhatWasStored(EmbeddedParts parts) throws Exception {
        try (var connection = events(parts);
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT name, current_setting('fsync') FROM survivor")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).isEqualTo("row");
            assertThat(rows.getString(2)).isEqualTo("on");
        }
        try (var admin = admin(parts)) {
            assertThat(admin.listTopics().names().get()).contains("survivor");
        }
        assertThat(index(parts, "GET", "/survivor/_doc/1", "")).contains("document");
    }

    private static Connection events(EmbeddedParts parts) throws SQLException {
        return parts.database("cartulary_events", DatabaseUser.COMMAND_SIDE).connect();
    }

    private static Admin admin(EmbeddedParts parts) {
        return Admin.create(Map.copyOf(parts.kafkaClient()));
    }

    private static String index(EmbeddedParts parts, String method, String path, String body)
            throws Exception {
        return SearchRequests.send(parts.elasticsearchUrl(), method, path, body).body();
    }
}
