package io.cartulary.web;

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

    private ApiHeaders() {}
}
