package io.cartulary.web;

import java.util.List;

/// The headers of our own that every route may take or answer.
public final class ApiHeaders {

    /// By what an anonymous shopper is known.
    public static final String CART_TOKEN = "Cart-Token";

    /// Makes a repeated POST or PATCH take effect once.
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /// How far the event store has come: of a command's answer, and of a query that must not see
    /// less.
    public static final String POSITION = "Cartulary-Position";

    /// Under which the log names the request.
    public static final String REQUEST_ID = "X-Request-Id";

    /// What a script of another origin may read.
    public static final List<String> EXPOSED =
            List.of(
                    CART_TOKEN,
                    POSITION,
                    REQUEST_ID,
                    "Location",
                    "ETag",
                    "Retry-After",
                    "Allow",
                    "RateLimit",
                    "RateLimit-Policy");

    private ApiHeaders() {}
}
