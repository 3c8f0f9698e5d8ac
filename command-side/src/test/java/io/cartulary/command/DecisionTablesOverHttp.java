package io.cartulary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cartulary.events.coupon.CouponEvent.*;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/// Rebuilding the decision tables, in the application of [ShopOverHttpTest].
abstract class DecisionTablesOverHttp extends ShopOverHttp {

    @Test
    void are_the_same_when_they_are_made_again() {
        offer("again", "AGAIN-1");
        coupon("AGAIN", "{\"discount\": {\"kind\": \"FREE_SHIPPING\"}}");
        awaitForSale("AGAIN-1", true);
        await().atMost(SOON).until(() -> tables().contains("AGAIN,"));
        var before = tables();
        database.sql("update catalogue_price set unit_price_minor = 1, version = 999").update();
        database.sql("create schema decision_tables_new_half create table tax_rule (x integer)")
                .update();

        makeAgain();

        assertThat(tables()).isEqualTo(before);
        await().atMost(SOON).untilAsserted(() -> assertThat(halfMadeSchemas()).isEmpty());
    }

    @Test
    void price_carts_all_the_time_while_they_are_made_again() {
        var page = offer("steady", "STEADY-1");
        var price =
                "/admin/products/%s/variants/steady-1/price"
                        .formatted(page.substring(page.lastIndexOf('/') + 1));
        awaitForSale("STEADY-1", true);
        var token = openCart();
        add(token, "STEADY-1", 1);
        var answers = new ConcurrentLinkedQueue<String>();
        var reading = new AtomicBoolean(true);

        try (var shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var shopper = 0; shopper < 3; shopper++) {
                shoppers.execute(() -> {
                    while (reading.get()) {
                        var cart = shopper(HttpMethod.GET, "/cart?country=DE", null, token);
                        answers.add(
                                "%d with %d lines"
                                        .formatted(
                                                cart.getStatusCode().value(),
                                                cart.getBody().at("/lines").size()));
                    }
                });
            }
            for (var amount = 1101; amount <= 1106; amount++) {
                staff(
                        HttpMethod.PUT,
                        price,
                        "{\"price\": {\"amount\": %d, \"currency\": \"EUR\"}}".formatted(amount),
                        null);
                makeAgain();
            }
            reading.set(false);
        }

        assertThat(answers).hasSizeGreaterThan(10).containsOnly("200 with 1 lines");
        await().atMost(SOON).until(() -> find("STEADY-1").unitPrice().getAmountMinorLong() == 1106);
        var filledOverTime = tables();
        makeAgain();
        assertThat(tables()).isEqualTo(filledOverTime);
    }

    @Test
    void stay_live_while_the_new_ones_wait_and_are_made_again_once_at_a_time() {
        offer("waiting", "WAITING-1");
        awaitForSale("WAITING-1", true);
        var token = openCart();
        add(token, "WAITING-1", 1);

        transactions.executeWithoutResult(_ -> {
            database.sql(
                            "select segment from token_entry where processor_name = 'decision-tables' for update")
                    .query(Integer.class)
                    .list();
            assertThat(beginRebuild().getStatusCode().value()).isEqualTo(202);
            await().atMost(SOON).untilAsserted(() -> assertThat(halfMadeSchemas()).isNotEmpty());

            assertThat(codeOf(beginRebuild(), 409)).isEqualTo("REBUILD_RUNNING");
            assertThat(
                            shopper(HttpMethod.GET, "/cart?country=DE", null, token)
                                    .getStatusCode()
                                    .value())
                    .isEqualTo(200);
        });
        await().atMost(SOON).untilAsserted(() -> assertThat(halfMadeSchemas()).isEmpty());
    }

    @Test
    void that_a_crash_left_half_made_are_removed_at_the_next_start() {
        assertThat(halfMadeSchemas()).doesNotContain(ShopOverHttpTest.LEFT_HALF_MADE);
    }

    /// As soon as no other one runs, until its tables are the live ones.
    private void makeAgain() {
        var before = liveTable();
        await().atMost(SOON).until(() -> beginRebuild().getStatusCode().value() == 202);
        await().atMost(SOON).until(() -> liveTable() != before);
    }

    private ResponseEntity<JsonNode> beginRebuild() {
        return staff(HttpMethod.POST, "/admin/decision-tables/rebuilds", null, null);
    }

    private long liveTable() {
        return database.sql("select 'catalogue_price'::regclass::oid").query(Long.class).single();
    }

    private List<String> halfMadeSchemas() {
        return database.sql(
                        "select nspname from pg_namespace where nspname like 'decision_tables%'")
                .query(String.class)
                .list();
    }

    private String tables() {
        return database.sql(
                        """
                        select coalesce(string_agg(line, E'\\n' order by line), '') from (
                            select concat_ws(',', sku, product_id, options, unit_price_minor, currency, tax_class,
                                             weight_grams, version) as line from catalogue_price
                            union all select concat_ws(',', brand_id, name) from brand
                            union all select concat_ws(',', category_id, parent_id, name) from category
                            union all select concat_ws(',', media_id, file_name, format, uploaded_at) from media_file
                            union all select concat_ws(',', product_id, name, categories, for_sale) from sellable_product
                            union all select concat_ws(',', code, terms, active, uses, version) from coupon_terms
                            union all select concat_ws(',', code, customer_id, uses) from coupon_customer_use
                            union all select concat_ws(',', customer_id, orders) from customer_orders
                            union all select concat_ws(',', sku, available, backorders) from sku_availability
                            union all select concat_ws(',', destination, rates) from tax_rule
                            union all select concat_ws(',', code, name, rates, offered) from shipping_method
                            union all select concat_ws(',', code, currency, destinations, open) from price_list
                            union all select concat_ws(',', code, sku, unit_price_minor, version) from list_price)
                        """)
                .query(String.class)
                .single();
    }
}
