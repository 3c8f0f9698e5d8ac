package io.cartulary.query.search.product;

import static io.cartulary.query.search.product.SampleProducts.brand;
import static io.cartulary.query.search.product.SampleProducts.brandCreated;
import static io.cartulary.query.search.product.SampleProducts.created;
import static io.cartulary.query.search.product.SampleProducts.money;
import static io.cartulary.query.search.product.SampleProducts.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.cartulary.events.catalog.BrandEvent.BrandRemoved;
import io.cartulary.events.catalog.CatalogEvent.*;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.WarehouseCode;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.order.ReturnId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.query.QuerySideTest;
import io.cartulary.query.RecordedEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/// Products of which most pieces were sold in the last days, over HTTP.
@QuerySideTest
@Import(RecordedEvents.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BestsellersTest {

    private static final String LIST = "/api/v1/products/bestsellers";

    @Autowired RecordedEvents events;
    @LocalServerPort int port;
    private SearchedShop shop;
    private final Instant now = Instant.now();
    private final ProductCreated steady = sold("Steady Seller", "Toners", "STEADY");
    private final ProductCreated returned = sold("Returned Seller", "Toners", "RETURNED");
    private final ProductCreated cancelled = sold("Cancelled Seller", "Fashion", "CANCELLED");
    private final ProductCreated former = sold("Former Seller", "Fashion", "FORMER");

    private static ProductCreated sold(String name, String category, String sku) {
        return created(name, "Sellers", category, Map.of(), variant(sku, 500, "EUR"));
    }

    @BeforeAll
    void sell() {
        shop = SearchedShop.open(events, port);
        shop.record(brandCreated("Sellers"));
        for (var product : List.of(steady, returned, cancelled, former)) {
            shop.record(product, new ProductPublished(product.productId()));
        }
        events.record(now, confirmed("seller-1", "STEADY", 3));
        events.record(now, confirmed("seller-2", "STEADY", 2));
        events.record(now, confirmed("seller-3", "RETURNED", 9), received("seller-3", 6));
        events.record(now, confirmed("seller-4", "CANCELLED", 20), cancelled("seller-4"));
        events.record(now.minus(Duration.ofDays(40)), confirmed("seller-5", "FORMER", 7));
        shop.record();
    }

    @AfterAll
    void archive() {
        for (var product : List.of(steady, returned, cancelled, former)) {
            shop.record(new ProductArchived(product.productId()));
        }
        assertThat(shop.names(LIST)).doesNotContain("Steady Seller");
        assertThat(shop.names("/api/v1/products?brand=sellers")).isEmpty();
        shop.record(new BrandRemoved(brand("Sellers")));
    }

    @Test
    void are_counted_without_what_was_cancelled_or_came_back() {
        assertThat(shop.names(LIST)).startsWith("Steady Seller", "Returned Seller");
        assertThat(shop.names(LIST)).doesNotContain("Cancelled Seller", "Former Seller");
    }

    @Test
    void are_those_of_the_days_asked_for() {
        assertThat(shop.names(LIST + "?days=60"))
                .startsWith("Former Seller", "Steady Seller", "Returned Seller");
    }

    @Test
    void are_listed_by_category_and_page() {
        assertThat(shop.names(LIST + "?days=60&category=fashion")).containsExactly("Former Seller");
        var first = shop.get(LIST + "?days=60&limit=1");
        var next = JsonPath.<String>read(first, "$.next");
        assertThat(shop.names(LIST + "?days=60&limit=1&cursor=" + next))
                .containsExactly("Steady Seller");
    }

    @Test
    void refuse_a_window_that_is_none() {
        assertThat(shop.call(LIST + "?days=0", Map.of()).getStatusCode().value()).isEqualTo(400);
        assertThat(shop.call(LIST + "?days=366", Map.of()).getStatusCode().value()).isEqualTo(400);
    }

    private static OrderConfirmed confirmed(String order, String sku, int pieces) {
        return new OrderConfirmed(
                OrderId.named(order),
                CustomerId.named("buyer"),
                PaymentId.named(order),
                List.of(new SkuQuantity(new Sku(sku), pieces)));
    }

    private static ReturnReceived received(String order, int pieces) {
        return new ReturnReceived(
                OrderId.named(order),
                new ReturnId("return-" + order),
                List.of(
                        new ReceivedLine(
                                1,
                                new Sku("RETURNED"),
                                pieces - 1,
                                1,
                                money(3000, "EUR"),
                                WarehouseCode.MAIN)),
                PaymentId.named(order),
                money(3000, "EUR"),
                money(1500, "EUR"),
                Instant.now());
    }

    private static OrderCancelled cancelled(String order) {
        return new OrderCancelled(
                OrderId.named(order),
                CustomerId.named("buyer"),
                CustomerId.named("buyer"),
                CancellationReason.CUSTOMER_REQUEST,
                List.of(new SkuQuantity(new Sku("CANCELLED"), 20)),
                List.of(),
                List.of(),
                PaymentId.named(order),
                true);
    }
}
