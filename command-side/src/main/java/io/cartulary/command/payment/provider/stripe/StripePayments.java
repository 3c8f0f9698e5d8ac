package io.cartulary.command.payment.provider.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.net.RequestOptions;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentCreateParams.AutomaticPaymentMethods;
import com.stripe.param.PaymentIntentCreateParams.PaymentMethodOptions;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.net.ConnectException;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/// Stripe's PaymentIntents. Card numbers go from the shopper's browser to Stripe; we get the name
/// of a payment method (`pm_…`), with which the intent is confirmed at once, or the word `browser`:
/// then Stripe's element in the browser confirms it with the intent's client secret.
@Component
@ConditionalOnProperty(StripeSettings.SECRET_KEY)
class StripePayments implements PaymentProvider {

    static final String NAME = "stripe";

    /// The token of a payment that Stripe's element in the browser confirms.
    static final String CONFIRMED_BY_BROWSER = "browser";

    private static final String PAYMENT_ID = "payment_id";
    private static final String ORDER_ID = "order_id";
    private static final String REFUND_ID = "refund_id";
    private static final String CONFIRMED_BY = "confirmed_by";

    private static final PaymentMethodOptions IN_PARTS =
            PaymentMethodOptions.builder()
                    .setCard(
                            PaymentMethodOptions.Card.builder()
                                    .setRequestMulticapture(
                                            PaymentMethodOptions.Card.RequestMulticapture
                                                    .IF_AVAILABLE)
                                    .build())
                    .build();

    private static final int CONFLICT = 409;
    private static final int CARD_REFUSED = 402;
    private static final int SERVER_FAULT = 500;
    private static final List<Integer> NOT_NOW = List.of(401, 403, CONFLICT, 429);

    private final StripeClient client;
    private final StripeSettings settings;

    StripePayments(StripeSettings settings) {
        this.settings = settings;
        this.client =
                StripeClient.builder()
                        .setApiKey(settings.secretKey())
                        .setApiBase(settings.url().toString())
                        .setConnectTimeout((int) settings.connectWithin().toMillis())
                        .setReadTimeout((int) settings.answerWithin().toMillis())
                        // The effects ledger repeats, with the same key.
                        .setMaxNetworkRetries(0)
                        .build();
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
        try {
            return of(client.v1().paymentIntents().create(intentFor(charge), keyed(attempt.key())));
        } catch (StripeException failure) {
            if (statusOf(failure) != CARD_REFUSED) {
                throw failed(failure);
            }
            return declined(charge, failure, attempt);
        }
    }

    private PaymentIntentCreateParams intentFor(NewCharge charge) {
        var byBrowser = charge.token().equals(CONFIRMED_BY_BROWSER);
        var intent =
                PaymentIntentCreateParams.builder()
                        .setAmount(StripeAmounts.toStripe(charge.amount()))
                        .setCurrency(StripeAmounts.currency(charge.amount()))
                        .setCaptureMethod(
                                switch (settings.capture()) {
                                    case AT_ONCE ->
                                            PaymentIntentCreateParams.CaptureMethod.AUTOMATIC;
                                    case BY_STAFF, BY_STAFF_IN_PARTS ->
                                            PaymentIntentCreateParams.CaptureMethod.MANUAL;
                                })
                        .putMetadata(PAYMENT_ID, charge.paymentId().value())
                        .putMetadata(ORDER_ID, charge.orderId().value())
                        .putMetadata(CONFIRMED_BY, byBrowser ? CONFIRMED_BY_BROWSER : "server");
        if (settings.capture() == StripeSettings.Capture.BY_STAFF_IN_PARTS) {
            intent.setPaymentMethodOptions(IN_PARTS);
        }
        if (byBrowser) {
            return intent.setAutomaticPaymentMethods(
                            AutomaticPaymentMethods.builder().setEnabled(true).build())
                    .build();
        }
        return intent.setPaymentMethod(charge.token())
                .setConfirm(true)
                .setAutomaticPaymentMethods(
                        AutomaticPaymentMethods.builder()
                                .setEnabled(true)
                                .setAllowRedirects(AutomaticPaymentMethods.AllowRedirects.NEVER)
                                .build())
                .build();
    }

    /// A refused card leaves an intent behind that could still be paid; no one may.
    private Charge declined(NewCharge charge, StripeException refusal, EffectAttempt attempt) {
        var error = refusal.getStripeError();
        var intent = error == null ? null : error.getPaymentIntent();
        if (intent == null) {
            return new Charge(charge.paymentId().value(), null, Status.DECLINED);
        }
        var end = cancelled(intent.getId(), attempt.key() + "-void");
        return end.status() == Status.VOIDED
                ? new Charge(intent.getId(), null, Status.DECLINED)
                : end;
    }

    @Override
    public Optional<Charge> find(CurrentPayment payment) {
        return intentOf(payment).map(StripePayments::of);
    }

    @Override
    public Charge voidCharge(CurrentPayment payment, EffectAttempt attempt) {
        return intentOf(payment)
                .map(intent -> cancelled(intent.getId(), attempt.key()))
                .orElseGet(() -> new Charge(payment.paymentId().value(), null, Status.VOIDED));
    }

    /// Where the intent stands after it was asked to be cancelled: it may have been paid before.
    private Charge cancelled(String intentId, String key) {
        try {
            return of(client.v1().paymentIntents().cancel(intentId, keyed(key)));
        } catch (StripeException failure) {
            if ("payment_intent_unexpected_state".equals(failure.getCode())) {
                return of(retrieve(intentId));
            }
            throw failed(failure);
        }
    }

    @Override
    public Optional<String> capture(
            CurrentPayment payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        try {
            client.v1()
                    .paymentIntents()
                    .capture(
                            payment.providerReference(),
                            PaymentIntentCaptureParams.builder()
                                    .setAmountToCapture(StripeAmounts.toStripe(amount))
                                    .setFinalCapture(last ? null : false)
                                    .build(),
                            keyed(attempt.key()));
            return Optional.empty();
        } catch (StripeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public RefundProgress refund(
            CurrentPayment payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        try {
            return progressOf(
                    client.v1()
                            .refunds()
                            .create(
                                    RefundCreateParams.builder()
                                            .setPaymentIntent(payment.providerReference())
                                            .setAmount(StripeAmounts.toStripe(amount))
                                            .putMetadata(PAYMENT_ID, payment.paymentId().value())
                                            .putMetadata(REFUND_ID, refundId.value())
                                            .build(),
                                    keyed(attempt.key())));
        } catch (StripeException failure) {
            throw failed(failure);
        }
    }

    @Override
    public Optional<RefundProgress> findRefund(
            CurrentPayment payment, RefundId refundId, Money amount) {
        try {
            return client
                    .v1()
                    .refunds()
                    .list(
                            RefundListParams.builder()
                                    .setPaymentIntent(payment.providerReference())
                                    .setLimit(100L)
                                    .build())
                    .getData()
                    .stream()
                    .filter(refund -> refundId.value().equals(refund.getMetadata().get(REFUND_ID)))
                    .findFirst()
                    .map(StripePayments::progressOf);
        } catch (StripeException failure) {
            throw failed(failure);
        }
    }

    /// Which payment an intent is for, and where it stands; absent when it is none of ours.
    Optional<ChargeOfPayment> lookUp(String intentId) {
        var intent = retrieve(intentId);
        var paymentId = intent.getMetadata().get(PAYMENT_ID);
        return paymentId == null
                ? Optional.empty()
                : Optional.of(new ChargeOfPayment(new PaymentId(paymentId), of(intent)));
    }

    record ChargeOfPayment(PaymentId paymentId, Charge charge) {}

    /// What the shopper's browser needs to confirm the intent.
    ClientSecret clientSecret(String intentId) {
        var intent = retrieve(intentId);
        return new ClientSecret(
                intent.getId(),
                intent.getClientSecret(),
                intent.getStatus(),
                settings.publishableKey());
    }

    record ClientSecret(
            String intentId, String clientSecret, String status, @Nullable String publishableKey) {}

    private Optional<PaymentIntent> intentOf(CurrentPayment payment) {
        if (payment.providerReference() != null) {
            return Optional.of(retrieve(payment.providerReference()));
        }
        try {
            return client
                    .v1()
                    .paymentIntents()
                    .search(
                            PaymentIntentSearchParams.builder()
                                    .setQuery(
                                            "metadata['%s']:'%s'"
                                                    .formatted(PAYMENT_ID, payment.paymentId()))
                                    .build())
                    .getData()
                    .stream()
                    .findFirst();
        } catch (StripeException failure) {
            throw failed(failure);
        }
    }

    private PaymentIntent retrieve(String intentId) {
        try {
            return client.v1().paymentIntents().retrieve(intentId);
        } catch (StripeException failure) {
            throw failed(failure);
        }
    }

    private static Charge of(PaymentIntent intent) {
        return switch (intent.getStatus()) {
            case "succeeded" ->
                    new Charge(
                            intent.getId(),
                            StripeAmounts.fromStripe(
                                    intent.getAmountReceived(), intent.getCurrency()),
                            Status.SETTLED);
            case "requires_capture" ->
                    new Charge(
                            intent.getId(),
                            StripeAmounts.fromStripe(intent.getAmount(), intent.getCurrency()),
                            Status.AUTHORISED);
            case "canceled" -> new Charge(intent.getId(), null, Status.VOIDED);
            case "requires_payment_method" ->
                    new Charge(
                            intent.getId(),
                            null,
                            intent.getLastPaymentError() != null
                                            && "server"
                                                    .equals(intent.getMetadata().get(CONFIRMED_BY))
                                    ? Status.DECLINED
                                    : Status.PENDING);
            default -> new Charge(intent.getId(), null, Status.PENDING, false, nextStepOf(intent));
        };
    }

    private static @Nullable String nextStepOf(PaymentIntent intent) {
        var action = intent.getNextAction();
        return action == null || action.getRedirectToUrl() == null
                ? null
                : action.getRedirectToUrl().getUrl();
    }

    private static RefundProgress progressOf(Refund refund) {
        return switch (refund.getStatus()) {
            case "succeeded" -> RefundProgress.SETTLED;
            case "failed", "canceled" -> RefundProgress.FAILED;
            default -> RefundProgress.PENDING;
        };
    }

    private static RequestOptions keyed(String key) {
        return RequestOptions.builder().setIdempotencyKey(key).build();
    }

    private static int statusOf(StripeException failure) {
        return failure.getStatusCode() == null ? 0 : failure.getStatusCode();
    }

    private static EffectFailed failed(StripeException failure) {
        var status = statusOf(failure);
        if (NOT_NOW.contains(status)) {
            return EffectFailed.later(String.valueOf(failure.getMessage()), null, failure);
        }
        if (status == 0) {
            return wasNeverSent(failure)
                    ? EffectFailed.later(String.valueOf(failure.getMessage()), null, failure)
                    : EffectFailed.unknown(String.valueOf(failure.getMessage()), failure);
        }
        return status >= SERVER_FAULT
                ? EffectFailed.unknown(String.valueOf(failure.getMessage()), failure)
                : EffectFailed.refused(
                        failure.getCode() == null ? "http_" + status : failure.getCode(),
                        String.valueOf(failure.getMessage()),
                        failure);
    }

    private static boolean wasNeverSent(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
