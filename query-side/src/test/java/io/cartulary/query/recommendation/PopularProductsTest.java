package io.cartulary.query.recommendation;

import static io.cartulary.query.SampleOrders.confirmed;
import static io.cartulary.query.SampleOrders.placed;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.web.ApiHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@QuerySideTest
@Import(RecordedEvents.class)
class PopularProductsTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;

    @Test
    void are_those_bought_and_viewed_lately() {
        var bought = created("Popular kettle", "Lux", "Home", Map.of(), variant("POP-1", 1, "EUR"));
        var viewed = created("Popular lamp", "Lux", "Home", Map.of(), variant("POP-2", 1, "EUR"));
        var ignored = created("Lonely vase", "Lux", "Home", Map.of(), variant("POP-3", 1, "EUR"));
        var gone = created("Popular but gone", "Lux", "Home", Map.of(), variant("POP-4", 1, "EUR"));
        events.record(bought, new ProductPublished(bought.productId()));
        events.record(viewed, new ProductPublished(viewed.productId()));
        events.record(ignored, new ProductPublished(ignored.productId()));
        events.record(gone, new ProductPublished(gone.productId()));
        var now = Instant.now();
        var order = placed("P-1", "ada@example.org", "POP-1", "Popular kettle", now);
        var other = placed("P-2", "ada@example.org", "POP-4", "Popular but gone", now);
        events.record(now, order, confirmed(order));
        events.record(now, other, confirmed(other));
        var position = events.record(new ProductArchived(gone.productId()));
        new Http(port)
                .post(
                        "/api/v1/behaviour",
                        """
                        {"type": "PRODUCT_VIEW", "visitor": "visitor-90", "productId": "%s"}
                        """
                                .formatted(viewed.productId()));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    var feed =
                            new Http(port)
                                    .get(
                                            "/api/v1/recommendations/popular?limit=100",
                                            Map.of(ApiHeaders.POSITION, position));
                    assertThat(feed.getStatusCode().value()).isEqualTo(200);
                    assertThat(Http.<List<String>>read(feed, "$.items[*].name"))
                            .containsSubsequence("Popular kettle", "Popular lamp")
                            .doesNotContain("Lonely vase", "Popular but gone");
                    assertThat(
                                    Http.<List<String>>read(
                                            feed, "$.items[?(@.slug=='popular-lamp')].reason"))
                            .containsExactly("VIEWED_OFTEN");
                    assertThat(
                                    Http.<List<Double>>read(
                                                    feed,
                                                    "$.items[?(@.slug=='popular-kettle')].score")
                                            .getFirst())
                            .isBetween(9.9, 10.1);
                    assertThat(Http.<String>read(feed, "$.expiresAt"))
                            .isGreaterThan(Http.read(feed, "$.generatedAt"));
                });
    }
}
