package io.cartulary.command.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.events.cart.CartEvent.CartCleared;
import io.cartulary.events.cart.CartId;
import java.time.Duration;
import java.util.List;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatusCode;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What staff see of a processor that cannot go on.
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class ProcessorProgressTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LAG = "cartulary_processor_lag_%s{processor=\"%s\"}";

    @LocalServerPort private int port;
    @Autowired private EventGateway events;
    @Autowired private JdbcClient database;
    @Autowired private Serializer serializer;
    @Autowired private ProcessorProgress progress;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "processor_progress");
    }

    @Test
    void every_processor_tells_how_far_it_is_behind() {
        for (var processor :
                List.of(
                        "decision-tables",
                        "order-fulfilment",
                        "invoice-numbers",
                        "open-payments",
                        "stock-expiry",
                        "cart-expiry")) {
            assertThat(metric("events", processor)).as(processor).isNotNegative();
            assertThat(metric("seconds", processor)).as(processor).isNotNegative();
        }
    }

    @Test
    void one_that_fails_falls_behind_says_why_and_goes_on_once_it_can() {
        await().atMost(SOON).until(() -> metric("events", "cart-expiry") == 0);
        database.sql("alter table cart_expiry rename to cart_expiry_away").update();
        events.publish(new CartCleared(CartId.next()));

        await().atMost(SOON).until(() -> metric("seconds", "cart-expiry") >= 1);
        assertThat(metric("events", "cart-expiry")).isGreaterThanOrEqualTo(1);
        var health = health(503);
        assertThat(health.at("/components/processors/status").asString()).isEqualTo("DOWN");
        assertThat(health.at("/components/processors/details/cart-expiry/failure").asString())
                .contains("Events ")
                .contains("cart_expiry");
        assertThat(health.at("/components/processors/details/decision-tables").has("failure"))
                .isFalse();
        assertThat(get("/actuator/health/readiness", 200)).contains("UP");

        database.sql("alter table cart_expiry_away rename to cart_expiry").update();
        await().atMost(SOON).until(() -> metric("events", "cart-expiry") == 0);
        assertThat(health(200).at("/components/processors/status").asString()).isEqualTo("UP");
    }

    @Test
    void one_that_handles_everything_once_more_is_where_it_has_come_to() {
        var token =
                ReplayToken.createReplayToken(
                        new GlobalSequenceTrackingToken(90), new GlobalSequenceTrackingToken(3));
        database.sql(
                        "insert into token_entry (processor_name, segment, token, token_type, timestamp)"
                                + " values ('once-more', 0, ?, ?, '')")
                .params(
                        serializer.serialize(token, byte[].class).getData(),
                        ReplayToken.class.getName())
                .update();
        assertThat(progress.positions()).containsEntry("once-more", 3L);
    }

    private double metric(String unit, String processor) {
        var name = LAG.formatted(unit, processor);
        return get("/actuator/prometheus", 200)
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length()).strip()))
                .findFirst()
                .orElse(-1);
    }

    private JsonNode health(int status) {
        return JsonMapper.shared().readTree(get("/actuator/health", status));
    }

    private String get(String path, int status) {
        var answer =
                RestClient.builder()
                        .baseUrl("http://localhost:" + port)
                        .defaultHeaders(headers ->
                                headers.setBasicAuth("admin", EmbeddedDatabases.STAFF_PASSWORD))
                        .defaultStatusHandler(HttpStatusCode::isError, (_, _) -> {})
                        .build()
                        .get()
                        .uri(path)
                        .retrieve()
                        .toEntity(String.class);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        return answer.getBody();
    }
}
