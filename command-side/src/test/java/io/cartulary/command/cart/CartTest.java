package io.cartulary.command.cart;

import static io.cartulary.command.cart.CartRejection.*;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cartulary.command.StateTable;
import io.cartulary.command.cart.CartCommand.*;
import io.cartulary.events.cart.CartEvent.*;
import io.cartulary.events.cart.CartId;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.events.order.OrderId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.joda.money.CurrencyUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CartTest {

    private static final CartId CART = new CartId("cart-1");
    private static final CustomerId ANNA = new CustomerId("customer-1");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final Sku TONER = new Sku("TONER-100");
    private static final Sku SOAP = new Sku("SOAP");
    private static final CouponCode CODE = new CouponCode("WELCOME10");
    private static final CouponCode FREESHIP = new CouponCode("FREESHIP");

    private static final CartOpened OPENED = new CartOpened(CART, ANNA);
    private static final CartItemAdded TWO_TONERS =
            new CartItemAdded(CART, TONER, 2, 2, "a1", null);
    private static final CartCouponApplied WITH_COUPON = new CartCouponApplied(CART, CODE);
    private static final CartCheckedOut CHECKED_OUT =
            new CartCheckedOut(CART, ORDER, List.of(new SkuQuantity(TONER, 2)), List.of(CODE));

    private static final CartContent CONTENT =
            new CartContent(
                    ANNA, List.of(new SkuQuantity(TONER, 2)), List.of(CODE), null, Map.of());

    private static final CartContent TONERS =
            new CartContent(ANNA, List.of(new SkuQuantity(TONER, 2)), List.of(), null, Map.of());

    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private final FixtureConfiguration<Cart> cart = fixture();

    private static FixtureConfiguration<Cart> fixture() {
        return new AggregateTestFixture<>(Cart.class)
                .registerInjectableResource(new CartSettings(WEEK, WEEK));
    }

    @Nested
    class Opening {
        @Test
        void is_refused_for_another_shopper() {
            cart.given(OPENED)
                    .when(new OpenCart(CART, new CustomerId("customer-2")))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_TAKEN);
        }
    }

    @Nested
    class Adding {
        @Test
        void more_of_a_sku_adds_to_its_line() {
            cart.given(OPENED, TWO_TONERS)
                    .when(new AddCartItem(CART, TONER, 3, "a2", null))
                    .expectEvents(new CartItemAdded(CART, TONER, 3, 5, "a2", null));
        }

        @Test
        void the_same_addition_again_changes_nothing() {
            cart.given(OPENED, TWO_TONERS)
                    .when(new AddCartItem(CART, TONER, 2, "a1", null))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void beyond_999_pieces_is_refused() {
            cart.given(OPENED, TWO_TONERS)
                    .when(new AddCartItem(CART, TONER, 998, "a2", null))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_PIECES);
        }

        @Test
        void a_1001st_line_is_refused_but_more_of_a_line_is_not() {
            cart.given(fullCart())
                    .when(new AddCartItem(CART, SOAP, 1, "one more", null))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_FULL);
            fixture()
                    .given(fullCart())
                    .when(new AddCartItem(CART, new Sku("SKU-7"), 1, "one more", null))
                    .expectEvents(
                            new CartItemAdded(CART, new Sku("SKU-7"), 1, 2, "one more", null));
        }

        @Test
        void no_piece_at_all_is_nonsense() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new AddCartItem(CART, TONER, 0, "a1", null));
        }
    }

    @Nested
    class CheckingOut {
        @Test
        void empties_the_cart_that_holds_what_was_priced() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON)
                    .when(new CheckOutCart(CART, ORDER, CONTENT))
                    .expectEvents(CHECKED_OUT);
        }

        @Test
        void is_refused_when_the_cart_was_changed_after_it_was_priced() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON)
                    .andGiven(new CartItemAdded(CART, SOAP, 1, 1, "a2", null))
                    .when(new CheckOutCart(CART, ORDER, CONTENT))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_CHANGED);
        }

        @Test
        void again_for_the_same_order_records_nothing() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON, CHECKED_OUT)
                    .andGiven(new CartItemAdded(CART, SOAP, 1, 1, "a2", null))
                    .when(new CheckOutCart(CART, ORDER, CONTENT))
                    .expectNoEvents()
                    .expectSuccessfulHandlerExecution();
        }

        @Test
        void again_for_the_same_order_is_refused_with_what_was_put_in_since() {
            var since =
                    new CartContent(
                            ANNA, List.of(new SkuQuantity(SOAP, 1)), List.of(), null, Map.of());
            cart.given(OPENED, TWO_TONERS, WITH_COUPON, CHECKED_OUT)
                    .andGiven(new CartItemAdded(CART, SOAP, 1, 1, "a2", null))
                    .when(new CheckOutCart(CART, ORDER, since))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_CHANGED);
        }

        @Test
        void is_priced_for_what_was_emptied_into_the_order_until_it_is_placed() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON, CHECKED_OUT)
                    .andGiven(new CartItemAdded(CART, SOAP, 1, 1, "a2", null))
                    .when(new ReadCartForOrder(CART, ORDER))
                    .expectNoEvents()
                    .expectResultMessagePayload(CONTENT);
        }

        @Test
        void for_another_order_is_refused_when_empty_again() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON, CHECKED_OUT)
                    .when(new CheckOutCart(CART, new OrderId("order-2"), CONTENT))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_EMPTY);
        }

        @Test
        void is_refused_with_a_coupon_alone() {
            cart.given(OPENED, WITH_COUPON)
                    .when(new CheckOutCart(CART, ORDER, CONTENT))
                    .expectNoEvents()
                    .expectExceptionDetails(CART_EMPTY);
        }
    }

    @Nested
    class RemovingTheCoupon {
        @Test
        void takes_it_off() {
            cart.given(OPENED, WITH_COUPON)
                    .when(new RemoveCartCoupon(CART, CODE))
                    .expectEvents(new CartCouponRemoved(CART, CODE));
        }

        @Test
        void without_a_code_takes_every_one_off() {
            cart.given(OPENED, WITH_COUPON, new CartCouponApplied(CART, FREESHIP))
                    .when(new RemoveCartCoupon(CART, null))
                    .expectEvents(
                            new CartCouponRemoved(CART, CODE),
                            new CartCouponRemoved(CART, FREESHIP));
        }

        @Test
        void that_is_not_on_the_cart_changes_nothing() {
            cart.given(OPENED, WITH_COUPON)
                    .when(new RemoveCartCoupon(CART, FREESHIP))
                    .expectNoEvents();
        }
    }

    @Nested
    class Coupons {
        @Test
        void stand_beside_each_other_when_added() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON, new CartCouponApplied(CART, FREESHIP))
                    .when(new ReadCart(CART))
                    .expectResultMessagePayload(
                            new CartContent(
                                    ANNA,
                                    List.of(new SkuQuantity(TONER, 2)),
                                    List.of(CODE, FREESHIP),
                                    null,
                                    Map.of()));
        }

        @Test
        void beyond_ten_are_refused() {
            var history = new ArrayList<Object>(List.of(OPENED));
            for (var number = 0; number < CartCommand.MAXIMUM_COUPONS; number++) {
                history.add(new CartCouponApplied(CART, new CouponCode("CODE" + number)));
            }
            cart.given(history)
                    .when(new AddCartCoupon(CART, FREESHIP))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_COUPONS);
        }
    }

    @Nested
    class ChoosingACurrency {
        @Test
        void holds_after_check_out_too() {
            cart.given(
                            OPENED,
                            new CartCurrencyChosen(CART, CurrencyUnit.JPY),
                            TWO_TONERS,
                            CHECKED_OUT)
                    .when(new ReadCart(CART))
                    .expectResultMessagePayload(
                            new CartContent(
                                    ANNA, List.of(), List.of(), CurrencyUnit.JPY, Map.of()));
        }

        @Test
        void again_changes_nothing() {
            cart.given(OPENED, new CartCurrencyChosen(CART, CurrencyUnit.JPY))
                    .when(new ChooseCartCurrency(CART, CurrencyUnit.JPY))
                    .expectNoEvents();
        }
    }

    @Nested
    class Merging {
        private static final CartId GUEST = new CartId("cart-guest");
        private static final List<SkuQuantity> TWO = List.of(new SkuQuantity(TONER, 2));

        @Test
        void empties_the_one_cart() {
            cart.given(OPENED, TWO_TONERS, WITH_COUPON)
                    .when(new HandOverCart(CART, GUEST, "h1"))
                    .expectEvents(new CartHandedOver(CART, GUEST, "h1", TWO, List.of(CODE)))
                    .expectResultMessagePayload(new Handover("h1", TWO, List.of(CODE)));
        }

        @Test
        void answers_the_same_handover_again_until_something_new_is_put_in() {
            cart.given(OPENED, new CartHandedOver(CART, GUEST, "h1", TWO, List.of()))
                    .when(new HandOverCart(CART, GUEST, "h2"))
                    .expectNoEvents()
                    .expectResultMessagePayload(new Handover("h1", TWO, List.of()));
            fixture()
                    .given(
                            OPENED,
                            new CartHandedOver(CART, GUEST, "h1", TWO, List.of()),
                            TWO_TONERS)
                    .when(new HandOverCart(CART, GUEST, "h2"))
                    .expectResultMessagePayload(new Handover("h2", TWO, List.of()));
        }

        @Test
        void adds_pieces_up_in_the_other_cart() {
            cart.given(OPENED, TWO_TONERS)
                    .when(new TakeOverCart(CART, GUEST, new Handover("h1", TWO, List.of(CODE))))
                    .expectEvents(
                            new CartTakenOver(
                                    CART,
                                    GUEST,
                                    "h1",
                                    List.of(new SkuQuantity(TONER, 4)),
                                    List.of(CODE)))
                    .expectResultMessagePayload(new MergedCart(List.of()));
        }

        @Test
        void takes_a_handover_once() {
            cart.given(OPENED, new CartTakenOver(CART, GUEST, "h1", TWO, List.of()))
                    .when(new TakeOverCart(CART, GUEST, new Handover("h1", TWO, List.of())))
                    .expectNoEvents();
        }

        @Test
        void tells_what_there_is_no_room_for() {
            cart.given(fullCart())
                    .when(
                            new TakeOverCart(
                                    CART,
                                    GUEST,
                                    new Handover(
                                            "h1",
                                            List.of(
                                                    new SkuQuantity(SOAP, 3),
                                                    new SkuQuantity(new Sku("SKU-7"), 999)),
                                            List.of())))
                    .expectEvents(
                            new CartTakenOver(
                                    CART,
                                    GUEST,
                                    "h1",
                                    List.of(new SkuQuantity(new Sku("SKU-7"), 999)),
                                    List.of()))
                    .expectResultMessagePayload(
                            new MergedCart(
                                    List.of(
                                            new SkuQuantity(SOAP, 3),
                                            new SkuQuantity(new Sku("SKU-7"), 1))));
        }
    }

    @Nested
    class Expiring {
        private static final List<SkuQuantity> TWO = List.of(new SkuQuantity(TONER, 2));

        @Test
        void happens_a_week_after_the_last_change() {
            cart.givenCurrentTime(NOON)
                    .andGiven(OPENED, TWO_TONERS)
                    .when(new ExpireCart(CART, NOON.plus(WEEK)))
                    .expectEvents(new CartExpired(CART, TWO))
                    .expectResultMessagePayload(new NextExpiry(null));
        }

        @Test
        void does_not_happen_earlier() {
            cart.givenCurrentTime(NOON)
                    .andGiven(OPENED, TWO_TONERS)
                    .when(new ExpireCart(CART, NOON.plus(WEEK).minusMillis(1)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new NextExpiry(NOON.plus(WEEK)));
        }

        @Test
        void leaves_what_is_empty() {
            cart.givenCurrentTime(NOON)
                    .andGiven(OPENED, TWO_TONERS, new CartCleared(CART))
                    .when(new ExpireCart(CART, NOON.plus(WEEK)))
                    .expectNoEvents()
                    .expectResultMessagePayload(new NextExpiry(null));
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing", List.of(),
                            "empty", List.of(OPENED),
                            "filled", List.of(OPENED, TWO_TONERS)),
                    Map.ofEntries(
                            Map.entry("OpenCart", new OpenCart(CART, ANNA)),
                            Map.entry("AddCartItem", new AddCartItem(CART, SOAP, 1, "a2", null)),
                            Map.entry(
                                    "ChangeCartItemQuantity",
                                    new ChangeCartItemQuantity(CART, TONER, 5)),
                            Map.entry("RemoveCartItem", new RemoveCartItem(CART, TONER)),
                            Map.entry("RemoveCartCoupon", new RemoveCartCoupon(CART, null)),
                            Map.entry("ClearCart", new ClearCart(CART)),
                            Map.entry("CheckOutCart", new CheckOutCart(CART, ORDER, TONERS)),
                            Map.entry("ReadCart", new ReadCart(CART)),
                            Map.entry("ReadCartForOrder", new ReadCartForOrder(CART, ORDER)),
                            Map.entry("PeekIntoCart", new PeekIntoCart(CART)),
                            Map.entry("ExpireCart", new ExpireCart(CART, Instant.MAX)),
                            Map.entry(
                                    "HandOverCart",
                                    new HandOverCart(CART, new CartId("cart-2"), "h1")),
                            Map.entry(
                                    "TakeOverCart",
                                    new TakeOverCart(
                                            CART,
                                            new CartId("cart-2"),
                                            new Handover(
                                                    "h1",
                                                    List.of(new SkuQuantity(SOAP, 1)),
                                                    List.of()))),
                            Map.entry("AddCartCoupon", new AddCartCoupon(CART, CODE)),
                            Map.entry(
                                    "ChooseCartCurrency",
                                    new ChooseCartCurrency(CART, CurrencyUnit.JPY))),
                    CartTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(CartTest::fixture, "cart", "Cart");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(CartCommand.class, Set.of(MergeCarts.class), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var content = new HashSet<Object>();
        for (var event : events) {
            switch (event) {
                case CartItemAdded added -> content.add(added.sku());
                case CartItemQuantityChanged changed -> content.add(changed.sku());
                case CartItemRemoved removed -> content.remove(removed.sku());
                case CartCouponApplied applied -> content.add(applied.code());
                case CartCouponRemoved removed -> content.remove(removed.code());
                case CartTakenOver taken -> taken.lines().forEach(line -> content.add(line.sku()));
                case CartCleared _, CartCheckedOut _, CartHandedOver _, CartExpired _ ->
                        content.clear();
                default -> {}
            }
        }
        return content.isEmpty() ? "empty" : "filled";
    }

    private static List<Object> fullCart() {
        var history = new ArrayList<Object>(List.of(OPENED));
        for (var number = 0; number < CartCommand.MAXIMUM_LINES; number++) {
            history.add(
                    new CartItemAdded(CART, new Sku("SKU-" + number), 1, 1, "n" + number, null));
        }
        return history;
    }
}
