package io.cartulary.query.coupon;

import static io.cartulary.query.QueryNode.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.events.Percent;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponEvent.*;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.events.coupon.Discount;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.OrderId;
import io.cartulary.query.QueryNode;
import io.cartulary.query.order.Orders;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Coupons and their uses as staff see them, over HTTP.
@Execution(ExecutionMode.SAME_THREAD)
class CouponUsageTest {

    private final QueryNode node = QueryNode.shared();
    private final CouponCode code =
            new CouponCode("C" + UUID.randomUUID().toString().substring(0, 8));
    private final CouponId coupon = CouponId.of(code);

    @Test
    void counts_uses_that_were_not_given_back_and_their_discounts() {
        var first = OrderId.next();
        var second = OrderId.next();
        var customer = CustomerId.next();
        node.publish(created(2, null));
        node.publish(new CouponRedeemed(coupon, code, first, customer, Orders.gbp(250), 1));
        var position =
                node.publish(
                        new CouponRedeemed(coupon, code, second, customer, Orders.gbp(300), 2));
        var path = "/api/v1/admin/coupons/" + code;
        var usedUp = node.staff("GET", path, at(position));
        assertThat(usedUp.text("/status")).isEqualTo("USED_UP");
        assertThat(usedUp.text("/uses")).isEqualTo("2");
        assertThat(usedUp.text("/discounts/0/amount")).isEqualTo("550");

        position = node.publish(new CouponUseReturned(coupon, code, first, customer, 1));
        var again = node.staff("GET", path, at(position));
        assertThat(again.text("/status")).isEqualTo("ACTIVE");
        assertThat(again.text("/discounts/0/amount")).isEqualTo("300");
        var uses = node.staff("GET", path + "/uses", at(position));
        assertThat(uses.text("/items/0/orderId")).isEqualTo(second.value());
        assertThat(uses.json().at("/items/1").has("returnedAt")).isTrue();
    }

    @Test
    void tells_why_a_coupon_cannot_be_used() {
        var position = node.publish(created(2, Instant.parse("2020-01-01T00:00:00Z")));
        var path = "/api/v1/admin/coupons/" + code;
        assertThat(node.staff("GET", path, at(position)).text("/status")).isEqualTo("EXPIRED");
        var eTag = node.staff("GET", path).header("ETag");
        assertThat(node.staff("GET", path, "If-None-Match", eTag).status()).isEqualTo(304);
        position = node.publish(new CouponDeactivated(coupon, code));
        assertThat(node.staff("GET", path, at(position)).text("/status")).isEqualTo("INACTIVE");
        assertThat(node.staff("GET", path, "If-None-Match", eTag).status()).isEqualTo(200);
    }

    @Test
    void is_listed_by_code_and_summed_up() {
        var position = node.publish(created(null, null));
        var list = node.staff("GET", "/api/v1/admin/coupons?limit=200", at(position));
        assertThat(list.json().get("items"))
                .anyMatch(each -> each.at("/code").asString().equals(code.value()));
        var sums = node.staff("GET", "/api/v1/admin/coupons/stats", at(position));
        assertThat(sums.json().at("/coupons").asLong()).isPositive();
        assertThat(node.staff("GET", "/api/v1/admin/coupons/NO-SUCH").status()).isEqualTo(404);
    }

    private CouponCreated created(@Nullable Integer limit, @Nullable Instant validUntil) {
        return new CouponCreated(
                coupon,
                code,
                new CouponTerms(
                        new Discount.PercentageOff(Percent.of("10")),
                        null,
                        null,
                        limit,
                        null,
                        false,
                        null,
                        validUntil,
                        Set.of(),
                        Set.of()));
    }
}
