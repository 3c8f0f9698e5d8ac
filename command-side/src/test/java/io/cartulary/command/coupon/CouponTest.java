package io.cartulary.command.coupon;

import static io.cartulary.command.coupon.CouponRejection.*;

import io.cartulary.command.StateTable;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.events.Percent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount.FreeShipping;
import io.cartulary.events.coupon.Discount.PercentageOff;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CouponTest {

    private static final CouponCode CODE = new CouponCode("WELCOME10");
    private static final CouponId COUPON = CouponId.of(CODE);
    private static final CustomerId ANNA = new CustomerId("customer-anna");
    private static final CustomerId BEN = new CustomerId("customer-ben");
    private static final OrderId ORDER = new OrderId("order-1");
    private static final OrderId OTHER_ORDER = new OrderId("order-2");
    private static final Money TWO_EUROS = Money.parse("EUR 2");
    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2026-02-01T00:00:00Z");

    private static final CouponTerms ONE_USE = terms(1, null);
    private static final CouponTerms ONE_A_CUSTOMER = terms(null, 1);

    private static final CouponRedeemed REDEEMED = redeemed(ORDER, ANNA, 1);
    private static final CouponUseReturned RETURNED = returned(ORDER, ANNA, 0);

    private final AggregateTestFixture<Coupon> coupon = new AggregateTestFixture<>(Coupon.class);

    @Nested
    class Creating {
        @Test
        void is_refused_with_a_code_that_has_other_terms() {
            coupon.given(created(ONE_USE))
                    .when(new CreateCoupon(COUPON, CODE, ONE_A_CUSTOMER))
                    .expectNoEvents()
                    .expectExceptionDetails(CODE_TAKEN);
        }
    }

    @Nested
    class Redeeming {
        @Test
        void counts_a_use() {
            coupon.given(created(ONE_USE)).when(redeem(ORDER, ANNA)).expectEvents(REDEEMED);
        }

        @Test
        void for_the_same_order_again_changes_nothing() {
            coupon.given(created(ONE_USE), REDEEMED)
                    .when(redeem(ORDER, ANNA))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }

        @Test
        void begins_with_the_first_instant_of_validity() {
            coupon.given(created(ONE_USE))
                    .when(redeem(ORDER, ANNA, JANUARY))
                    .expectEvents(REDEEMED);
        }

        @Test
        void is_refused_before_it() {
            coupon.given(created(ONE_USE))
                    .when(redeem(ORDER, ANNA, JANUARY.minusNanos(1)))
                    .expectNoEvents()
                    .expectExceptionDetails(COUPON_NOT_YET_VALID);
        }

        @Test
        void is_refused_from_the_first_instant_after_validity() {
            coupon.given(created(ONE_USE))
                    .when(redeem(ORDER, ANNA, FEBRUARY))
                    .expectNoEvents()
                    .expectExceptionDetails(COUPON_EXPIRED);
        }

        @Test
        void is_refused_when_the_customer_has_had_their_share() {
            coupon.given(created(ONE_A_CUSTOMER), REDEEMED)
                    .when(redeem(OTHER_ORDER, ANNA))
                    .expectNoEvents()
                    .expectExceptionDetails(COUPON_USED_BY_CUSTOMER);
        }

        @Test
        void by_another_customer_is_accepted() {
            coupon.given(created(ONE_A_CUSTOMER), REDEEMED)
                    .when(redeem(OTHER_ORDER, BEN))
                    .expectEvents(redeemed(OTHER_ORDER, BEN, 2));
        }

        @Test
        void is_accepted_again_once_the_customer_gave_their_use_back() {
            coupon.given(created(ONE_A_CUSTOMER), REDEEMED, RETURNED)
                    .when(redeem(OTHER_ORDER, ANNA))
                    .expectEvents(redeemed(OTHER_ORDER, ANNA, 1));
        }

        @Test
        void counts_by_customer_from_the_revision_that_limits_it() {
            coupon.given(
                            created(terms(null, null)),
                            REDEEMED,
                            new CouponRevised(COUPON, CODE, ONE_A_CUSTOMER),
                            redeemed(OTHER_ORDER, ANNA, 2))
                    .when(redeem(new OrderId("order-3"), ANNA))
                    .expectNoEvents()
                    .expectExceptionDetails(COUPON_USED_BY_CUSTOMER);
        }

        @Test
        void works_for_one_order_of_a_customer_when_for_first_orders_only() {
            var firstOrders =
                    new CouponTerms(
                            new FreeShipping(),
                            null,
                            null,
                            null,
                            null,
                            true,
                            null,
                            null,
                            Set.of(),
                            Set.of());
            coupon.given(created(firstOrders), REDEEMED)
                    .when(redeem(OTHER_ORDER, ANNA))
                    .expectNoEvents()
                    .expectExceptionDetails(COUPON_USED_BY_CUSTOMER);
        }
    }

    @Nested
    class Returning {
        @Test
        void gives_back_a_use_of_long_ago() {
            var history = new ArrayList<Object>(List.of(created(terms(null, null)), REDEEMED));
            for (var number = 0; number < CouponCommand.REMEMBERED; number++) {
                history.add(redeemed(new OrderId("order-later-" + number), BEN, 2 + number));
            }
            coupon.given(history)
                    .when(new ReturnCouponUse(COUPON, ORDER, ANNA))
                    .expectEvents(returned(ORDER, ANNA, CouponCommand.REMEMBERED));
        }

        @Test
        void twice_changes_nothing() {
            coupon.given(created(terms(9, null)), redeemed(OTHER_ORDER, BEN, 1))
                    .andGiven(redeemed(ORDER, ANNA, 2), returned(ORDER, ANNA, 1))
                    .when(new ReturnCouponUse(COUPON, ORDER, ANNA))
                    .expectSuccessfulHandlerExecution()
                    .expectNoEvents();
        }
    }

    private static final StateTable TABLE =
            new StateTable(
                    Map.of(
                            "missing",
                            List.of(),
                            "active",
                            List.of(created(ONE_USE)),
                            "used up",
                            List.of(created(ONE_USE), redeemed(OTHER_ORDER, BEN, 1)),
                            "inactive",
                            List.of(created(ONE_USE), new CouponDeactivated(COUPON, CODE))),
                    Map.of(
                            "CreateCoupon",
                            new CreateCoupon(COUPON, CODE, ONE_USE),
                            "ReviseCoupon",
                            new ReviseCoupon(COUPON, terms(1, 1)),
                            "ActivateCoupon",
                            new ActivateCoupon(COUPON),
                            "DeactivateCoupon",
                            new DeactivateCoupon(COUPON),
                            "RedeemCoupon",
                            redeem(ORDER, ANNA),
                            "ReturnCouponUse",
                            new ReturnCouponUse(COUPON, OTHER_ORDER, BEN)),
                    CouponTest::stateAfter);

    @Test
    void does_what_the_state_table_says() {
        TABLE.check(() -> new AggregateTestFixture<>(Coupon.class), "coupon", "Coupon");
    }

    @Test
    void every_command_is_tried_in_every_state() {
        StateTable.checkComplete(CouponCommand.class, Set.of(), TABLE);
    }

    private static String stateAfter(List<?> events) {
        var active = false;
        var uses = 0;
        for (var event : events) {
            switch (event) {
                case CouponCreated _, CouponActivated _ -> active = true;
                case CouponDeactivated _ -> active = false;
                case CouponRedeemed redeemed -> uses = redeemed.uses();
                case CouponUseReturned returned -> uses = returned.uses();
                default -> {}
            }
        }
        return active ? uses == 0 ? "active" : "used up" : "inactive";
    }

    private static CouponTerms terms(
            @Nullable Integer usageLimit, @Nullable Integer perCustomerLimit) {
        return new CouponTerms(
                new PercentageOff(Percent.of("10")),
                null,
                null,
                usageLimit,
                perCustomerLimit,
                false,
                JANUARY,
                FEBRUARY,
                Set.of(),
                Set.of());
    }

    private static CouponCreated created(CouponTerms terms) {
        return new CouponCreated(COUPON, CODE, terms);
    }

    private static RedeemCoupon redeem(OrderId order, CustomerId customer) {
        return redeem(order, customer, Instant.parse("2026-01-15T12:00:00Z"));
    }

    private static RedeemCoupon redeem(OrderId order, CustomerId customer, Instant placedAt) {
        return new RedeemCoupon(COUPON, order, customer, TWO_EUROS, placedAt);
    }

    private static CouponRedeemed redeemed(OrderId order, CustomerId customer, int uses) {
        return new CouponRedeemed(COUPON, CODE, order, customer, TWO_EUROS, uses);
    }

    private static CouponUseReturned returned(OrderId order, CustomerId customer, int uses) {
        return new CouponUseReturned(COUPON, CODE, order, customer, uses);
    }
}
