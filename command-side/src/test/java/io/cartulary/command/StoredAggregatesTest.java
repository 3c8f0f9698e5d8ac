package io.cartulary.command;

import static io.cartulary.command.coupon.CouponRejection.*;
import static io.cartulary.command.credit.CreditRejection.INSUFFICIENT_CREDIT;
import static io.cartulary.command.inventory.StockRejection.*;
import static io.cartulary.command.payment.PaymentRejection.REFUND_EXCEEDS_SETTLEMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.command.cart.CartContent;
import io.cartulary.command.catalog.CatalogCommand.*;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.credit.CreditCommand.*;
import io.cartulary.command.customer.CustomerCommand.*;
import io.cartulary.command.inventory.StockCommand.*;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.events.Percent;
import io.cartulary.events.Personal;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.catalog.LocalizedText;
import io.cartulary.events.catalog.ProductDescription;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.catalog.Variant;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.credit.CreditAccountId;
import io.cartulary.events.credit.CreditEvent.*;
import io.cartulary.events.credit.CreditEvent.Kind;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.customer.Profile;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.inventory.StockEvent.AdjustmentReason;
import io.cartulary.events.inventory.StockItemId;
import io.cartulary.events.order.OrderId;
import io.cartulary.events.payment.PaymentEvent.RefundReason;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.caching.Cache;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Aggregates as the store keeps them: read back from their snapshots, and asked by many at once.
@Execution(ExecutionMode.SAME_THREAD)
@SpringBootTest(
        classes = CommandSideApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = EmbeddedDatabases.LEFT_TO_THE_END)
class StoredAggregatesTest {

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(30);

    /// One more than makes a snapshot.
    private static final int MANY = 201;

    @Autowired private CommandGateway commands;
    @Autowired private Cache aggregateCache;
    @Autowired private JdbcClient database;
    @Autowired private TransactionManager transactions;

    @DynamicPropertySource
    static void databases(DynamicPropertyRegistry properties) {
        EmbeddedDatabases.register(properties, "stored_aggregates");
    }

    @Nested
    class From_its_snapshot {
        @Test
        void a_product_knows_its_prices_and_variants() {
            var product = new ProductId("product-snapshot");
            var variant = variant("SNAPSHOT-1", "M");
            var archived = variant("SNAPSHOT-0", "S");
            send(
                    new CreateProduct(
                            product, "snapshot", named("Snapshot"), List.of(variant, archived)));
            send(new ArchiveVariant(product, archived.sku()));
            send(new SetCostPrice(product, variant.sku(), euros(1)));
            for (var number = 1; number <= MANY; number++) {
                send(new ChangePrice(product, variant.sku(), euros(number)));
            }
            forgetAllBut(product.value());
            var events = eventsOf(product.value());

            send(new ChangePrice(product, variant.sku(), euros(MANY)));
            send(new ArchiveVariant(product, archived.sku()));
            send(new SetCostPrice(product, variant.sku(), euros(1)));
            assertThat(eventsOf(product.value())).isEqualTo(events);
            send(new AddVariant(product, variant("SNAPSHOT-2", "L")));
            assertThat(eventsOf(product.value())).isEqualTo(events + 1);
        }

        @Test
        void a_stock_item_knows_its_counts_and_orders() {
            var item = stockItem("SNAPSHOT-STOCK", MANY);
            send(new ReserveStock(item, order(0), 1));
            send(new ConfirmReservation(item, order(0)));
            for (var number = 1; number <= MANY; number++) {
                send(new ReserveStock(item, order(number), 1));
                if (number < MANY) {
                    send(new ReleaseReservation(item, order(number)));
                }
                if (number == MANY / 2) {
                    send(new ReserveStock(item, order(-1), 2));
                    send(new ConfirmReservation(item, order(-1)));
                }
            }
            forgetAllBut(item.value());

            // 201 came, 1 and 2 were sold, 1 is promised.
            assertThat(refusal(new ReserveStock(item, order(-2), MANY - 3)))
                    .isEqualTo(OUT_OF_STOCK);
            send(new ReserveStock(item, order(-2), MANY - 4));
            send(new ConfirmReservation(item, order(MANY)));
            assertThat(refusal(new ReleaseReservation(item, order(MANY)))).isEqualTo(ALREADY_SOLD);
        }

        @Test
        void a_customer_knows_what_they_said() {
            var customer = new CustomerId("customer-snapshot");
            var profiles =
                    List.of("en", "th").stream()
                            .map(language ->
                                    Personal.of(customer.value(), Profile.EMPTY.in(language)))
                            .toList();
            var home = new AddressId("address-snapshot");
            var address =
                    Personal.of(
                            customer.value(),
                            new CustomerAddress(
                                    "Ada",
                                    "Park",
                                    null,
                                    "1 High Street",
                                    null,
                                    "London",
                                    null,
                                    "N1 1AA",
                                    "GB",
                                    null));
            send(new AddAddress(customer, home, address, DefaultFor.NOTHING));
            for (var number = 1; number <= MANY; number++) {
                send(new ChangeProfile(customer, profiles.get(number % 2)));
            }
            forgetAllBut(customer.value());
            var events = eventsOf(customer.value());

            send(new ChangeProfile(customer, profiles.get(MANY % 2)));
            send(new ChangeAddress(customer, home, address, DefaultFor.NOTHING));
            assertThat(eventsOf(customer.value())).isEqualTo(events);
            send(new ChangeProfile(customer, profiles.getFirst()));
            assertThat(eventsOf(customer.value())).isEqualTo(events + 1);
        }

        @Test
        void a_coupon_knows_its_uses() {
            var coupon = coupon("SNAPSHOT", null, 2);
            for (var number = 1; number <= MANY; number++) {
                send(redeem(coupon, order(number), customer(number)));
            }
            forgetAllBut(coupon.value());

            send(redeem(coupon, order(-1), customer(1)));
            assertThat(refusal(redeem(coupon, order(-2), customer(1))))
                    .isEqualTo(COUPON_USED_BY_CUSTOMER);
            send(new ReturnCouponUse(coupon, order(1), customer(1)));
            send(redeem(coupon, order(-2), customer(1)));
        }

        @Test
        void a_cart_knows_its_content_and_its_last_order() {
            var cart = new CartId("cart-snapshot");
            var sku = new Sku("SNAPSHOT-CART");
            var code = new CouponCode("SNAPSHOT");
            send(new OpenCart(cart, customer(1)));
            send(new AddCartItem(cart, sku, 1, "a1", null));
            send(new AddCartCoupon(cart, code));
            CartContent ordered = commands.sendAndWait(new ReadCart(cart));
            send(new CheckOutCart(cart, order(1), ordered));
            send(new AddCartItem(cart, sku, 1, "a2", null));
            for (var number = 0; number < MANY; number++) {
                send(new ChangeCartItemQuantity(cart, sku, 2 + number % 2));
            }
            forgetAllBut(cart.value());

            send(new AddCartItem(cart, sku, 1, "a2", null));
            assertThat(commands.<CartContent>sendAndWait(new ReadCart(cart)))
                    .isEqualTo(
                            new CartContent(
                                    customer(1),
                                    List.of(new SkuQuantity(sku, 2)),
                                    List.of(),
                                    null,
                                    Map.of()));
            assertThat(commands.<CartContent>sendAndWait(new ReadCartForOrder(cart, order(1))))
                    .isEqualTo(ordered);
        }

        @Test
        void a_payment_knows_its_refunds() {
            var payment = new PaymentId("payment-snapshot");
            send(new RequestPayment(payment, order(1), euros(MANY + 1), "nobody", "token"));
            send(new RecordSettlement(payment, euros(MANY + 1), "ch_1"));
            for (var number = 1; number <= MANY; number++) {
                send(new RequestRefund(payment, refund(number), euros(1), RefundReason.GOODWILL));
            }
            forgetAllBut(payment.value());

            assertThat(
                            refusal(
                                    new RequestRefund(
                                            payment, refund(-1), euros(2), RefundReason.GOODWILL)))
                    .isEqualTo(REFUND_EXCEEDS_SETTLEMENT);
            var events = eventsOf(payment.value());
            send(new RequestRefund(payment, refund(1), euros(1), RefundReason.GOODWILL));
            assertThat(eventsOf(payment.value())).isEqualTo(events);
            send(new RecordRefundRefusal(payment, refund(1), "refused"));
            send(new AbandonRefund(payment, refund(1)));
            send(new RequestRefund(payment, refund(-1), euros(2), RefundReason.GOODWILL));
        }

        @Test
        void a_gift_card_knows_its_purchases() {
            var card = CreditAccountId.ofGiftCard("SNAP-SHOT-CARD-2222");
            send(
                    new GrantCredit(
                            card,
                            new Opening(Kind.GIFT_CARD, null, "2222", null),
                            "grant-1",
                            GrantReason.SOLD,
                            euros(MANY)));
            for (var number = 1; number < MANY; number++) {
                send(reserve(card, number));
            }
            send(new ConfirmCredit(card, "purchase-1"));
            forgetAllBut(card.value());

            send(new ReleaseCredit(card, "purchase-1"));
            send(reserve(card, MANY));
            assertThat(refusal(reserve(card, -1))).isEqualTo(INSUFFICIENT_CREDIT);
            send(new ReleaseCredit(card, "purchase-2"));
            send(reserve(card, -1));
        }

        private static ReserveCredit reserve(CreditAccountId card, int number) {
            return new ReserveCredit(
                    card, "purchase-" + number, euros(1), NOON, NOON.plusSeconds(3600));
        }

        private static RefundId refund(int number) {
            return new RefundId("refund-" + number);
        }

        /// Waits for the snapshot and leaves nothing but it and the events after it to read from.
        private void forgetAllBut(String aggregate) {
            await().atMost(SOON)
                    .until(() ->
                            database.sql(
                                                    "select count(*) from snapshot_event_entry where aggregate_identifier = ?")
                                            .param(aggregate)
                                            .query(Integer.class)
                                            .single()
                                    > 0);
            database.sql(
                            """
                            delete from domain_event_entry e using snapshot_event_entry s
                            where e.aggregate_identifier = ? and s.aggregate_identifier = e.aggregate_identifier
                              and e.sequence_number <= s.sequence_number
                            """)
                    .param(aggregate)
                    .update();
            aggregateCache.removeAll();
        }
    }

    @Nested
    class From_within_a_saga_step {
        @Test
        void a_refusal_that_is_caught_does_not_undo_the_step() {
            var item = stockItem("STEP-1", 1);
            var step = DefaultUnitOfWork.startAndGet(GenericEventMessage.asEventMessage("step"));
            step.attachTransaction(transactions);
            step.execute(() -> {
                assertThat(refusal(new ReserveStock(item, order(1), 2))).isEqualTo(OUT_OF_STOCK);
                send(new ReserveStock(item, order(2), 1));
            });

            assertThat(refusal(new ReserveStock(item, order(3), 1))).isEqualTo(OUT_OF_STOCK);
            assertThat(eventsOf(item.value())).isEqualTo(3);
        }
    }

    @Nested
    class Asked_by_many_at_once {
        @Test
        void a_coupon_gives_exactly_its_uses() {
            var coupon = coupon("CROWD", 40, null);
            var accepted = accepted(200, n -> redeem(coupon, order(n), customer(n)));

            assertThat(accepted).isEqualTo(40);
            assertThat(refusal(redeem(coupon, order(-1), customer(-1)))).isEqualTo(COUPON_USED_UP);
        }

        @Test
        void stock_is_never_promised_twice() {
            var item = stockItem("CROWD-1", 40);
            var accepted = accepted(200, n -> new ReserveStock(item, order(n), 1));

            assertThat(accepted).isEqualTo(40);
            assertThat(refusal(new ReserveStock(item, order(-1), 1))).isEqualTo(OUT_OF_STOCK);
        }

        @Test
        void a_slug_goes_to_one_product_and_a_refused_product_leaves_no_sku() {
            var accepted =
                    accepted(
                            24,
                            n ->
                                    new OfferProduct(
                                            new ProductId("product-crowd-" + n),
                                            "crowd",
                                            named("Crowd"),
                                            List.of(variant("CROWD-SKU-" + n, "M")),
                                            true));

            assertThat(accepted).isEqualTo(1);
            assertThat(
                            database.sql(
                                            "select count(*) from domain_event_entry where aggregate_identifier like 'sku-CROWD-SKU-%'")
                                    .query(Integer.class)
                                    .single())
                    .isEqualTo(1);
        }

        private long accepted(int attempts, IntFunction<Object> command) {
            try (var shoppers = Executors.newFixedThreadPool(16)) {
                var all =
                        IntStream.rangeClosed(1, attempts)
                                .mapToObj(n ->
                                        (Callable<Boolean>) () -> refusal(command.apply(n)) == null)
                                .toList();
                return shoppers.invokeAll(all).stream()
                        .filter(answer -> answer.resultNow())
                        .count();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private void send(Object command) {
        commands.sendAndWait(command);
    }

    private @Nullable Object refusal(Object command) {
        var refused =
                catchThrowableOfType(
                        CommandExecutionException.class, () -> commands.sendAndWait(command));
        return refused == null ? null : refused.getDetails().orElseThrow();
    }

    private int eventsOf(String aggregate) {
        return database.sql(
                        "select count(*) from domain_event_entry where aggregate_identifier = ?")
                .param(aggregate)
                .query(Integer.class)
                .single();
    }

    private StockItemId stockItem(String sku, int pieces) {
        var item = StockItemId.of(new Sku(sku));
        send(new RegisterStockItem(item, new Sku(sku), new ProductId("product-of-" + sku)));
        send(new AdjustStock(item, pieces, AdjustmentReason.OPENING_STOCK, "opening", null, NOON));
        return item;
    }

    private CouponId coupon(
            String code, @Nullable Integer usageLimit, @Nullable Integer perCustomerLimit) {
        var couponCode = new CouponCode(code);
        var coupon = CouponId.of(couponCode);
        send(
                new CreateCoupon(
                        coupon,
                        couponCode,
                        new CouponTerms(
                                new PercentageOff(Percent.of("10")),
                                null,
                                null,
                                usageLimit,
                                perCustomerLimit,
                                false,
                                null,
                                null,
                                Set.of(),
                                Set.of())));
        return coupon;
    }

    private static RedeemCoupon redeem(CouponId coupon, OrderId order, CustomerId customer) {
        return new RedeemCoupon(coupon, order, customer, euros(1), NOON);
    }

    private static OrderId order(int number) {
        return new OrderId("order-" + number);
    }

    private static CustomerId customer(int number) {
        return new CustomerId("customer-" + number);
    }

    private static Money euros(int amount) {
        return Money.parse("EUR " + amount);
    }

    private static ProductDescription named(String name) {
        return new ProductDescription(
                LocalizedText.english(name),
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
    }

    private static Variant variant(String sku, String size) {
        return new Variant(
                new Sku(sku), Map.of("size", size), euros(5), null, "standard", 100, null, null);
    }
}
