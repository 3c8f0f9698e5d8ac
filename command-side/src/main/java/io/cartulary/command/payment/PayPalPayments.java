package io.cartulary.command.payment;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/// PayPal's Orders v2. The shopper approves the order at PayPal; then we capture it, which nobody
/// else can. So an order that we do not capture never costs him anything.
@Component
@ConditionalOnProperty(PayPalSettings.CLIENT_ID)
class PayPalPayments implements PaymentProvider {

    static final String NAME = "paypal";

    private static final String REQUEST_ID = "PayPal-Request-Id";
    private static final Set<String> WITHOUT_DECIMALS = Set.of("HUF", "JPY", "TWD");

    private final RestClient http;
    private final AccessTokens tokens;
    private final PayPalSettings settings;

    PayPalPayments(PayPalSettings settings, InstantSource clock) {
        this.settings = settings;
        this.http =
                ProviderHttp.client(settings.connectWithin(), settings.answerWithin())
                        .baseUrl(settings.url().toString())
                        .build();
        this.tokens = new AccessTokens(this::requestToken, clock);
    }

    private AccessTokens.Answer requestToken() {
        return http.post()
                .uri("/v1/oauth2/token")
                .headers(headers ->
                        headers.setBasicAuth(settings.clientId(), settings.clientSecret()))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .body("grant_type=client_credentials")
                .retrieve()
                .body(AccessTokens.Answer.class);
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
                post(
                        "/v2/checkout/orders",
                        attempt.key(),
                        Map.of(
                                "intent",
                                "CAPTURE",
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
        return of(order);
    }

    @Override
    public Optional<Charge> find(PaymentSummary payment) {
        return Optional.ofNullable(payment.providerReference())
                .flatMap(this::order)
                .map(PayPalPayments::of);
    }

    @Override
    public Charge voidCharge(PaymentSummary payment, EffectAttempt attempt) {
        return find(payment)
                .filter(charge ->
                        charge.status() == Status.SETTLED || charge.status() == Status.REFUNDED)
                .orElseGet(() -> new Charge(payment.paymentId().value(), null, Status.VOIDED));
    }

    @Override
    public void capture(
            PaymentSummary payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        var orderId = payment.providerReference();
        if (attempt.number() > 1 && isCaptured(order(orderId))) {
            return;
        }
        try {
            isCaptured(
                    Optional.of(
                            post(
                                    "/v2/checkout/orders/%s/capture".formatted(orderId),
                                    attempt.key(),
                                    Map.of())));
        } catch (EffectFailed refusal) {
            if (!refusal.code().equals("ORDER_ALREADY_CAPTURED") || !isCaptured(order(orderId))) {
                throw refusal;
            }
        }
    }

    /// `false` when no capture was asked for yet.
    ///
    /// @throws EffectFailed when one was and did not succeed
    private static boolean isCaptured(Optional<JsonNode> order) {
        var capture = order.map(PayPalPayments::captureOf).orElse(null);
        if (capture == null) {
            return false;
        }
        return switch (capture.path("status").asString("")) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> true;
            case "PENDING" ->
                    throw EffectFailed.later("PayPal has still to decide on it", null, null);
            default ->
                    throw EffectFailed.refused(
                            capture.path("status").asString("FAILED"),
                            "PayPal did not capture it",
                            null);
        };
    }

    @Override
    public RefundProgress refund(
            PaymentSummary payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        var capture = order(payment.providerReference()).map(PayPalPayments::captureOf);
        if (capture.isEmpty()) {
            throw EffectFailed.refused("no_capture", "PayPal has taken nothing", null);
        }
        var refund =
                post(
                        "/v2/payments/captures/%s/refund"
                                .formatted(capture.get().path("id").asString()),
                        attempt.key(),
                        Map.of(
                                "amount",
                                toPayPal(amount),
                                "custom_id",
                                refundName(payment.paymentId(), refundId)));
        return progressOf(refund);
    }

    @Override
    public Optional<RefundProgress> findRefund(
            PaymentSummary payment, RefundId refundId, Money amount) {
        var name = refundName(payment.paymentId(), refundId);
        return order(payment.providerReference()).stream()
                .flatMap(order -> order.at("/purchase_units/0/payments/refunds").valueStream())
                .filter(refund -> refund.path("custom_id").asString("").equals(name))
                .findFirst()
                .map(PayPalPayments::progressOf);
    }

    static String refundName(PaymentId paymentId, RefundId refundId) {
        return paymentId + ":" + refundId;
    }

    /// Which payment an order is for, and where it stands; absent when it is none of ours.
    Optional<Told> tell(String orderId) {
        return order(orderId)
                .filter(order -> !paymentOf(order).isEmpty())
                .map(order -> new Told(new PaymentId(paymentOf(order)), of(order)));
    }

    record Told(PaymentId paymentId, Charge charge) {}

    private static String paymentOf(JsonNode order) {
        return order.at("/purchase_units/0/custom_id").asString("");
    }

    /// Whether PayPal says that a message is its own.
    ///
    /// @param event as it came, to the byte
    boolean isGenuine(HttpHeaders headers, String event) {
        var answer =
                call(authorization ->
                        http.post()
                                .uri("/v1/notifications/verify-webhook-signature")
                                .header(HttpHeaders.AUTHORIZATION, authorization)
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(
                                        """
                                        {"auth_algo": %s, "cert_url": %s, "transmission_id": %s, "transmission_sig": %s,
                                         "transmission_time": %s, "webhook_id": %s, "webhook_event": %s}\
                                        """
                                                .formatted(
                                                        quoted(headers, "PAYPAL-AUTH-ALGO"),
                                                        quoted(headers, "PAYPAL-CERT-URL"),
                                                        quoted(headers, "PAYPAL-TRANSMISSION-ID"),
                                                        quoted(headers, "PAYPAL-TRANSMISSION-SIG"),
                                                        quoted(headers, "PAYPAL-TRANSMISSION-TIME"),
                                                        quoted(settings.webhookId()),
                                                        event))
                                .retrieve()
                                .body(JsonNode.class));
        return answer.path("verification_status").asString("").equals("SUCCESS");
    }

    private static String quoted(HttpHeaders headers, String name) {
        var value = headers.getFirst(name);
        return quoted(value == null ? "" : value);
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private Optional<JsonNode> order(@Nullable String orderId) {
        if (orderId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    call(authorization ->
                            http.get()
                                    .uri("/v2/checkout/orders/{id}", orderId)
                                    .header(HttpHeaders.AUTHORIZATION, authorization)
                                    .retrieve()
                                    .body(JsonNode.class)));
        } catch (HttpClientErrorException.NotFound _) {
            return Optional.empty();
        } catch (HttpClientErrorException refusal) {
            throw refused(refusal);
        }
    }

    private JsonNode post(String path, String key, Map<String, ?> body) {
        try {
            return call(authorization ->
                    http.post()
                            .uri(path)
                            .header(HttpHeaders.AUTHORIZATION, authorization)
                            .header(REQUEST_ID, key)
                            .header("Prefer", "return=representation")
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(body)
                            .retrieve()
                            .body(JsonNode.class));
        } catch (HttpClientErrorException refusal) {
            throw refused(refusal);
        }
    }

    private JsonNode call(Function<String, @Nullable JsonNode> request) {
        var authorization = tokens.header();
        try {
            var answer = ProviderHttp.ask(() -> request.apply(authorization));
            if (answer == null) {
                throw EffectFailed.unknown("PayPal answered without a body", null);
            }
            return answer;
        } catch (EffectFailed failure) {
            if (failure.getCause() instanceof HttpClientErrorException.Unauthorized) {
                tokens.forget();
            }
            throw failure;
        }
    }

    /// PayPal's errors name their issue in `details`; validation errors only have a name.
    private static EffectFailed refused(HttpClientErrorException refusal) {
        var body = refusal.getResponseBodyAs(JsonNode.class);
        if (body == null) {
            return EffectFailed.refused(
                    refusal.getStatusCode().toString(),
                    String.valueOf(refusal.getMessage()),
                    refusal);
        }
        var issue = body.at("/details/0/issue").asString(body.path("name").asString("REFUSED"));
        var sentence =
                body.at("/details/0/description").asString(body.path("message").asString(issue));
        return EffectFailed.refused(issue, sentence, refusal);
    }

    private static Charge of(JsonNode order) {
        var id = order.path("id").asString();
        var capture = captureOf(order);
        return switch (order.path("status").asString("")) {
            case "APPROVED" ->
                    new Charge(
                            id,
                            fromPayPal(order.at("/purchase_units/0/amount")),
                            Status.AUTHORISED,
                            true,
                            null);
            case "COMPLETED" -> new Charge(id, amountOf(capture), statusOf(capture));
            case "VOIDED" -> new Charge(id, null, Status.VOIDED);
            default -> new Charge(id, null, Status.PENDING, false, approvalAddressOf(order));
        };
    }

    private static @Nullable JsonNode captureOf(JsonNode order) {
        var capture = order.at("/purchase_units/0/payments/captures/0");
        return capture.isMissingNode() ? null : capture;
    }

    private static @Nullable Money amountOf(@Nullable JsonNode capture) {
        return capture == null ? null : fromPayPal(capture.path("amount"));
    }

    private static Status statusOf(@Nullable JsonNode capture) {
        return switch (capture == null ? "" : capture.path("status").asString("")) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> Status.SETTLED;
            case "DECLINED", "FAILED" -> Status.DECLINED;
            default -> Status.PENDING;
        };
    }

    private static @Nullable String approvalAddressOf(JsonNode order) {
        return order.path("links")
                .valueStream()
                .filter(link ->
                        Set.of("payer-action", "approve").contains(link.path("rel").asString("")))
                .map(link -> link.path("href").asString())
                .findFirst()
                .orElse(null);
    }

    private static RefundProgress progressOf(JsonNode refund) {
        return switch (refund.path("status").asString("")) {
            case "COMPLETED" -> RefundProgress.SETTLED;
            case "FAILED", "CANCELLED" -> RefundProgress.FAILED;
            default -> RefundProgress.PENDING;
        };
    }

    private static Map<String, String> toPayPal(Money money) {
        var currency = money.getCurrencyUnit().getCode();
        var amount = money.getAmount();
        if (WITHOUT_DECIMALS.contains(currency)) {
            if (amount.stripTrailingZeros().scale() > 0) {
                throw EffectFailed.refused(
                        "amount_too_fine", "PayPal cannot move " + money + " exactly", null);
            }
            amount = amount.setScale(0);
        }
        return Map.of("currency_code", currency, "value", amount.toPlainString());
    }

    private static Money fromPayPal(JsonNode amount) {
        return Money.of(
                CurrencyUnit.of(amount.path("currency_code").asString()),
                new BigDecimal(amount.path("value").asString()));
    }
}
