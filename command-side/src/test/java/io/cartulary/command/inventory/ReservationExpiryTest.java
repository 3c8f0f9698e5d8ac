package io.cartulary.command.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.command.inventory.StockCommand.AdjustStock;
import io.cartulary.command.inventory.StockCommand.ConfirmReservation;
import io.cartulary.command.inventory.StockCommand.RegisterStockItem;
import io.cartulary.command.inventory.StockCommand.ReserveStock;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Promises that nobody confirms, from the event to the event, with the real calendar and clock.
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "cartulary.inventory.expire-every=100ms")
class ReservationExpiryTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Sku SKU = new Sku("EXPIRING-1");
    private static final StockItemId ITEM = StockItemId.of(SKU);

    @Autowired private CommandGateway commands;
    @Autowired private JdbcClient database;
    @Autowired private InstantSource clock;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "reservation_expiry");
    }

    @Test
    void end_by_themselves_and_leave_no_row_behind() {
        commands.sendAndWait(new RegisterStockItem(ITEM, SKU, new ProductId("product-expiring")));
        commands.sendAndWait(
                new AdjustStock(
                        ITEM, 5, AdjustmentReason.DELIVERY, "delivery 1", null, clock.instant()));
        var now = clock.instant();
        reserve("order-forgotten", now.plusMillis(500));
        reserve("order-paid", now.plusMillis(600));
        commands.sendAndWait(new ConfirmReservation(ITEM, new OrderId("order-paid")));
        reserve("order-late", now.plusMillis(1_500));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(expired()).containsExactly("order-forgotten", "order-late"));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(
                                        database.sql("select count(*) from stock_expiry")
                                                .query(Integer.class)
                                                .single())
                                .isZero());
    }

    private void reserve(String order, Instant until) {
        commands.sendAndWait(new ReserveStock(ITEM, new OrderId(order), null, 1, until));
    }

    private List<String> expired() {
        return database.sql(
                        "select convert_from(payload, 'UTF8')::jsonb ->> 'orderId' from domain_event_entry"
                                + " where payload_type = 'inventory.ReservationExpired' order by global_index")
                .query(String.class)
                .list();
    }
}
