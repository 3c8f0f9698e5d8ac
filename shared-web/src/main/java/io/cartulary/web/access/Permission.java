package io.cartulary.web.access;

import io.cartulary.events.account.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// What staff may do. Each route for staff names one of them in its [OpenTo], and each names the
/// least role that has it: a role may do all that the roles before it may. `docs/access.md` is made
/// from this table.
public enum Permission {
    READ(
            Role.MODERATOR,
            "see orders, customers, products, stock, prices, coupons, reviews and reports"),
    ORDER_NOTES(Role.MODERATOR, "write notes on orders and hold them back"),
    CUSTOMER_NOTES(Role.MODERATOR, "write notes on customers and tag them"),
    SUPPORT(Role.MODERATOR, "see whose password is being guessed and let them try again"),
    REVIEWS(Role.MODERATOR, "approve, reject, answer and remove reviews"),
    CUSTOMERS(Role.ADMIN, "deactivate customers and let them in again"),
    ON_BEHALF(Role.ADMIN, "act for a customer, with both on record"),
    ORDERS(Role.ADMIN, "change, cancel, ship and take back orders"),
    MONEY(Role.ADMIN, "capture and refund payments, give credit and gift cards"),
    PRODUCTS(Role.ADMIN, "change the catalogue"),
    STOCK(Role.ADMIN, "change stock"),
    PRICING(Role.ADMIN, "set prices, taxes, shipping methods and coupons"),
    IMPORTS(Role.ADMIN, "take in another shop's records"),
    AUDIT(Role.ADMIN, "see who changed what, and from where"),
    OPERATIONS(Role.ADMIN, "rebuild read models, retry or skip what failed"),
    METRICS(Role.ADMIN, "see metrics, and health in detail"),
    STAFF(Role.SUPER_ADMIN, "appoint and remove staff, make and revoke keys of machines");

    private final Role least;
    private final String meaning;

    Permission(Role least, String meaning) {
        this.least = least;
        this.meaning = meaning;
    }

    /// In words, as in "may see orders".
    public String meaning() {
        return meaning;
    }

    public boolean isOf(Role role) {
        return role.compareTo(least) >= 0;
    }

    /// Whether a machine cannot have it: who answers for it is a person.
    public boolean isForPeople() {
        return this == STAFF || this == ON_BEHALF;
    }

    public static Set<Permission> of(Role role) {
        var permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream(values())
                .filter(permission -> permission.isOf(role))
                .forEach(permissions::add);
        return Collections.unmodifiableSet(permissions);
    }
}
