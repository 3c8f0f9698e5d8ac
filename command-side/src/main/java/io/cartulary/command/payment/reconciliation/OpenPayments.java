package io.cartulary.command.payment.reconciliation;

import io.cartulary.command.effect.EffectOutcomes;
import io.cartulary.command.payment.effect.ProviderEffect;
import io.cartulary.events.payment.PaymentEvent;
import io.cartulary.events.payment.PaymentEvent.*;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Owns table `open_payment`: what a provider has still to report the end of. Most payments end
/// within the batch that began them and never get a row.
@Component
@ProcessingGroup(OpenPayments.PROCESSOR)
class OpenPayments {

    static final String PROCESSOR = "open-payments";

    private final JdbcClient database;
    private final EffectOutcomes effects;
    private final ReconciliationSettings settings;

    OpenPayments(JdbcClient database, EffectOutcomes effects, ReconciliationSettings settings) {
        this.database = database;
        this.effects = effects;
        this.settings = settings;
    }

    /// What is asked about.
    ///
    /// @param amount of the refund, where it is one
    record OpenItem(String item, PaymentId paymentId, Money amount) {

        Optional<RefundId> refund() {
            return item.equals(paymentId.value())
                    ? Optional.empty()
                    : Optional.of(new RefundId(item));
        }
    }

    record Opened(String item, PaymentId paymentId, String provider, Money amount, Instant at) {}

    @EventHandler
    void on(PaymentEvent event, @Timestamp Instant at, UnitOfWork<?> unitOfWork) {
        var batch = batchOf(unitOfWork);
        switch (event) {
            case PaymentRequested(var payment, _, var amount, var provider, _) ->
                    batch.open(new Opened(payment.value(), payment, provider, amount, at));
            case PaymentSettled _, PaymentDeclined _, PaymentVoided _ ->
                    batch.end(event.paymentId().value());
            case RefundRequested(var payment, _, var refund, var amount, _, _, var provider) ->
                    batch.open(new Opened(refund.value(), payment, provider, amount, at));
            case RefundSettled settled -> batch.end(settled.refundId().value());
            case RefundAbandoned abandoned -> batch.close(abandoned.refundId().value());
            case PaymentStarted _,
                    PaymentApproved _,
                    PaymentAuthorised _,
                    CaptureRequested _,
                    PaymentCaptured _,
                    CaptureRefused _,
                    RefundRefused _,
                    PaymentCancelled _,
                    PaymentReplaced _,
                    ReceiptRecorded _,
                    PaymentDisputed _,
                    DisputeWon _,
                    DisputeLost _ -> {
                /* on its way, or after the end; a refused refund may be retried and go back still */
            }
        }
    }

    @ResetHandler
    void reset() {
        database.sql("truncate open_payment").update();
    }

    /// Takes at most `limit` whose turn it is; no other node gets them until the pause is over,
    /// which grows with every look.
    List<OpenItem> claim(int limit, Instant now) {
        return taken(
                """
                select item from open_payment where look_at <= ?
                order by look_at limit %d for update skip locked\
                """
                        .formatted(limit),
                now,
                java.sql.Timestamp.from(now));
    }

    /// Takes all there are of one payment.
    List<OpenItem> claim(PaymentId paymentId, Instant now) {
        return taken(
                "select item from open_payment where payment_id = ? for update",
                now,
                paymentId.value());
    }

    /// Makes it everybody's turn.
    void hurry(Instant now) {
        database.sql("update open_payment set look_at = ? where look_at > ?")
                .params(java.sql.Timestamp.from(now), java.sql.Timestamp.from(now))
                .update();
    }

    long count() {
        return database.sql("select count(*) from open_payment").query(Long.class).single();
    }

    private List<OpenItem> taken(String which, Instant now, Object value) {
        return database.sql(
                        """
                        update open_payment
                        set look_at = ?::timestamptz
                                + least(? * power(2, least(looks, 20)), ?) * interval '1 second',
                            looks = looks + 1
                        where item in (%s)
                        returning item, payment_id, amount_minor, currency
                        """
                                .formatted(which))
                .params(
                        java.sql.Timestamp.from(now),
                        settings.askAfter().toSeconds(),
                        settings.askAtLeastEvery().toSeconds(),
                        value)
                .query((row, _) ->
                        new OpenItem(
                                row.getString("item"),
                                new PaymentId(row.getString("payment_id")),
                                Money.ofMinor(
                                        CurrencyUnit.of(row.getString("currency")),
                                        row.getLong("amount_minor"))))
                .list();
    }

    private Batch batchOf(UnitOfWork<?> unitOfWork) {
        return unitOfWork
                .root()
                .getOrComputeResource(
                        PROCESSOR,
                        _ -> {
                            var batch = new Batch();
                            unitOfWork.root().onPrepareCommit(_ -> batch.write());
                            return batch;
                        });
    }

    void delete(Collection<String> items) {
        database.sql("delete from open_payment where item = any(?)")
                .param(items.toArray(String[]::new))
                .update();
    }

    void insert(Collection<Opened> items) {
        database.sql(
                        """
                        insert into open_payment (item, payment_id, provider, amount_minor, currency, opened_at, look_at)
                        select item, payment_id, provider, amount_minor, currency, opened_at,
                               opened_at + ? * interval '1 second'
                        from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::timestamptz[])
                             as opened (item, payment_id, provider, amount_minor, currency, opened_at)
                        on conflict (item) do nothing
                        """)
                .params(
                        settings.askAfter().toSeconds(),
                        column(items, Opened::item, String[]::new),
                        column(items, opened -> opened.paymentId().value(), String[]::new),
                        column(items, Opened::provider, String[]::new),
                        column(items, opened -> opened.amount().getAmountMinorLong(), Long[]::new),
                        column(
                                items,
                                opened -> opened.amount().getCurrencyUnit().getCode(),
                                String[]::new),
                        column(
                                items,
                                opened -> java.sql.Timestamp.from(opened.at()),
                                java.sql.Timestamp[]::new))
                .update();
    }

    /// What a batch of events opened and closed. What it both opened and closed needs no row.
    private final class Batch {

        private final Map<String, Opened> opened = new LinkedHashMap<>();
        private final Set<String> closed = new LinkedHashSet<>();
        private final Set<String> ended = new LinkedHashSet<>();

        void open(Opened item) {
            opened.put(item.item(), item);
        }

        void close(String item) {
            if (opened.remove(item) == null) {
                closed.add(item);
            }
        }

        /// Also of the effect that was to bring it about, which may have been parked meanwhile.
        void end(String item) {
            close(item);
            ended.add(item);
        }

        void write() {
            effects.learn(ProviderEffect.CHARGE.kind(), ended, "reported otherwise");
            effects.learn(ProviderEffect.REFUND.kind(), ended, "reported otherwise");
            if (!closed.isEmpty()) {
                delete(closed);
            }
            if (!opened.isEmpty()) {
                insert(opened.values());
            }
        }
    }

    private static <T, R> R[] column(
            Collection<T> rows, Function<T, R> value, IntFunction<R[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
