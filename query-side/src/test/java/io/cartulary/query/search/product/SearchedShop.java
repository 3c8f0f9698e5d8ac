package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.brand;
import static io.cartulary.query.search.product.SampleProducts.brandCreated;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.registered;
import static io.cartulary.query.search.product.SampleProducts.stocked;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.DomainEvent;
import io.cartulary.events.catalog.BrandEvent.BrandCreated;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.PageDescription;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderEvent.OrderConfirmed;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.query.Http;
import io.cartulary.query.RecordedEvents;
import io.cartulary.web.ApiHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// A toner, a clay mask and a shirt on sale, of which the first is in stock and the second was
/// bought; asked over HTTP by all tests of the search for products.
final class SearchedShop {

    static final ProductCreated TONER =
            created(
                    new LocalizedText(
                            Map.of(
                                    "en",
                                    "Rose Water Toner",
                                    "th",
                                    "โทนเนอร์น้ำกุหลาบ",
                                    "km",
                                    "តូនើរទឹកផ្កាកុលាប")),
                    "Crème Héro",
                    "Toners",
                    Map.of("skin type", List.of("dry", "sensitive")),
                    variant("TONER-100", 1250, "EUR", "size", "100 ml"),
                    variant("TONER-200", 2100, "EUR", "size", "200 ml"));
    static final ProductCreated CLAY =
            created(
                    "Clay Mask",
                    "Terra",
                    "Skincare",
                    Map.of("skin type", List.of("oily")),
                    variant("CLAY-1", 990, "EUR"));
    static final ProductCreated SHIRT =
            created(
                    "Linen Shirt",
                    "Lino",
                    "Fashion",
                    Map.of(),
                    variant("SHIRT-S", 4900, "EUR", "size", "S"),
                    variant("SHIRT-M", 4900, "EUR", "size", "M"));
    static final ProductCreated DRAFT =
            created("Rose Perfume", "Terra", "Skincare", Map.of(), variant("PERFUME", 100, "EUR"));

    private static @Nullable String filled;

    private final RecordedEvents events;
    private final Http http;
    private String position;

    private SearchedShop(RecordedEvents events, Http http, String position) {
        this.events = events;
        this.http = http;
        this.position = position;
    }

    /// Filled by the first test that asks; all of them share one context.
    static synchronized SearchedShop open(RecordedEvents events, int port) {
        if (filled == null) {
            filled = fill(events);
        }
        var shop = new SearchedShop(events, new Http(port), filled);
        shop.get("/api/v1/products"); // suggestions and categories wait for no position
        return shop;
    }

    private static String fill(RecordedEvents events) {
        var day = Instant.parse("2026-03-01T10:00:00Z");
        events.record(
                new BrandCreated(
                        brand("Crème Héro"),
                        "creme-hero",
                        PageDescription.named(LocalizedText.english("Crème Héro"))),
                brandCreated("Terra"),
                brandCreated("Lino"),
                created(LocalizedText.english("Skincare"), null),
                created(LocalizedText.english("Fashion"), null),
                created(new LocalizedText(Map.of("en", "Toners", "th", "โทนเนอร์")), "Skincare"));
        events.record(day, TONER, new ProductPublished(TONER.productId()));
        events.record(day.plusSeconds(60), CLAY, new ProductPublished(CLAY.productId()));
        events.record(day.plusSeconds(120), SHIRT, new ProductPublished(SHIRT.productId()));
        events.record(DRAFT);
        return events.record(
                registered("TONER-100", TONER.productId()),
                stocked("TONER-100", 5),
                new OrderConfirmed(
                        OrderId.named("sold-clay"),
                        CustomerId.named("someone"),
                        PaymentId.named("sold-clay"),
                        List.of(new SkuQuantity(new Sku("CLAY-1"), 1))));
    }

    /// What happens now is seen by every later [#get].
    void record(DomainEvent... happened) {
        position = events.record(happened);
    }

    List<String> names(String path) {
        return values(get(path), "$.items[*].name");
    }

    List<String> namesAt(String seen, String path) {
        return values(getAt(seen, path), "$.items[*].name");
    }

    static List<String> values(@Nullable String json, String path) {
        return JsonPath.read(json, path);
    }

    String get(String path) {
        return getAt(position, path);
    }

    /// A busy machine may answer that the position is not visible yet, and asks for patience.
    String getAt(String seen, String path) {
        var answer =
                await().atMost(Duration.ofSeconds(30))
                        .until(
                                () -> call(path, Map.of(ApiHeaders.POSITION, seen)),
                                it -> it.getStatusCode().value() != 503);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return answer.getBody();
    }

    ResponseEntity<String> call(String path, Map<String, String> headers) {
        return http.get(path, headers);
    }
}
