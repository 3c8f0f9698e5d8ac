package io.cartulary.command.payment.reconciliation;

import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.simulation.memory.Storage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.axonframework.commandhandling.gateway.CommandGateway;

/// The reconciliation with providers on a table in memory.
public final class ReconciliationInMemory {

    private final OpenPaymentsInMemory open;
    private final Reconciliation reconciliation;

    public ReconciliationInMemory(
            Storage storage,
            EffectOutcomes outcomes,
            PaymentProviders providers,
            ProviderAnswers answers,
            CommandGateway commands,
            InstantSource clock) {
        var settings =
                new ReconciliationSettings(
                        Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofHours(1));
        this.open = new OpenPaymentsInMemory(storage, outcomes, settings);
        this.reconciliation =
                new Reconciliation(open, providers, answers, commands, settings, clock);
    }

    /// Has the handlers of events that note what is open.
    public Object openPayments() {
        return open;
    }

    public void clear() {
        open.clear();
    }

    /// When a provider is to be asked next.
    public Optional<Instant> nextLook() {
        return open.nextLook();
    }

    /// Asks about everything whose turn it is.
    public void reconcile() {
        reconciliation.due();
    }

    public List<String> openItems() {
        return open.items();
    }
}
