package io.cartulary.standalone;

import io.cartulary.embedded.parts.EmbeddedParts;
import java.util.LinkedHashMap;
import java.util.List;

/// The configuration that makes the application use the servers beside it.
final class ShopSettings {
    /// The first super_admin, who can move to an address of their own.
    static final String ADMIN_EMAIL = "admin@localhost";

    private ShopSettings() {}

    /// As arguments of Spring's command line, which win over the environment; they never leave this
    /// process.
    static List<String> of(
            EmbeddedParts parts, Secrets secrets, DataDirectory data, CommandLine.Options options) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("server.port", options.port());
        settings.putAll(parts.eventStoreSettings(EmbeddedParts.SHOP));
        if (options.axonServer() != null) {
            settings.put("cartulary.event-store", "axon-server");
            settings.put("axon.axonserver.servers", options.axonServer());
        }
        settings.putAll(parts.readModelSettings(EmbeddedParts.SHOP));
        settings.putAll(parts.searchSettings());
        settings.putAll(parts.kafkaSettings());
        settings.putAll(parts.paymentSettings());
        settings.put(
                "cartulary.payment.simulated.callback-url",
                "http://127.0.0.1:%d/api/v1/payments/simulated/callback".formatted(options.port()));
        settings.put("cartulary.accounts.operator-key", secrets.operatorKey());
        settings.put("cartulary.security.token-secret", secrets.tokenSecret());
        settings.put("cartulary.buyers.email-secret", secrets.emailSecret());
        settings.put("cartulary.shop.time-zone", data.timeZone(options.timeZone()));
        settings.put("cartulary.sample.enabled", options.sample());
        settings.put("cartulary.import.directory", DataDirectory.imports(data.path()));
        settings.put("cartulary.media.folder", DataDirectory.media(data.path()));
        settings.put("cartulary.outbox.folder", DataDirectory.outbox(data.path()));
        settings.put(
                "cartulary.accounts.link-base",
                "http://localhost:%d/account".formatted(options.port()));
        settings.put("cartulary.accounts.admin-email", ADMIN_EMAIL);
        settings.put("logging.file.name", data.log());
        settings.put("logging.structured.format.file", options.jsonLogs() ? "ecs" : "");
        // The console belongs to the launcher; the log is in the file.
        settings.put("logging.threshold.console", "OFF");
        return settings.entrySet().stream()
                .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                .toList();
    }
}
