package io.cartulary.embedded.paymentprovider;

import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;

/// What a shop sends to charge a payment; the amount is in minor units.
record ChargeRequest(
        String reference, long amount, String currency, String token, String callbackUrl) {

    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,100}");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");

    ChargeRequest {
        require(isReference(reference), "reference must be 1 to 100 letters, digits, _ or -");
        require(amount > 0, "amount must be positive");
        require(currency != null && CURRENCY.matcher(currency).matches(), "currency must be ISO");
        require(token != null && !token.isBlank() && token.length() <= 100, "token is missing");
        require(isHttpAddress(callbackUrl), "callbackUrl must be an http or https address");
    }

    static boolean isReference(String text) {
        return text != null && REFERENCE.matcher(text).matches();
    }

    private static boolean isHttpAddress(String text) {
        if (text == null || text.length() > 500) {
            return false;
        }
        try {
            URI address = URI.create(text);
            return address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Charged charged(Instant at, String idempotencyKey) {
        return new Charged(at, reference, amount, currency, token, callbackUrl, idempotencyKey);
    }

    boolean asks(Charged before) {
        return before.equals(charged(before.at(), before.idempotencyKey()));
    }
}
