package io.cartulary.command.cart;

import io.cartulary.events.coupon.CouponCode;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.inventory.SkuQuantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is in a cart: the answer to `ReadCart` and `CheckOutCart`.
public record CartContent(
        CustomerId customerId, List<SkuQuantity> lines, @Nullable CouponCode couponCode) {}
