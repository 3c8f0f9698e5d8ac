package io.cartulary.command.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.cartulary.command.CommandSideApplication;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.importedorder.ImportedOrderEvent.*;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A command side on an event store of its own that takes files and the work of staff over HTTP.
public final class ImportingShop implements AutoCloseable {

    static final String ADDRESS = "/api/v1/admin/imports/";
    static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name = "importing_" + NUMBER.incrementAndGet();
    private final Path directory;
    private ConfigurableApplicationContext shop;

    public ImportingShop(Path directory) {
        this.directory = directory;
    }

    public void start(String... more) {
        var properties =
                new ArrayList<>(
                        List.of(
                                "server.port=0",
                                "cartulary.accounts.operator-key=" + OperatorAccess.KEY,
                                "cartulary.security.token-secret=0123456789abcdef0123456789abcdef",
                                "cartulary.buyers.email-secret=fedcba9876543210fedcba9876543210",
                                "cartulary.processors.claim-every=250ms",
                                "cartulary.import.directory=" + directory));
        SharedParts.eventStoreSettings(name)
                .forEach((property, value) -> properties.add(property + "=" + value));
        properties.addAll(List.of(more));
        shop =
                new SpringApplicationBuilder(CommandSideApplication.class)
                        .run(properties.stream().map(p -> "--" + p).toArray(String[]::new));
    }

    /// The event store's database, also while the shop is stopped.
    Connection database() throws SQLException {
        var settings = SharedParts.eventStoreSettings(name);
        var database = "cartulary.databases.event-store.";
        return DriverManager.getConnection(
                settings.get(database + "url"),
                settings.get(database + "username"),
                settings.get(database + "password"));
    }

    public void stop() {
        shop.close();
    }

    @Override
    public void close() {
        stop();
    }

    public <T> T bean(Class<T> type) {
        return shop.getBean(type);
    }

    private HttpRequest.Builder request(String path) {
        var port = ((WebServerApplicationContext) shop).getWebServer().getPort();
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", OperatorAccess.bearer(port));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    public List<Object> eventsAfter(int before) {
        var all = events();
        return all.subList(before, all.size());
    }

    public HttpResponse<String> postJson(String path, String body)
            throws IOException, InterruptedException {
        return sendJson("POST", path, body);
    }

    public HttpResponse<String> putJson(String path, String body)
            throws IOException, InterruptedException {
        return sendJson("PUT", path, body);
    }

    private HttpResponse<String> sendJson(String method, String path, String body)
            throws IOException, InterruptedException {
        var request = request(path);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return http.send(
                request.method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> post(String kind, byte[] file) throws IOException, InterruptedException {
        return http.send(
                request(ADDRESS + kind).POST(HttpRequest.BodyPublishers.ofByteArray(file)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public JsonNode takeIn(String kind, byte[] file) throws IOException, InterruptedException {
        var received = post(kind, file);
        assertThat(received.statusCode()).as(received.body()).isEqualTo(202);
        return awaitEnd(received);
    }

    JsonNode awaitEnd(HttpResponse<String> received) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () ->
                                json(
                                        get(received.headers().firstValue("Location").orElseThrow())
                                                .body()),
                        status -> !status.get("state").asString().equals("RUNNING"));
    }

    /// A file is removed a moment after its import ended.
    void awaitEmptyFolder() {
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(() -> assertThat(directory).isEmptyDirectory());
    }

    JsonNode takeInOrders(String rows) throws IOException, InterruptedException {
        return takeIn("orders", (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    public static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    static byte[] sample(String file) throws IOException {
        return new ClassPathResource("sample/" + file).getContentAsByteArray();
    }

    public List<Object> events() {
        return shop.getBean(EventStore.class)
                .openStream(null)
                .asStream()
                .limit(
                        shop.getBean(JdbcClient.class)
                                .sql("select count(*) from domain_event_entry")
                                .query(Long.class)
                                .single())
                .<Object>map(event -> event.getPayload())
                .toList();
    }

    /// Sales less refunds among some events.
    static Money netSales(List<Object> events) {
        var net = Money.zero(CurrencyUnit.GBP);
        for (var event : events) {
            net =
                    switch (event) {
                        case OrderImported order -> net.plus(order.totals().total());
                        case ImportedRefundRecorded refund -> net.minus(refund.amount());
                        default -> net;
                    };
        }
        return net;
    }

    /// The reported rows as `row`, `column`, `reason`, `detail` and `content`.
    List<NamedCsvRecord> report(JsonNode status) throws IOException, InterruptedException {
        var report = get(ADDRESS + status.get("importId").asString() + "/report").body();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(report)) {
            return csv.stream().toList();
        }
    }

    List<String> reasons(JsonNode status) throws IOException, InterruptedException {
        return report(status).stream()
                .map(row -> row.getField("row") + " " + row.getField("reason"))
                .toList();
    }
}
