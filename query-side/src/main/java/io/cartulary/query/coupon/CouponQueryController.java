package io.cartulary.query.coupon;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.query.coupon.CouponQuery.*;
import io.cartulary.query.projection.answer.PrivateAnswers;
import io.cartulary.query.projection.answer.Questions;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.page.Cursors;
import io.cartulary.web.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Shows staff the coupons and their uses.
@RestController
class CouponQueryController {

    private static final String COUPONS = "coupons";
    private static final String USES = "coupon-uses";

    private final Questions questions;
    private final Cursors cursors;
    private final PrivateAnswers answers;

    CouponQueryController(Questions questions, Cursors cursors, PrivateAnswers answers) {
        this.questions = questions;
        this.cursors = cursors;
        this.answers = answers;
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/coupons")
    Page<CouponUsage> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after = cursors.read(COUPONS, cursor, key -> new CouponCode(key.getFirst()));
        var query = new ListCoupons(after, size + 1);
        return cursors.page(
                COUPONS,
                questions.list(query, CouponUsage.class),
                size,
                coupon -> List.of(coupon.code().value()));
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/coupons/stats")
    CouponStatistics statistics() {
        return questions.ask(new SumCouponUses(), CouponStatistics.class);
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/coupons/{code}")
    ResponseEntity<CouponUsage> get(@PathVariable CouponCode code) {
        var coupon = questions.get(new FindCoupon(code), CouponUsage.class, "coupon " + code);
        return answers.of(coupon, coupon.entityTag());
    }

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/coupons/{code}/uses")
    Page<CouponUse> uses(
            @PathVariable CouponCode code,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var size = Cursors.size(limit);
        var after = cursors.read(USES, cursor, key -> Long.valueOf(key.getFirst()));
        var query = new ListCouponUses(code, after, size + 1);
        return cursors.page(
                USES,
                questions.list(query, CouponUse.class),
                size,
                use -> List.of(Long.toString(use.position())));
    }
}
