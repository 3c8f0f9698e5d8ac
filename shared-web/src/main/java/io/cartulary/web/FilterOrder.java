package io.cartulary.web;

/// The order of our filters; Spring Security's chain stands at -100, before all of them.
public final class FilterOrder {

    public static final int ORIGIN = 0;
    public static final int FAULTS = 5;
    public static final int STAFF = 7;
    public static final int IDEMPOTENCY = 10;

    private FilterOrder() {}
}
