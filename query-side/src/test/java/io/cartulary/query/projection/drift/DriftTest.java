package io.cartulary.query.projection.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.eventstore.EventStoreHead;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.ProjectionDefinition;
import io.cartulary.query.projection.rebuild.AwaitedGenerations;
import io.cartulary.web.consistency.Position;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.serialization.Serializer;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/// Rows of a live read model that do not follow from their events are found and named.
class DriftTest {

    private static final String COUPONS = "/api/v1/admin/projections/coupon-usage/drift";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final QueryNode node = QueryNode.shared();
    private final JdbcClient readModels = JdbcClient.create(node.readModels());
    private final CouponCode code =
            new CouponCode(
                    "D"
                            + UUID.randomUUID()
                                    .toString()
                                    .replace("-", "")
                                    .substring(0, 12)
                                    .toUpperCase());
    private final OrderId order = OrderId.next();

    @Test
    void a_wrong_value_is_named_by_table_key_and_column_until_it_is_mended() {
        use();
        assertThat(check().at("/objects")).noneMatch(this::isOurs);

        update("update %s.coupon_use set discount_minor = 499 where code = ?");
        var found = drifting(check());
        assertThat(found.at("/tables")).hasSize(1);
        assertThat(found.at("/tables/0/table").asString()).isEqualTo("coupon_use");
        assertThat(found.at("/tables/0/changed").asInt()).isEqualTo(1);
        var example = found.at("/tables/0/examples/0");
        assertThat(example.path("key").asString()).isEqualTo(code + "/" + order);
        assertThat(example.path("column").asString()).isEqualTo("discount_minor");
        assertThat(example.path("live").asString()).isEqualTo("499");
        assertThat(example.path("rebuilt").asString()).isEqualTo("500");

        assertThat(drifting(node.staff("GET", COUPONS).json())).isEqualTo(found);
        assertThat(node.staff("GET", "/actuator/prometheus").response().body())
                .contains("cartulary_projection_drift_objects{projection=\"coupon-usage\"}");
        var health = node.staff("GET", "/actuator/health");
        assertThat(
                        health.json()
                                .at("/components/drift/details/coupon-usage/driftingObjects")
                                .asLong())
                .isPositive();
        assertThat(health.text("/components/drift/status")).isEqualTo("UP");
        assertThat(node.ask("GET", "/actuator/health/readiness").status()).isEqualTo(200);

        update("update %s.coupon_use set discount_minor = 500 where code = ?");
        assertThat(check().at("/objects")).noneMatch(this::isOurs);
    }

    @Test
    void a_row_that_is_not_there_is_found_and_one_that_should_not_be() {
        use();
        update(
                """
                insert into %1$s.coupon_use select code, 'order-none', position, customer_id, discount_minor, currency,
                    redeemed_at from %1$s.coupon_use where code = ?\
                """);
        update("delete from %s.coupon where code = ?");

        var tables = drifting(check()).path("tables");
        assertThat(tables).hasSize(2);
        assertThat(tables.at("/0/table").asString()).isEqualTo("coupon");
        assertThat(tables.at("/0/additional").asInt()).isEqualTo(1);
        assertThat(tables.at("/1/table").asString()).isEqualTo("coupon_use");
        assertThat(tables.at("/1/missing").asInt()).isEqualTo(1);
        assertThat(tables.at("/1/examples/0/key").asString()).isEqualTo(code + "/order-none");
        update("delete from %s.coupon_use where code = ? and order_id = 'order-none'");
    }

    @Test
    void a_sample_is_checked_in_the_background_and_what_drifts_is_checked_again() {
        use();
        update("update %s.coupon set uses = 7 where code = ?");
        drifting(check());
        var detector = node.bean(DriftDetector.class);
        detector.check(coupons());
        assertThat(drifting(node.staff("GET", COUPONS).json()).at("/tables/0/columns/0/column"))
                .hasToString("\"uses\"");

        update("update %s.coupon set uses = 1 where code = ?");
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    detector.check(coupons());
                    var sampled = node.staff("GET", COUPONS).json();
                    assertThat(sampled.path("checked").asInt()).isPositive();
                    assertThat(sampled.at("/objects")).noneMatch(this::isOurs);
                });
    }

    /// The live rows move on while they are checked.
    @Test
    void rows_that_follow_from_their_events_do_not_drift_while_more_events_come() {
        use();
        var done = new AtomicBoolean();
        var writing =
                CompletableFuture.runAsync(() -> {
                    for (var uses = 2; !done.get(); uses++) {
                        node.publish(redeemed(OrderId.next(), uses));
                    }
                });
        try {
            var compared = 0;
            for (var i = 0; i < 40; i++) {
                var answer = ask();
                assertThat(answer.json().at("/objects")).noneMatch(this::isOurs);
                compared += answer.json().path("checked").asInt();
            }
            assertThat(compared).isPositive();
        } finally {
            done.set(true);
            writing.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void says_which_tables_only_a_rebuild_compares() {
        var sales = node.staff("GET", "/api/v1/admin/projections/sales/drift").json();
        assertThat(sales.path("notSampled").valueStream().map(JsonNode::asString))
                .containsExactly("buyer", "quarter_sales", "sale_coupon");
        assertThat(node.staff("GET", "/api/v1/admin/projections/none/drift").status())
                .isEqualTo(404);
        var nothing = node.staffSends(COUPONS, "{\"objects\": []}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.text("/field")).isEqualTo("objects");
    }

    @Test
    void what_an_event_would_change_is_shown_and_not_recorded() {
        use();
        var before = node.bean(EventStoreHead.class).index();
        var returned = new CouponUseReturned(CouponId.of(code), code, order, CustomerId.next(), 0);
        var preview =
                await().atMost(PATIENCE)
                        .until(
                                () -> preview("coupon.CouponUseReturned", payload(returned)).json(),
                                answer -> answer.path("skipped").asInt() == 0);

        var changes = preview.path("changes");
        assertThat(changes.valueStream().map(change -> change.path("projection").asString()))
                .containsExactly("audit-trail", "coupon-usage");
        assertThat(changes.at("/0/tables/0/additional").asInt()).isEqualTo(1);
        assertThat(changes.at("/1/object").asString()).isEqualTo("coupon-" + code);
        var coupon = changes.at("/1/tables/0");
        assertThat(coupon.path("table").asString()).isEqualTo("coupon");
        assertThat(example(coupon, "uses").path("live").asString()).isEqualTo("1");
        assertThat(example(coupon, "uses").path("rebuilt").asString()).isEqualTo("0");
        assertThat(example(coupon, "version").path("rebuilt").asString()).isEqualTo("2");
        var use = changes.at("/1/tables/1");
        assertThat(use.path("table").asString()).isEqualTo("coupon_use");
        assertThat(example(use, "returned_at").has("live")).isFalse();
        assertThat(preview.path("notShown")).isEmpty();

        assertThat(node.bean(EventStoreHead.class).index()).isEqualTo(before);
        assertThat(check().at("/objects")).noneMatch(this::isOurs);
        var unknown = preview("coupon.Nothing", "{}");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.text("/field")).isEqualTo("events[0].type");
        var unreadable = preview("coupon.CouponUseReturned", "{\"code\": 7}");
        assertThat(unreadable.text("/field")).isEqualTo("events[0].payload");
    }

    private Answer preview(String type, String payload) {
        return node.staffSends(
                "/api/v1/admin/event-previews",
                "{\"events\": [{\"type\": \"%s\", \"payload\": %s}]}".formatted(type, payload));
    }

    private String payload(CouponUseReturned event) {
        return node.bean(Serializer.class).serialize(event, String.class).getData();
    }

    private static JsonNode example(JsonNode table, String column) {
        return table.path("examples")
                .valueStream()
                .filter(example -> example.path("column").asString().equals(column))
                .findFirst()
                .orElseThrow();
    }

    private void use() {
        handle(node.publish(new CouponDeactivated(CouponId.of(code), code), redeemed(order, 1)));
    }

    private CouponRedeemed redeemed(OrderId by, int uses) {
        return new CouponRedeemed(
                CouponId.of(code),
                code,
                by,
                CustomerId.next(),
                Money.ofMinor(CurrencyUnit.USD, 500),
                uses);
    }

    private void handle(Position position) {
        node.bean(AwaitedGenerations.class).await(live(), position);
    }

    private Generation live() {
        return node.bean(AwaitedGenerations.class).of("coupon-usage");
    }

    private ProjectionDefinition coupons() {
        return node.bean("couponUsageProjection", ProjectionDefinition.class);
    }

    /// Until no segment is behind the events of the coupon.
    private JsonNode check() {
        return await().atMost(PATIENCE)
                .until(() -> ask().json(), answer -> answer.path("checked").asInt() == 1);
    }

    private Answer ask() {
        var answer =
                node.staffSends(COUPONS, "{\"objects\": [\"%s\"]}".formatted(CouponId.of(code)));
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        return answer;
    }

    private JsonNode drifting(JsonNode answer) {
        return answer.path("objects").valueStream().filter(this::isOurs).findFirst().orElseThrow();
    }

    private boolean isOurs(JsonNode object) {
        return object.path("object").asString().equals("coupon-" + code);
    }

    private void update(String statement) {
        readModels.sql(statement.formatted(live().schema())).param(code.value()).update();
    }
}
