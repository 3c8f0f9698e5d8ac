package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.money;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.inventory.Sku;
import io.cartulary.query.Http;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import io.cartulary.query.search.LiveIndexes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductSearchTest {

    @Autowired RecordedEvents events;
    @Autowired LiveIndexes indexes;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void an_unchanged_answer_is_not_sent_again() {
        shop.get("/api/v1/products?brand=lino");
        var first = shop.call("/api/v1/products?brand=lino", Map.of());
        var second =
                shop.call(
                        "/api/v1/products?brand=lino",
                        Map.of(HttpHeaders.IF_NONE_MATCH, first.getHeaders().getETag()));

        assertThat(first.getHeaders().getCacheControl()).contains("public");
        assertThat(second.getStatusCode().value()).isEqualTo(304);
    }

    @Test
    void what_changes_is_soon_answered_by_itself_too() {
        var lamp = created("Brass Lamp", "Lux", "Home", Map.of(), variant("LAMP", 100, "EUR"));
        events.record(lamp, new ProductPublished(lamp.productId()));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").equals(List.of(100)));

        events.record(new PriceChanged(lamp.productId(), new Sku("LAMP"), money(250, "EUR")));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").equals(List.of(250)));

        shop.record(new ProductArchived(lamp.productId()));
        assertThat(shop.names("/api/v1/search?q=brass lamp")).isEmpty();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> price("/api/v1/search?q=brass lamp").isEmpty());
    }

    @Test
    void stays_whole_while_the_index_is_built_again() {
        var everything = "/api/v1/products?tag=sample&sort=price";
        var before = shop.names(everything);
        var http = new Http(port);

        var rebuild = http.postAsStaff("/api/v1/admin/projections/products/rebuilds");
        assertThat(rebuild.getStatusCode().value()).as(rebuild.getBody()).isEqualTo(202);

        await().atMost(Duration.ofSeconds(30))
                .until(() -> {
                    assertThat(shop.names(everything)).isEqualTo(before);
                    return indexes.current(ProductsProjection.NAME).number() == 2;
                });
        assertThat(shop.names(everything)).isEqualTo(before);
    }

    @Test
    void refuses_what_it_does_not_know() {
        for (var wrong :
                List.of(
                        "sort=colour",
                        "currency=XXXX",
                        "limit=1000",
                        "minPrice=-1",
                        "total=roughly",
                        "language=english")) {
            var answer = shop.call("/api/v1/search?" + wrong, Map.of());

            assertThat(answer.getStatusCode().value()).as(wrong).isEqualTo(400);
            assertThat(answer.getBody()).contains(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    private List<Integer> price(String path) {
        return JsonPath.read(
                shop.call(path, Map.of()).getBody(), "$.items[*].prices[0].from.amount");
    }
}
