package io.cartulary.command.payment;

import io.cartulary.command.effect.EffectKind;
import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.effect.Effects;
import io.cartulary.command.payment.PaymentCommand.*;
import io.cartulary.command.payment.PaymentProvider.Charge;
import io.cartulary.command.simulation.Storage;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// What production does between payments and providers, on tables in memory.
public final class PaymentsInMemory {

    public static final String CASH_ON_DELIVERY = CashOnDelivery.NAME;
    public static final String SECRET = "between-us-and-the-provider";

    private final CommandGateway commands;
    private final PaymentProviders providers;
    private final ProviderAnswers answers;
    private final Open open;
    private final Reconciliation reconciliation;
    private final SimulatedPaymentCallbackController callbacks;

    public PaymentsInMemory(
            Storage storage,
            List<PaymentProvider> outside,
            EffectOutcomes outcomes,
            CommandGateway commands,
            JsonMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        var discrepancies = new Discrepancies(meters);
        var settings =
                new ReconciliationSettings(
                        Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofHours(1));
        this.commands = commands;
        this.providers =
                new PaymentProviders(
                        Stream.concat(outside.stream(), Stream.of(new CashOnDelivery())).toList());
        this.answers = new ProviderAnswers(discrepancies, outcomes);
        this.open = new Open(storage, outcomes, settings);
        this.reconciliation =
                new Reconciliation(open, providers, answers, commands, settings, clock);
        var address = URI.create("http://provider.invalid");
        this.callbacks =
                new SimulatedPaymentCallbackController(
                        commands,
                        new SimulatedPaymentSettings(
                                address,
                                SECRET,
                                address,
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(5)),
                        discrepancies,
                        json,
                        clock);
    }

    public List<EffectKind<?>> kinds() {
        return List.of(
                new ChargeAtProvider(providers, answers),
                new AuthoriseAtProvider(providers, answers),
                new CaptureAtProvider(providers),
                new VoidAtProvider(providers, answers),
                new RefundAtProvider(providers));
    }

    /// Has the handlers of events that ask providers.
    public Object asking(Effects effects) {
        return new WhenPaymentChangesThenAskProvider(
                effects,
                providers,
                new ChargeAtProvider(providers, answers),
                new AuthoriseAtProvider(providers, answers),
                new CaptureAtProvider(providers),
                new VoidAtProvider(providers, answers),
                new RefundAtProvider(providers));
    }

    /// Has the handlers of events that note what is open.
    public Object openPayments() {
        return open;
    }

    /// A message of the simulated provider came in.
    public void callBack(String signature, byte[] body) {
        callbacks.receive(signature, body);
    }

    /// A provider told where a charge stands.
    public void told(PaymentId paymentId, PaymentProvider provider, Charge charge) {
        PaymentSummary ours = commands.sendAndWait(new ReadPayment(paymentId));
        answers.record(paymentId, ours.status(), provider, charge, commands::sendAndWait);
    }

    /// A provider told how a refund ended.
    public void told(PaymentId paymentId, RefundId refundId, boolean settled) {
        if (settled) {
            commands.sendAndWait(new RecordRefund(paymentId, refundId));
        } else {
            answers.refuse(
                    new RecordRefundRefusal(paymentId, refundId, "failed"), commands::sendAndWait);
        }
    }

    /// A provider told that the payer's bank wants money back, and perhaps what it decided.
    public void told(PaymentId paymentId, String dispute, Money amount, @Nullable Boolean won) {
        commands.sendAndWait(new RecordDispute(paymentId, dispute, amount, "fraudulent"));
        if (won != null) {
            commands.sendAndWait(new RecordDisputeEnd(paymentId, dispute, won));
        }
    }

    public void clear() {
        open.rows.clear();
    }

    /// When a provider is to be asked next.
    public Optional<Instant> nextLook() {
        return open.rows.values().stream().map(Row::lookAt).min(Comparator.naturalOrder());
    }

    /// Asks about everything whose turn it is.
    public void reconcile() {
        reconciliation.due();
    }

    public List<String> openItems() {
        return List.copyOf(open.rows.keySet());
    }

    private record Row(OpenPayments.Opened opened, int looks, Instant lookAt) {}

    /// Says what the statements of [OpenPayments] say.
    private static final class Open extends OpenPayments {

        private final Storage storage;
        private final ReconciliationSettings settings;
        private final Map<String, Row> rows = new LinkedHashMap<>();

        @SuppressWarnings("NullAway") // every method that would use the database is replaced
        Open(Storage storage, EffectOutcomes effects, ReconciliationSettings settings) {
            super(null, effects, settings);
            this.storage = storage;
            this.settings = settings;
        }

        @Override
        List<OpenItem> claim(int limit, Instant now) {
            return taken(row -> !row.lookAt().isAfter(now), limit, now);
        }

        @Override
        List<OpenItem> claim(PaymentId paymentId, Instant now) {
            return taken(row -> row.opened().paymentId().equals(paymentId), Integer.MAX_VALUE, now);
        }

        private List<OpenItem> taken(Predicate<Row> which, int limit, Instant now) {
            return rows.values().stream()
                    .filter(which)
                    .sorted(Comparator.comparing(Row::lookAt))
                    .limit(limit)
                    .toList()
                    .stream()
                    .map(row -> {
                        var pause =
                                settings.askAfter().multipliedBy(1L << Math.min(row.looks(), 20));
                        var longest = settings.askAtLeastEvery();
                        put(
                                row.opened().item(),
                                new Row(
                                        row.opened(),
                                        row.looks() + 1,
                                        now.plus(pause.compareTo(longest) < 0 ? pause : longest)));
                        return new OpenItem(
                                row.opened().item(),
                                row.opened().paymentId(),
                                row.opened().amount());
                    })
                    .toList();
        }

        @Override
        void delete(Collection<String> items) {
            items.forEach(item -> put(item, null));
        }

        @Override
        void insert(Collection<Opened> items) {
            for (var opened : items) {
                if (!rows.containsKey(opened.item())) {
                    put(opened.item(), new Row(opened, 0, opened.at().plus(settings.askAfter())));
                }
            }
        }

        private void put(String item, @Nullable Row row) {
            var before = replace(item, row);
            storage.changed(() -> replace(item, before));
        }

        private @Nullable Row replace(String item, @Nullable Row row) {
            return row == null ? rows.remove(item) : rows.put(item, row);
        }
    }
}
