package io.cartulary.command.payment.provider.paypal;

import static io.cartulary.command.payment.provider.paypal.PayPalAmounts.fromPayPal;

import io.cartulary.command.payment.provider.PaymentProvider.Charge;
import io.cartulary.command.payment.provider.PaymentProvider.RefundProgress;
import io.cartulary.command.payment.provider.PaymentProvider.Status;
import java.util.Set;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An order as PayPal shows it, with what was authorised, captured and given back of it.
record PayPalOrder(JsonNode json) {

    static final String AUTHORIZE = "AUTHORIZE";

    Charge charge() {
        var id = json.path("id").asString();
        var capture = capture();
        var authorization = authorization();
        return switch (json.path("status").asString("")) {
            case "APPROVED" ->
                    json.path("intent").asString("").equals(AUTHORIZE)
                            ? new Charge(id, null, Status.APPROVED)
                            : new Charge(
                                    id,
                                    fromPayPal(json.at("/purchase_units/0/amount")),
                                    Status.AUTHORISED,
                                    true,
                                    null);
            case "COMPLETED" ->
                    authorization == null
                            ? new Charge(id, amountOf(capture), statusOf(capture))
                            : authorised(id, authorization);
            case "VOIDED" -> new Charge(id, null, Status.VOIDED);
            default -> new Charge(id, null, Status.PENDING, false, approvalAddress());
        };
    }

    /// What was captured stays, whatever became of the rest of the authorisation.
    private Charge authorised(String id, JsonNode authorization) {
        var amount = fromPayPal(authorization.path("amount"));
        var taken =
                captures()
                        .filter(PayPalOrder::isTaken)
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

    /// Our name for the payment; empty where the order is none of ours.
    String payment() {
        return json.at("/purchase_units/0/custom_id").asString("");
    }

    @Nullable JsonNode authorization() {
        var authorization = json.at("/purchase_units/0/payments/authorizations/0");
        return authorization.isMissingNode() ? null : authorization;
    }

    @Nullable JsonNode capture() {
        var capture = json.at("/purchase_units/0/payments/captures/0");
        return capture.isMissingNode() ? null : capture;
    }

    Stream<JsonNode> captures() {
        return json.at("/purchase_units/0/payments/captures").valueStream();
    }

    Stream<JsonNode> refunds() {
        return json.at("/purchase_units/0/payments/refunds").valueStream();
    }

    /// Of one refund, which may have been made in parts.
    Stream<JsonNode> refundsNamed(String name) {
        return refunds()
                .filter(refund -> {
                    var custom = refund.path("custom_id").asString("");
                    return custom.equals(name) || custom.startsWith(name + ":");
                });
    }

    private @Nullable String approvalAddress() {
        return json.path("links")
                .valueStream()
                .filter(link ->
                        Set.of("payer-action", "approve").contains(link.path("rel").asString("")))
                .map(link -> link.path("href").asString())
                .findFirst()
                .orElse(null);
    }

    static boolean isTaken(JsonNode capture) {
        return statusOf(capture) == Status.SETTLED;
    }

    static boolean isOfCapture(JsonNode refund, String capture) {
        return refund.path("links")
                .valueStream()
                .anyMatch(link -> link.path("href").asString("").endsWith("/captures/" + capture));
    }

    static Money sumOf(Stream<JsonNode> refunds, Money like) {
        return refunds.filter(refund -> progressOf(refund) != RefundProgress.FAILED)
                .map(refund -> fromPayPal(refund.path("amount")))
                .reduce(Money.zero(like.getCurrencyUnit()), Money::plus);
    }

    static RefundProgress progressOf(JsonNode refund) {
        return switch (refund.path("status").asString("")) {
            case "COMPLETED" -> RefundProgress.SETTLED;
            case "FAILED", "CANCELLED" -> RefundProgress.FAILED;
            default -> RefundProgress.PENDING;
        };
    }

    private static Status statusOf(@Nullable JsonNode capture) {
        return switch (capture == null ? "" : capture.path("status").asString("")) {
            case "COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED" -> Status.SETTLED;
            case "DECLINED", "FAILED" -> Status.DECLINED;
            default -> Status.PENDING;
        };
    }

    private static @Nullable Money amountOf(@Nullable JsonNode capture) {
        return capture == null ? null : fromPayPal(capture.path("amount"));
    }
}
