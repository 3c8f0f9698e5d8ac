package io.cartulary.embedded.paymentprovider;

import static io.cartulary.embedded.paymentprovider.ProviderRefusal.ALREADY_CHARGED;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.ALREADY_VOIDED;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.KEY_USED_FOR_ANOTHER_REQUEST;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.MORE_THAN_SETTLED;
import static io.cartulary.embedded.paymentprovider.ProviderRefusal.UNKNOWN_REFERENCE;

import io.cartulary.embedded.paymentprovider.LedgerEntry.Charged;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Declined;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Refunded;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Settled;
import io.cartulary.embedded.paymentprovider.LedgerEntry.Voided;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Every charge the provider knows, and the rules by which it changes. A change is in the ledger
/// before it is visible.
///
/// A charge takes about 320 bytes here: 64 MB of heap hold some 120,000 of them, 256 MB half a
/// million. quarters of a million.
final class Charges implements AutoCloseable {

    private final Map<String, Charge> byReference = new ConcurrentHashMap<>();
    private final Map<String, String> referenceByKey = new ConcurrentHashMap<>();
    private final JsonLinesFile<LedgerEntry> ledger;
    private final InstantSource clock;

    private Charges(Path ledger, InstantSource clock) throws IOException {
        this.clock = clock;
        this.ledger =
                JsonLinesFile.open(
                        ledger,
                        true,
                        LedgerEntry.class,
                        entry -> evolve(named(entry.reference()), entry));
    }

    static Charges from(Path ledger, InstantSource clock) throws IOException {
        return new Charges(ledger, clock);
    }

    /// Takes a charge on; what becomes of it is decided later, as its token says. The same key and
    /// request again answer the same charge.
    Charge charge(String givenKey, ChargeRequest request) {
        // Nearly always equal: one string then, of the hundred thousands that stay.
        String idempotencyKey =
                givenKey.equals(request.reference()) ? request.reference() : givenKey;
        String other = referenceByKey.putIfAbsent(idempotencyKey, request.reference());
        if (other != null && !other.equals(request.reference())) {
            throw KEY_USED_FOR_ANOTHER_REQUEST.because("This key came with another reference");
        }
        boolean taken = false;
        try {
            Charge charge = take(idempotencyKey, request);
            taken = true;
            return charge;
        } finally {
            if (other == null && !taken) {
                referenceByKey.remove(idempotencyKey, request.reference());
            }
        }
    }

    private Charge take(String idempotencyKey, ChargeRequest request) {
        Charge charge = named(request.reference());
        synchronized (charge) {
            Charged before = charge.charged();
            if (before == null) {
                if (charge.status() == Charge.Status.VOIDED) {
                    throw ALREADY_VOIDED.because("This reference was voided before it was charged");
                }
                record(charge, request.charged(clock.instant(), idempotencyKey));
            } else if (!before.idempotencyKey().equals(idempotencyKey)) {
                throw ALREADY_CHARGED.because("This reference was charged under another key");
            } else if (!request.asks(before)) {
                throw KEY_USED_FOR_ANOTHER_REQUEST.because("This key came with another body");
            }
            return charge;
        }
    }

    Charge find(String reference) {
        Charge charge = byReference.get(reference);
        if (charge == null || charge.status() == Charge.Status.UNKNOWN) {
            throw UNKNOWN_REFERENCE.because("Nothing is known of this reference");
        }
        return charge;
    }

    @Nullable Charge lookUp(String reference) {
        return byReference.get(reference);
    }

    /// Calls a charge off for good. One that has settled stays so: its money has to be refunded.
    Charge voidCharge(String reference) {
        Charge charge = named(reference);
        synchronized (charge) {
            switch (charge.status()) {
                case UNKNOWN -> record(charge, new Voided(clock.instant(), reference, null, null));
                case PENDING -> {
                    Charged request = chargedOf(charge);
                    record(
                            charge,
                            new Voided(
                                    clock.instant(),
                                    request.reference(),
                                    request.amount(),
                                    request.currency()));
                }
                case SETTLED, DECLINED, VOIDED, REFUNDED -> {
                    // Nothing is left to be called off.
                }
            }
            return charge;
        }
    }

    /// Gives money back, at most what settled; the same key again gives nothing more.
    Refunded refund(String reference, String idempotencyKey, long amount) {
        Charge charge = find(reference);
        synchronized (charge) {
            Refunded before = charge.refund(idempotencyKey);
            if (before != null) {
                if (before.amount() != amount) {
                    throw KEY_USED_FOR_ANOTHER_REQUEST.because("This key came with another amount");
                }
                return before;
            }
            if (amount > charge.refundable()) {
                throw MORE_THAN_SETTLED.because(
                        "At most %d can be refunded".formatted(charge.refundable()));
            }
            Charged request = chargedOf(charge);
            Refunded refund =
                    new Refunded(
                            clock.instant(),
                            request.reference(),
                            amount,
                            request.currency(),
                            idempotencyKey);
            record(charge, refund);
            return refund;
        }
    }

    void settle(Charge charge) {
        synchronized (charge) {
            if (charge.status() == Charge.Status.PENDING) {
                Charged request = chargedOf(charge);
                record(
                        charge,
                        new Settled(
                                clock.instant(),
                                request.reference(),
                                request.amount(),
                                request.currency(),
                                request.eventId()));
            }
        }
    }

    void decline(Charge charge) {
        synchronized (charge) {
            if (charge.status() == Charge.Status.PENDING) {
                Charged request = chargedOf(charge);
                record(
                        charge,
                        new Declined(
                                clock.instant(),
                                request.reference(),
                                request.amount(),
                                request.currency(),
                                request.eventId()));
            }
        }
    }

    Collection<Charge> all() {
        return byReference.values();
    }

    private Charge named(String reference) {
        return byReference.computeIfAbsent(reference, Charge::new);
    }

    private void record(Charge charge, LedgerEntry entry) {
        ledger.append(entry);
        evolve(charge, entry);
    }

    private void evolve(Charge charge, LedgerEntry entry) {
        charge.evolve(entry);
        if (entry instanceof Charged request) {
            referenceByKey.put(request.idempotencyKey(), request.reference());
        }
    }

    private static Charged chargedOf(Charge charge) {
        Charged request = charge.charged();
        if (request == null) {
            throw new IllegalStateException(charge.reference() + " changed before it was charged");
        }
        return request;
    }

    @Override
    public void close() throws IOException {
        ledger.close();
    }
}
