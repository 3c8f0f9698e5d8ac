package io.cartulary.query.projection.rebuild;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.DomainEvent;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartEvent.CartOpened;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.order.Fulfilment;
import io.cartulary.events.order.LinePieces;
import io.cartulary.events.order.NoteId;
import io.cartulary.events.order.OrderEvent.*;
import io.cartulary.events.order.ShipmentId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.order.Orders;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.processing.Positions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A second generation beside the live one, while the shop stays open.
class RebuildTest {

    private static final String PATH = "/api/v1/admin/projections/order-details";
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Random random = new Random(42);
    private final List<QueryNode> nodes = new ArrayList<>();
    private QueryNode node;

    /// Lets a test look at rows of both generations.
    static class ReadModels {
        final JdbcClient database;

        ReadModels(@Qualifier("readModels") DataSource database) {
            this.database = JdbcClient.create(database);
        }
    }

    private void start(Duration rollbackWithin) {
        node =
                QueryNode.start(
                        List.of(
                                "--cartulary.projections.rollback-within="
                                        + rollbackWithin.toSeconds()
                                        + "s"),
                        ReadModels.class,
                        CartsProjection.class);
        nodes.add(node);
    }

    @AfterEach
    void stop() {
        nodes.reversed().forEach(QueryNode::close);
    }

    @Test
    void has_the_same_rows_although_events_kept_arriving_and_no_reader_saw_less() throws Exception {
        start(LONG);
        var known = new ConcurrentLinkedQueue<Orders>();
        for (var i = 0; i < 300; i++) {
            known.add(publishOneOrder());
        }
        var done = new AtomicBoolean();
        try (var others = Executors.newFixedThreadPool(2)) {
            var writing =
                    others.submit(() -> {
                        while (!done.get()) {
                            known.add(publishOneOrder());
                        }
                    });
            var reading =
                    others.submit(() -> {
                        var reads = 0;
                        while (!done.get()) {
                            var order = known.peek();
                            known.remove(order);
                            known.add(order);
                            var answer = seen(order);
                            assertThat(answer.status()).isEqualTo(200);
                            reads++;
                        }
                        return reads;
                    });
            for (var rebuild = 2; rebuild <= 3; rebuild++) {
                var begun = node.staff("POST", PATH + "/rebuilds");
                assertThat(begun.status()).isEqualTo(202);
                assertThat(begun.header("Location")).isEqualTo(PATH + "/rebuilds/" + rebuild);
                awaitLive(begun.header("Location"));
            }
            done.set(true);
            writing.get(20, TimeUnit.SECONDS);
            assertThat(reading.get(20, TimeUnit.SECONDS)).isPositive();
        }

        var last = node.publish(Orders.fresh().placed());
        assertThat(node.staff("GET", "/api/v1/admin/orders", at(last)).status()).isEqualTo(200);
        for (var table : List.of("order_details", "order_part")) {
            await().untilAsserted(() ->
                    assertThat(rows(table, 3))
                            .isNotEmpty()
                            .isEqualTo(rows(table, 1))
                            .isEqualTo(rows(table, 2)));
        }
    }

    @Test
    void is_refused_while_another_runs_and_for_what_is_unknown() {
        start(LONG);
        var position = node.publish(new CartOpened(CartId.next(), CustomerId.next()));
        var carts = node.bean(CartsProjection.class);
        carts.await(node, position);
        carts.serverIsAway = true;
        var path = "/api/v1/admin/projections/carts/rebuilds";
        assertThat(node.staff("POST", path).status()).isEqualTo(202);
        var second = node.staff("POST", path);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("/code")).isEqualTo("REBUILD_RUNNING");

        assertThat(node.staff("POST", path + "/2/abandonment").status()).isEqualTo(204);
        assertThat(node.staff("GET", path + "/2").text("/state")).isEqualTo("DROPPED");
        carts.serverIsAway = false;
        assertThat(node.staff("POST", "/api/v1/admin/projections/nothing/rebuilds").status())
                .isEqualTo(404);
    }

    @Test
    void goes_on_after_a_stop_and_the_old_rows_are_dropped_when_their_time_is_over() {
        start(Duration.ofSeconds(1));
        node.publish(Orders.fresh().placed());
        node.bean(CartsProjection.class).serverIsAway = true;
        node.publish(new CartOpened(CartId.next(), CustomerId.next()));
        assertThat(node.staff("POST", "/api/v1/admin/projections/carts/rebuilds").status())
                .isEqualTo(202);
        var another = node.startAnother(ReadModels.class, CartsProjection.class);
        node.close();
        nodes.clear();
        nodes.add(another);
        node = another;

        var path = "/api/v1/admin/projections/carts";
        await().atMost(LONG)
                .untilAsserted(() -> {
                    var carts = node.staff("GET", path);
                    assertThat(carts.text("/generations/0/state")).isEqualTo("LIVE");
                    assertThat(carts.text("/generations/0/generation")).isEqualTo("2");
                    assertThat(carts.text("/generations/1/state")).isEqualTo("DROPPED");
                });
        await().atMost(LONG).until(() -> schemas("carts_g1") == 0 && schemas("carts_g2") == 1);
    }

    @Test
    void is_paused_throttled_and_resumed_over_a_restart_of_its_node() {
        start(LONG);
        for (var i = 0; i < 20; i++) {
            node.publish(carts(50));
        }
        var path = "/api/v1/admin/projections/carts/rebuilds/2";
        node.bean(CartsProjection.class).serverIsAway = true;
        node.staff("POST", "/api/v1/admin/projections/carts/rebuilds");
        assertThat(node.staff("POST", path + "/pause").status()).isEqualTo(204);
        assertThat(node.staffSends("PUT", path + "/throttle", "{\"eventsPerSecond\": 0}").status())
                .isEqualTo(400);
        var another = node.startAnother(ReadModels.class, CartsProjection.class);
        node.close();
        nodes.clear();
        nodes.add(another);
        node = another;
        var carts = node.bean(CartsProjection.class);
        carts.await(node, node.publish(carts(50)));

        assertThat(node.staff("GET", path).json().path("paused").asBoolean()).isTrue();
        assertThat(reached()).isLessThan(1);

        var limit = "{\"eventsPerSecond\": 40}";
        assertThat(node.staffSends("PUT", path + "/throttle", limit).status()).isEqualTo(204);
        var begun = System.nanoTime();
        assertThat(node.staff("POST", path + "/resumption").status()).isEqualTo(204);
        await().atMost(LONG).until(() -> reached() > 50);
        var seconds = (System.nanoTime() - begun) / 1e9;
        assertThat(reached()).isLessThan((long) (40 * (seconds + 1)) + 1);
        assertThat(node.staff("GET", path).text("/state")).isEqualTo("BUILDING");

        assertThat(node.staff("DELETE", path + "/throttle").status()).isEqualTo(204);
        awaitLive(path);
        assertThat(node.staff("POST", path + "/pause").text("/code")).isEqualTo("NOT_BUILDING");
    }

    private static DomainEvent[] carts(int count) {
        return Stream.generate(() -> new CartOpened(CartId.next(), CustomerId.next()))
                .limit(count)
                .toArray(DomainEvent[]::new);
    }

    /// The last event that the rebuilt carts have.
    private long reached() {
        return node.bean(Positions.class).of(new Generation("carts", 2)).lowest();
    }

    @Test
    void is_shared_by_two_nodes_and_switched_once() {
        start(LONG);
        var another = node.startAnother(ReadModels.class, CartsProjection.class);
        nodes.add(another);
        for (var i = 0; i < 50; i++) {
            node.publish(Orders.fresh().untilConfirmed());
        }
        awaitLive(node.staff("POST", PATH + "/rebuilds").header("Location"));

        var order = Orders.fresh();
        var position = node.publish(order.placed());
        for (var each : nodes) {
            assertThat(
                            each.staff(
                                            "GET",
                                            "/api/v1/admin/orders/" + order.orderId(),
                                            at(position))
                                    .status())
                    .isEqualTo(200);
        }
        await().untilAsserted(() ->
                assertThat(rows("order_details", 2))
                        .isEqualTo(rows("order_details", 1))
                        .hasSize(51));
    }

    @Test
    void shows_its_progress_and_measures_its_lag() {
        start(LONG);
        var position = node.publish(Orders.fresh().untilConfirmed());
        await().atMost(LONG)
                .untilAsserted(() -> {
                    var progress = node.staff("GET", PATH).json().at("/generations/0/progress");
                    assertThat(progress.at("/position").asLong()).isEqualTo(position.globalIndex());
                    assertThat(progress.at("/lagEvents").asLong()).isZero();
                    assertThat(progress.at("/percent").asInt()).isEqualTo(100);
                });
        assertThat(node.staff("GET", "/actuator/prometheus").response().body())
                .contains("cartulary_projection_lag_events{")
                .contains("cartulary_projection_lag_seconds{")
                .contains("projection=\"order-details\"");
    }

    private int schemas(String name) {
        return node.bean(ReadModels.class)
                .database
                .sql("select count(*) from pg_namespace where nspname = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private Orders publishOneOrder() {
        var order = Orders.fresh();
        var events = new ArrayList<DomainEvent>(List.of(order.untilConfirmed()));
        switch (random.nextInt(5)) {
            case 0 -> events.add(order.cancelled());
            case 1 -> events.addAll(List.of(order.processing(), order.shipped()));
            case 2 -> events.addAll(List.of(order.shipped(), order.delivered()));
            case 3 -> events.addAll(partsOf(order));
            default -> events.add(order.refunded(3174, 3174));
        }
        node.publish(
                events.subList(0, 1 + random.nextInt(events.size())).toArray(DomainEvent[]::new));
        return order;
    }

    /// A parcel, a note and a call, whose name many orders have.
    private static List<DomainEvent> partsOf(Orders order) {
        var parcel = ShipmentId.next();
        var pieces = List.of(new LinePieces(1, new Sku("TONER-200"), 1));
        return List.of(
                new InterventionRequested(
                        order.orderId(),
                        "confirmation/TONER-200",
                        InterventionReason.PIECES_NOT_SOLD,
                        null,
                        "OUT_OF_STOCK"),
                new OrderNoteAdded(
                        order.orderId(),
                        NoteId.next(),
                        NoteAudience.INTERNAL,
                        Personal.of(order.customer().value(), "Shelf 12 is empty.")),
                new ShipmentPacked(order.orderId(), parcel, pieces, Fulfilment.PARTIAL),
                new ShipmentDispatched(
                        order.orderId(),
                        parcel,
                        "DHL",
                        "D-1",
                        Orders.PLACED_AT,
                        Fulfilment.PARTIAL));
    }

    private Answer seen(Orders order) {
        return node.staff("GET", "/api/v1/admin/orders/" + order.orderId());
    }

    private void awaitLive(String location) {
        await().atMost(LONG).until(() -> node.staff("GET", location).text("/state").equals("LIVE"));
    }

    private List<String> rows(String table, int generation) {
        return node.bean(ReadModels.class)
                .database
                .sql(
                        "select to_jsonb(t)::text from order_details_g%d.%s t order by 1"
                                .formatted(generation, table))
                .query(String.class)
                .list();
    }
}
