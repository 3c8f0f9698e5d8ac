package io.cartulary.command.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.embedded.parts.DatabaseUser;
import io.cartulary.embedded.parts.Port;
import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.tests.access.OperatorAccess;
import io.cartulary.tests.axonserver.TestAxonServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/// Command-side processes on one database, a payment provider, and clients over HTTP that take the
/// nodes in turn. Their events are in PostgreSQL, or in the Axon Server that is named to the tests.
final class NodesOfOneShop implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Duration START_WITHIN = Duration.ofMinutes(2);

    /// Connections at once; as many as a machine of two cores can use.
    private static final int CLIENTS = 48;

    private final List<Process> processes = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger turn = new AtomicInteger();
    private final AtomicInteger serverErrors = new AtomicInteger();
    private final Semaphore clients = new Semaphore(CLIENTS);
    private final @Nullable String axonServer = System.getProperty(TestAxonServer.PROPERTY);
    private final JdbcClient events;
    private final @Nullable EventsAsRows elsewhere;

    record Answer(int status, String body, String cartToken) {

        String text(String member) {
            return JSON.readTree(body).path(member).asString();
        }
    }

    /// All shops of an Axon Server are one.
    NodesOfOneShop(int nodes) throws IOException {
        var name = axonServer == null ? "proof_" + nodes : "proof_axon";
        for (var node = 0; node < nodes; node++) {
            ports.add(Port.free());
        }
        for (var port : ports) {
            processes.add(start(name, port));
        }
        ports.forEach(this::awaitReady);
        var database =
                SharedParts.database(name + "_events", DatabaseUser.COMMAND_SIDE).dataSource();
        events = JdbcClient.create(database);
        elsewhere = axonServer == null ? null : new EventsAsRows(axonServer, database);
    }

    /// The database of the shop, with all its events.
    JdbcClient events() {
        if (elsewhere != null) {
            elsewhere.catchUp();
        }
        return events;
    }

    /// Answers of 5xx so far.
    int serverErrors() {
        return serverErrors.get();
    }

    /// Buys one piece of each SKU with a card that is charged at once; answers the order's status.
    int buy(String coupon, String... skus) {
        return buy(coupon, "{\"provider\": \"simulated\", \"token\": \"tok_settle\"}", skus);
    }

    int buyWithGiftCard(String code, String... skus) {
        return buy(null, "{\"provider\": \"gift-card\", \"token\": \"%s\"}".formatted(code), skus);
    }

    private int buy(String coupon, String payment, String... skus) {
        var token = send("POST", "/cart", "", List.of()).cartToken();
        var cart = List.of("Cart-Token", token);
        for (var sku : skus) {
            send("POST", "/cart/items", "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku), cart);
        }
        if (coupon != null) {
            send("POST", "/cart/coupons", "{\"code\": \"%s\"}".formatted(coupon), cart);
        }
        return send(
                        "POST",
                        "/orders",
                        """
                        {"contact": {"email": "ada@example.org"},
                         "shippingAddress": {"name": "Ada Park", "line1": "1 High Street", "city": "London",
                                             "postalCode": "N1 1AA", "country": "GB"},
                         "shippingMethod": "standard",
                         "payment": %s}\
                        """
                                .formatted(payment),
                        List.of(
                                "Cart-Token",
                                token,
                                "Idempotency-Key",
                                UUID.randomUUID().toString()))
                .status();
    }

    Answer staff(String method, String path, String body) {
        return send(
                method,
                path,
                body,
                List.of("Authorization", OperatorAccess.bearer(ports.getFirst())));
    }

    private Answer send(String method, String path, String body, List<String> headers) {
        var port = ports.get(turn.getAndIncrement() % ports.size());
        var all = new ArrayList<>(headers);
        all.addAll(List.of("Content-Type", "application/json"));
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
                        .timeout(Duration.ofMinutes(1))
                        .headers(all.toArray(String[]::new))
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try {
            clients.acquire();
            try {
                var response = http.send(request, BodyHandlers.ofString());
                if (response.statusCode() >= 500) {
                    serverErrors.incrementAndGet();
                }
                return new Answer(
                        response.statusCode(),
                        response.body(),
                        response.headers().firstValue("Cart-Token").orElse(""));
            } finally {
                clients.release();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process start(String name, int port) throws IOException {
        var command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommandSideApplication.class.getName(),
                        "--server.port=" + port,
                        "--cartulary.accounts.operator-key=" + OperatorAccess.KEY,
                        "--cartulary.security.token-secret=0123456789abcdef0123456789abcdef",
                        "--cartulary.buyers.email-secret=fedcba9876543210fedcba9876543210",
                        "--cartulary.payment.simulated.callback-url=http://127.0.0.1:"
                                + port
                                + "/api/v1/payments/simulated/callback",
                        "--cartulary.sample.enabled=false",
                        "--logging.level.root=WARN");
        var log =
                Files.createDirectories(Path.of("target", "nodes"))
                        .resolve(name + "-" + port + ".log");
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"));
        // Not as arguments, which everybody on the machine may read.
        var settings = new HashMap<>(SharedParts.eventStoreSettings(name));
        settings.putAll(SharedParts.paymentSettings());
        if (axonServer != null) {
            settings.put("cartulary.event-store", "axon-server");
            settings.put("axon.axonserver.servers", axonServer);
        }
        process.environment().put("SPRING_APPLICATION_JSON", JSON.writeValueAsString(settings));
        return process.start();
    }

    private void awaitReady(int port) {
        var health =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/actuator/health/readiness"
                                                .formatted(port)))
                        .build();
        await().atMost(START_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    assertThat(processes).allMatch(Process::isAlive);
                    assertThat(http.send(health, BodyHandlers.ofString()).statusCode())
                            .isEqualTo(200);
                });
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (var process : processes) {
            if (process.onExit()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .handle((_, late) -> late != null)
                    .join()) {
                process.destroyForcibly();
            }
        }
        http.close();
        if (elsewhere != null) {
            elsewhere.close();
        }
    }
}
