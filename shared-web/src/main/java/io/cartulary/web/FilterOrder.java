package io.cartulary.web;

/// The order of our filters; Spring Security's chain stands at -100, before all of them.
final class FilterOrder {

    static final int ORIGIN = 0;
    static final int FAULTS = 5;
    static final int STAFF = 7;
    static final int IDEMPOTENCY = 10;

    private FilterOrder() {}
}
