package io.cartulary.simulation.invariant;

import static io.cartulary.simulation.invariant.CheckedLife.minor;

import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the events said of a payment.
final class CheckedPayment {
    final PaymentRequested requested;
    final Map<CaptureId, CaptureRequested> captures = new LinkedHashMap<>();
    final Map<String, PaymentDisputed> disputes = new LinkedHashMap<>();
    String status = "requested";
    long captured;
    long asked;
    long goodwill;
    long refunded;
    long lost;
    boolean authorised;
    boolean replaced;

    CheckedPayment(PaymentRequested requested) {
        this.requested = requested;
    }

    long amount() {
        return minor(requested.amount());
    }

    boolean isDead() {
        return switch (status) {
            case "declined", "cancelled", "voided" -> true;
            default -> false;
        };
    }

    /// What is still promised.
    long authorised() {
        return status.equals("authorised") || status.equals("requested") ? amount() - captured : 0;
    }

    /// What was promised and will not come.
    long died() {
        return isDead() ? amount() - captured : 0;
    }

    /// What is ours for goods: goodwill leaves them paid.
    long kept() {
        return captured - lost - (asked - goodwill);
    }

    long toBeCaptured() {
        return captures.values().stream().mapToLong(one -> minor(one.amount())).sum();
    }

    boolean isCalledOff() {
        return captures.values().stream().anyMatch(CaptureRequested::last);
    }

    long disputed() {
        return disputes.values().stream().mapToLong(one -> minor(one.amount())).sum();
    }
}
