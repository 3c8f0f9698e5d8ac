package io.cartulary.command.payment;

import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.Discrepancies;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.effect.ProviderEffectKinds;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.PaymentProvider.Charge;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.provider.cash.Cash;
import io.cartulary.command.payment.provider.simulated.SimulatedCallbacks;
import io.cartulary.command.payment.reconciliation.ReconciliationInMemory;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.simulation.memory.Storage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What production does between payments and providers, on tables in memory.
public final class PaymentsInMemory {

    public static final String CASH_ON_DELIVERY = Cash.NAME;
    public static final String SECRET = SimulatedCallbacks.SECRET;

    private final CommandGateway commands;
    private final ProviderAnswers answers;
    private final ProviderEffectKinds effects;
    private final ReconciliationInMemory reconciliation;
    private final SimulatedCallbacks callbacks;

    public PaymentsInMemory(
            Storage storage,
            List<PaymentProvider> outside,
            EffectOutcomes outcomes,
            CommandGateway commands,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        var discrepancies = new Discrepancies(meters);
        var providers =
                new PaymentProviders(
                        Stream.concat(outside.stream(), Stream.of(Cash.onDelivery())).toList());
        this.commands = commands;
        this.answers = new ProviderAnswers(discrepancies, outcomes);
        this.effects = new ProviderEffectKinds(providers, answers);
        this.reconciliation =
                new ReconciliationInMemory(storage, outcomes, providers, answers, commands, clock);
        this.callbacks = new SimulatedCallbacks(commands, discrepancies, json, clock);
    }

    public List<EffectKind<?>> kinds() {
        return effects.kinds();
    }

    /// Has the handlers of events that ask providers.
    public Object asking(Effects effects) {
        return this.effects.asking(effects);
    }

    public ReconciliationInMemory reconciliation() {
        return reconciliation;
    }

    /// A message of the simulated provider came in.
    public void callBack(String signature, byte[] body) {
        callbacks.receive(signature, body);
    }

    /// A provider reported where a charge stands.
    public void receive(PaymentId paymentId, PaymentProvider provider, Charge charge) {
        CurrentPayment ours = commands.sendAndWait(new ReadPayment(paymentId));
        answers.record(paymentId, ours.status(), provider, charge, commands::sendAndWait);
    }

    /// A provider reported how a refund ended.
    public void receive(PaymentId paymentId, RefundId refundId, boolean settled) {
        if (settled) {
            commands.sendAndWait(new RecordRefund(paymentId, refundId));
        } else {
            answers.refuse(
                    new RecordRefundRefusal(paymentId, refundId, "failed"), commands::sendAndWait);
        }
    }

    /// A provider reported that the payer's bank wants money back, and perhaps what it decided.
    public void receive(PaymentId paymentId, String dispute, Money amount, @Nullable Boolean won) {
        commands.sendAndWait(new RecordDispute(paymentId, dispute, amount, "fraudulent"));
        if (won != null) {
            commands.sendAndWait(new RecordDisputeEnd(paymentId, dispute, won));
        }
    }
}
