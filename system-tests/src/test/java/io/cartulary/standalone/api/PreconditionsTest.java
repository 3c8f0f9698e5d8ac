package io.cartulary.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.account.Role;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Staff read an object with its ETag, and change it only as long as it is what they read.
class PreconditionsTest {

    private static final String NOTE = "{\"text\": \"Rings twice.\", \"audience\": \"INTERNAL\"}";

    private static int objects;

    private final Shopper shopper = StandaloneShop.shopper();
    private final String sku = "MATCH-" + ++objects;

    /// @param address of what is read
    /// @param change of it, without its beginning
    private record Change(String method, String address, String body) {}

    @BeforeEach
    void stock() {
        shopper.stock(sku, 1_250, 5);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private String product() {
        return shopper.staff("GET", "/admin/products/" + sku.toLowerCase(Locale.ROOT), null)
                .expect(200)
                .text("productId");
    }

    private String order() {
        return patiently()
                .until(
                        () -> shopper.buy(sku, 1, "tok_settle"),
                        answer -> answer.status() == 201) // its price is known a moment later
                .text("orderId");
    }

    private String coupon() {
        shopper.staff(
                        "POST",
                        "/admin/coupons",
                        "{\"code\": \"%s\", \"terms\": {\"discount\": {\"kind\": \"FREE_SHIPPING\"}}}"
                                .formatted(sku))
                .expect(201);
        return sku;
    }

    private String giftCard() {
        return shopper.staff(
                        "POST",
                        "/admin/gift-cards",
                        "{\"amount\": {\"amount\": 5000, \"currency\": \"GBP\"}}")
                .expect(201)
                .text("giftCardId");
    }

    private String eTagOf(String path) {
        return shopper.staff("GET", path, null)
                .expect(200)
                .response()
                .headers()
                .firstValue("ETag")
                .orElseThrow();
    }

    /// The same change twice, each by someone who read the object before either.
    private void isTakenFromTheFirstOnly(String read, Change one, Change other) {
        var seen = eTagOf(read);
        change(one, seen, 200, 204, 201);
        change(other, seen, 412);
        assertThat(eTagOf(read)).isNotEqualTo(seen);
        patiently().untilAsserted(() -> change(other, eTagOf(read), 200, 204, 201));
    }

    private void change(Change change, String ifMatch, Integer... expected) {
        var answer =
                shopper.staff(
                        change.method(), change.address(), change.body(), "If-Match", ifMatch);
        assertThat(answer.status()).as(answer.response().body()).isIn((Object[]) expected);
        if (answer.status() == 412) {
            assertThat(answer.text("code")).isEqualTo("PRECONDITION_FAILED");
            assertThat(answer.text("field")).isEqualTo("If-Match");
        }
    }

    @Test
    void a_product_that_was_changed_meanwhile_is_left() {
        var path = "/admin/products/" + product();
        isTakenFromTheFirstOnly(
                path,
                new Change("PUT", path + "/variants/" + sku + "/price", price(1_300)),
                new Change("PUT", path + "/variants/" + sku + "/price", price(1_400)));
    }

    @Test
    void who_comes_second_is_shown_what_happened_since() {
        var path = "/admin/products/" + product();
        var seen = eTagOf(path);
        var change = path + "/variants/" + sku + "/price";
        shopper.staff("PUT", change, price(1_300)).expect(204);
        shopper.staff("PUT", change, price(1_350)).expect(204);

        var refused = shopper.staff("PUT", change, price(1_400), "If-Match", seen).expect(412);

        assertThat(refused.body().at("/changes").findValuesAsString("event"))
                .containsExactly("catalog.PriceChanged", "catalog.PriceChanged");
        assertThat(refused.body().at("/changes/0/at").asString()).endsWith("Z");
    }

    @Test
    void a_variant_of_a_product_that_was_changed_meanwhile_is_left() {
        var path = "/admin/products/" + product();
        var details = "{\"options\": {\"size\": \"%s\"}, \"weightGrams\": 100}";
        isTakenFromTheFirstOnly(
                path,
                new Change("PUT", path + "/variants/" + sku, details.formatted("S")),
                new Change("PUT", path + "/variants/" + sku, details.formatted("M")));
        var added = "{\"sku\": \"%s-%s\", \"options\": {\"size\": \"%2$s\"}, %s}";
        var price = price(1_500).substring(1, price(1_500).length() - 1);
        isTakenFromTheFirstOnly(
                path,
                new Change("POST", path + "/variants", added.formatted(sku, "L", price)),
                new Change("POST", path + "/variants", added.formatted(sku, "XL", price)));
    }

    private static String price(long amount) {
        return "{\"price\": {\"amount\": %d, \"currency\": \"GBP\"}}".formatted(amount);
    }

    @Test
    void an_order_that_was_changed_meanwhile_is_left() {
        var path = "/admin/orders/" + order();
        var note = new Change("POST", path + "/notes", NOTE);
        patiently()
                .untilAsserted(() ->
                        assertThat(shopper.staff("GET", path, null).text("status"))
                                .isEqualTo("CONFIRMED"));
        isTakenFromTheFirstOnly(path, note, note);
    }

    @Test
    void a_coupon_that_was_changed_meanwhile_is_left() {
        var path = "/admin/coupons/" + coupon();
        isTakenFromTheFirstOnly(
                path,
                new Change("POST", path + "/deactivation", null),
                new Change("POST", path + "/activation", null));
    }

    @Test
    void stock_that_was_changed_meanwhile_is_left() {
        var path = "/admin/stock/" + sku;
        isTakenFromTheFirstOnly(
                path,
                new Change("PUT", path + "/policy", "{\"backorderLimit\": 7}"),
                new Change("PUT", path + "/policy", "{\"backorderLimit\": 8}"));
    }

    @Test
    void a_gift_card_that_was_changed_meanwhile_is_left() {
        var path = "/admin/gift-cards/" + giftCard();
        isTakenFromTheFirstOnly(
                path,
                new Change("POST", path + "/blocking", "{\"reason\": \"Lost\"}"),
                new Change("POST", path + "/unblocking", null));
    }

    @Test
    void a_payment_is_read_with_its_version() {
        var order = "/admin/orders/" + order();
        var payment =
                patiently()
                        .until(
                                () ->
                                        shopper.staff("GET", order, null)
                                                .body()
                                                .at("/payment/paymentId")
                                                .asString(""),
                                id -> !id.isEmpty());
        assertThat(eTagOf("/admin/payments/" + payment)).startsWith("\"" + payment + "@");
    }

    @Test
    void rules_that_prices_are_made_by_and_were_changed_meanwhile_are_left() {
        var tax = "/admin/tax-rules/NZ";
        var rates = "{\"byClass\": {\"standard\": \"%d\"}, \"includedInPrices\": true}";
        shopper.staff("PUT", tax, rates.formatted(14)).expect(204);
        isTakenFromTheFirstOnly(
                tax,
                new Change("PUT", tax, rates.formatted(15)),
                new Change("PUT", tax, rates.formatted(16)));

        var method = "/admin/shipping-methods/match-%d".formatted(objects);
        var offer =
                "{\"name\": \"%s\", \"rates\": [{\"price\": {\"amount\": 1, \"currency\": \"GBP\"}}]}";
        shopper.staff("PUT", method, offer.formatted("First")).expect(204);
        isTakenFromTheFirstOnly(
                method,
                new Change("PUT", method, offer.formatted("Second")),
                new Change("PUT", method, offer.formatted("Third")));

        var list = "/admin/price-lists/match-%d".formatted(objects);
        shopper.staff("PUT", list, "{\"currency\": \"NZD\"}").expect(204);
        isTakenFromTheFirstOnly(
                list,
                new Change(
                        "PUT",
                        list + "/prices",
                        "{\"prices\": [{\"sku\": \"%s\", \"price\": {\"amount\": 1, \"currency\": \"NZD\"}}]}"
                                .formatted(sku)),
                new Change("PUT", list, "{\"currency\": \"NZD\", \"destinations\": [\"NZ\"]}"));
    }

    @Test
    void any_version_and_one_of_several_match() {
        var path = "/admin/stock/" + sku;
        var policy = new Change("PUT", path + "/policy", "{\"backorderLimit\": 9}");
        change(policy, "*", 204);
        patiently()
                .untilAsserted(() ->
                        change(
                                policy,
                                "\"%s@9999\", %s".formatted("sku-" + sku, eTagOf(path)),
                                204));
        change(policy, "W/" + eTagOf(path), 412);
        change(policy, "bogus", 400);
        shopper.staff("PUT", policy.address(), policy.body()).expect(204);
    }

    static Stream<ApiOperation> changesOfStaff() {
        return ApiOperation.all()
                .filter(operation ->
                        operation.path().startsWith("/api/v1/admin/")
                                && !operation.path().startsWith("/api/v1/admin/imports/")
                                && !operation.toString().equals("post /api/v1/admin/media")
                                && !operation.method().equals("get"));
    }

    /// Or is not there. A file that is sent is left out: its form is asked for first.
    @ParameterizedTest
    @MethodSource("changesOfStaff")
    void a_change_of_something_else_is_refused(ApiOperation operation) {
        var media = operation.content().at("/requestBody/content/application~1json");
        var body =
                Stream.concat(
                                Stream.of(media.path("example")),
                                media.path("examples").valueStream().map(one -> one.path("value")))
                        .filter(JsonNode::isObject)
                        .map(JsonNode::toString)
                        .findFirst()
                        .orElse(null);
        var answer =
                shopper.bearing(
                        StandaloneShop.accessToken(Role.SUPER_ADMIN),
                        operation.method().toUpperCase(Locale.ROOT),
                        ApiOperation.filled(operation.path()),
                        body,
                        "If-Match",
                        "\"product-none@3\"");
        assertThat(answer.text("code"))
                .as(answer.response().body())
                .isIn("PRECONDITION_FAILED", "NOT_FOUND");
    }
}
