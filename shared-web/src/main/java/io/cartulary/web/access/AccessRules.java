package io.cartulary.web.access;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpMethod;

/// Who may call what. A route that stands nowhere here is refused to everyone.
public final class AccessRules {

    /// Everything below needs the role STAFF.
    static final List<String> STAFF = List.of("/api/v1/admin/**", "/actuator/**");

    /// Open to every shopper; what belongs to one shopper also asks for his `Cart-Token`.
    static final Map<HttpMethod, List<String>> PUBLIC =
            Map.of(
                    HttpMethod.GET,
                    List.of(
                            "/actuator/health/**",
                            "/api/docs/**",
                            "/api/v1/cart",
                            "/api/v1/cart/shipping-methods",
                            "/api/v1/categories",
                            "/api/v1/orders/**",
                            "/api/v1/products/**",
                            "/api/v1/recommendations/popular",
                            "/api/v1/search/**"),
                    HttpMethod.POST,
                    List.of(
                            "/api/v1/behaviour",
                            "/api/v1/cart",
                            "/api/v1/cart/coupons",
                            "/api/v1/cart/items",
                            "/api/v1/cart/merge",
                            "/api/v1/coupons/validation",
                            "/api/v1/orders",
                            "/api/v1/orders/{orderId}/cancellation",
                            "/api/v1/orders/{orderId}/payments",
                            "/api/v1/orders/{orderId}/payment/confirmation",
                            "/api/v1/orders/{orderId}/returns",
                            "/api/v1/gift-cards/balance",
                            "/api/v1/payments/mpesa/callback/{paymentId}/{proof}",
                            "/api/v1/payments/mpesa/reversals/{paymentId}/{refundId}/{proof}",
                            "/api/v1/payments/mpesa/stk-push",
                            "/api/v1/payments/paypal/webhook",
                            "/api/v1/payments/simulated/callback",
                            "/api/v1/payments/stripe/intents",
                            "/api/v1/payments/stripe/intents/{intentId}/confirmation",
                            "/api/v1/payments/stripe/webhook"),
                    HttpMethod.PUT,
                    List.of(
                            "/api/v1/cart/coupon",
                            "/api/v1/cart/currency",
                            "/api/v1/cart/items/{sku}"),
                    HttpMethod.DELETE,
                    List.of(
                            "/api/v1/cart/coupon",
                            "/api/v1/cart/coupons/{code}",
                            "/api/v1/cart/items",
                            "/api/v1/cart/items/{sku}"));

    private AccessRules() {}
}
