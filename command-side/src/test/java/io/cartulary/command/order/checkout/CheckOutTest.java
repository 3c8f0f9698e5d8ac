package io.cartulary.command.order.checkout;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.TestClassOrder;

/// Orders as shoppers place them, over HTTP, with real stock, coupons, deadlines and a real
/// provider, all in one shop. Whatever happens in the other tests, the books balance in the last
/// ones.
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class CheckOutTest {

    /// Longer than `tok_late` takes, and short enough to wait for.
    private static final Duration PAY_WITHIN = Duration.ofSeconds(8);

    @BeforeAll
    static void open() throws IOException {
        CheckOuts.shop = new CommandNode("check_out", PAY_WITHIN);
    }

    @AfterAll
    static void close() {
        CheckOuts.shop.close();
    }

    @Nested
    @Order(1)
    class Placing extends PlacingOrders {}

    @Nested
    @Order(2)
    class Paying extends PayingForOrders {}

    @Nested
    @Order(3)
    class Coupons extends CouponsOfOrders {}

    @Nested
    @Order(4)
    class Changing extends ChangingOrders {}

    @Nested
    @Order(5)
    class Fulfilling extends FulfillingOrders {}

    @Nested
    @Order(6)
    class Hard_times extends OrdersInHardTimes {}

    @Nested
    @Order(7)
    class The_books extends BooksOfOrders {}
}
