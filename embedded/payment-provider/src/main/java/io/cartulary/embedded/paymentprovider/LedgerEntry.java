package io.cartulary.embedded.paymentprovider;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everything that can happen to a charge: one JSON line of the ledger each. Amounts are minor
/// units.
///
/// Ids are derived from the reference, so that a request repeated after a crash is given the same
/// ones.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
@JsonSubTypes({
    @JsonSubTypes.Type(LedgerEntry.Charged.class),
    @JsonSubTypes.Type(LedgerEntry.Settled.class),
    @JsonSubTypes.Type(LedgerEntry.Declined.class),
    @JsonSubTypes.Type(LedgerEntry.Voided.class),
    @JsonSubTypes.Type(LedgerEntry.Refunded.class)
})
@JsonInclude(JsonInclude.Include.NON_NULL)
sealed interface LedgerEntry {

    Instant at();

    String reference();

    @JsonTypeName("charged")
    record Charged(
            Instant at,
            String reference,
            long amount,
            String currency,
            String token,
            String callbackUrl,
            String idempotencyKey)
            implements LedgerEntry {

        /// The few different tokens, currencies and addresses are kept once, not once a charge; the
        /// key is nearly always the reference itself.
        public Charged {
            currency = currency.intern();
            token = token.intern();
            callbackUrl = callbackUrl.intern();
            idempotencyKey = idempotencyKey.equals(reference) ? reference : idempotencyKey;
        }

        @JsonProperty
        String chargeId() {
            return "ch_" + idOf(reference);
        }

        /// The id of the one event that reports to the shop how this charge ended, however often it
        /// is sent.
        String eventId() {
            return "evt_" + idOf(reference + "/outcome");
        }
    }

    @JsonTypeName("settled")
    record Settled(Instant at, String reference, long amount, String currency, String eventId)
            implements LedgerEntry {}

    @JsonTypeName("declined")
    record Declined(Instant at, String reference, long amount, String currency, String eventId)
            implements LedgerEntry {}

    /// Without amount and currency if the void came before its charge.
    @JsonTypeName("voided")
    record Voided(Instant at, String reference, @Nullable Long amount, @Nullable String currency)
            implements LedgerEntry {}

    @JsonTypeName("refunded")
    record Refunded(
            Instant at, String reference, long amount, String currency, String idempotencyKey)
            implements LedgerEntry {

        @JsonProperty
        String refundId() {
            return "re_" + idOf(reference + "/" + idempotencyKey);
        }
    }

    static String idOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
