package io.cartulary.embedded.paymentprovider;

import static io.cartulary.embedded.paymentprovider.ProviderRefusal.INVALID_REQUEST;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.LEDGER_UNAVAILABLE;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.METHOD_NOT_ALLOWED;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.REQUEST_TOO_LARGE;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.UNAUTHORIZED;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.UNKNOWN_REFERENCE;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Refunded;
import io.cartulary.embedded.paymentprovider.ProviderRefusal.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// Translates between HTTP and [Charges]: `/v1/charges` and what lies below it.
final class ChargesHttp implements HttpHandler {

    static final String PATH = "/v1/charges";
    private static final int LONGEST_BODY = 16 * 1024;
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChargeView(
            @Nullable String chargeId,
            String reference,
            Charge.Status status,
            @Nullable Long amount,
            @Nullable String currency,
            long refunded) {

        static ChargeView of(Charge charge) {
            synchronized (charge) {
                Charged request = charge.charged();
                return new ChargeView(
                        request == null ? null : request.chargeId(),
                        charge.reference(),
                        charge.status(),
                        request == null ? null : request.amount(),
                        request == null ? null : request.currency(),
                        charge.refunded());
            }
        }
    }

    record RefundRequest(long amount) {
        RefundRequest {
            if (amount <= 0) {
                throw new IllegalArgumentException("amount must be positive");
            }
        }
    }

    record RefundView(
            String refundId, String reference, String status, long amount, String currency) {}

    record Problem(String type, String title, int status, String detail, String code) {}

    private record Answer(int status, Object body, @Nullable Charge toFollow) {
        static Answer ok(Object body) {
            return new Answer(200, body, null);
        }
    }

    private final Charges charges;
    private final Outcomes outcomes;
    private final byte[] authorization;

    ChargesHttp(Charges charges, Outcomes outcomes, String secret) {
        this.charges = charges;
        this.outcomes = outcomes;
        this.authorization = ("Bearer " + secret).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            send(
                    exchange,
                    answer.status(),
                    answer.status() < 400 ? "application/json" : "application/problem+json",
                    Json.MAPPER.writeValueAsBytes(answer.body()));
            if (answer.toFollow() != null) {
                outcomes.follow(answer.toFollow());
            }
        }
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        try {
            authorize(exchange);
            return route(exchange);
        } catch (Refused refused) {
            return problem(refused.refusal(), refused.getMessage());
        } catch (UncheckedIOException unwritten) {
            System.getLogger(ChargesHttp.class.getName())
                    .log(System.Logger.Level.ERROR, "The ledger cannot be written", unwritten);
            return problem(LEDGER_UNAVAILABLE, "The ledger cannot be written: try again later");
        }
    }

    private static Answer problem(ProviderRefusal refusal, String sentence) {
        int status = refusal.httpStatus();
        String title =
                refusal.name().charAt(0)
                        + refusal.name().substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
        return new Answer(
                status, new Problem("about:blank", title, status, sentence, refusal.name()), null);
    }

    private void authorize(HttpExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst("Authorization");
        if (given == null
                || !MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization)) {
            throw UNAUTHORIZED.because("The bearer secret is missing or wrong");
        }
    }

    private Answer route(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        List<String> path =
                List.of(exchange.getRequestURI().getPath().substring(PATH.length()).split("/"));
        return switch (path.size()) {
            case 1 -> {
                requireMethod("POST", method);
                yield charge(exchange);
            }
            case 2 -> {
                requireMethod("GET", method);
                yield Answer.ok(ChargeView.of(charges.find(path.get(1))));
            }
            case 3 -> {
                requireMethod("POST", method);
                yield switch (path.get(2)) {
                    case "void" -> voidCharge(path.get(1));
                    case "refunds" -> refund(exchange, path.get(1));
                    default -> throw UNKNOWN_REFERENCE.because("There is no such path");
                };
            }
            default -> throw UNKNOWN_REFERENCE.because("There is no such path");
        };
    }

    private Answer charge(HttpExchange exchange) throws IOException {
        String key = idempotencyKey(exchange);
        Charge charge = charges.charge(key, body(exchange, ChargeRequest.class));
        return new Answer(202, ChargeView.of(charge), charge);
    }

    private Answer voidCharge(String reference) {
        if (!ChargeRequest.isReference(reference)) {
            throw INVALID_REQUEST.because("This cannot be a reference");
        }
        return Answer.ok(ChargeView.of(charges.voidCharge(reference)));
    }

    private Answer refund(HttpExchange exchange, String reference) throws IOException {
        String key = idempotencyKey(exchange);
        RefundRequest request = body(exchange, RefundRequest.class);
        Refunded refund = charges.refund(reference, key, request.amount());
        return Answer.ok(
                new RefundView(
                        refund.refundId(),
                        refund.reference(),
                        "refunded",
                        refund.amount(),
                        refund.currency()));
    }

    private static String idempotencyKey(HttpExchange exchange) {
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        if (key == null || !KEY.matcher(key).matches()) {
            throw INVALID_REQUEST.because(
                    "Idempotency-Key must be 1 to 200 visible ASCII characters");
        }
        return key;
    }

    private static <T> T body(HttpExchange exchange, Class<T> type) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            throw REQUEST_TOO_LARGE.because("A body has at most %d bytes".formatted(LONGEST_BODY));
        }
        try {
            T request = Json.MAPPER.readValue(body, type);
            if (request == null) {
                throw INVALID_REQUEST.because("The body is empty");
            }
            return request;
        } catch (JacksonException unreadable) {
            throw INVALID_REQUEST.because(
                    unreadable.getCause() instanceof IllegalArgumentException nonsense
                            ? String.valueOf(nonsense.getMessage())
                            : "The body is not the JSON object that was expected");
        }
    }

    private static void requireMethod(String expected, String actual) {
        if (!expected.equals(actual)) {
            throw METHOD_NOT_ALLOWED.because("This path takes %s only".formatted(expected));
        }
    }
}
