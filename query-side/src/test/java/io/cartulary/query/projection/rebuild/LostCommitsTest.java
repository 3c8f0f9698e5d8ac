package io.cartulary.query.projection.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.projection.Generation;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The read models' database ended in a crash and came back without its last commits, rows and
/// position both, while the process lives on.
class LostCommitsTest {

    private static final Generation FIRST = new Generation("carts", 1);

    private QueryNode node;
    private CartsProjection carts;
    private JdbcClient database;

    @BeforeEach
    void start() {
        node = QueryNode.start(CartsProjection.class);
        carts = node.bean(CartsProjection.class);
        database = carts.client();
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void are_made_up_for_when_more_events_come() {
        var before = CartId.next();
        var lost = CartId.next();
        carts.await(node, node.publish(opened(before)));
        loseWhat(() -> carts.await(node, node.publish(opened(lost))));

        node.publish(new CartCleared(before));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    assertThat(carts.events(FIRST, lost.value())).isEqualTo(1);
                    assertThat(carts.events(FIRST, before.value())).isEqualTo(2);
                });
    }

    @Test
    void are_made_up_for_when_nothing_more_comes() {
        var lost = CartId.next();
        carts.await(node, node.publish(opened(CartId.next())));
        loseWhat(() -> carts.await(node, node.publish(opened(lost))));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(carts.events(FIRST, lost.value())).isEqualTo(1));
    }

    /// Puts rows and positions back to where they were before.
    private void loseWhat(Runnable happens) {
        var table = FIRST.schema() + ".cart";
        database.sql("create table kept_token as select * from token_entry").update();
        database.sql("create table kept_cart as select * from " + table).update();
        happens.run();
        // One statement, as a crash is one moment.
        database.sql(
                        """
                        with moved as (update token_entry t set token = k.token from kept_token k
                                       where t.processor_name = k.processor_name and t.segment = k.segment),
                             gone as (delete from %1$s where cart_id not in (select cart_id from kept_cart))
                        update %1$s c set events = k.events from kept_cart k where c.cart_id = k.cart_id\
                        """
                                .formatted(table))
                .update();
        database.sql("drop table kept_token, kept_cart").update();
    }

    private static CartOpened opened(CartId cart) {
        return new CartOpened(cart, CustomerId.next());
    }
}
