package io.cartulary.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.cartulary.web.access.PathOwnership.Side;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathOwnershipTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/products,                                 QUERY",
        "HEAD,   /api/v1/products/product-1,                       QUERY",
        "GET,    /api/v1/orders/order-1,                           QUERY",
        "GET,    /api/v1/admin/projections,                        QUERY",
        "GET,    /api/v1/admin/dead-letters,                       QUERY",
        "GET,    /api/docs/ui,                                     QUERY",
        "POST,   /api/v1/orders,                                   COMMAND",
        "POST,   /api/v1/cart,                                     COMMAND",
        "PUT,    /api/v1/cart/items/SKU-1,                         COMMAND",
        "DELETE, /api/v1/cart/items,                               COMMAND",
        "PATCH,  /api/v1/admin/orders/order-1,                     COMMAND",
        "POST,   /api/v1/payments/simulated/callback,              COMMAND",
        "GET,    /api/v1/cart,                                     COMMAND",
        "GET,    /api/v1/cart/items,                               COMMAND",
        "GET,    /api/v1/carts,                                    QUERY",
        "GET,    /api/v1/auth/sessions,                            COMMAND",
        "GET,    /api/v1/admin/imports/import-1,                   COMMAND",
        "GET,    /api/v1/admin/effects,                            COMMAND",
        "GET,    /api/v1/admin/gift-cards/credit-card-1,           COMMAND",
        "GET,    /api/v1/admin/customers/customer-1/store-credit,  COMMAND",
        "GET,    /api/v1/admin/customers/customer-1/cart,          COMMAND",
        "GET,    /api/v1/admin/customers/customer-1/orders,        QUERY",
        "GET,    /api/v1/admin/payments/payment-1,                 COMMAND",
        "POST,   /api/v1/admin/projections/order-details/rebuilds, QUERY",
        "POST,   /api/v1/admin/dead-letters/7/retry,               QUERY",
        "DELETE, /api/v1/admin/dead-letters/7,                     QUERY",
        "PUT,    /api/v1/admin/dead-letters/7,                     COMMAND",
        "POST,   /api/v1/behaviour,                                QUERY",
        "POST,   /api/v1/behaviour/more,                           COMMAND",
    })
    void reads_are_the_query_sides_and_the_rest_the_command_sides_with_few_exceptions(
            String method, String path, Side owner) {
        assertThat(PathOwnership.ownerOf(method, path)).isEqualTo(owner);
    }
}
