package io.cartulary.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.standalone.journey.MainJourney;
import io.cartulary.standalone.shop.AccountOwner;
import io.cartulary.standalone.shop.Shopper;
import io.cartulary.standalone.shop.StandaloneShop;
import io.cartulary.tests.access.OperatorAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ClassPathResource;

/// Every read model there is, filled again from the first event on, has the rows and documents it
/// had: of the sample shop's products and imported orders, and of orders that went every way.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RebuildOfEachProjectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> INDEXES = Set.of("orders", "products");

    private final Shopper shopper = StandaloneShop.shopper();

    @BeforeAll
    void fillTheShop(@TempDir Path directory) throws IOException {
        takeIn(CommandLine.Import.Kind.PRODUCTS, "sample/products.jsonl", directory);
        takeIn(CommandLine.Import.Kind.ORDERS, "sample/online_retail_excerpt.csv", directory);
        new MainJourney(shopper).walk();
        var sku =
                "REBUILD-" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
        shopper.stock(sku, 1250, 10);
        staff(
                "PUT",
                "/admin/stock/" + sku + "/policy",
                "{\"lowStockThreshold\": 3, \"backorderLimit\": 9}");
        staff(
                "POST",
                "/admin/coupons",
                "{\"code\": \"%s\", \"terms\": {\"discount\": {\"kind\": \"PERCENTAGE\", \"percent\": \"10\"}}}"
                        .formatted(sku));
        sellAndTakeBack(sku);
        review(sku);
        schedule(sku);
        staff(
                "PUT",
                "/admin/attribute-sets/rebuilt",
                "{\"label\": {\"en\": \"Rebuilt\"}, \"attributes\": [\"skin-type\"]}");
        arrangeSearch(sku);
        film(sku);
        collect(sku);
        // More than there are, as a bundle.
        bundle(sku + "-BOX", sku);
        var order =
                await().atMost(PATIENCE)
                        .until(
                                () -> shopper.buy(sku + "-BOX", 6, "tok_settle"),
                                answer -> answer.status() == 201);
        awaitStatus(order.text("orderId"), "CONFIRMED");
    }

    /// A cost price, a sale to come and a draft that is to be published later.
    private void schedule(String sku) {
        var product =
                "/admin/products/"
                        + shopper.staff(
                                        "GET",
                                        "/admin/products/" + sku.toLowerCase(Locale.ROOT),
                                        null)
                                .expect(200)
                                .text("productId");
        var variant = product + "/variants/" + sku;
        staff(
                "PUT",
                variant + "/cost-price",
                "{\"costPrice\": {\"amount\": 430, \"currency\": \"GBP\"}}");
        staff(
                "POST",
                variant + "/sales",
                "{\"price\": {\"amount\": 990, \"currency\": \"GBP\"}, \"from\": \"2035-11-24T00:00:00Z\"}");
        var draft =
                shopper.staff(
                                "POST",
                                "/admin/products",
                                """
                                {"slug": "%1$s-later", "description": {"name": {"en": "Later"}},
                                 "variants": [{"sku": "%2$s-LATER", "price": {"amount": 990, "currency": "GBP"}, "weightGrams": 1}],
                                 "publish": false}\
                                """
                                        .formatted(sku.toLowerCase(Locale.ROOT), sku))
                        .expect(201)
                        .text("productId");
        staff(
                "PUT",
                "/admin/products/" + draft + "/scheduled-publication",
                "{\"publishAt\": \"2035-11-24T00:00:00Z\"}");
    }

    private void collect(String sku) {
        var created =
                staff(
                        "POST",
                        "/admin/collections",
                        "{\"slug\": \"%s\", \"description\": {\"name\": {\"en\": \"%s\"}}}"
                                .formatted(sku.toLowerCase(Locale.ROOT), sku));
        staff(
                "PUT",
                "/admin/collections/" + created.text("collectionId") + "/rule",
                "{\"tags\": [\"serum\"]}");
    }

    /// A video, which is known by its first bytes, shown of a product.
    private void film(String sku) {
        var bytes = "\0\0\0\u0018ftypisom\0\0\u0002\0isommp42" + sku;
        var uploaded =
                shopper.staff(
                                "POST",
                                "/admin/media",
                                """
                                --here\r
                                Content-Disposition: form-data; name="file"; filename="%s.mp4"\r
                                \r
                                %s\r
                                --here--\r
                                """
                                        .formatted(sku, bytes),
                                "Content-Type",
                                "multipart/form-data; boundary=here")
                        .expect(201);
        var product =
                staff("GET", "/admin/products/" + sku.toLowerCase(Locale.ROOT), null)
                        .text("productId");
        staff(
                "PUT",
                "/admin/products/" + product + "/media",
                "{\"media\": [{\"mediaId\": \"%s\"}]}"
                        .formatted(uploaded.body().at("/files/0/mediaId").asString()));
    }

    private void arrangeSearch(String sku) {
        var code = sku.toLowerCase(Locale.ROOT);
        staff(
                "PUT",
                "/admin/search/synonyms/" + code,
                "{\"terms\": [\"%s\", \"again\"]}".formatted(sku));
        staff("PUT", "/admin/search/weights", "{\"sales\": 1, \"stock\": 1, \"recency\": 1}");
        staff(
                "PUT",
                "/admin/search/curations/" + code,
                "{\"queries\": [\"%s\"], \"hidden\": [\"product-none\"]}".formatted(sku));
    }

    static Stream<String> projections() {
        return StandaloneShop.context().getBeansOfType(ProjectionDefinition.class).values().stream()
                .map(ProjectionDefinition::name);
    }

    @ParameterizedTest
    @MethodSource("projections")
    void is_the_same_again(String projection) {
        await().atMost(PATIENCE).until(() -> in("BUILDING", projection).isEmpty());
        var before = in("LIVE", projection).orElseThrow();
        var path = "/admin/projections/" + projection;
        var happened = StandaloneShop.context().getBean(EventStoreHead.class).index();
        await().atMost(PATIENCE)
                .until(() ->
                        staff("GET", path + "/rebuilds/" + before, null)
                                        .body()
                                        .at("/progress/position")
                                        .asLong(0)
                                >= happened);
        var begun = staff("POST", path + "/rebuilds", null).text("generation");
        var rebuild = path + "/rebuilds/" + begun;
        var verdict =
                await().atMost(PATIENCE)
                        .until(
                                () -> staff("GET", rebuild, null).text("verdict"),
                                found -> !found.isEmpty());
        var comparison = staff("GET", rebuild + "/comparison", null);
        assertThat(verdict).as(comparison.response().body()).isEqualTo("EQUAL");
        assertThat(comparison.body().path("tables").valueStream())
                .isNotEmpty()
                .allSatisfy(table ->
                        assertThat(table.path("liveRows").asLong())
                                .as(table.path("table").asString())
                                .isPositive());
        await().atMost(PATIENCE)
                .until(() -> staff("GET", rebuild, null).text("state").equals("LIVE"));
        staff("DELETE", path + "/generations/" + before, null);
    }

    /// The same is checked in the background of any shop, a few objects at a time.
    @ParameterizedTest
    @MethodSource("projections")
    void has_no_row_that_does_not_follow_from_its_events(String projection) {
        var path = "/admin/projections/" + projection + "/drift";
        if (INDEXES.contains(projection)) {
            assertThat(shopper.staff("POST", path, null).expect(409).text("code"))
                    .isEqualTo("NOT_SAMPLED");
            return;
        }
        // What was changed a moment ago is left out.
        var drift =
                await().atMost(PATIENCE)
                        .until(
                                () -> staff("POST", path, null).body(),
                                answer -> answer.path("checked").asInt() > 0);
        assertThat(drift.path("objects")).as(drift.toString()).isEmpty();
    }

    /// An order with a coupon, shipped, delivered, written about and sent back in part.
    private void sellAndTakeBack(String sku) {
        shopper.openCart();
        shopper.put(sku, 2);
        var coupon = "{\"code\": \"%s\"}".formatted(sku);
        await().atMost(PATIENCE)
                .until(() -> shopper.shop("POST", "/cart/coupons", coupon).status() == 204);
        var order =
                shopper.order("tok_settle", UUID.randomUUID().toString())
                        .expect(201)
                        .text("orderId");
        awaitStatus(order, "CONFIRMED");
        var path = "/admin/orders/" + order;
        staff("POST", path + "/processing", null);
        staff("POST", path + "/shipment", "{\"carrier\": \"DHL\", \"trackingNumber\": \"D-1\"}");
        staff("POST", path + "/delivery", null);
        staff(
                "POST",
                path + "/notes",
                "{\"audience\": \"INTERNAL\", \"text\": \"The lid was loose.\"}");
        var wanted =
                "{\"lines\": [{\"line\": 1, \"quantity\": 1}], \"reason\": \"DAMAGED\","
                        + " \"comment\": \"It leaks.\"}";
        var returned =
                path + "/returns/" + staff("POST", path + "/returns", wanted).text("returnId");
        staff("POST", returned + "/approval", null);
        staff(
                "POST",
                "/admin/customers/%s/notes".formatted(staff("GET", path, null).text("customerId")),
                "{\"text\": \"Sends things back.\"}");
        staff(
                "POST",
                returned + "/receipt",
                "{\"lines\": [{\"line\": 1, \"restocked\": 1, \"scrapped\": 0}]}");
        await().atMost(PATIENCE)
                .until(() ->
                        staff("GET", path, null)
                                .text("paymentStatus")
                                .equals("PARTIALLY_REFUNDED"));
    }

    /// By someone who then deletes their account.
    private void review(String sku) {
        var author = new AccountOwner();
        author.open(shopper);
        var tokens = author.logIn(shopper);
        var product =
                staff("GET", "/admin/products/" + sku.toLowerCase(Locale.ROOT), null)
                        .text("productId");
        var written =
                shopper.shop(
                                "POST",
                                "/products/%s/reviews".formatted(product),
                                "{\"rating\": 4, \"text\": \"The lid is loose.\"}",
                                "Authorization",
                                "Bearer " + tokens.text("accessToken"))
                        .expect(201);
        var path = "/admin/reviews/" + written.text("reviewId");
        staff("POST", path + "/approval", "{\"revision\": 1}");
        staff("PUT", path + "/answer", "{\"answer\": \"We mend it.\"}");
        author.delete(shopper, tokens);
    }

    private void bundle(String sku, String part) {
        staff(
                "POST",
                "/admin/products",
                """
                {"slug": "%s", "description": {"name": {"en": "Box"}}, "publish": true,
                 "variants": [{"sku": "%s", "price": {"amount": 2400, "currency": "GBP"}, "taxClass": "standard", "weightGrams": 400}]}\
                """
                        .formatted(sku.toLowerCase(Locale.ROOT), sku));
        staff(
                "PUT",
                "/admin/stock/" + sku + "/bundle",
                "{\"parts\": [{\"sku\": \"%s\", \"quantity\": 2}]}".formatted(part));
    }

    private void takeIn(CommandLine.Import.Kind kind, String sample, Path directory)
            throws IOException {
        var file = directory.resolve(Path.of(sample).getFileName());
        Files.write(file, new ClassPathResource(sample).getContentAsByteArray());
        var port = StandaloneShop.context().getWebServer().getPort();
        var client = new ShopClient(URI.create("http://localhost:" + port), OperatorAccess.KEY);
        var quiet = new PrintStream(OutputStream.nullOutputStream());
        assertThat(
                        new ImportCommand(client, directory.resolve("imports"), quiet)
                                .run(kind, file, null))
                .isZero();
    }

    private Shopper.Answer staff(String method, String path, String body) {
        var answer = shopper.staff(method, path, body);
        assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
        return answer;
    }

    private void awaitStatus(String order, String status) {
        await().atMost(PATIENCE)
                .until(() ->
                        shopper.shop("GET", "/orders/" + order, null)
                                .text("status")
                                .equals(status));
    }

    private Optional<Integer> in(String state, String projection) {
        return staff("GET", "/admin/projections/" + projection, null)
                .body()
                .path("generations")
                .valueStream()
                .filter(each -> each.path("state").asString().equals(state))
                .map(each -> each.path("generation").asInt())
                .findFirst();
    }
}
