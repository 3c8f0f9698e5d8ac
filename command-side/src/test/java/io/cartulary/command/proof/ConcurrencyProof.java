package io.cartulary.command.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Crowds that want the same few things at once, over HTTP, through to the payment. What is
/// promised about stock and coupons is checked in the event store, never in answers.
///
/// A short form runs with every build; `build/proof` runs the long one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConcurrencyProof {

    private static final boolean LONG = Boolean.getBoolean("proof.long");
    private static final int BUYERS = LONG ? 10_000 : 200;
    private static final int PIECES = LONG ? 1_000 : 20;
    private static final int COUPON_BUYERS = LONG ? 2_000 : 120;
    private static final int COUPON_USES = LONG ? 100 : 10;
    private static final int BUNDLE_BUYERS = LONG ? 1_000 : 90;
    private static final int LAST_PIECES = LONG ? 200 : 15;
    private static final int GIFT_CARDS = LONG ? 200 : 15;

    /// Enough for one order of a piece, and not for two.
    private static final int ON_A_GIFT_CARD = 2_600;

    private static final Duration PATIENCE = LONG ? Duration.ofMinutes(20) : Duration.ofMinutes(2);

    private static final String STOCK =
            """
            (select e.aggregate_identifier as item, e.sequence_number as number, e.payload_type as type,
                    convert_from(e.payload, 'UTF8')::jsonb as said
             from domain_event_entry e where e.payload_type like 'inventory.%') stock\
            """;

    private final int nodes;
    private final long seed = Long.getLong("proof.seed", new Random().nextLong());
    private NodesOfOneShop shop;

    ConcurrencyProof(int nodes) {
        this.nodes = nodes;
    }

    @BeforeAll
    void open() throws IOException {
        System.out.printf("%s: seed %d (-Dproof.seed)%n", getClass().getSimpleName(), seed);
        shop = new NodesOfOneShop(nodes);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void many_buyers_get_exactly_the_pieces_there_are() {
        var sku = stock(PIECES);
        buyAll(BUYERS, _ -> new Purchase(null, List.of(sku)));

        assertThat(sold(sku)).isEqualTo(PIECES);
        assertThat(confirmedOrdersWith(sku)).isEqualTo(PIECES);
        assertBooksOf(sku, PIECES);
    }

    @Test
    void a_coupon_is_used_exactly_as_often_as_it_may_be() {
        var sku = stock(COUPON_BUYERS);
        var coupon = "PROOF" + unique();
        accepted(
                shop.staff(
                        "POST",
                        "/admin/coupons",
                        """
                        {"code": "%s", "terms": {"discount": {"kind": "PERCENTAGE", "percent": "10"},
                                                 "usageLimit": %d}}\
                        """
                                .formatted(coupon, COUPON_USES)));
        awaitRow("select count(*) from coupon_terms where code = ?", coupon);
        buyAll(COUPON_BUYERS, _ -> new Purchase(coupon, List.of(sku)));

        assertThat(uses(coupon)).isEqualTo(COUPON_USES);
        assertThat(sold(sku)).isEqualTo(COUPON_USES);
        assertBooksOf(sku, COUPON_BUYERS);
    }

    @Test
    void a_bundle_and_its_parts_share_their_pieces() {
        var soap = stock(BUNDLE_BUYERS / 3);
        var towel = stock(BUNDLE_BUYERS);
        var box = product();
        accepted(
                shop.staff(
                        "PUT",
                        "/admin/stock/" + box + "/bundle",
                        "{\"parts\": [{\"sku\": \"%s\", \"quantity\": 2}, {\"sku\": \"%s\", \"quantity\": 1}]}"
                                .formatted(soap, towel)));
        var wish = List.of(List.of(box), List.of(soap), List.of(soap, box), List.of(towel));
        var choice = choices(BUNDLE_BUYERS, wish.size());
        buyAll(BUNDLE_BUYERS, buyer -> new Purchase(null, wish.get(choice[buyer])));

        assertBooksOf(soap, BUNDLE_BUYERS / 3);
        assertBooksOf(towel, BUNDLE_BUYERS);
        assertThat(sold(soap)).isPositive();
        assertThat(sold(soap, box)).isEqualTo(2 * sold(towel, box));
        assertThat(
                        count(
                                "select count(*) from "
                                        + STOCK
                                        + " where item = ? and type like '%Reserv%'",
                                box))
                .isZero();
    }

    @Test
    void the_last_piece_is_bought_or_adjusted_away() {
        var skus = IntStream.range(0, LAST_PIECES).mapToObj(_ -> stock(1)).toList();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            skus.forEach(sku -> {
                crowd.submit(() -> shop.buy(null, sku));
                crowd.submit(() -> adjust(sku, -1));
            });
        }
        awaitQuiet();
        for (var sku : skus) {
            var lost =
                    count(
                            "select count(*) from "
                                    + STOCK
                                    + " where item = ? and type = 'inventory.StockAdjusted' and (said ->> 'delta')::int < 0",
                            sku);
            assertThat(sold(sku) + lost).as(sku).isEqualTo(1);
            assertBooksOf(sku, 1 - lost);
        }
    }

    @Test
    void a_gift_card_pays_one_of_two_carts() {
        var sku = stock(2 * GIFT_CARDS);
        var cards = IntStream.range(0, GIFT_CARDS).mapToObj(_ -> giftCard()).toList();
        all(2 * GIFT_CARDS, buyer -> shop.buyWithGiftCard(cards.get(buyer / 2).text("code"), sku));

        assertThat(sold(sku)).isEqualTo(GIFT_CARDS);
        assertBooksOf(sku, 2 * GIFT_CARDS);
        for (var card : cards) {
            var account = card.text("giftCardId");
            assertThat(
                            ofCard(
                                    "select count(*) from card where type = 'credit.CreditSpent'",
                                    account))
                    .as("orders paid with " + account)
                    .isEqualTo(1);
            assertThat(
                            ofCard(
                                    "select count(*) from card where (said -> 'balance' ->> 'amount')::int < 0"
                                            + " or (said -> 'available' ->> 'amount')::int < 0",
                                    account))
                    .as("less than nothing on " + account)
                    .isZero();
            assertThat(
                            ofCard(
                                    "select sum((said -> 'amount' ->> 'amount')::int * case type when 'credit.CreditGranted' then 1 else -1 end)"
                                            + " - (select (said -> 'balance' ->> 'amount')::int from card where said -> 'balance' is not null"
                                            + " order by number desc limit 1) from card"
                                            + " where type in ('credit.CreditGranted', 'credit.CreditSpent')",
                                    account))
                    .as("what came, less what was spent, less what is left on " + account)
                    .isZero();
            assertThat(
                            ofCard(
                                    "select count(distinct said ->> 'purchase') - count(distinct said ->> 'purchase')"
                                            + " filter (where type <> 'credit.CreditReserved') from card where said ->> 'purchase' is not null",
                                    account))
                    .as("money still kept on " + account)
                    .isZero();
        }
    }

    private record Purchase(@Nullable String coupon, List<String> skus) {}

    private void buyAll(int buyers, IntFunction<Purchase> purchase) {
        all(
                buyers,
                buyer -> {
                    var wanted = purchase.apply(buyer);
                    return shop.buy(wanted.coupon(), wanted.skus().toArray(String[]::new));
                });
    }

    /// @param purchase of one buyer; answers the order's status
    private void all(int buyers, IntUnaryOperator purchase) {
        var statuses = new ArrayList<Integer>();
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var all =
                    IntStream.range(0, buyers)
                            .mapToObj(buyer -> crowd.submit(() -> purchase.applyAsInt(buyer)))
                            .toList();
            for (var one : all) {
                statuses.add(one.get());
            }
        } catch (Exception e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertThat(statuses).as("seed " + seed).allMatch(status -> status < 500);
        awaitQuiet();
    }

    /// Until every order ended, and no promise is left.
    private void awaitQuiet() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> {
                    assertThat(
                                    shop.events()
                                            .sql(
                                                    """
                                                    select count(*) from domain_event_entry p
                                                    where p.payload_type = 'order.OrderPlaced' and not exists (
                                                        select from domain_event_entry e
                                                        where e.aggregate_identifier = p.aggregate_identifier
                                                          and e.payload_type in ('order.OrderConfirmed', 'order.OrderCancelled'))\
                                                    """)
                                            .query(Integer.class)
                                            .single())
                            .as("orders that did not end")
                            .isZero();
                    assertThat(
                                    shop.events()
                                            .sql(
                                                    "select count(*) from (select distinct on (item) said from "
                                                            + STOCK
                                                            + " where said ->> 'reserved' is not null order by item, number desc) last"
                                                            + " where (said ->> 'reserved')::int > 0")
                                            .query(Integer.class)
                                            .single())
                            .as("SKUs with a promise left")
                            .isZero();
                });
        assertThat(shop.serverErrors()).as("answers of 5xx, seed " + seed).isZero();
    }

    /// Never below zero and never more promised than there is, at any event; and what is there at
    /// the end is what came less what was sold.
    private void assertBooksOf(String sku, int delivered) {
        var wrong =
                count(
                        "select count(*) from "
                                + STOCK
                                + " where item = ? and ((said ->> 'reserved')::int < 0"
                                + " or (said ->> 'onHand')::int < (said ->> 'reserved')::int)",
                        sku);
        assertThat(wrong).as("seed " + seed).isZero();
        var left =
                count(
                        "select (said ->> 'onHand')::int from "
                                + STOCK
                                + " where item = ? and said ->> 'onHand' is not null order by number desc limit 1",
                        sku);
        assertThat(left).as("%s, seed %d", sku, seed).isEqualTo(delivered - sold(sku));
        var twice =
                count(
                        "select count(*) - count(distinct (said ->> 'orderId', said ->> 'bundle')) from "
                                + STOCK
                                + " where item = ? and type = 'inventory.StockReserved'",
                        sku);
        assertThat(twice).as("orders that were promised pieces twice").isZero();
    }

    private int sold(String sku) {
        return count(
                "select coalesce(sum((said ->> 'quantity')::int * case type when 'inventory.ReservationConfirmed' then 1"
                        + " when 'inventory.SoldStockReturned' then -1 else 0 end), 0) from "
                        + STOCK
                        + " where item = ?",
                sku);
    }

    private int sold(String part, String bundle) {
        return shop.events()
                .sql(
                        "select coalesce(sum((said ->> 'quantity')::int), 0) from "
                                + STOCK
                                + " where item = ? and said ->> 'bundle' = ?"
                                + " and type = 'inventory.ReservationConfirmed'")
                .params("sku-" + part, bundle)
                .query(Integer.class)
                .single();
    }

    private int confirmedOrdersWith(String sku) {
        return shop.events()
                .sql(
                        """
                        select count(*) from domain_event_entry
                        where payload_type = 'order.OrderConfirmed'
                          and convert_from(payload, 'UTF8')::jsonb -> 'sold' @> jsonb_build_array(jsonb_build_object('sku', ?::text))\
                        """)
                .param(sku)
                .query(Integer.class)
                .single();
    }

    private int uses(String coupon) {
        return shop.events()
                .sql(
                        """
                        select coalesce(sum(case payload_type when 'coupon.CouponRedeemed' then 1
                                                              when 'coupon.CouponUseReturned' then -1 else 0 end), 0)
                        from domain_event_entry where aggregate_identifier = ?\
                        """)
                .param("coupon-" + coupon)
                .query(Integer.class)
                .single();
    }

    private int count(String query, String sku) {
        return shop.events().sql(query).param("sku-" + sku).query(Integer.class).single();
    }

    private int ofCard(String query, String account) {
        return shop.events()
                .sql(
                        """
                        with card as (select sequence_number as number, payload_type as type,
                                             convert_from(payload, 'UTF8')::jsonb as said
                                      from domain_event_entry where aggregate_identifier = ?)
                        """
                                + query)
                .param(account)
                .query(Integer.class)
                .single();
    }

    private NodesOfOneShop.Answer giftCard() {
        var card =
                shop.staff(
                        "POST",
                        "/admin/gift-cards",
                        "{\"amount\": {\"amount\": %d, \"currency\": \"GBP\"}}"
                                .formatted(ON_A_GIFT_CARD));
        accepted(card);
        return card;
    }

    private int[] choices(int count, int among) {
        return new Random(seed).ints(count, 0, among).toArray();
    }

    private String stock(int pieces) {
        var sku = product();
        accepted(adjust(sku, pieces));
        return sku;
    }

    private NodesOfOneShop.Answer adjust(String sku, int delta) {
        return shop.staff(
                "POST",
                "/admin/stock/" + sku + "/adjustments",
                "{\"delta\": %d, \"reason\": \"COUNT_CORRECTION\"}".formatted(delta));
    }

    private String product() {
        var sku = "P-" + unique();
        accepted(
                shop.staff(
                        "POST",
                        "/admin/products",
                        """
                        {"slug": "%s", "description": {"name": {"en": "%s"}, "featured": false},
                         "variants": [{"sku": "%s", "price": {"amount": 1250, "currency": "GBP"},
                                       "taxClass": "standard", "weightGrams": 200}],
                         "publish": true}\
                        """
                                .formatted(sku.toLowerCase(Locale.ROOT), sku, sku)));
        awaitRow(
                "select count(*) from catalogue_price join sellable_product using (product_id) where sku = ? and for_sale",
                sku);
        return sku;
    }

    private void awaitRow(String query, String key) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        shop.events().sql(query).param(key).query(Integer.class).single() == 1);
    }

    private static void accepted(NodesOfOneShop.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
    }

    private static String unique() {
        return UUID.randomUUID().toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }
}
