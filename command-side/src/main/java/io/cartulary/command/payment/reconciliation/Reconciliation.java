package io.cartulary.command.payment.reconciliation;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.payment.CurrentPayment;
import io.cartulary.command.payment.PaymentCommand;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.effect.ProviderAnswers;
import io.cartulary.command.payment.provider.PaymentProvider;
import io.cartulary.command.payment.provider.PaymentProviders;
import io.cartulary.command.payment.reconciliation.OpenPayments.OpenItem;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.cartulary.eventstore.outage.FailureLog;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/// Asks providers about every payment and refund whose end is not known and records what they say:
/// from time to time, and when staff or a provider's message ask for it.
@Component
public class Reconciliation implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Reconciliation.class);
    private static final int AT_ONCE = 50;

    private final FailureLog reading = new FailureLog(log, "Reading the open payments");
    private final OpenPayments openPayments;
    private final PaymentProviders providers;
    private final ProviderAnswers answers;
    private final CommandGateway commands;
    private final ReconciliationSettings settings;
    private final InstantSource clock;
    private @Nullable ScheduledExecutorService rounds;

    Reconciliation(
            OpenPayments openPayments,
            PaymentProviders providers,
            ProviderAnswers answers,
            CommandGateway commands,
            ReconciliationSettings settings,
            InstantSource clock) {
        this.openPayments = openPayments;
        this.providers = providers;
        this.answers = answers;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param asked how many payments and refunds providers were asked about
    /// @param repaired of how many of them the end became known
    /// @param failed of which the provider gave no answer
    public record Report(int asked, int repaired, List<String> failed) {

        static Report none() {
            return new Report(0, 0, List.of());
        }

        Report plus(Report other) {
            var all = new ArrayList<>(failed);
            all.addAll(other.failed);
            return new Report(asked + other.asked, repaired + other.repaired, List.copyOf(all));
        }
    }

    /// Asks about everything that is open now.
    public Report everything() {
        openPayments.hurry(clock.instant());
        return due();
    }

    /// Asks about everything whose turn it is.
    Report due() {
        var report = Report.none();
        while (true) {
            var items = openPayments.claim(AT_ONCE, clock.instant());
            if (items.isEmpty()) {
                return report;
            }
            for (var item : items) {
                report = report.plus(ask(item));
            }
        }
    }

    /// Asks about a payment, whether its end is known or not, and about its open refunds.
    ///
    /// @throws EffectFailed when the provider gives no answer
    public Report one(PaymentId paymentId) {
        var report = askAboutCharge(paymentId);
        for (var item : openPayments.claim(paymentId, clock.instant())) {
            if (item.refund().isPresent()) {
                report = report.plus(ask(item));
            }
        }
        return report;
    }

    private Report ask(OpenItem item) {
        try {
            return item.refund()
                    .map(refund -> askAboutRefund(item, refund))
                    .orElseGet(() -> askAboutCharge(item.paymentId()));
        } catch (EffectFailed | RestClientException | CommandExecutionException failure) {
            log.warn("Nothing could be learned about {}: {}", item.item(), failure.toString());
            return new Report(1, 0, List.of(item.item()));
        }
    }

    private Report askAboutCharge(PaymentId paymentId) {
        CurrentPayment before = commands.sendAndWait(new ReadPayment(paymentId));
        var provider = providers.named(before.provider());
        var charge = provider.find(before);
        if (charge.isEmpty()) {
            return new Report(1, 0, List.of());
        }
        answers.record(paymentId, before.status(), provider, charge.get(), commands::sendAndWait);
        CurrentPayment after = commands.sendAndWait(new ReadPayment(paymentId));
        return new Report(1, after.status() == before.status() ? 0 : 1, List.of());
    }

    private Report askAboutRefund(OpenItem item, RefundId refundId) {
        CurrentPayment payment = commands.sendAndWait(new ReadPayment(item.paymentId()));
        var progress =
                providers.named(payment.provider()).findRefund(payment, refundId, item.amount());
        return switch (progress.orElse(PaymentProvider.RefundProgress.PENDING)) {
            case SETTLED -> repaired(new RecordRefund(item.paymentId(), refundId));
            case FAILED -> {
                answers.refuse(
                        new RecordRefundRefusal(item.paymentId(), refundId, "failed"),
                        commands::sendAndWait);
                yield new Report(1, 1, List.of());
            }
            case PENDING -> new Report(1, 0, List.of());
        };
    }

    private Report repaired(PaymentCommand command) {
        commands.sendAndWait(command);
        return new Report(1, 1, List.of());
    }

    @Override
    public void start() {
        rounds =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("payment-reconciliation").factory());
        rounds.scheduleWithFixedDelay(
                this::round,
                settings.every().toMillis(),
                settings.every().toMillis(),
                MILLISECONDS);
    }

    private void round() {
        try {
            var report = due();
            reading.succeeded();
            if (report.asked() > 0) {
                log.info("Asked providers about open payments: {}", report);
            }
        } catch (RuntimeException fault) {
            // An exception would end the schedule; what could not be read now is read in the next.
            reading.failed(fault);
        }
    }

    @Override
    public void stop() {
        if (rounds != null) {
            rounds.shutdownNow();
            rounds = null;
        }
    }

    @Override
    public boolean isRunning() {
        return rounds != null;
    }
}
