package io.cartulary.query.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.QueryNode.Answer;
import io.cartulary.query.projection.Generation;
import io.cartulary.query.projection.rebuild.CartsProjection.Moment;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import tools.jackson.databind.JsonNode;

/// A rebuilt generation takes the place of the live one only when it holds the same, or when staff
/// accept what differs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VerificationTest {

    private static final String CARTS = "/api/v1/admin/projections/carts";
    private static final String REASON = "{\"reason\": \"Opened twice by the old program\"}";
    private static final Duration LONG = Duration.ofSeconds(60);

    private QueryNode node;
    private CartsProjection carts;

    @BeforeAll
    void start() {
        node = QueryNode.start(CartsProjection.class);
        carts = node.bean(CartsProjection.class);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    /// Each test begins with one generation, the live one.
    @BeforeEach
    void makeWhole() {
        carts.wrongFrom = Integer.MAX_VALUE;
        carts.overlooked.clear();
        carts.doubled.clear();
        carts.watcher = _ -> {};
    }

    @AfterEach
    void dropWhatWasReplaced() {
        for (var generation : node.staff("GET", CARTS).json().path("generations")) {
            var number = generation.path("generation").asInt();
            switch (generation.path("state").asString()) {
                case "BUILDING" -> post(rebuild(number) + "/abandonment", "");
                case "RETIRED" -> node.staff("DELETE", CARTS + "/generations/" + number);
                default -> {
                    // live, or dropped already
                }
            }
        }
    }

    @Test
    void an_equal_one_takes_the_place_of_the_live_one() {
        var cart = open();
        var rebuilt = begin();
        awaitState(rebuilt, "LIVE");

        var comparison = node.staff("GET", rebuild(rebuilt) + "/comparison");
        assertThat(comparison.text("/verdict")).isEqualTo("EQUAL");
        assertThat(comparison.text("/tables/0/table")).isEqualTo("cart");
        assertThat(comparison.json().at("/tables/0/liveRows").asLong())
                .isPositive()
                .isEqualTo(comparison.json().at("/tables/0/rebuiltRows").asLong());
        assertThat(comparison.json().at("/tables/0/examples")).isEmpty();
        assertThat(counted(cart)).isEqualTo(1);
    }

    @Test
    void a_planted_bug_is_named_and_refused() {
        var cart = open();
        var overlooked = open();
        carts.doubled.add(cart.value());
        carts.overlooked.add(overlooked.value());
        var live = live();
        carts.wrongFrom = live + 1;
        var rebuilt = begin();
        awaitVerdict(rebuilt, "DIFFERENT");

        assertThat(live()).isEqualTo(live);
        var comparison = node.staff("GET", rebuild(rebuilt) + "/comparison").json();
        assertThat(comparison.path("comparedWith").asInt()).isEqualTo(live);
        var table = comparison.at("/tables/0");
        assertThat(table.path("liveRows").asLong() - 1)
                .isEqualTo(table.path("rebuiltRows").asLong());
        assertThat(table.path("missing").asLong()).isEqualTo(1);
        assertThat(table.path("additional").asLong()).isZero();
        assertThat(table.path("changed").asLong()).isEqualTo(1);
        assertThat(table.at("/columns/0/column").asString()).isEqualTo("events");
        assertThat(table.at("/columns/0/rows").asLong()).isEqualTo(1);
        assertThat(example(table, cart).path("live").asString()).isEqualTo("1");
        assertThat(example(table, cart).path("rebuilt").asString()).isEqualTo("2");
        var events = example(table, cart).path("events").asString();
        await().atMost(LONG)
                .untilAsserted(() ->
                        assertThat(node.staff("GET", events).json().findValuesAsString("type"))
                                .containsExactly("cart.CartOpened"));
        assertThat(example(table, overlooked).path("live").asString()).contains(overlooked.value());
        assertThat(example(table, overlooked).has("rebuilt")).isFalse();

        assertThat(post(rebuild(rebuilt) + "/refusal", REASON).status()).isEqualTo(204);
        assertThat(state(rebuilt)).isEqualTo("DROPPED");
        var decided = node.staff("GET", rebuild(rebuilt) + "/comparison");
        assertThat(decided.text("/verdict")).isEqualTo("REFUSED");
        assertThat(decided.text("/reason")).isEqualTo("Opened twice by the old program");
        assertThat(decided.text("/decidedBy")).isNotEmpty();
        assertThat(node.staff("GET", "/api/v1/admin/audit/requests?limit=1").text("/items/0/path"))
                .isEqualTo(rebuild(rebuilt) + "/refusal");
        assertThat(counted(cart)).isEqualTo(1);
    }

    @Test
    void an_accepted_difference_is_led_to_and_back_from_until_it_is_dropped() {
        var cart = open();
        var later = CartId.next();
        carts.doubled.addAll(List.of(cart.value(), later.value()));
        var former = live();
        carts.wrongFrom = former + 1;
        var rebuilt = begin();
        awaitVerdict(rebuilt, "DIFFERENT");
        assertThat(post(rebuild(rebuilt) + "/acceptance", REASON).status()).isEqualTo(204);
        awaitState(rebuilt, "LIVE");
        assertThat(counted(cart)).isEqualTo(2);
        var accepted = node.staff("GET", rebuild(rebuilt) + "/comparison").json();
        assertThat(accepted.at("/tables/0/changed").asLong()).isEqualTo(1);
        assertThat(accepted.at("/tables/0/examples")).isEmpty();

        // What happens meanwhile reaches both.
        open(later);
        assertThat(counted(later)).isEqualTo(2);
        assertThat(post(generation(former) + "/rollback", "").status()).isEqualTo(204);
        assertThat(node.bean(AwaitedGenerations.class).of("carts").number()).isEqualTo(former);
        assertThat(state(rebuilt)).isEqualTo("RETIRED");
        assertThat(counted(cart)).isEqualTo(1);
        assertThat(counted(later)).isEqualTo(1);

        assertThat(node.staff("DELETE", generation(rebuilt)).status()).isEqualTo(204);
        var again = post(generation(rebuilt) + "/rollback", "");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.text("/code")).isEqualTo("NOT_REPLACED");
        await().atMost(LONG).until(() -> !schemas().contains("carts_g" + rebuilt));
        assertThat(schemas()).contains("carts_g" + former);
    }

    @Test
    void a_table_with_another_key_differs_as_a_whole() {
        open();
        carts.watcher =
                moment -> {
                    if (moment == Moment.COMPARED) {
                        // Not in the transaction that freezes them.
                        CompletableFuture.runAsync(this::dropKeyOfNewest).join();
                    }
                };
        var rebuilt = begin();
        awaitVerdict(rebuilt, "DIFFERENT");

        var table = node.staff("GET", rebuild(rebuilt) + "/comparison").json().at("/tables/0");
        assertThat(table.path("missing")).isEqualTo(table.path("liveRows"));
        assertThat(table.path("additional").asLong()).isPositive();
    }

    @Test
    void what_cannot_be_compared_waits_for_staff_who_may_have_it_compared_again() {
        open();
        carts.watcher =
                moment -> {
                    if (moment == Moment.COMPARED) {
                        throw new IllegalStateException("made to fail");
                    }
                };
        var rebuilt = begin();
        awaitVerdict(rebuilt, "FAILED");
        assertThat(node.staff("GET", rebuild(rebuilt) + "/comparison").text("/failure"))
                .isEqualTo("made to fail");

        carts.watcher = _ -> {};
        assertThat(post(rebuild(rebuilt) + "/comparison", "").status()).isEqualTo(202);
        awaitState(rebuilt, "LIVE");
    }

    @Test
    void a_decision_is_about_the_difference_that_was_read() {
        carts.doubled.add(open().value());
        carts.wrongFrom = live() + 1;
        var rebuilt = begin();
        awaitVerdict(rebuilt, "DIFFERENT");
        var seen = node.staff("GET", rebuild(rebuilt) + "/comparison").header("ETag");
        assertThat(post(rebuild(rebuilt) + "/comparison", "").status()).isEqualTo(202);
        awaitVerdict(rebuilt, "DIFFERENT");

        var stale = post(rebuild(rebuilt) + "/acceptance", REASON, "If-Match", seen);
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.text("/code")).isEqualTo("PRECONDITION_FAILED");
        var now = node.staff("GET", rebuild(rebuilt) + "/comparison").header("ETag");
        assertThat(post(rebuild(rebuilt) + "/refusal", REASON, "If-Match", now).status())
                .isEqualTo(204);
        assertThat(post(rebuild(rebuilt) + "/acceptance", REASON).text("/code"))
                .isEqualTo("NOT_BUILDING");
    }

    @Test
    void there_is_nothing_to_decide_while_nothing_differs() {
        carts.await(node, node.publish(new CartOpened(CartId.next(), CustomerId.next())));
        carts.serverIsAway = true;
        try {
            var rebuilt = begin();
            assertThat(post(rebuild(rebuilt) + "/acceptance", REASON).text("/code"))
                    .isEqualTo("NOTHING_TO_DECIDE");
            assertThat(node.staff("GET", rebuild(rebuilt) + "/comparison").status()).isEqualTo(404);
            assertThat(post(rebuild(rebuilt) + "/refusal", "{\"reason\": \" \"}").status())
                    .isEqualTo(400);
            assertThat(node.staff("DELETE", generation(live())).text("/code"))
                    .isEqualTo("NOT_REPLACED");
        } finally {
            carts.serverIsAway = false;
        }
    }

    /// Two generations are compared at the same position while events arrive all the time.
    @Test
    void is_equal_although_carts_are_changed_meanwhile() {
        var known = List.of(open(), open(), open(), open());
        var done = new AtomicBoolean();
        var writing =
                CompletableFuture.runAsync(() -> {
                    for (var i = 0; !done.get(); i++) {
                        node.publish(new CartCleared(known.get(i % known.size())));
                    }
                });
        try {
            for (var rebuild = 0; rebuild < 3; rebuild++) {
                var rebuilt = begin();
                awaitState(rebuilt, "LIVE");
                assertThat(node.staff("GET", rebuild(rebuilt) + "/comparison").text("/verdict"))
                        .isEqualTo("EQUAL");
            }
        } finally {
            done.set(true);
            writing.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    /// It has a lower number than events that were committed before it, so a rebuild that trusts
    /// the highest number it has read never reads it.
    @ParameterizedTest
    @EnumSource(Moment.class)
    void loses_no_append_that_commits_while_the_rebuild_declares_itself_done(Moment moment)
            throws SQLException {
        var expected = new HashMap<CartId, Integer>();
        var late = CartId.next();
        expected.put(late, 1);
        var example = open();
        try (var appending = node.events().getConnection()) {
            appending.setAutoCommit(false);
            appendLike(example, late, appending);
            for (var i = 0; i < 50; i++) {
                var cart = CartId.next();
                node.publish(new CartOpened(cart, CustomerId.next()), new CartCleared(cart));
                expected.put(cart, 2);
            }
            var naive = new NaiveRebuild(node.events());
            carts.watcher =
                    reached -> {
                        if (reached == moment) {
                            naive.readAll();
                            commit(appending);
                        }
                    };

            awaitState(begin(), "LIVE");

            carts.await(node, node.publish(new CartCleared(example)));
            assertThat(countedOf(expected)).isEqualTo(expected);
            naive.readAll();
            assertThat(naive.counted).containsKey(example.value()).doesNotContainKey(late.value());
        }
    }

    /// The event that opened a cart, of another one.
    private static void appendLike(CartId example, CartId cart, Connection transaction) {
        JdbcClient.create(new SingleConnectionDataSource(transaction, true))
                .sql(
                        """
                        insert into domain_event_entry (type, aggregate_identifier, sequence_number, event_identifier,
                            time_stamp, payload_type, payload_revision, payload, meta_data)
                        select type, :cart, 0, gen_random_uuid(), time_stamp, payload_type, payload_revision,
                            convert_to(replace(convert_from(payload, 'UTF8'), :example, :cart), 'UTF8'), meta_data
                        from domain_event_entry where aggregate_identifier = :example and sequence_number = 0\
                        """)
                .param("cart", cart.value())
                .param("example", example.value())
                .update();
    }

    private static void commit(Connection transaction) {
        try {
            transaction.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Counts the events of each cart and trusts the highest number it has read.
    private static final class NaiveRebuild {

        private final JdbcClient events;
        private final Map<String, Integer> counted = new HashMap<>();
        private long reached;

        NaiveRebuild(DataSource events) {
            this.events = JdbcClient.create(events);
        }

        void readAll() {
            events.sql(
                            """
                            select global_index, aggregate_identifier from domain_event_entry
                            where global_index > ? order by global_index\
                            """)
                    .param(reached)
                    .query(row -> {
                        reached = row.getLong(1);
                        counted.merge(row.getString(2), 1, Integer::sum);
                    });
        }
    }

    private CartId open() {
        var cart = CartId.next();
        open(cart);
        return cart;
    }

    private void open(CartId cart) {
        carts.await(node, node.publish(new CartOpened(cart, CustomerId.next())));
    }

    private int begin() {
        var begun = node.staff("POST", CARTS + "/rebuilds");
        assertThat(begun.status()).isEqualTo(202);
        return begun.json().path("generation").asInt();
    }

    private Answer post(String path, String body, String... headers) {
        return node.staffSends("POST", path, body, headers);
    }

    private static String rebuild(int generation) {
        return CARTS + "/rebuilds/" + generation;
    }

    private static String generation(int generation) {
        return CARTS + "/generations/" + generation;
    }

    private String state(int generation) {
        return node.staff("GET", rebuild(generation)).text("/state");
    }

    private void awaitState(int generation, String state) {
        await().atMost(LONG).until(() -> state(generation), state::equals);
    }

    private void awaitVerdict(int generation, String verdict) {
        await().atMost(LONG)
                .until(
                        () ->
                                node.staff("GET", rebuild(generation))
                                        .json()
                                        .path("verdict")
                                        .asString(""),
                        verdict::equals);
    }

    private int live() {
        return node.bean(AwaitedGenerations.class).of("carts").number();
    }

    private void dropKeyOfNewest() {
        var newest =
                carts.client()
                        .sql(
                                "select max(generation) from projection_generation where projection = 'carts'")
                        .query(Integer.class)
                        .single();
        carts.client()
                .sql(
                        "alter table carts_g%d.cart drop constraint if exists cart_pkey"
                                .formatted(newest))
                .update();
    }

    private int counted(CartId cart) {
        return carts.events(new Generation("carts", live()), cart.value());
    }

    private Map<CartId, Integer> countedOf(Map<CartId, Integer> expected) {
        var counted = new HashMap<CartId, Integer>();
        expected.keySet().forEach(cart -> counted.put(cart, counted(cart)));
        return counted;
    }

    private List<String> schemas() {
        return carts.client().sql("select nspname from pg_namespace").query(String.class).list();
    }

    private static JsonNode example(JsonNode table, CartId cart) {
        return table.path("examples")
                .valueStream()
                .filter(example -> example.path("key").asString().equals(cart.value()))
                .findFirst()
                .orElseThrow();
    }
}
