package io.cartulary.command;

import io.cartulary.embedded.parts.SharedParts;
import io.cartulary.events.coupon.CouponEvent.*;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The catalogue, its pictures, stock, coupons and carts, over HTTP against a real database.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class ShopOverHttpTest {

    static final String LEFT_HALF_MADE = "decision_tables_new_before_the_crash";

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "shop_over_http");
        properties.add(
                "cartulary.databases.event-store.url",
                () -> withHalfMadeTables(SharedParts.eventStoreSettings("shop_over_http")));
    }

    /// As a rebuild of the decision tables leaves them that was cut off.
    private static String withHalfMadeTables(Map<String, String> settings) {
        var database = "cartulary.databases.event-store.";
        var address = settings.get(database + "url");
        try (var connection =
                        DriverManager.getConnection(
                                address,
                                settings.get(database + "username"),
                                settings.get(database + "password"));
                var statement = connection.createStatement()) {
            statement.execute("create schema if not exists " + LEFT_HALF_MADE);
            statement.execute(
                    "create table if not exists %s.tax_rule (x integer)".formatted(LEFT_HALF_MADE));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return address;
    }

    @Nested
    class A_product extends ProductsOverHttp {}

    @Nested
    class Attributes extends AttributesOverHttp {}

    @Nested
    class Brands extends BrandsOverHttp {}

    @Nested
    class Collections extends CollectionsOverHttp {}

    @Nested
    class A_category extends CategoriesOverHttp {}

    @Nested
    class Stock extends StockOverHttp {}

    @Nested
    class A_cart extends CartOverHttp {}

    @Nested
    class A_coupon extends CouponsOverHttp {}

    @Nested
    class Prices extends PricesOverHttp {}

    @Nested
    class Pictures_and_videos extends MediaOverHttp {}

    @Nested
    class History extends HistoryOverHttp {}

    @Nested
    class The_decision_tables extends DecisionTablesOverHttp {}
}
