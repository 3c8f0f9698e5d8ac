package io.cartulary.command.payment;

import static io.cartulary.command.payment.PaymentRejection.*;

import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentEvent.*;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/// What was asked for and taken of an authorised amount. Never changes; every step makes another.
///
/// @param taken what the provider took so far
/// @param references the provider's own names for captures, as far as it has any
record Captures(
        PaymentTerms terms, Money taken, Map<CaptureId, Capture> byId, List<String> references) {

    enum State {
        OPEN,
        DONE,
        REFUSED
    }

    /// @param last whether what is left after it is released
    record Capture(Money amount, boolean last, State state) {

        Capture in(State next) {
            return new Capture(amount, last, next);
        }

        boolean isOpen() {
            return state == State.OPEN;
        }
    }

    /// @param last whether nothing will be asked for after these
    private record Wanted(Money sum, boolean last) {}

    static Captures none(PaymentTerms terms) {
        return new Captures(terms, terms.nothing(), Map.of(), List.of());
    }

    boolean include(CaptureId captureId) {
        return byId.containsKey(captureId);
    }

    Capture get(CaptureId captureId) {
        var capture = byId.get(captureId);
        if (capture == null) {
            throw new CommandRejected(UNKNOWN_CAPTURE);
        }
        return capture;
    }

    CaptureRequested decide(RequestCapture command) {
        var left = uncaptured();
        if (!command.amount().isSameCurrency(left) || command.amount().isGreaterThan(left)) {
            throw new CommandRejected(CAPTURE_EXCEEDS_AUTHORISATION);
        }
        return request(
                command.captureId(),
                command.amount(),
                command.last() || command.amount().equals(left));
    }

    CaptureRequested requestWhole() {
        return request(CaptureId.ofWhole(terms.paymentId()), terms.amount(), true);
    }

    private CaptureRequested request(CaptureId captureId, Money amount, boolean last) {
        return new CaptureRequested(
                terms.paymentId(), terms.orderId(), captureId, amount, last, terms.provider());
    }

    Optional<PaymentCaptured> decide(RecordCapture command) {
        var capture = get(command.captureId());
        return capture.state() == State.DONE
                ? Optional.empty()
                : Optional.of(
                        new PaymentCaptured(
                                terms.paymentId(),
                                terms.orderId(),
                                command.captureId(),
                                capture.amount(),
                                taken.plus(capture.amount()),
                                command.captureReference()));
    }

    Optional<CaptureRefused> decide(RecordCaptureRefusal command) {
        return get(command.captureId()).isOpen()
                ? Optional.of(refuse(command.captureId(), command.reason()))
                : Optional.empty();
    }

    /// What a provider declines of an authorisation is the capture that was to take all of it.
    Optional<CaptureRefused> declineWhole() {
        return byId.entrySet().stream()
                .filter(capture ->
                        capture.getValue().isOpen()
                                && capture.getValue().amount().equals(terms.amount()))
                .findAny()
                .map(capture -> refuse(capture.getKey(), "declined"));
    }

    private CaptureRefused refuse(CaptureId captureId, String reason) {
        return new CaptureRefused(
                terms.paymentId(), terms.orderId(), captureId, get(captureId).amount(), reason);
    }

    /// What is authorised and neither taken nor being taken; nothing once the last capture is asked
    /// for.
    private Money uncaptured() {
        var wanted = wanted();
        return wanted.last() ? terms.nothing() : terms.amount().minus(wanted.sum());
    }

    /// What the provider will have taken in the end.
    Money expected() {
        var wanted = wanted();
        return wanted.last() ? wanted.sum() : terms.amount();
    }

    /// What was asked for and not refused.
    Money requested() {
        return wanted().sum();
    }

    private Wanted wanted() {
        var sum = terms.nothing();
        var last = false;
        for (var capture : byId.values()) {
            if (capture.state() != State.REFUSED) {
                sum = sum.plus(capture.amount());
                last |= capture.last();
            }
        }
        return new Wanted(sum, last);
    }

    /// Whether the provider ended the authorisation after a part was taken, although more was to
    /// follow.
    boolean areEndedBy(Money settled) {
        var wanted = wanted();
        return taken.isPositive()
                && settled.equals(taken)
                && wanted.sum().equals(taken)
                && !wanted.last();
    }

    /// Whether a settled amount may be the sum of only some of our captures while we wait for the
    /// provider's answer to others. It ended the authorisation meanwhile, and is asked again once
    /// it has answered: what is wrong with the sum is found then.
    boolean mayOvertake(Money settled) {
        var most = taken;
        for (var capture : byId.values()) {
            if (capture.isOpen()) {
                most = most.plus(capture.amount());
            }
        }
        return most.isGreaterThan(taken)
                && settled.isSameCurrency(taken)
                && !settled.equals(expected())
                && !settled.isLessThan(taken)
                && !settled.isGreaterThan(most);
    }

    Captures evolve(CaptureRequested event) {
        var captures = new HashMap<>(byId);
        captures.put(event.captureId(), new Capture(event.amount(), event.last(), State.OPEN));
        return new Captures(terms, taken, captures, references);
    }

    Captures evolve(PaymentCaptured event) {
        var names = new ArrayList<>(references);
        if (event.captureReference() != null) {
            names.add(event.captureReference());
        }
        return new Captures(
                terms, event.captured(), end(event.captureId(), State.DONE), List.copyOf(names));
    }

    Captures evolve(CaptureRefused event) {
        return new Captures(terms, taken, end(event.captureId(), State.REFUSED), references);
    }

    Captures evolve(PaymentSettled event) {
        var ended = new HashMap<>(byId);
        ended.replaceAll((_, capture) -> capture.isOpen() ? capture.in(State.DONE) : capture);
        return new Captures(terms, event.amount(), ended, references);
    }

    private Map<CaptureId, Capture> end(CaptureId captureId, State end) {
        var captures = new HashMap<>(byId);
        captures.computeIfPresent(captureId, (_, capture) -> capture.in(end));
        return captures;
    }
}
