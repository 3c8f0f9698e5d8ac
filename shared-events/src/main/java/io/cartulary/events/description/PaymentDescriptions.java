package io.cartulary.events.description;

import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;

/// Says what happened to payments.
final class PaymentDescriptions {

    private PaymentDescriptions() {}

    static String describe(PaymentEvent event) {
        return switch (event) {
            case PaymentRequested(_, var order, var amount, var provider, _) ->
                    "%s was asked for %s for %s".formatted(provider, amount, order);
            case PaymentSettled(_, var order, var amount, var reference, _, var replaced) ->
                    "%s was paid with %s%s (%s)"
                            .formatted(
                                    order,
                                    amount,
                                    replaced ? ", which another payment took the place of" : "",
                                    reference);
            case PaymentDeclined(_, var order, var reference) ->
                    "The payment of %s was declined (%s)".formatted(order, reference);
            case PaymentStarted(_, var order, var reference, _) ->
                    "The provider took the payment of %s in (%s)".formatted(order, reference);
            case PaymentApproved(_, var order, var provider) ->
                    "The shopper agreed at %s to pay %s".formatted(provider, order);
            case PaymentAuthorised(_, var order, var amount, var reference, _) ->
                    "%s were authorised for %s (%s)".formatted(amount, order, reference);
            case CaptureRequested(_, var order, _, var amount, _, var provider) ->
                    "%s was asked to take %s for %s".formatted(provider, amount, order);
            case PaymentCaptured(_, var order, _, var amount, var captured, _) ->
                    "%s were taken for %s, %s in all".formatted(amount, order, captured);
            case CaptureRefused(_, var order, _, var amount, var reason) ->
                    "The provider would not take %s for %s (%s)".formatted(amount, order, reason);
            case ReceiptRecorded(_, var order, var receipt) ->
                    "The receipt for %s is %s".formatted(order, receipt);
            case PaymentCancelled(_, var order, _) ->
                    "The payment of %s is no longer wanted".formatted(order);
            case PaymentReplaced(_, var order, var replacement, _, var provider, _) ->
                    "%s is to be paid with %s instead (%s)".formatted(order, provider, replacement);
            case PaymentVoided(_, var order, _) ->
                    "The provider will not take the money for %s".formatted(order);
            case RefundRequested(_, var order, _, var amount, _, var reason, _) ->
                    "%s is to go back for %s (%s)".formatted(amount, order, Words.of(reason));
            case RefundSettled(_, var order, _, var amount, var refunded) ->
                    "%s went back for %s, %s in all".formatted(amount, order, refunded);
            case RefundRefused(_, var order, _, var amount, var reason) ->
                    "The provider would not give %s back for %s (%s)"
                            .formatted(amount, order, reason);
            case RefundAbandoned(_, var order, _, var amount, _) ->
                    "The refund of %s for %s was given up".formatted(amount, order);
            case PaymentDisputed(_, var order, var reference, var amount, var reason) ->
                    "The payer's bank asks for %s of %s (%s, %s)"
                            .formatted(amount, order, reason, reference);
            case DisputeWon(_, var order, var reference) ->
                    "The bank left the money for %s with us (%s)".formatted(order, reference);
            case DisputeLost(_, var order, var reference, var amount, _) ->
                    "The bank took %s back for %s (%s)".formatted(amount, order, reference);
        };
    }
}
