package io.cartulary.embedded.paymentprovider;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Declined;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Refunded;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Settled;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Voided;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the ledger's entries of one reference add up to. What decides on a charge holds its monitor
/// until the entry is on disk, so no two decisions about it overlap and no one sees a state that a
/// crash could take back.
final class Charge {

    enum Status {
        @JsonProperty("unknown")
        UNKNOWN,
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("settled")
        SETTLED,
        @JsonProperty("declined")
        DECLINED,
        @JsonProperty("voided")
        VOIDED,
        @JsonProperty("refunded")
        REFUNDED
    }

    private final String reference;
    private @Nullable Charged charged;
    private Status status = Status.UNKNOWN;
    private long refunded;
    private Map<String, Refunded> refunds = Map.of();
    private boolean shopTold;

    Charge(String reference) {
        this.reference = reference;
    }

    synchronized void evolve(LedgerEntry entry) {
        switch (entry) {
            case Charged request -> {
                charged = request;
                status = Status.PENDING;
            }
            case Settled _ -> status = Status.SETTLED;
            case Declined _ -> status = Status.DECLINED;
            case Voided _ -> status = Status.VOIDED;
            case Refunded refund -> {
                refunds = refunds.isEmpty() ? new HashMap<>(2) : refunds;
                refunds.put(refund.idempotencyKey(), refund);
                refunded += refund.amount();
                status = refundable() == 0 ? Status.REFUNDED : Status.SETTLED;
            }
        }
    }

    String reference() {
        return reference;
    }

    synchronized Status status() {
        return status;
    }

    /// What was asked for; null as long as only a void has named this reference.
    synchronized @Nullable Charged charged() {
        return charged;
    }

    synchronized @Nullable Refunded refund(String idempotencyKey) {
        return refunds.get(idempotencyKey);
    }

    synchronized long refunded() {
        return refunded;
    }

    synchronized long refundable() {
        return switch (status) {
            case SETTLED, REFUNDED -> charged == null ? 0 : charged.amount() - refunded;
            case UNKNOWN, PENDING, DECLINED, VOIDED -> 0;
        };
    }

    synchronized boolean shopTold() {
        return shopTold;
    }

    synchronized void shopWasTold() {
        shopTold = true;
    }
}
