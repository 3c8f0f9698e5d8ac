package io.cartulary.web;

import org.springframework.core.Ordered;

/// The order of our filters; Spring Security's chain stands at -100.
public final class FilterOrder {

    /// Nothing is answered or logged without the request's id.
    public static final int REQUEST_ID = Ordered.HIGHEST_PRECEDENCE;

    /// After the filter that times requests: what is refused here is counted, too.
    public static final int LIMITS = Ordered.HIGHEST_PRECEDENCE + 10;

    public static final int CORS = -120;

    /// After CORS, so that a page of another origin can read that it asks too often.
    public static final int RATES = -115;

    public static final int ROUTES = -110;
    public static final int ORIGIN = 0;
    public static final int FAULTS = 5;
    public static final int STAFF = 7;
    public static final int IDEMPOTENCY = 10;

    private FilterOrder() {}
}
