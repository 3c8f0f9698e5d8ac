package io.cartulary.command.order.checkout;

import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.embedded.parts.EmbeddedParts;
import io.cartulary.embedded.parts.Part;
import io.cartulary.embedded.parts.PartsListener;
import io.cartulary.embedded.parts.PartsOptions;
import io.cartulary.embedded.parts.Port;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command side with a database and a payment provider of its own, and a client that shops there.
final class CommandNode implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String name;
    private final Path providerData;
    private final int port;
    private final Map<String, Object> otherSettings;
    private final HttpClient http = HttpClient.newHttpClient();
    private EmbeddedParts provider;
    private String providerUrl;
    private ConfigurableApplicationContext context;

    CommandNode(String name, Duration payWithin) throws IOException {
        this(name, payWithin, Map.of());
    }

    CommandNode(String name, Duration payWithin, Map<String, Object> otherSettings)
            throws IOException {
        this.name = name;
        this.otherSettings = otherSettings;
        this.providerData = Files.createTempDirectory("cartulary-payments");
        this.port = Port.free();
        startProvider();
        start(payWithin);
    }

    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError(
                        "expected %d but was %d: %s".formatted(expected, status, response.body()));
            }
            return this;
        }

        String text(String pointer) {
            return body.at(pointer).asString("");
        }
    }

    Guest guest() {
        return new Guest(this);
    }

    String stock(int pieces) {
        return stock(pieces, 200);
    }

    Answer staff(String path, String body) {
        return post(path, body, List.of("Authorization", OperatorAccess.bearer(port)));
    }

    /// As staff.
    Answer change(String path, String body) {
        return change(path, body, UUID.randomUUID().toString());
    }

    Answer change(String path, String body, String key) {
        return staff("PATCH", path, body, key);
    }

    Answer staff(String method, String path, String body, String key) {
        return send(
                method,
                path,
                body,
                List.of("Authorization", OperatorAccess.bearer(port), "Idempotency-Key", key));
    }

    /// As staff.
    Answer read(String path) {
        return send("GET", path, "", List.of("Authorization", OperatorAccess.bearer(port)));
    }

    /// A published product at 12.50, and so many pieces of it; answers its SKU.
    String stock(int pieces, int grams) {
        var sku = "SKU-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        staff(
                        "/admin/products",
                        """
                        {"slug": "%s", "description": {"name": {"en": "%s"}, "featured": false},
                         "variants": [{"sku": "%s", "price": {"amount": 1250, "currency": "GBP"},
                                       "taxClass": "standard", "weightGrams": %d}],
                         "publish": true}\
                        """
                                .formatted(sku.toLowerCase(Locale.ROOT), sku, sku, grams))
                .expect(201);
        staff(
                        "/admin/stock/" + sku + "/adjustments",
                        "{\"delta\": %d, \"reason\": \"DELIVERY\", \"reference\": \"delivery-%s\"}"
                                .formatted(pieces, sku))
                .expect(204);
        await().atMost(PATIENCE)
                .until(() ->
                        database()
                                        .sql(
                                                "select count(*) from catalogue_price"
                                                        + " join sellable_product using (product_id)"
                                                        + " where sku = ? and for_sale")
                                        .param(sku)
                                        .query(Integer.class)
                                        .single()
                                == 1);
        return sku;
    }

    /// Gives money back without reporting it to the shop.
    void refundAtProvider(String paymentId, long amount) {
        exchange(
                        URI.create(providerUrl + "/v1/charges/" + paymentId + "/refunds"),
                        "POST",
                        "{\"amount\": %d}".formatted(amount),
                        List.of(
                                "Authorization",
                                "Bearer " + provider.paymentSecret(),
                                "Idempotency-Key",
                                UUID.randomUUID().toString()))
                .expect(200);
    }

    Answer post(String path, String body, List<String> headers) {
        return send("POST", path, body, headers);
    }

    Answer send(String method, String path, String body, List<String> headers) {
        return exchange(
                URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)),
                method,
                body,
                headers);
    }

    private Answer exchange(URI address, String method, String body, List<String> headers) {
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Content-Type", "application/json"));
        var request =
                HttpRequest.newBuilder(address)
                        .timeout(Duration.ofSeconds(30))
                        .headers(all.toArray(String[]::new))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body().isEmpty() ? JSON.nullNode() : JSON.readTree(response.body()),
                    response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// What the provider says of a payment.
    JsonNode charge(String paymentId) {
        return exchange(
                        URI.create(providerUrl + "/v1/charges/" + paymentId),
                        "GET",
                        "",
                        List.of("Authorization", "Bearer " + provider.paymentSecret()))
                .body();
    }

    List<JsonNode> ledger() throws IOException {
        try (var files = Files.walk(providerData)) {
            var ledger =
                    files.filter(file -> file.endsWith("ledger.jsonl")).findFirst().orElseThrow();
            return Files.readAllLines(ledger).stream().map(JSON::readTree).toList();
        }
    }

    /// Payloads of all events of one stored type, in their order.
    List<JsonNode> events(String type) {
        return context
                .getBean(JdbcClient.class)
                .sql(
                        "select convert_from(payload, 'UTF8') from domain_event_entry"
                                + " where payload_type = ? order by global_index")
                .param(type)
                .query(String.class)
                .list()
                .stream()
                .map(JSON::readTree)
                .toList();
    }

    List<String> eventsOf(String aggregate) {
        return context.getBean(JdbcClient.class)
                .sql(
                        "select payload_type from domain_event_entry where aggregate_identifier = ?"
                                + " order by sequence_number")
                .param(aggregate)
                .query(String.class)
                .list();
    }

    /// Where the keys of personal data are.
    JdbcClient keys() {
        return JdbcClient.create(context.getBean("personalKeysDataSource", DataSource.class));
    }

    JdbcClient database() {
        return context.getBean(JdbcClient.class);
    }

    /// What a part of the application says of itself, by the name of its bean.
    Status health(String indicator) {
        return context.getBean(indicator, HealthIndicator.class).health().getStatus();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    void startProvider() {
        provider =
                EmbeddedParts.start(
                        providerData,
                        new PartsOptions(EnumSet.of(Part.PAYMENT_PROVIDER), false),
                        PartsListener.SILENT);
        providerUrl = provider.paymentProviderUrl();
    }

    void stopProvider() {
        provider.close();
    }

    void restart(Duration payWithin) {
        stop();
        start(payWithin);
    }

    private void start(Duration payWithin) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("server.port", port);
        settings.put("cartulary.accounts.operator-key", OperatorAccess.KEY);
        settings.put("cartulary.security.token-secret", "0123456789abcdef0123456789abcdef");
        settings.put("cartulary.buyers.email-secret", "fedcba9876543210fedcba9876543210");
        settings.putAll(SharedParts.eventStoreSettings(name));
        settings.put("cartulary.processors.claim-every", "250ms");
        settings.put("cartulary.payment.cash-on-delivery.enabled", true);
        settings.put("cartulary.payment.simulated.url", providerUrl);
        settings.put("cartulary.payment.simulated.secret", provider.paymentSecret());
        settings.put(
                "cartulary.payment.simulated.callback-url",
                "http://127.0.0.1:%d/api/v1/payments/simulated/callback".formatted(port));
        settings.put("cartulary.order.pay-within", payWithin);
        settings.put("cartulary.sample", false);
        settings.put("logging.level.root", "WARN");
        settings.putAll(otherSettings);
        context =
                new SpringApplicationBuilder(CommandSideApplication.class)
                        .run(
                                settings.entrySet().stream()
                                        .map(setting ->
                                                "--%s=%s"
                                                        .formatted(
                                                                setting.getKey(),
                                                                setting.getValue()))
                                        .toArray(String[]::new));
    }

    private void stop() {
        SpringApplication.exit(context);
    }

    @Override
    public void close() {
        stop();
        stopProvider();
        http.close();
    }
}
