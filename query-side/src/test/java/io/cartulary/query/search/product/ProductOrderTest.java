package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SearchedShop.SHIRT;
import static io.cartulary.query.search.product.SearchedShop.TONER;
import static io.cartulary.query.search.product.SearchedShop.values;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.review.ReviewEvent.ReviewApproved;
import io.cartulary.events.review.ReviewEvent.ReviewWithdrawn;
import io.cartulary.events.review.ReviewId;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductOrderTest {

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;

    @BeforeAll
    void openShop() {
        shop = SearchedShop.open(events, port);
    }

    @Test
    void is_by_the_lowest_or_highest_price() {
        assertThat(shop.names("/api/v1/products?tag=sample&sort=price"))
                .containsExactly("Clay Mask", "Rose Water Toner", "Linen Shirt");
        assertThat(shop.names("/api/v1/products?tag=sample&sort=-price"))
                .containsExactly("Linen Shirt", "Rose Water Toner", "Clay Mask");
    }

    @Test
    void is_by_stars_with_what_no_one_rated_last() {
        var ofShirt = ReviewId.of(CustomerId.named("ada"), SHIRT.productId(), null);
        var ofToner = ReviewId.of(CustomerId.named("ada"), TONER.productId(), null);
        var another = ReviewId.of(CustomerId.named("ben"), TONER.productId(), null);
        events.record(new ReviewApproved(ofShirt, SHIRT.productId(), 5, false));
        events.record(new ReviewApproved(ofToner, TONER.productId(), 5, false));
        var rated = events.record(new ReviewApproved(another, TONER.productId(), 4, true));
        var best = "/api/v1/products?tag=sample&sort=-rating";
        assertThat(shop.namesAt(rated, best))
                .containsExactly("Linen Shirt", "Rose Water Toner", "Clay Mask");
        var shown = shop.getAt(rated, best);
        assertThat(JsonPath.<List<Double>>read(shown, "$.items[*].averageRating"))
                .containsExactly(5.0, 4.5);
        assertThat(JsonPath.<List<Integer>>read(shown, "$.items[*].reviewCount"))
                .containsExactly(1, 2, 0);

        var withdrawn = events.record(new ReviewWithdrawn(ofShirt, SHIRT.productId(), 5));
        assertThat(shop.namesAt(withdrawn, best)).first().isEqualTo("Rose Water Toner");
    }

    @Test
    void is_by_day_within_categories_too() {
        assertThat(shop.names("/api/v1/products/new-arrivals"))
                .containsExactly("Linen Shirt", "Clay Mask", "Rose Water Toner");
        assertThat(shop.names("/api/v1/products/new-arrivals?category=skincare"))
                .containsExactly("Clay Mask", "Rose Water Toner");
    }

    @Test
    void continues_on_the_next_page_without_a_gap() {
        var seen = new HashSet<String>();
        var cursor = "";
        for (var page = 0; page < 3; page++) {
            var answer = shop.get("/api/v1/products?tag=sample&sort=popular&limit=1" + cursor);
            seen.addAll(values(answer, "$.items[*].name"));
            cursor = page == 2 ? "" : "&cursor=" + JsonPath.<String>read(answer, "$.next");
        }

        assertThat(seen).containsExactlyInAnyOrder("Clay Mask", "Rose Water Toner", "Linen Shirt");
    }

    @Test
    void refuses_a_cursor_of_another_order() {
        var next = JsonPath.<String>read(shop.get("/api/v1/products?sort=price&limit=1"), "$.next");

        var answer = shop.call("/api/v1/products?sort=newest&cursor=" + next, Map.of());

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"cursor\"");
    }
}
