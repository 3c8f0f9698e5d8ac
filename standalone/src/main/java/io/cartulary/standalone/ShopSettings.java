package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import java.util.List;

/// The configuration that makes the application use the servers beside it.
final class ShopSettings {
    private ShopSettings() {}

    /// As arguments of Spring's command line, which win over the environment; they never leave this
    /// process.
    static List<String> of(
            EmbeddedParts parts, Secrets secrets, DataDirectory data, CommandLine.Options options) {
        return List.of(
                "--server.port=" + options.port(),
                "--cartulary.databases.event-store.url=" + parts.jdbcUrl("cartulary_events"),
                "--cartulary.databases.event-store.username=postgres",
                "--cartulary.databases.personal-keys.url=" + parts.jdbcUrl("cartulary_keys"),
                "--cartulary.databases.personal-keys.username=postgres",
                "--cartulary.databases.read-models.url=" + parts.jdbcUrl("cartulary_views"),
                "--cartulary.databases.read-models.username=postgres",
                "--cartulary.search.url=" + parts.elasticsearchUrl(),
                "--spring.kafka.bootstrap-servers=" + parts.kafkaBootstrapServers(),
                "--cartulary.payment.simulated.url=" + parts.paymentProviderUrl(),
                "--cartulary.payment.simulated.secret=" + secrets.paymentSecret(),
                "--cartulary.payment.simulated.callback-url=http://127.0.0.1:"
                        + options.port()
                        + "/api/v1/payments/simulated/callback",
                "--cartulary.security.staff-password=" + secrets.staffPassword(),
                "--cartulary.security.token-secret=" + secrets.tokenSecret(),
                "--cartulary.sample.enabled=" + options.sample(),
                "--cartulary.import.directory=" + DataDirectory.imports(data.path()),
                "--logging.file.name=" + data.log(),
                // The console belongs to the launcher; whoever wants the log reads the file.
                "--logging.threshold.console=OFF");
    }
}
