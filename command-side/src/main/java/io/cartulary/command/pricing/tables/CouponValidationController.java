package io.cartulary.command.pricing.tables;

import io.cartulary.command.pricing.Basket;
import io.cartulary.command.pricing.DiscountView;
import io.cartulary.command.pricing.OrderPricing;
import io.cartulary.command.pricing.PricingRefused;
import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.inventory.Sku;
import io.cartulary.events.inventory.SkuQuantity;
import io.cartulary.web.access.Caller;
import io.cartulary.web.access.OpenTo;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.InstantSource;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// What a coupon would give, before anyone commits to it.
@RestController
class CouponValidationController {

    private final PricingTables tables;
    private final OrderPricing pricing;
    private final InstantSource clock;

    CouponValidationController(PricingTables tables, OrderPricing pricing, InstantSource clock) {
        this.tables = tables;
        this.pricing = pricing;
        this.clock = clock;
    }

    record Question(
            @NotNull CouponCode code,
            @NotEmpty @Size(max = Basket.MOST_LINES) List<@NotNull @Valid Line> lines) {

        List<SkuQuantity> pieces() {
            return lines.stream()
                    .map(line -> new SkuQuantity(line.sku(), line.quantity()))
                    .toList();
        }
    }

    record Line(@NotNull Sku sku, @Min(1) @Max(Basket.MOST_PIECES_OF_A_LINE) int quantity) {}

    @OpenTo(Caller.SHOPPER)
    @PostMapping("/api/v1/coupons/validation")
    DiscountView validate(@Valid @RequestBody Question question) {
        var basket = new Basket(null, question.pieces(), List.of(question.code()), null);
        try {
            var order = tables.read(basket, null, clock.instant()).onlyWith(question.code());
            return DiscountView.of(pricing.discounts(order).getFirst());
        } catch (PricingRefused refused) {
            return DiscountView.none(question.code(), refused);
        }
    }
}
