package io.cartulary.command.payment.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectId;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.messaging.MetaData;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The application with every provider, of which each talks to a server that answers with the
/// provider's documented messages: the good, the late and the ugly ones. All tests of providers
/// share the one application.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
public abstract class ShopWithProviders {

    /// Answers as the provider would; it ends with the JVM, like the application.
    protected static final WireMockServer PROVIDER = new WireMockServer(options().dynamicPort());

    protected static final Duration SOON = Duration.ofSeconds(20);
    protected static final String WEBHOOK_SECRET = "whsec_of_the_test";
    protected static final String CALLBACK_SECRET = "callback-secret-of-the-test";
    protected static final Money TWELVE_POUNDS = Money.parse("GBP 12.34");
    protected static final Money SHILLINGS = Money.parse("KES 1200");
    protected static final JsonMapper JSON = JsonMapper.builder().build();

    /// Longer than we wait for an answer.
    protected static final int TOO_LATE = 2500;

    @Autowired protected CommandGateway commands;
    @Autowired protected JdbcClient database;
    @Autowired protected PaymentProviders providers;
    @Autowired private EventProcessingConfiguration processors;
    @LocalServerPort private int port;

    private final HttpClient http = HttpClient.newHttpClient();
    protected final PaymentId payment = PaymentId.next();
    protected final OrderId order = OrderId.next();

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry properties) {
        PROVIDER.start();
        EmbeddedDatabases.register(properties, "providers");
        properties.add("cartulary.effects.first-pause", () -> "100ms");
        properties.add("cartulary.effects.look-every", () -> "50ms");
        properties.add("cartulary.payment.stripe.url", PROVIDER::baseUrl);
        properties.add("cartulary.payment.stripe.secret-key", () -> "sk_test_123");
        properties.add("cartulary.payment.stripe.publishable-key", () -> "pk_test_123");
        properties.add("cartulary.payment.stripe.webhook-secret", () -> WEBHOOK_SECRET);
        properties.add("cartulary.payment.stripe.answer-within", () -> "2s");
        properties.add("cartulary.payment.paypal.url", PROVIDER::baseUrl);
        properties.add("cartulary.payment.paypal.client-id", () -> "client");
        properties.add("cartulary.payment.paypal.client-secret", () -> "secret");
        properties.add("cartulary.payment.paypal.webhook-id", () -> "WH-1");
        properties.add("cartulary.payment.paypal.return-url", () -> "https://shop.example/paid");
        properties.add("cartulary.payment.paypal.cancel-url", () -> "https://shop.example/cart");
        properties.add("cartulary.payment.paypal.answer-within", () -> "2s");
        properties.add("cartulary.payment.mpesa.url", PROVIDER::baseUrl);
        properties.add("cartulary.payment.mpesa.consumer-key", () -> "key");
        properties.add("cartulary.payment.mpesa.consumer-secret", () -> "secret");
        properties.add("cartulary.payment.mpesa.short-code", () -> "174379");
        properties.add("cartulary.payment.mpesa.passkey", () -> "bfb279f9aa9bdbcf158e97dd71a467cd");
        properties.add(
                "cartulary.payment.mpesa.callback-url",
                () -> "https://shop.example/api/v1/payments/mpesa");
        properties.add("cartulary.payment.mpesa.callback-secret", () -> CALLBACK_SECRET);
        properties.add("cartulary.payment.mpesa.initiator", () -> "testapi");
        properties.add("cartulary.payment.mpesa.security-credential", () -> "sealed");
        properties.add("cartulary.payment.mpesa.answer-within", () -> "2s");
        properties.add("cartulary.payment.cash-on-delivery.enabled", () -> true);
    }

    @BeforeEach
    void forgetStubs() {
        PROVIDER.resetAll();
        // Its payments have no orders here.
        processors.eventProcessor("order-fulfilment").orElseThrow().shutDown();
    }

    /// For contracts, which are interfaces.
    public ShopWithProviders shop() {
        return this;
    }

    protected RefundId requestRefund(Money amount) {
        var refund = RefundId.next();
        requestRefund(refund, amount);
        return refund;
    }

    protected void requestRefund(RefundId refund, Money amount) {
        commands.sendAndWait(new RequestRefund(payment, refund, amount, RefundReason.GOODWILL));
    }

    protected void request(String provider, Money amount, String token) {
        commands.sendAndWait(new RequestPayment(payment, order, amount, provider, token));
    }

    protected CurrentPayment summary() {
        return commands.sendAndWait(new ReadPayment(payment));
    }

    protected List<String> events() {
        return database.sql(
                        "select substr(payload_type, 9) from domain_event_entry where aggregate_identifier = ?"
                                + " order by sequence_number")
                .param(payment.value())
                .query(String.class)
                .list();
    }

    protected void awaitEvents(String... types) {
        await().atMost(SOON).untilAsserted(() -> assertThat(events()).containsExactly(types));
    }

    protected void awaitLast(String type) {
        await().atMost(SOON).untilAsserted(() -> assertThat(events()).endsWith(type));
    }

    protected JsonNode effect() {
        return awaitEffect("DONE");
    }

    /// The latest effect of the payment, once it is so.
    protected JsonNode awaitEffect(String state) {
        return await().atMost(SOON)
                .until(
                        () -> effects().getFirst(),
                        latest -> latest.at("/state").asString().equals(state));
    }

    protected List<JsonNode> effects() {
        var body = JSON.readTree(staff("GET", "/admin/effects?subject=" + payment).body());
        return body.at("/items").valueStream().toList();
    }

    protected HttpResponse<String> staff(String method, String path) {
        return staff(method, path, "");
    }

    /// Staff capture a part of the authorised amount.
    protected CaptureId captured(String pounds, boolean more) {
        var answer =
                staff(
                        "POST",
                        "/admin/payments/%s/captures".formatted(payment),
                        "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}, \"more\": %s}"
                                .formatted(
                                        Money.parse("GBP " + pounds).getAmountMinorLong(), more));
        assertThat(answer.statusCode()).isEqualTo(202);
        return new CaptureId(JSON.readTree(answer.body()).at("/captureId").asString());
    }

    protected EffectAttempt attempt() {
        return new EffectAttempt(
                new EffectId("effect-1"), "key-1", 1, false, MetaData.emptyInstance(), commands);
    }

    protected HttpResponse<String> staff(String method, String path, String body) {
        return call(
                method,
                path,
                body,
                request -> request.header("Authorization", OperatorAccess.bearer(port)));
    }

    protected HttpResponse<String> call(
            String method, String path, String body, Consumer<HttpRequest.Builder> headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:%d/api/v1%s".formatted(port, path)))
                        .header("Content-Type", "application/json")
                        .timeout(SOON)
                        .method(method, BodyPublishers.ofString(body));
        headers.accept(request);
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    protected static ResponseDefinitionBuilder answer(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /// Answers one after the other, and the last one for ever.
    protected static void inTurn(MappingBuilder request, ResponseDefinitionBuilder... answers) {
        var states = new ArrayList<String>(List.of(Scenario.STARTED));
        for (var number = 1; number < answers.length; number++) {
            states.add("after " + number);
        }
        for (var number = 0; number < answers.length; number++) {
            var stub =
                    request.withId(UUID.randomUUID())
                            .inScenario("in turn")
                            .whenScenarioStateIs(states.get(number));
            if (number + 1 < answers.length) {
                stub.willSetStateTo(states.get(number + 1));
            }
            PROVIDER.stubFor(stub.willReturn(answers[number]));
        }
    }
}
