package io.cartulary.command.order.checkout;

import io.cartulary.command.customer.CustomerRecord;
import io.cartulary.command.customer.CustomerRecords;
import io.cartulary.command.order.checkout.NewOrder.NewAddress;
import io.cartulary.events.customer.AddressId;
import io.cartulary.events.customer.CustomerAddress;
import io.cartulary.events.customer.CustomerId;
import io.cartulary.events.order.PostalAddress;
import io.cartulary.web.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Where the goods of an order go, and its invoice: to addresses that are given, or that the
/// shopper keeps.
@Component
class OrderAddresses {

    private final CustomerRecords customers;

    OrderAddresses(CustomerRecords customers) {
        this.customers = customers;
    }

    record Destinations(PostalAddress shipping, PostalAddress billing) {}

    Destinations of(CustomerId customer, NewOrder wanted) {
        var kept =
                wanted.shippingAddressId() == null && wanted.billingAddressId() == null
                        ? null
                        : customers.find(customer);
        var shipping =
                chosen(
                        wanted.shippingAddress(),
                        wanted.shippingAddressId(),
                        kept,
                        "shippingAddressId");
        var billing =
                chosen(
                        wanted.billingAddress(),
                        wanted.billingAddressId(),
                        kept,
                        "billingAddressId");
        if (shipping == null) {
            throw new IllegalStateException("an order without an address was let through");
        }
        return new Destinations(shipping, billing == null ? shipping : billing);
    }

    private static @Nullable PostalAddress chosen(
            @Nullable NewAddress given,
            @Nullable AddressId chosen,
            @Nullable CustomerRecord kept,
            String field) {
        if (given != null) {
            return given.address();
        }
        if (chosen == null || kept == null) {
            return null;
        }
        return kept.address(chosen)
                .map(OrderAddresses::postal)
                .orElseThrow(() ->
                        new ProblemException(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "ADDRESS_NOT_KEPT",
                                "The shopper keeps no such address; GET /api/v1/users/me/addresses lists those there are.",
                                field));
    }

    private static PostalAddress postal(CustomerAddress address) {
        var person = address.firstName() + " " + address.lastName();
        return new PostalAddress(
                address.company() == null ? person : person + ", " + address.company(),
                address.line1(),
                address.line2(),
                address.city(),
                address.region(),
                address.postalCode(),
                address.country());
    }
}
