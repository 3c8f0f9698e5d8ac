package io.cartulary.command.expiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.CommandSideApplication;
import io.cartulary.command.EmbeddedDatabases;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Promises that no one confirms and carts that no one changes, from the event to the event, with
/// the real tables and clock.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            EmbeddedDatabases.LEFT_TO_THE_END,
            "cartulary.inventory.expire-every=100ms",
            "cartulary.cart.expire-every=100ms",
            "cartulary.cart.expires-after=3s",
            "cartulary.catalog.act-every=100ms"
        })
class ExpiryTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Sku SKU = new Sku("EXPIRING-1");
    private static final StockItemId ITEM = StockItemId.of(SKU);

    @Autowired private CommandGateway commands;
    @Autowired private JdbcClient database;
    @Autowired private InstantSource clock;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "expiry");
    }

    @Test
    void carts_end_after_their_last_change() {
        var forgotten = CartId.next();
        var used = CartId.next();
        var bought = CartId.next();
        for (var cart : List.of(forgotten, used, bought)) {
            commands.sendAndWait(new OpenCart(cart, CustomerId.next()));
            commands.sendAndWait(new AddCartItem(cart, SKU, 1, "a1", null));
        }
        var content = commands.<CartContent>sendAndWait(new ReadCart(bought));
        commands.sendAndWait(new CheckOutCart(bought, new OrderId("order-bought"), content));
        await().atMost(SOON).until(() -> rows("cart_expiry") == 2);
        commands.sendAndWait(new AddCartItem(used, SKU, 1, "a2", null));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(of("cart.CartExpired", "cartId"))
                                .containsExactly(forgotten.value(), used.value()));
        await().atMost(SOON).until(() -> rows("cart_expiry") == 0);
    }

    @Test
    void promises_end_by_themselves_and_leave_no_row_behind() {
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
                        assertThat(of("inventory.ReservationExpired", "orderId"))
                                .containsExactly("order-forgotten", "order-late"));
        await().atMost(SOON).until(() -> rows("stock_expiry") == 0);
    }

    @Test
    void products_are_published_when_their_time_has_come() {
        var soon = product("soon");
        var moved = product("moved");
        var calledOff = product("called-off");
        var now = clock.instant();
        for (var product : List.of(soon, moved, calledOff)) {
            commands.sendAndWait(new SchedulePublication(product, now.plusMillis(500), now));
        }
        commands.sendAndWait(new SchedulePublication(moved, now.plusSeconds(3_600), now));
        commands.sendAndWait(new CancelPublication(calledOff));

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(of("catalog.ProductPublished", "productId"))
                                .containsExactly(soon.value()));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(publishedLater()).containsExactly(moved.value()));
        await().atMost(SOON).until(() -> rows("catalogue_due") == 1);
    }

    private ProductId product(String slug) {
        var product = new ProductId("product-" + slug);
        var description =
                new ProductDescription(
                        LocalizedText.english(slug),
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        null,
                        Map.of(),
                        false);
        var variant =
                new Variant(
                        new Sku("SKU-" + slug),
                        Map.of(),
                        Money.parse("EUR 5"),
                        null,
                        "standard",
                        0,
                        null,
                        null);
        commands.sendAndWait(new OfferProduct(product, slug, description, List.of(variant), false));
        return product;
    }

    private List<String> publishedLater() {
        return database.sql(
                        "select product_id from catalogue_due where due_at > now() + interval '30 minutes'")
                .query(String.class)
                .list();
    }

    @Test
    void none_is_put_off_while_the_database_is_away() {
        database.sql("create table waiting (id text primary key, due_at timestamptz not null)")
                .update();
        var table = new ExpiryTable(database, "waiting", "id");
        var now = Instant.parse("2026-11-02T10:00:00Z");
        table.put(Map.of("first", now.minusSeconds(2), "second", now.minusSeconds(1)));
        var away = new DataAccessResourceFailureException("away", new SQLException("", "08006"));

        assertThatThrownBy(() ->
                        table.look(
                                now,
                                _ -> {
                                    throw away;
                                }))
                .isSameAs(away);

        assertThat(table.dueAt(now)).containsExactly("first", "second");
    }

    @Test
    void one_that_cannot_be_asked_holds_up_no_other_and_is_asked_again_later() {
        database.sql("create table expiring (id text primary key, due_at timestamptz not null)")
                .update();
        var table = new ExpiryTable(database, "expiring", "id");
        var now = Instant.parse("2026-11-02T10:00:00Z");
        table.put(Map.of("faulty", now.minusSeconds(2), "sound", now.minusSeconds(1)));
        var asked = new ArrayList<String>();

        table.look(
                now,
                one -> {
                    if (one.equals("faulty")) {
                        throw new IllegalStateException("no answer");
                    }
                    asked.add(one);
                    return null;
                });

        assertThat(asked).containsExactly("sound");
        assertThat(table.dueAt(now)).isEmpty();
        assertThat(table.dueAt(now.plusSeconds(60))).containsExactly("faulty");
    }

    private void reserve(String order, Instant until) {
        commands.sendAndWait(new ReserveStock(ITEM, new OrderId(order), null, 1, until));
    }

    private int rows(String table) {
        return database.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private List<String> of(String type, String id) {
        return database.sql(
                        "select convert_from(payload, 'UTF8')::jsonb ->> ? from domain_event_entry"
                                + " where payload_type = ? order by global_index")
                .params(id, type)
                .query(String.class)
                .list();
    }
}
