package io.cartulary.command.payment.provider.paypal;

import static io.cartulary.command.Amounts.least;
import static io.cartulary.command.payment.provider.paypal.PayPalAmounts.fromPayPal;
import static io.cartulary.command.payment.provider.paypal.PayPalAmounts.toPayPal;
import static io.cartulary.command.payment.provider.paypal.PayPalOrder.isOfCapture;
import static io.cartulary.command.payment.provider.paypal.PayPalOrder.progressOf;
import static io.cartulary.command.payment.provider.paypal.PayPalOrder.sumOf;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// PayPal's Orders v2. The shopper approves the order at PayPal; then we capture it, or have it
/// authorised and captured later, which no one else can. So an order that we do not capture never
/// costs them anything.
@Component
@ConditionalOnProperty(PayPalSettings.CLIENT_ID)
class PayPalPayments implements PaymentProvider {

    static final String NAME = "paypal";

    private static final String ORDER = "/v2/checkout/orders/%s/%s";
    private static final String AUTHORIZATION = "/v2/payments/authorizations/%s/%s";

    private final PayPalClient client;
    private final PayPalSettings settings;

    PayPalPayments(PayPalClient client, PayPalSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public EffectGuarantee guarantee() {
        return EffectGuarantee.DEDUPLICATED_BY_KEY;
    }

    @Override
    public Charge charge(NewCharge charge, EffectAttempt attempt) {
        var order =
                client.post(
                        "/v2/checkout/orders",
                        attempt.key(),
                        Map.of(
                                "intent",
                                switch (settings.capture()) {
                                    case AT_ONCE -> "CAPTURE";
                                    case BY_STAFF -> PayPalOrder.AUTHORIZE;
                                },
                                "purchase_units",
                                List.of(
                                        Map.of(
                                                "custom_id",
                                                charge.paymentId().value(),
                                                "amount",
                                                toPayPal(charge.amount()))),
                                "payment_source",
                                Map.of(
                                        "paypal",
                                        Map.of(
                                                "experience_context",
                                                Map.of(
                                                        "return_url",
                                                        settings.returnUrl().toString(),
                                                        "cancel_url",
                                                        settings.cancelUrl().toString(),
                                                        "shipping_preference",
                                                        "NO_SHIPPING",
                                                        "user_action",
                                                        "PAY_NOW")))));
        return new PayPalOrder(order).charge();
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return Optional.ofNullable(payment.providerReference())
                .flatMap(client::order)
                .map(PayPalOrder::charge);
    }

    /// An order that was only approved ends by itself; an authorisation is given back.
    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        var order = client.order(payment.providerReference());
        var before = order.map(PayPalOrder::charge);
        if (before.filter(charge -> charge.status() == Status.AUTHORISED).isPresent()
                && order.get().authorization() != null) {
            release(order.get().authorization().path("id").asString(), attempt);
            before = client.order(payment.providerReference()).map(PayPalOrder::charge);
        }
        return before.filter(charge ->
                        switch (charge.status()) {
                            case SETTLED, REFUNDED -> true;
                            case AUTHORISED -> !charge.captureFollows();
                            case PENDING, APPROVED, DECLINED, VOIDED -> false;
                        })
                .orElseGet(() -> new Charge(payment.paymentId().value(), null, Status.VOIDED));
    }

    private void release(String authorization, EffectAttempt attempt) {
        try {
            client.post(AUTHORIZATION.formatted(authorization, "void"), attempt.key(), Map.of());
        } catch (EffectFailed refusal) {
            if (refusal.kind() != EffectFailed.Kind.REFUSED) {
                throw refusal;
            }
            // It has ended already; the order says how.
        }
    }

    @Override
    public Charge authorise(CurrentPayment payment, EffectAttempt attempt) {
        var orderId = payment.providerReference();
        if (attempt.number() > 1) {
            var before = find(payment).filter(charge -> charge.status() != Status.APPROVED);
            if (before.isPresent()) {
                return before.get();
            }
        }
        try {
            return new PayPalOrder(
                            client.post(
                                    ORDER.formatted(orderId, "authorize"), attempt.key(), Map.of()))
                    .charge();
        } catch (EffectFailed refusal) {
            if (!refusal.code().equals("ORDER_ALREADY_AUTHORIZED")) {
                throw refusal;
            }
            return find(payment).orElseThrow(() -> refusal);
        }
    }

    @Override
    public Optional<String> capture(
            CurrentPayment payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        return captureId.equals(CaptureId.ofWhole(payment.paymentId()))
                ? captureOrder(payment.providerReference(), attempt)
                : capturePart(payment.providerReference(), captureId, amount, last, attempt);
    }

    private Optional<String> captureOrder(@Nullable String orderId, EffectAttempt attempt) {
        if (attempt.number() > 1) {
            var before = nameIfTaken(client.order(orderId).map(PayPalOrder::capture));
            if (before.isPresent()) {
                return before;
            }
        }
        try {
            return nameIfTaken(
                    Optional.of(
                                    new PayPalOrder(
                                            client.post(
                                                    ORDER.formatted(orderId, "capture"),
                                                    attempt.key(),
                                                    Map.of())))
                            .map(PayPalOrder::capture));
        } catch (EffectFailed refusal) {
            if (!refusal.code().equals("ORDER_ALREADY_CAPTURED")) {
                throw refusal;
            }
            return nameIfTaken(client.order(orderId).map(PayPalOrder::capture));
        }
    }

    /// Our name for the capture goes along as number of its invoice, by which it is found again.
    private Optional<String> capturePart(
            @Nullable String orderId,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        var order =
                client.order(orderId)
                        .orElseThrow(() ->
                                EffectFailed.refused("no_order", "PayPal has no such order", null));
        if (attempt.number() > 1) {
            var before =
                    nameIfTaken(
                            order.captures()
                                    .filter(capture ->
                                            capture.path("invoice_id")
                                                    .asString("")
                                                    .equals(captureId.value()))
                                    .findFirst());
            if (before.isPresent()) {
                return before;
            }
        }
        var authorization = order.authorization();
        if (authorization == null) {
            throw EffectFailed.refused("no_authorization", "PayPal has authorised nothing", null);
        }
        return nameIfTaken(
                Optional.of(
                        client.post(
                                AUTHORIZATION.formatted(
                                        authorization.path("id").asString(), "capture"),
                                attempt.key(),
                                Map.of(
                                        "amount",
                                        toPayPal(amount),
                                        "final_capture",
                                        last,
                                        "invoice_id",
                                        captureId.value()))));
    }

    /// Absent when no capture was asked for yet.
    ///
    /// @throws EffectFailed when one was and did not succeed
    private static Optional<String> nameIfTaken(Optional<JsonNode> capture) {
        return capture.map(one ->
                switch (one.path("status").asString("")) {
                    case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> one.path("id").asString();
                    case "PENDING" ->
                            throw EffectFailed.later(
                                    "PayPal has still to decide on it", null, null);
                    default ->
                            throw EffectFailed.refused(
                                    one.path("status").asString("FAILED"),
                                    "PayPal did not capture it",
                                    null);
                });
    }

    /// PayPal gives back of one capture at a time, so what was taken in parts may go back in parts.
    /// An order that PayPal no longer shows is known by its capture.
    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        var name = refundName(payment.paymentId(), refundId);
        var shares = shares(payment, name, amount);
        if (shares.isEmpty()) {
            throw EffectFailed.refused(
                    "no_capture", "PayPal has not taken that much, or no longer shows it", null);
        }
        var whole = RefundProgress.SETTLED;
        for (var share : shares) {
            var alone = share.amount().equals(amount);
            var progress =
                    progressOf(
                            client.post(
                                    "/v2/payments/captures/%s/refund".formatted(share.capture()),
                                    alone ? attempt.key() : attempt.key() + "-" + share.capture(),
                                    Map.of(
                                            "amount",
                                            toPayPal(share.amount()),
                                            "custom_id",
                                            alone ? name : name + ":" + share.capture())));
            whole = worse(whole, progress);
        }
        return whole;
    }

    private record Share(String capture, Money amount) {}

    /// How much is still to go back of which capture; none when it cannot be all.
    private List<Share> shares(CurrentPayment payment, String name, Money amount) {
        var order = client.order(payment.providerReference());
        if (order.isEmpty()) {
            return payment.captureReferences().size() == 1
                    ? List.of(new Share(payment.captureReferences().getFirst(), amount))
                    : List.of();
        }
        var left = amount.minus(sumOf(order.get().refundsNamed(name), amount));
        var shares = new ArrayList<Share>();
        for (var capture : order.get().captures().filter(PayPalOrder::isTaken).toList()) {
            var id = capture.path("id").asString();
            var back = order.get().refunds().filter(refund -> isOfCapture(refund, id));
            var room = fromPayPal(capture.path("amount")).minus(sumOf(back, amount));
            var share = least(room, left);
            if (share.isPositive()) {
                shares.add(new Share(id, share));
                left = left.minus(share);
            }
        }
        return left.isZero() ? shares : List.of();
    }

    private static RefundProgress worse(RefundProgress one, RefundProgress other) {
        return Stream.of(RefundProgress.FAILED, RefundProgress.PENDING)
                .filter(progress -> progress == one || progress == other)
                .findFirst()
                .orElse(RefundProgress.SETTLED);
    }

    /// One of which only a part is there has not been asked for in whole.
    @Override
    public Optional<RefundProgress> findRefund(
            CurrentPayment payment, RefundId refundId, Money amount) {
        var name = refundName(payment.paymentId(), refundId);
        return client.order(payment.providerReference())
                .flatMap(order ->
                        order.refundsNamed(name)
                                .map(PayPalOrder::progressOf)
                                .reduce(PayPalPayments::worse)
                                .filter(progress ->
                                        progress == RefundProgress.FAILED
                                                || sumOf(order.refundsNamed(name), amount)
                                                        .equals(amount)));
    }

    static String refundName(PaymentId paymentId, RefundId refundId) {
        return paymentId + ":" + refundId;
    }

    /// Which payment an order is for, and where it stands; absent when it is none of ours.
    Optional<ChargeOfPayment> lookUp(String orderId) {
        return client.order(orderId)
                .filter(order -> !order.payment().isEmpty())
                .map(order -> new ChargeOfPayment(new PaymentId(order.payment()), order.charge()));
    }

    record ChargeOfPayment(PaymentId paymentId, Charge charge) {}
}
