package io.cartulary.web;

import static org.awaitility.Awaitility.await;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.InvalidValue;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.tests.access.TestIssuer;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.CartTokens;
import io.cartulary.web.access.CurrentCart;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.problem.ProblemException;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.axonframework.modelling.command.ConcurrencyException;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// A server with what every route shares, and a few routes made to try it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RunningServer {

    public static final String ORDERS = "/api/v1/orders";

    @SpringBootApplication(scanBasePackages = {"io.cartulary.eventstore", "io.cartulary.web"})
    static class Application {}

    @RestController
    static class Routes {

        final AtomicInteger calls = new AtomicInteger();
        final AtomicInteger conflicts = new AtomicInteger();
        final AtomicInteger refusals = new AtomicInteger();

        record Request(
                Sku sku,
                @Min(1) int quantity,
                @Nullable Kind kind,
                @Nullable Boolean gift,
                @Nullable String note,
                @Nullable @Size(max = 2_000) String comment,
                @Nullable List<@Valid Line> lines,
                @Nullable Money price,
                @Nullable Instant at,
                @Nullable Map<String, Object> more) {}

        record Line(int line, @Min(1) int quantity) {

            Line {
                if (line < 1) {
                    throw new InvalidValue("line", "must be at least 1");
                }
            }
        }

        record Answer(String id, String second, int call) {}

        @OpenTo(Caller.SHOPPER)
        @Unversioned
        @PostMapping(ORDERS)
        ResponseEntity<Answer> create(@Valid @RequestBody Request request, NewIds ids) {
            if (request.quantity() == 409 && conflicts.getAndIncrement() == 0) {
                throw new ConcurrencyException("made to conflict");
            }
            if (request.quantity() == 422 && refusals.getAndIncrement() == 0) {
                throw new ProblemException(
                        HttpStatus.UNPROCESSABLE_CONTENT, "CART_EMPTY", "made to refuse", null);
            }
            if (request.quantity() == 423) {
                throw new InvalidValue("quantity", "must not be 423");
            }
            if (request.quantity() == 500) {
                throw new IllegalStateException("made to fail");
            }
            var answer =
                    new Answer(ids.next("order-"), ids.next("payment-"), calls.incrementAndGet());
            return ResponseEntity.created(URI.create(ORDERS + "/" + answer.id())).body(answer);
        }

        @OpenTo(Caller.SHOPPER)
        @PatchMapping(ORDERS)
        Answer change(@Valid @RequestBody Request request, NewIds ids) {
            return new Answer(ids.next("edit-"), "", calls.incrementAndGet());
        }

        @OpenTo(Caller.SHOPPER)
        @GetMapping("/api/v1/cart")
        String cart(@CurrentCart CartId cart) {
            return cart.value();
        }

        @OpenTo(staff = Permission.READ)
        @GetMapping("/api/v1/admin/stock/{sku}")
        String stock(@PathVariable Sku sku) {
            return sku.value();
        }

        @OpenTo(staff = Permission.IMPORTS)
        @PostMapping("/api/v1/admin/imports/orders")
        long take(InputStream file) throws IOException {
            return file.transferTo(OutputStream.nullOutputStream());
        }

        @OpenTo(Caller.PROVIDER)
        @PostMapping("/api/v1/payments/simulated/callback")
        int callBack(@RequestBody byte[] message) {
            return message.length;
        }

        enum Kind {
            SOLD,
            GIVEN
        }

        @OpenTo(Caller.SHOPPER)
        @GetMapping("/api/v1/products")
        String list(
                @RequestParam String word,
                @RequestParam(defaultValue = "1") int limit,
                @RequestParam(required = false) Instant from,
                @RequestParam(required = false) Sku sku,
                @RequestParam(required = false) Kind kind) {
            return "%s %d %s %s %s".formatted(word, limit, from, sku, kind);
        }

        @GetMapping("/api/v1/admin/forgotten")
        String hasNoRule() {
            return "";
        }

        @OpenTo(Caller.SHOPPER)
        @GetMapping("/api/v1/categories")
        String categories(@RequestHeader("Shop-Name") String shop) {
            return shop;
        }
    }

    private final HttpClient http = HttpClient.newHttpClient();
    protected WebServerApplicationContext context;
    protected CartTokens tokens;
    private String shopper;

    @BeforeAll
    protected void start() {
        var arguments =
                new ArrayList<>(
                        List.of(
                                "--server.port=0",
                                "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef",
                                "--cartulary.security.cors-origins=https://shop.example",
                                "--cartulary.limits.arrive-within=2s",
                                "--cartulary.limits.bytes-in-flight=1MB",
                                "--cartulary.rate-limits.several-nodes=true",
                                "--cartulary.rate-limits.groups.alone.paths=/api/v1/limited/alone",
                                "--cartulary.rate-limits.groups.alone.requests=3",
                                "--cartulary.rate-limits.groups.alone.period=1h",
                                "--cartulary.rate-limits.groups.together.paths=/api/v1/limited/together",
                                "--cartulary.rate-limits.groups.together.requests=3",
                                "--cartulary.rate-limits.groups.together.period=1h",
                                "--cartulary.rate-limits.groups.together.shared=true",
                                "--server.tomcat.connection-timeout=1s"));
        var shop = getClass().getSimpleName().toLowerCase(Locale.ROOT);
        SharedParts.eventStoreSettings(shop)
                .forEach((name, value) -> arguments.add("--" + name + "=" + value));
        context =
                (WebServerApplicationContext)
                        new SpringApplicationBuilder(Application.class, TestIssuer.class)
                                .properties(
                                        "spring.config.import=classpath:event-store.yml,classpath:web.yml",
                                        "spring.main.banner-mode=off")
                                .run(arguments.toArray(String[]::new));
        tokens = context.getBean(CartTokens.class);
        shopper = tokens.issue(CartId.next());
    }

    @AfterAll
    protected void stop() {
        SpringApplication.exit(context);
    }

    /// As one and the same shopper.
    public HttpResponse<String> post(String body, String key)
            throws IOException, InterruptedException {
        return send("POST", body, key);
    }

    /// As one and the same shopper.
    public HttpResponse<String> send(String method, String body, String key)
            throws IOException, InterruptedException {
        return send(request(method, body, key).header(ApiHeaders.CART_TOKEN, shopper));
    }

    public HttpResponse<String> postAsStranger(String body, String key)
            throws IOException, InterruptedException {
        return send(request("POST", body, key));
    }

    private HttpRequest.Builder request(String method, String body, String key) {
        var request =
                HttpRequest.newBuilder(uri(ORDERS))
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        return key == null ? request : request.header(ApiHeaders.IDEMPOTENCY_KEY, key);
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> postAsStaff(String body, String key)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(ORDERS))
                        .header("Content-Type", "application/json")
                        .header("Authorization", TestIssuer.bearer())
                        .header(ApiHeaders.IDEMPOTENCY_KEY, key)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public DataSource database() {
        return context.getBean(DataSource.class);
    }

    /// An answer is given before it is written.
    public void awaitAnswersWritten() {
        var unanswered =
                JdbcClient.create(database())
                        .sql(
                                "select count(*) from idempotent_request where status is null and runner is not null")
                        .query(Integer.class);
        await().until(() -> unanswered.single() == 0);
    }

    public void sql(String statement) throws SQLException {
        try (var connection = database().getConnection();
                var running = connection.createStatement()) {
            running.execute(statement);
        }
    }

    public long number(String query) throws SQLException {
        try (var connection = database().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public HttpResponse<String> get(String path, String header, String value)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(uri(path)).header(header, value).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public URI uri(String path) {
        return URI.create("http://localhost:" + context.getWebServer().getPort() + path);
    }

    /// The whole answer to a request line as it stands, which a client would refuse to send.
    public String rawGet(String target) throws IOException {
        return raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    public String raw(String request) throws IOException {
        try (var socket = new Socket("localhost", context.getWebServer().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
