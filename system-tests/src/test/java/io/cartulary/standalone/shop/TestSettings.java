package io.cartulary.standalone.shop;

import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.access.OperatorAccess;
import io.cartulary.tests.axonserver.TestAxonServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Arguments of a node that uses the shared servers, with databases of its shop's own.
public final class TestSettings {

    /// Where mails are.
    public static final Path OUTBOX = Path.of("target", "outbox");

    private final List<String> arguments = new ArrayList<>();

    private TestSettings() {}

    /// @param shop names the databases of events and keys; nodes of one shop share them
    public static TestSettings of(String shop, int port) {
        SharedParts.start(Part.values());
        var settings = new TestSettings();
        settings.add("server.port", port);
        SharedParts.eventStoreSettings(shop).forEach(settings::add);
        settings.add("cartulary.accounts.operator-key", OperatorAccess.KEY);
        settings.add("cartulary.security.token-secret", "0123456789abcdef0123456789abcdef");
        settings.add("cartulary.buyers.email-secret", "fedcba9876543210fedcba9876543210");
        SharedParts.paymentSettings().forEach(settings::add);
        settings.add(
                "cartulary.payment.simulated.callback-url",
                "http://localhost:%d/api/v1/payments/simulated/callback".formatted(port));
        settings.add("cartulary.outbox.folder", OUTBOX);
        settings.add("cartulary.media.folder", Path.of("target", "media"));
        settings.add("cartulary.processors.claim-every", "250ms");
        settings.add("cartulary.sample.enabled", false);
        settings.add("logging.level.root", "WARN");
        return settings;
    }

    /// Of a node whose events are in the one Axon Server there is. All of them are of one shop:
    /// what is in the server, their databases have the keys and the positions of.
    public static TestSettings onAxonServer(int port) {
        return of("axon", port)
                .add("cartulary.event-store", "axon-server")
                // Nodes of one test are in one process, whose name they would all have.
                .add("axon.axonserver.client-id", "node-" + port)
                .add("axon.axonserver.servers", System.getProperty(TestAxonServer.PROPERTY));
    }

    public TestSettings readModels(String shop) {
        SharedParts.readModelSettings(shop).forEach(this::add);
        SharedParts.searchSettings().forEach(this::add);
        add("cartulary.search.index-prefix", indexPrefix(shop));
        SharedParts.kafkaSettings().forEach(this::add);
        return this;
    }

    /// Of the names of a shop's indexes in the Elasticsearch that all shops of a run share.
    public static String indexPrefix(String shop) {
        return shop + "-";
    }

    public TestSettings add(String property, Object value) {
        arguments.add("--" + property + "=" + value);
        return this;
    }

    public String[] arguments() {
        return arguments.toArray(String[]::new);
    }
}
