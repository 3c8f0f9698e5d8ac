package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.standalone.shop.Shopper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// A double click on anything: each route that is posted to or patched, four times at once with one
/// `Idempotency-Key`, and once more later. That it takes effect once is seen in `DoubleClickTest`.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class DoubleSubmit {

    private static final int CLICKS = 4;

    private final Shopper shopper;
    private String sku = "";
    private String productId = "";
    private String orderId = "";
    private String coupon = "";

    protected DoubleSubmit(Shopper shopper) {
        this.shopper = shopper;
    }

    /// So that most routes do what they are asked for.
    @BeforeAll
    void open() {
        sku = "DOUBLE-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        coupon = sku;
        shopper.stock(sku, 1250, 1000);
        shopper.staff(
                        "POST",
                        "/admin/coupons",
                        "{\"code\": \"%s\", \"terms\": {\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}}"
                                .formatted(coupon))
                .expect(201);
        orderId = shopper.buy(sku, 1, "tok_settle").expect(201).text("orderId");
        // What one click of two is answered must not depend on when the order is confirmed.
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() ->
                        shopper.shop("GET", "/orders/" + orderId, null)
                                .text("status")
                                .equalsIgnoreCase("confirmed"));
        shopper.put(sku, 1);
        productId =
                shopper.staff("GET", "/admin/products/" + sku.toLowerCase(Locale.ROOT), null)
                        .expect(200)
                        .text("productId");
    }

    /// One of the routes makes the tables of prices again; others use the same shop.
    @AfterEach
    void awaitPrices() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> shopper.shop("GET", "/cart", null).status() != 503);
    }

    /// Routes to log in take no key, because their answers are secrets and are not kept; a key has
    /// no effect for who has to log in and did not, nor for a machine on routes about staff.
    static Stream<ApiOperation> keyed() {
        return ApiOperation.all()
                .filter(operation ->
                        !operation
                                .path()
                                .matches(
                                        "/api/v1/((auth|users|reviews)/.*|products/.*/reviews"
                                                + "|admin/(staff|api-keys))"))
                .filter(operation ->
                        operation.method().equals("post") || operation.method().equals("patch"));
    }

    @ParameterizedTest
    @MethodSource("keyed")
    void is_answered_as_one(ApiOperation operation) throws Exception {
        var path = filled(operation.path()).substring("/api/v1".length());
        var body = bodyOf(operation.content());
        var key = UUID.randomUUID().toString();
        var method = operation.method().toUpperCase(Locale.ROOT);
        Callable<Shopper.Answer> click = () -> send(method, path, body, key);
        List<Shopper.Answer> answers;
        try (var clicks = Executors.newVirtualThreadPerTaskExecutor()) {
            answers =
                    clicks.invokeAll(Stream.generate(() -> click).limit(CLICKS).toList()).stream()
                            .map(Future::resultNow)
                            .toList();
        }
        var later = send(method, path, body, key);

        assertThat(answers)
                .allSatisfy(answer -> {
                    assertThat(answer.status()).as(answer.response().body()).isLessThan(500);
                    assertThat(answer.status()).isEqualTo(later.status());
                    assertThat(answer.response().body()).isEqualTo(later.response().body());
                    assertThat(answer.response().headers().firstValue("Location"))
                            .isEqualTo(later.response().headers().firstValue("Location"));
                });
        if (body != null) {
            var other = send(method, path, body + " ", key);
            assertThat(other.status()).isEqualTo(422);
            assertThat(other.text("code")).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        }
    }

    private Shopper.Answer send(String method, String path, String body, String key) {
        return path.startsWith("/admin/")
                ? shopper.staff(method, path, body, "Idempotency-Key", key)
                : shopper.shop(method, path, body, "Idempotency-Key", key);
    }

    private String filled(String path) {
        return path.replace("{orderId}", orderId)
                .replace("{productId}", productId)
                .replace("{sku}", sku)
                .replace("price-lists/{code}", "price-lists/" + coupon.toLowerCase(Locale.ROOT))
                .replace("{code}", coupon)
                .replace("{name}", "coupon-usage")
                .replaceAll("\\{[^}]+}", "unknown");
    }

    /// The documented example, about what is there.
    private String bodyOf(JsonNode operation) {
        if (!operation.has("requestBody")) {
            return null;
        }
        var media =
                operation
                        .path("requestBody")
                        .path("content")
                        .valueStream()
                        .findFirst()
                        .orElseThrow();
        var example =
                media.has("example")
                        ? media.path("example")
                        : media.path("examples")
                                .valueStream()
                                .findFirst()
                                .orElseThrow()
                                .path("value");
        var text = example.isString() ? example.asString() : example.toString();
        return text.replace("TONER-100", sku)
                .replace("WELCOME10", coupon)
                .replace("rose-toner", "double-" + UUID.randomUUID())
                .replace("delivery note 4711", UUID.randomUUID().toString());
    }
}
