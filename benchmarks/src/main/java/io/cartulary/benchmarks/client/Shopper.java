package io.cartulary.benchmarks.client;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// One shopper with a connection of their own, anonymous or logged in, who buys over HTTP as a
/// browser would.
public final class Shopper implements AutoCloseable {

    public static final String OPEN_CART = "open cart";
    public static final String ADD_ITEM = "add item";
    public static final String APPLY_COUPON = "apply coupon";
    public static final String PLACE_ORDER = "place order";
    static final String READ_ORDER = "read order";

    /// How long they wait for the end of one order.
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Between two looks; each pause is half as long again as the one before.
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final HttpConnection connection;
    private final int number = ThreadLocalRandom.current().nextInt(1_000_000);
    private final String authorization;
    private String cartHeader = "";

    public Shopper(URI shop) {
        this(shop, "");
    }

    /// @param authorization the header of a customer's access token, or nothing
    public Shopper(URI shop, String authorization) {
        this.connection = new HttpConnection(shop, "Accept: application/json\r\n");
        this.authorization = authorization;
    }

    public void openCart() throws IOException {
        var answer =
                connection
                        .send("POST", "/api/v1/cart", authorization + idempotencyKey(), null)
                        .accepted(OPEN_CART);
        cartHeader =
                authorization.isEmpty()
                        ? "Cart-Token: " + answer.requiredHeader("Cart-Token") + "\r\n"
                        : authorization;
    }

    public void addItem(String sku, int quantity) throws IOException {
        connection
                .send(
                        "POST",
                        "/api/v1/cart/items",
                        cartHeader + idempotencyKey(),
                        "{\"sku\":\"%s\",\"quantity\":%d}".formatted(sku, quantity))
                .accepted(ADD_ITEM);
    }

    public void applyCoupon(String code) throws IOException {
        connection
                .send(
                        "POST",
                        "/api/v1/cart/coupons",
                        cartHeader,
                        "{\"code\":\"%s\"}".formatted(code))
                .accepted(APPLY_COUPON);
    }

    /// Answers the order's id.
    public String placeOrder(String paymentToken) throws IOException {
        return placeOrder(paymentToken, UUID.randomUUID().toString());
    }

    public String placeOrder(String paymentToken, String key) throws IOException {
        var answer =
                connection.send(
                        "POST",
                        "/api/v1/orders",
                        cartHeader + "Idempotency-Key: " + key + "\r\n",
                        order(number, paymentToken));
        return answer.accepted(PLACE_ORDER).requiredMember("orderId");
    }

    /// The body of a check-out.
    public static String order(int number, String paymentToken) {
        return """
        {"contact":{"email":"shopper%d@example.org","phone":"+49 30 0000000"},\
        "shippingAddress":{"name":"Shopper %d","line1":"%d Example Street","city":"Sampletown",\
        "postalCode":"12345","country":"DE"},\
        "shippingMethod":"standard","payment":{"provider":"simulated","token":"%s"}}\
        """
                .formatted(number, number, number % 300, paymentToken);
    }

    /// The order as its details show it; 404 as long as they do not show it.
    public Answer readOrder(String orderId) throws IOException {
        return connection.get("/api/v1/orders/" + orderId, cartHeader);
    }

    /// By which the shop knows the cart.
    public String cartToken() {
        return cartHeader.substring("Cart-Token: ".length()).strip();
    }

    /// Looks gently until the order's details show that it is confirmed.
    public void awaitConfirmation(String orderId) throws IOException, InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        for (var pause = FIRST_PAUSE; true; pause = longer(pause)) {
            Pause.of(pause);
            var answer = readOrder(orderId);
            var status = answer.status() == 404 ? "" : answer.accepted(READ_ORDER).member("status");
            if ("CONFIRMED".equalsIgnoreCase(status)) {
                return;
            }
            if ("CANCELLED".equalsIgnoreCase(status) || System.nanoTime() > until) {
                throw new Answer.Unexpected("order is not confirmed", answer);
            }
        }
    }

    private static Duration longer(Duration pause) {
        var longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    private static String idempotencyKey() {
        return "Idempotency-Key: " + UUID.randomUUID() + "\r\n";
    }

    @Override
    public void close() {
        connection.close();
    }
}
