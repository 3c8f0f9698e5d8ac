package io.cartulary.command.payment.provider.paypal;

import static io.cartulary.command.Amounts.least;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.command.payment.provider.AccessTokens;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.ProviderHttp;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
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

/// PayPal's Orders v2. The shopper approves the order at PayPal; then we capture it, or have it
/// authorised and captured later, which nobody else can. So an order that we do not capture never
/// costs him anything.
@Component
@ConditionalOnProperty(PayPalSettings.CLIENT_ID)
class PayPalPayments implements PaymentProvider {

    static final String NAME = "paypal";

    private static final String REQUEST_ID = "PayPal-Request-Id";
    private static final String AUTHORIZE = "AUTHORIZE";
    private static final String ORDER = "/v2/checkout/orders/%s/%s";
    private static final String AUTHORIZATION = "/v2/payments/authorizations/%s/%s";
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
                                switch (settings.capture()) {
                                    case AT_ONCE -> "CAPTURE";
                                    case BY_STAFF -> AUTHORIZE;
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
        return of(order);
    }

    @Override
    public Optional<Charge> find(PaymentSummary payment) {
        return Optional.ofNullable(payment.providerReference())
                .flatMap(this::order)
                .map(PayPalPayments::of);
    }

    /// An order that was only approved ends by itself; an authorisation is given back.
    @Override
    public Charge voidCharge(PaymentSummary payment, EffectAttempt attempt) {
        var order = order(payment.providerReference());
        var before = order.map(PayPalPayments::of);
        if (before.filter(charge -> charge.status() == Status.AUTHORISED).isPresent()
                && authorizationOf(order.get()) != null) {
            release(authorizationOf(order.get()).path("id").asString(), attempt);
            before = order(payment.providerReference()).map(PayPalPayments::of);
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
            post(AUTHORIZATION.formatted(authorization, "void"), attempt.key(), Map.of());
        } catch (EffectFailed refusal) {
            if (refusal.kind() != EffectFailed.Kind.REFUSED) {
                throw refusal;
            }
            // It has ended already; the order says how.
        }
    }

    @Override
    public Charge authorise(PaymentSummary payment, EffectAttempt attempt) {
        var orderId = payment.providerReference();
        if (attempt.number() > 1) {
            var before = find(payment).filter(charge -> charge.status() != Status.APPROVED);
            if (before.isPresent()) {
                return before.get();
            }
        }
        try {
            return of(post(ORDER.formatted(orderId, "authorize"), attempt.key(), Map.of()));
        } catch (EffectFailed refusal) {
            if (!refusal.code().equals("ORDER_ALREADY_AUTHORIZED")) {
                throw refusal;
            }
            return find(payment).orElseThrow(() -> refusal);
        }
    }

    @Override
    public Optional<String> capture(
            PaymentSummary payment,
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
            var before = nameIfTaken(order(orderId).map(PayPalPayments::captureOf));
            if (before.isPresent()) {
                return before;
            }
        }
        try {
            return nameIfTaken(
                    Optional.of(post(ORDER.formatted(orderId, "capture"), attempt.key(), Map.of()))
                            .map(PayPalPayments::captureOf));
        } catch (EffectFailed refusal) {
            if (!refusal.code().equals("ORDER_ALREADY_CAPTURED")) {
                throw refusal;
            }
            return nameIfTaken(order(orderId).map(PayPalPayments::captureOf));
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
                order(orderId)
                        .orElseThrow(() ->
                                EffectFailed.refused("no_order", "PayPal has no such order", null));
        if (attempt.number() > 1) {
            var before =
                    nameIfTaken(
                            capturesOf(order)
                                    .filter(capture ->
                                            capture.path("invoice_id")
                                                    .asString("")
                                                    .equals(captureId.value()))
                                    .findFirst());
            if (before.isPresent()) {
                return before;
            }
        }
        var authorization = authorizationOf(order);
        if (authorization == null) {
            throw EffectFailed.refused("no_authorization", "PayPal has authorised nothing", null);
        }
        return nameIfTaken(
                Optional.of(
                        post(
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
            PaymentSummary payment, RefundId refundId, Money amount, EffectAttempt attempt) {
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
                            post(
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
    private List<Share> shares(PaymentSummary payment, String name, Money amount) {
        var order = order(payment.providerReference());
        if (order.isEmpty()) {
            return payment.captureReferences().size() == 1
                    ? List.of(new Share(payment.captureReferences().getFirst(), amount))
                    : List.of();
        }
        var left = amount.minus(sumOf(named(order.get(), name), amount));
        var shares = new ArrayList<Share>();
        for (var capture : capturesOf(order.get()).filter(PayPalPayments::isTaken).toList()) {
            var id = capture.path("id").asString();
            var back = refundsOf(order.get()).filter(refund -> isOf(refund, id));
            var room = fromPayPal(capture.path("amount")).minus(sumOf(back, amount));
            var share = least(room, left);
            if (share.isPositive()) {
                shares.add(new Share(id, share));
                left = left.minus(share);
            }
        }
        return left.isZero() ? shares : List.of();
    }

    private static boolean isTaken(JsonNode capture) {
        return statusOf(capture) == Status.SETTLED;
    }

    private static boolean isOf(JsonNode refund, String capture) {
        return refund.path("links")
                .valueStream()
                .anyMatch(link -> link.path("href").asString("").endsWith("/captures/" + capture));
    }

    private static Money sumOf(Stream<JsonNode> refunds, Money like) {
        return refunds.filter(refund -> progressOf(refund) != RefundProgress.FAILED)
                .map(refund -> fromPayPal(refund.path("amount")))
                .reduce(Money.zero(like.getCurrencyUnit()), Money::plus);
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
            PaymentSummary payment, RefundId refundId, Money amount) {
        var name = refundName(payment.paymentId(), refundId);
        return order(payment.providerReference())
                .flatMap(order ->
                        named(order, name)
                                .map(PayPalPayments::progressOf)
                                .reduce(PayPalPayments::worse)
                                .filter(progress ->
                                        progress == RefundProgress.FAILED
                                                || sumOf(named(order, name), amount)
                                                        .equals(amount)));
    }

    private static Stream<JsonNode> named(JsonNode order, String name) {
        return refundsOf(order)
                .filter(refund -> {
                    var custom = refund.path("custom_id").asString("");
                    return custom.equals(name) || custom.startsWith(name + ":");
                });
    }

    private static Stream<JsonNode> refundsOf(JsonNode order) {
        return order.at("/purchase_units/0/payments/refunds").valueStream();
    }

    private static Stream<JsonNode> capturesOf(JsonNode order) {
        return order.at("/purchase_units/0/payments/captures").valueStream();
    }

    private static @Nullable JsonNode authorizationOf(JsonNode order) {
        var authorization = order.at("/purchase_units/0/payments/authorizations/0");
        return authorization.isMissingNode() ? null : authorization;
    }

    static String refundName(PaymentId paymentId, RefundId refundId) {
        return paymentId + ":" + refundId;
    }

    /// Which payment an order is for, and where it stands; absent when it is none of ours.
    Optional<ChargeOfPayment> lookUp(String orderId) {
        return order(orderId)
                .filter(order -> !paymentOf(order).isEmpty())
                .map(order -> new ChargeOfPayment(new PaymentId(paymentOf(order)), of(order)));
    }

    record ChargeOfPayment(PaymentId paymentId, Charge charge) {}

    private static String paymentOf(JsonNode order) {
        return order.at("/purchase_units/0/custom_id").asString("");
    }

    JsonNode post(String path, String body) {
        return call(authorization ->
                http.post()
                        .uri(path)
                        .header(HttpHeaders.AUTHORIZATION, authorization)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(body)
                        .retrieve()
                        .body(JsonNode.class));
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
        var authorization = authorizationOf(order);
        return switch (order.path("status").asString("")) {
            case "APPROVED" ->
                    order.path("intent").asString("").equals(AUTHORIZE)
                            ? new Charge(id, null, Status.APPROVED)
                            : new Charge(
                                    id,
                                    fromPayPal(order.at("/purchase_units/0/amount")),
                                    Status.AUTHORISED,
                                    true,
                                    null);
            case "COMPLETED" ->
                    authorization == null
                            ? new Charge(id, amountOf(capture), statusOf(capture))
                            : authorised(id, order, authorization);
            case "VOIDED" -> new Charge(id, null, Status.VOIDED);
            default -> new Charge(id, null, Status.PENDING, false, approvalAddressOf(order));
        };
    }

    /// What was captured stays, whatever became of the rest of the authorisation.
    private static Charge authorised(String id, JsonNode order, JsonNode authorization) {
        var amount = fromPayPal(authorization.path("amount"));
        var taken =
                capturesOf(order)
                        .filter(PayPalPayments::isTaken)
                        .map(capture -> fromPayPal(capture.path("amount")))
                        .reduce(Money.zero(amount.getCurrencyUnit()), Money::plus);
        return switch (authorization.path("status").asString("")) {
            case "CREATED", "PARTIALLY_CAPTURED" -> new Charge(id, amount, Status.AUTHORISED);
            case "DENIED" -> new Charge(id, null, Status.DECLINED);
            case "CAPTURED", "VOIDED", "EXPIRED" ->
                    taken.isPositive()
                            ? new Charge(id, taken, Status.SETTLED)
                            : new Charge(id, null, Status.VOIDED);
            default -> new Charge(id, null, Status.PENDING);
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
