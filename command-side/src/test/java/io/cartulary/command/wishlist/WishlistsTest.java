package io.cartulary.command.wishlist;

import static io.cartulary.command.wishlist.WishlistRejection.*;

import io.cartulary.command.StateTable;
import io.cartulary.command.wishlist.WishlistCommand.*;
import io.cartulary.events.Personal;
import io.cartulary.events.catalog.ProductId;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.wishlist.WishlistEvent.*;
import io.cartulary.events.wishlist.WishlistId;
import io.cartulary.events.wishlist.WishlistOwnerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WishlistsTest {

    private static final CustomerId ANNA = new CustomerId("customer-anna");
    private static final WishlistOwnerId OWNER = WishlistOwnerId.of(ANNA);
    private static final WishlistId FIRST = WishlistId.firstOf(ANNA);
    private static final WishlistId GIFTS = new WishlistId("wishlist-gifts");
    private static final ProductId TONER = new ProductId("product-toner");
    private static final Money PRICE = Money.parse("GBP 12.50");

    private static final WishlistOpened OPENED = opened(FIRST, "Wishlist");
    private static final WishlistOpened GIFTS_OPENED = opened(GIFTS, "Gifts");
    private static final WishAdded ADDED = new WishAdded(OWNER, FIRST, TONER, PRICE, true);
    private static final WishlistShared SHARED = new WishlistShared(OWNER, FIRST, "share-1");
    private static final WishlistDeleted DELETED = new WishlistDeleted(OWNER, FIRST);

    private final AggregateTestFixture<Wishlists> wishlists =
            new AggregateTestFixture<>(Wishlists.class);

    @Nested
    class Adding {
        @Test
        void begins_the_first_list_by_itself() {
            wishlists
                    .givenNoPriorActivity()
                    .when(new AddWish(ANNA, null, TONER, PRICE, true))
                    .expectEvents(OPENED, ADDED);
        }

        @Test
        void goes_to_the_default_unless_a_list_is_named() {
            wishlists
                    .given(OPENED, GIFTS_OPENED, new DefaultWishlistChosen(OWNER, GIFTS))
                    .when(new AddWish(ANNA, null, TONER, PRICE, true))
                    .expectEvents(new WishAdded(OWNER, GIFTS, TONER, PRICE, true));
        }

        @Test
        void puts_a_product_on_each_list_once() {
            wishlists
                    .given(OPENED, GIFTS_OPENED, ADDED)
                    .when(new AddWish(ANNA, FIRST, TONER, null, false))
                    .expectNoEvents();
        }

        @Test
        void puts_it_on_another_list_too() {
            wishlists
                    .given(OPENED, GIFTS_OPENED, ADDED)
                    .when(new AddWish(ANNA, GIFTS, TONER, PRICE, true))
                    .expectEvents(new WishAdded(OWNER, GIFTS, TONER, PRICE, true));
        }

        @Test
        void is_refused_on_a_full_list() {
            var history = new ArrayList<Object>(List.of(OPENED));
            for (var number = 0; number < WishlistCommand.MOST_WISHES; number++) {
                var product = new ProductId("product-" + number);
                history.add(new WishAdded(OWNER, FIRST, product, PRICE, true));
            }
            wishlists
                    .given(history)
                    .when(new AddWish(ANNA, FIRST, TONER, PRICE, true))
                    .expectNoEvents()
                    .expectExceptionDetails(WISHLIST_FULL);
        }
    }

    @Nested
    class Opening {
        @Test
        void is_refused_beyond_the_most_lists() {
            var history = new ArrayList<Object>();
            for (var number = 0; number < WishlistCommand.MOST_LISTS; number++) {
                history.add(opened(new WishlistId("wishlist-" + number), "List " + number));
            }
            wishlists
                    .given(history)
                    .when(new OpenWishlist(ANNA, GIFTS, name("Gifts")))
                    .expectNoEvents()
                    .expectExceptionDetails(TOO_MANY_WISHLISTS);
        }
    }

    @Nested
    class Deleting {
        @Test
        void the_default_makes_the_one_kept_longest_the_default() {
            wishlists
                    .given(OPENED, GIFTS_OPENED)
                    .when(new DeleteWishlist(ANNA, FIRST))
                    .expectEvents(DELETED, new DefaultWishlistChosen(OWNER, GIFTS));
        }

        @Test
        void all_chooses_no_default() {
            wishlists
                    .given(OPENED, GIFTS_OPENED)
                    .when(new DeleteWishlists(ANNA))
                    .expectEvents(DELETED, new WishlistDeleted(OWNER, GIFTS));
        }
    }

    @Nested
    class Sharing {
        @Test
        void again_answers_the_same_link() {
            wishlists
                    .given(OPENED, SHARED)
                    .when(new ShareWishlist(ANNA, FIRST, "share-2"))
                    .expectNoEvents()
                    .expectResultMessagePayload("share-1");
        }

        @Test
        void after_it_was_revoked_makes_another_link() {
            wishlists
                    .given(OPENED, SHARED, new WishlistShareRevoked(OWNER, FIRST))
                    .when(new ShareWishlist(ANNA, FIRST, "share-2"))
                    .expectEvents(new WishlistShared(OWNER, FIRST, "share-2"))
                    .expectResultMessagePayload("share-2");
        }
    }

    @Test
    void of_an_erased_person_are_gone() {
        var erased = new WishlistOpened(OWNER, ANNA, FIRST, new Personal.Erased<>(ANNA.value()));
        wishlists
                .given(erased, ADDED)
                .when(new RemoveWish(ANNA, FIRST, TONER))
                .expectNoEvents()
                .expectExceptionDetails(WISHLIST_UNKNOWN);
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "without a list",
                            List.of(),
                            "with a list",
                            List.of(OPENED),
                            "with a wish",
                            List.of(OPENED, ADDED),
                            "shared",
                            List.of(OPENED, ADDED, SHARED)),
                    Map.of(
                            "OpenWishlist",
                            new OpenWishlist(ANNA, FIRST, name("Wishlist")),
                            "ChooseDefaultWishlist",
                            new ChooseDefaultWishlist(ANNA, FIRST),
                            "DeleteWishlist",
                            new DeleteWishlist(ANNA, FIRST),
                            "DeleteWishlists",
                            new DeleteWishlists(ANNA),
                            "AddWish",
                            new AddWish(ANNA, FIRST, TONER, PRICE, true),
                            "RemoveWish",
                            new RemoveWish(ANNA, FIRST, TONER),
                            "ShareWishlist",
                            new ShareWishlist(ANNA, FIRST, "share-1"),
                            "RevokeWishlistShare",
                            new RevokeWishlistShare(ANNA, FIRST)),
                    WishlistsTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Wishlists.class), "wishlist", "Wishlists");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(WishlistCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var state = "without a list";
        var shared = false;
        var wished = false;
        for (var event : events) {
            switch (event) {
                case WishlistOpened _ -> state = "with a list";
                case WishlistDeleted _ -> state = "without a list";
                case WishAdded _ -> wished = true;
                case WishRemoved _ -> wished = false;
                case WishlistShared _ -> shared = true;
                case WishlistShareRevoked _ -> shared = false;
                default -> {}
            }
        }
        if (state.equals("without a list")) {
            return state;
        }
        return shared ? "shared" : wished ? "with a wish" : state;
    }

    private static WishlistOpened opened(WishlistId list, String name) {
        return new WishlistOpened(OWNER, ANNA, list, name(name));
    }

    private static Personal<String> name(String name) {
        return Personal.of(ANNA.value(), name);
    }
}
