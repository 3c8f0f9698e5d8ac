package io.cartulary.command.coupon;

import io.cartulary.command.category.CategoryCheck;
import io.cartulary.command.coupon.CouponCommand.*;
import io.cartulary.command.refusal.BulkOutcome;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.coupon.CouponId;
import io.cartulary.events.coupon.CouponTerms;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.version.Unversioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Coupons, for staff.
@RestController
class CouponCommandController {

    private final CommandGateway commands;
    private final CategoryCheck categories;

    CouponCommandController(CommandGateway commands, CategoryCheck categories) {
        this.commands = commands;
        this.categories = categories;
    }

    private static final int MOST_CHANGES = 500;

    record NewCoupon(@NotNull CouponCode code, @NotNull CouponTerms terms) {}

    record BulkUpdate(@NotEmpty @Size(max = MOST_CHANGES) List<@Valid @NotNull Change> changes) {}

    /// @param terms the new ones, for `REVISE` only
    record Change(@NotNull CouponCode code, @NotNull Action action, @Nullable CouponTerms terms) {

        @AssertTrue(message = "terms belong to REVISE and only to it")
        boolean isComplete() {
            return (action == Action.REVISE) == (terms != null);
        }

        CouponCommand command() {
            var couponId = CouponId.of(code);
            return switch (action) {
                case ACTIVATE -> new ActivateCoupon(couponId);
                case DEACTIVATE -> new DeactivateCoupon(couponId);
                case REVISE -> new ReviseCoupon(couponId, terms);
            };
        }
    }

    enum Action {
        ACTIVATE,
        DEACTIVATE,
        REVISE
    }

    @Unversioned
    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/coupons")
    ResponseEntity<Void> create(@Valid @RequestBody NewCoupon coupon) {
        categories.require(coupon.terms().categories(), "terms.categories");
        var couponId = CouponId.of(coupon.code());
        commands.sendAndWait(new CreateCoupon(couponId, coupon.code(), coupon.terms()));
        return ResponseEntity.created(URI.create("/api/v1/admin/coupons/" + coupon.code())).build();
    }

    @OpenTo(staff = Permission.PRICING)
    @PutMapping("/api/v1/admin/coupons/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revise(@PathVariable CouponCode code, @RequestBody CouponTerms terms) {
        categories.require(terms.categories(), "categories");
        commands.sendAndWait(new ReviseCoupon(CouponId.of(code), terms));
    }

    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/coupons/{code}/deactivation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deactivate(@PathVariable CouponCode code) {
        commands.sendAndWait(new DeactivateCoupon(CouponId.of(code)));
    }

    @Unversioned
    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/coupons/bulk-update")
    BulkOutcome update(@Valid @RequestBody BulkUpdate update) {
        return BulkOutcome.of(
                update.changes(),
                Change::code,
                change -> {
                    if (change.terms() != null) {
                        categories.require(change.terms().categories(), "terms.categories");
                    }
                    commands.sendAndWait(change.command());
                });
    }

    @OpenTo(staff = Permission.PRICING)
    @PostMapping("/api/v1/admin/coupons/{code}/activation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void activate(@PathVariable CouponCode code) {
        commands.sendAndWait(new ActivateCoupon(CouponId.of(code)));
    }
}
