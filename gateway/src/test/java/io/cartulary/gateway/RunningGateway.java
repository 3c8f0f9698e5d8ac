package io.cartulary.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.web.access.RouteTable.Side;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Over real HTTP, in front of two back ends a side. The test plays a trusted proxy, so that each
/// test may call from an address of its own. All tests share the one gateway, which ends with the
/// JVM.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cartulary.gateway.trusted-proxies=127\\.0\\.0\\.1",
            "cartulary.gateway.probe-every=50ms",
            "cartulary.gateway.answer-within=2s",
            "cartulary.gateway.cache.longest=2s",
            "cartulary.gateway.cors-origins=https://shop.example",
        })
abstract class RunningGateway {

    static final BackEnd COMMAND_1 = new BackEnd("command-1");
    static final BackEnd COMMAND_2 = new BackEnd("command-2");
    static final BackEnd QUERY_1 = new BackEnd("query-1");
    static final BackEnd QUERY_2 = new BackEnd("query-2");
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    final HttpClient http = HttpClient.newHttpClient();
    final JsonMapper json = JsonMapper.builder().build();
    String caller;
    @LocalServerPort private int port;
    @Autowired Nodes nodes;

    @DynamicPropertySource
    static void nodes(DynamicPropertyRegistry registry) {
        registry.add(
                "cartulary.gateway.command-nodes",
                () -> COMMAND_1.address() + "," + COMMAND_2.address());
        registry.add(
                "cartulary.gateway.query-nodes", () -> QUERY_1.address() + "," + QUERY_2.address());
    }

    @BeforeEach
    void callFromAnotherAddress() {
        caller = "203.0.113." + ADDRESSES.incrementAndGet();
        await().until(() -> nodes.availableOf(Side.QUERY) == 2);
        await().until(() -> nodes.availableOf(Side.COMMAND) == 2);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .setHeader("X-Forwarded-For", caller);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String method, String path) throws Exception {
        return send(request(path).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        JsonNode problem = json.readTree(response.body());
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asString()).isNotBlank();
    }
}
