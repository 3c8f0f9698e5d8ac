package io.cartulary.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.api.ApiOperation;
import io.cartulary.standalone.api.DoubleSubmit;
import io.cartulary.standalone.shop.AccountOwner;
import io.cartulary.standalone.shop.Ports;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.TestSettings;
import io.cartulary.tests.access.OperatorAccess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// The main story through the gateway, with two nodes of each side as processes of their own. It is
/// run beside the tests of the shop in this process, and its tests beside each other.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class DistributedJourneyTest {

    private static final String SHOP = "distributed";
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final String RESENDING = "cartulary.rate-limits.groups.resending.";

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Process> nodes = new ArrayList<>();
    private final List<Integer> commands = List.of(Ports.free(), Ports.free());
    private final List<Integer> queries = List.of(Ports.free(), Ports.free());
    private final int gateway = Ports.free();

    TestSettings commandSide(int port) {
        return TestSettings.of(SHOP, port);
    }

    TestSettings querySide(int port) {
        return TestSettings.of(SHOP, port).readModels(SHOP);
    }

    @BeforeAll
    void start() throws IOException {
        for (var port : commands) {
            nodes.add(
                    node(
                            "command-side",
                            commandSide(port)
                                    .add("cartulary.accounts.failed-log-ins", 2)
                                    .add(RESENDING + "paths", "/api/v1/auth/resend-verification")
                                    .add(RESENDING + "requests", 3)
                                    .add(RESENDING + "period", "1h")
                                    .add(RESENDING + "shared", true)));
        }
        for (var port : queries) {
            nodes.add(
                    node(
                            "query-side",
                            querySide(port)
                                    .add(
                                            "cartulary.security.keys-url",
                                            "http://localhost:%d/api/v1/auth/keys"
                                                    .formatted(gateway))));
        }
        nodes.add(
                node(
                        "gateway",
                        TestSettings.of(SHOP, gateway)
                                .add("cartulary.gateway.command-nodes", addresses(commands))
                                .add("cartulary.gateway.query-nodes", addresses(queries))));
        for (var port : commands) {
            awaitReady(port);
        }
        for (var port : queries) {
            awaitReady(port);
        }
        awaitReady(gateway);
    }

    @AfterAll
    void stop() {
        nodes.forEach(Process::destroy);
        for (var node : nodes) {
            if (!node.onExit()
                    .orTimeout(30, java.util.concurrent.TimeUnit.SECONDS)
                    .handle((_, late) -> late == null)
                    .join()) {
                node.destroyForcibly();
            }
        }
    }

    @Test
    void goes_from_search_to_a_confirmed_order() {
        new MainJourney(at(gateway)).walk();
    }

    /// The gateway gives each click to the other node.
    @Nested
    @Execution(ExecutionMode.SAME_THREAD)
    class DoubleSubmitOnTwoNodes extends DoubleSubmit {

        DoubleSubmitOnTwoNodes() {
            super(at(gateway));
        }
    }

    /// Each side describes what it answers itself, and the gateway all of it.
    @Test
    void describes_itself_whole() {
        var described =
                Stream.of(gateway, commands.getFirst(), queries.getFirst())
                        .map(port ->
                                new Shopper(URI.create("http://localhost:" + port), "")
                                        .document("/api/docs"))
                        .map(document -> ApiOperation.in(document.body()))
                        .toList();
        assertThat(described)
                .allSatisfy(operations ->
                        assertThat(operations)
                                .isNotEmpty()
                                .allSatisfy(operation -> assertThat(operation.gaps()).isEmpty()));
        assertThat(described.getFirst())
                .extracting(ApiOperation::toString)
                .containsExactlyInAnyOrderElementsOf(
                        described.stream()
                                .skip(1)
                                .flatMap(List::stream)
                                .map(ApiOperation::toString)
                                .toList());
    }

    /// What one command side issues and ends, every node takes and refuses.
    @Test
    void a_session_and_its_end_are_known_to_every_node() {
        var owner = new AccountOwner();
        owner.open(at(gateway));
        var tokens = owner.logIn(at(commands.getFirst()));
        var bearer = "Bearer " + tokens.text("accessToken");
        at(commands.getLast()).shop("GET", "/users/me", null, "Authorization", bearer).expect(200);
        for (var query : queries) {
            at(query).shop("GET", "/categories", null, "Authorization", bearer).expect(200);
        }

        owner.logOut(at(commands.getFirst()), tokens);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> {
                    at(commands.getLast())
                            .shop("GET", "/users/me", null, "Authorization", bearer)
                            .expect(401);
                    for (var query : queries) {
                        at(query)
                                .shop("GET", "/categories", null, "Authorization", bearer)
                                .expect(401);
                    }
                });
    }

    @Test
    void nodes_count_requests_and_wrong_passwords_together() {
        var address = UUID.randomUUID() + "@example.org";
        var mail = "{\"email\": \"%s\"}".formatted(address);
        for (var number = 0; number < 3; number++) {
            at(commands.get(number % 2))
                    .shop("POST", "/auth/resend-verification", mail)
                    .expect(202);
        }
        for (var port : commands) {
            assertThat(
                            at(port).shop("POST", "/auth/resend-verification", mail)
                                    .expect(429)
                                    .text("code"))
                    .isEqualTo("RATE_LIMITED");
        }

        var guess = "{\"email\": \"%s\", \"password\": \"a guess\"}".formatted(address);
        for (var port : commands) {
            at(port).shop("POST", "/auth/login", guess).expect(401);
        }
        for (var port : commands) {
            assertThat(at(port).shop("POST", "/auth/login", guess).expect(429).text("code"))
                    .isEqualTo("TOO_MANY_ATTEMPTS");
        }
    }

    private static Shopper at(int port) {
        return new Shopper(URI.create("http://localhost:" + port), OperatorAccess.KEY);
    }

    /// More than any node could hold in memory at once.
    @Test
    void takes_a_large_file_through_the_gateway() throws Exception {
        var row =
                "536365,85123A,WHITE HANGING HEART T-LIGHT HOLDER,6,2010-12-01 08:26:00,2.55,17850\n";
        var file = Files.createTempFile(Path.of("target"), "upload-", ".csv");
        try (var out = Files.newBufferedWriter(file)) {
            for (var written = 0; written < 48 << 20; written += row.length()) {
                out.write(row);
            }
        }
        var answer =
                http.send(
                        HttpRequest.newBuilder(
                                        URI.create(
                                                "http://localhost:%d/api/v1/admin/imports/orders"
                                                        .formatted(gateway)))
                                .header("Authorization", OperatorAccess.bearer(gateway))
                                .header("Idempotency-Key", "large-file")
                                .POST(HttpRequest.BodyPublishers.ofFile(file))
                                .build(),
                        BodyHandlers.ofString());
        Files.delete(file);

        // It came whole to the command side, which then sees that it has no header.
        assertThat(answer.body()).contains("UNREADABLE_FILE");
        assertThat(nodes).allMatch(Process::isAlive);
    }

    @Test
    void answers_public_reads_from_the_gateways_cache() throws Exception {
        var shopper = at(gateway);
        await().atMost(START_WITHIN)
                .untilAsserted(() -> {
                    shopper.document("/api/v1/categories").expect(200);
                    assertThat(
                                    shopper.document("/api/v1/categories")
                                            .expect(200)
                                            .response()
                                            .headers()
                                            .firstValue("Age"))
                            .isPresent();
                });
    }

    @Test
    void shows_a_change_to_everyone_who_asks_the_gateway() {
        var staff = at(gateway);
        staff.stock("SHARED-1", 500, 1);
        staff.shop("GET", "/products/shared-1", null).expect(200);
        var anyone = at(gateway);
        await().until(() -> anyone.shop("GET", "/products/shared-1", null).status() == 200);
        var seen = anyone.shop("GET", "/products/shared-1", null).expect(200);
        var eTag = seen.response().headers().firstValue("ETag").orElseThrow();

        staff.staff(
                        "PUT",
                        "/admin/products/%s/variants/SHARED-1/price"
                                .formatted(seen.text("productId")),
                        "{\"price\": {\"amount\": 450, \"currency\": \"GBP\"}}")
                .expect(204);

        var own = staff.shop("GET", "/products/shared-1", null).expect(200);
        assertThat(own.body().at("/variants/0/price/amount").asLong()).isEqualTo(450);
        await().until(() ->
                anyone.shop("GET", "/products/shared-1", null, "If-None-Match", eTag).status()
                        == 200);
    }

    private static String addresses(List<Integer> ports) {
        return String.join(",", ports.stream().map(port -> "http://localhost:" + port).toList());
    }

    private static Process node(String module, TestSettings settings) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx320m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        jar(module).toString()));
        command.addAll(List.of(settings.arguments()));
        var log =
                Files.createDirectories(Path.of("target", "nodes"))
                        .resolve(module + "-" + System.nanoTime() + ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .redirectInput(new File("/dev/null"))
                .start();
    }

    private static Path jar(String module) throws IOException {
        try (var files = Files.list(Path.of("..", module, "target"))) {
            return files.filter(file -> file.toString().endsWith("-exec.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void awaitReady(int port) {
        var health =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://localhost:%d/actuator/health/readiness"
                                                .formatted(port)))
                        .build();
        await().atMost(START_WITHIN)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    assertThat(nodes).allMatch(Process::isAlive);
                    assertThat(http.send(health, BodyHandlers.ofString()).statusCode())
                            .isEqualTo(200);
                });
    }
}
