package io.cartulary.embedded.paymentprovider;

/// Why the provider says no, and with which HTTP status.
enum ProviderRefusal {
    INVALID_REQUEST(400),
    UNAUTHORIZED(401),
    UNKNOWN_REFERENCE(404),
    METHOD_NOT_ALLOWED(405),
    KEY_USED_FOR_ANOTHER_REQUEST(409),
    ALREADY_CHARGED(409),
    ALREADY_VOIDED(409),
    REQUEST_TOO_LARGE(413),
    MORE_THAN_SETTLED(422),
    LEDGER_UNAVAILABLE(503);

    private final int httpStatus;

    ProviderRefusal(int httpStatus) {
        this.httpStatus = httpStatus;
    }

    int httpStatus() {
        return httpStatus;
    }

    Refused because(String sentence) {
        return new Refused(this, sentence);
    }

    /// A refusal on its way to the caller.
    static final class Refused extends RuntimeException {

        private final ProviderRefusal refusal;

        Refused(ProviderRefusal refusal, String sentence) {
            super(sentence, null, false, false);
            this.refusal = refusal;
        }

        ProviderRefusal refusal() {
            return refusal;
        }
    }
}
