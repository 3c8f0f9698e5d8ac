package io.cartulary.command.payment.service;

import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentRejection;
import io.cartulary.command.payment.effect.ProviderEffect;
import io.cartulary.command.payment.reconciliation.Reconciliation;
import io.cartulary.command.refusal.CommandRejected;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.web.access.OpenTo;
import io.cartulary.web.access.Permission;
import io.cartulary.web.idempotency.NewIds;
import io.cartulary.web.version.Unversioned;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// What staff do with payments; refunds are asked for at their order.
@RestController
class PaymentController {

    private final CommandGateway commands;
    private final Reconciliation reconciliation;
    private final EffectOutcomes effects;

    PaymentController(
            CommandGateway commands, Reconciliation reconciliation, EffectOutcomes effects) {
        this.commands = commands;
        this.reconciliation = reconciliation;
        this.effects = effects;
    }

    /// @param amount absent for all that was authorised
    /// @param more whether further captures follow; what none of them takes is released
    record NewCapture(@Nullable Money amount, boolean more) {}

    record RequestedCapture(CaptureId captureId) {}

    @OpenTo(staff = Permission.READ)
    @GetMapping("/api/v1/admin/payments/{paymentId}")
    ResponseEntity<CurrentPayment> find(@PathVariable PaymentId paymentId) {
        var payment = commands.<CurrentPayment>sendAndWait(new ReadPayment(paymentId));
        return ResponseEntity.ok().eTag(payment.entityTag().text()).body(payment);
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/payments/{paymentId}/captures")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RequestedCapture capture(
            @PathVariable PaymentId paymentId,
            @RequestBody(required = false) @Nullable NewCapture capture,
            NewIds ids) {
        var captureId = new CaptureId(ids.next("capture-"));
        var wanted = capture == null ? new NewCapture(null, false) : capture;
        var amount = wanted.amount() == null ? uncaptured(paymentId) : wanted.amount();
        commands.sendAndWait(new RequestCapture(paymentId, captureId, amount, !wanted.more()));
        return new RequestedCapture(captureId);
    }

    private Money uncaptured(PaymentId paymentId) {
        CurrentPayment payment = commands.sendAndWait(new ReadPayment(paymentId));
        var left = payment.amount().minus(payment.captured());
        return left.isPositive() ? left : payment.amount();
    }

    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/payments/{paymentId}/refunds/{refundId}/settlement")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settleRefund(@PathVariable PaymentId paymentId, @PathVariable RefundId refundId) {
        var settled = new RecordRefund(paymentId, refundId);
        if (!effects.doneByHand(
                ProviderEffect.REFUND.kind(),
                paymentId.value(),
                refundId.value(),
                () -> commands.sendAndWait(settled))) {
            throw new CommandRejected(PaymentRejection.REFUND_UNDER_WAY);
        }
    }

    @Unversioned
    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/payments/reconciliation")
    Reconciliation.Report reconcile() {
        return reconciliation.everything();
    }

    @Unversioned
    @OpenTo(staff = Permission.MONEY)
    @PostMapping("/api/v1/admin/payments/{paymentId}/reconciliation")
    Reconciliation.Report reconcile(@PathVariable PaymentId paymentId) {
        return reconciliation.one(paymentId);
    }
}
