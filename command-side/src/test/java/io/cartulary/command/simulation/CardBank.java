package io.cartulary.command.simulation;

import io.cartulary.command.effect.EffectAttempt;
import io.cartulary.command.effect.EffectFailed;
import io.cartulary.command.effect.EffectGuarantee;
import io.cartulary.command.payment.PaymentProvider;
import io.cartulary.command.payment.PaymentSummary;
import io.cartulary.events.payment.CaptureId;
import io.cartulary.events.payment.PaymentId;
import io.cartulary.events.payment.RefundId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// A provider of the kind of Stripe: it promises the money once the shopper approved, takes it when
/// it is captured, knows charges by its own names, and a refund may fail after it was accepted.
final class CardBank implements PaymentProvider {

    static final String NAME = "card";
    static final List<String> TOKENS =
            List.of("approved", "approved", "approved", "held", "declined", "abandoned", "expires");

    private final World world;
    private final Ledger ledger;
    private final Map<String, Intent> byKey = new LinkedHashMap<>();
    private Webhook webhook = new NoWebhook();

    /// Who is told.
    interface Webhook {

        void charge(PaymentId paymentId, Charge charge);

        void refund(PaymentId paymentId, RefundId refundId, boolean settled);
    }

    private static final class NoWebhook implements Webhook {

        @Override
        public void charge(PaymentId paymentId, Charge charge) {
            /* nobody */
        }

        @Override
        public void refund(PaymentId paymentId, RefundId refundId, boolean settled) {
            /* nobody */
        }
    }

    CardBank(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
    }

    private static final class Intent {
        private final String reference;
        private final PaymentId paymentId;
        private final Money amount;
        private final String token;
        private final Set<String> captures = new HashSet<>();
        private final List<Returned> refunds = new ArrayList<>();
        private Status status = Status.PENDING;
        private long captured;

        Intent(String reference, PaymentId paymentId, Money amount, String token) {
            this.reference = reference;
            this.paymentId = paymentId;
            this.amount = amount;
            this.token = token;
        }

        Charge charge() {
            return new Charge(
                    reference,
                    switch (status) {
                        case SETTLED -> Money.ofMinor(amount.getCurrencyUnit(), captured);
                        case AUTHORISED -> amount;
                        case PENDING, APPROVED, DECLINED, VOIDED, REFUNDED -> null;
                    },
                    status,
                    !token.equals("held"),
                    status == Status.PENDING ? "https://approve.invalid" : null);
        }
    }

    private static final class Returned {
        private final String key;
        private final RefundId refundId;
        private final long amount;
        private RefundProgress progress = RefundProgress.PENDING;

        Returned(String key, RefundId refundId, long amount) {
            this.key = key;
            this.refundId = refundId;
            this.amount = amount;
        }
    }

    void clear() {
        byKey.clear();
    }

    void setWebhook(Webhook webhook) {
        this.webhook = webhook;
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
    public Charge charge(NewCharge wanted, EffectAttempt attempt) {
        world.asks();
        var intent = byKey.get(attempt.key());
        if (intent == null) {
            intent =
                    new Intent(
                            "pi_" + byKey.size(),
                            wanted.paymentId(),
                            wanted.amount(),
                            wanted.token());
            byKey.put(attempt.key(), intent);
            begin(intent);
        }
        var answer = intent.charge();
        world.answers();
        return answer;
    }

    private void begin(Intent intent) {
        switch (intent.token) {
            case "approved", "held", "expires" -> end(intent, Status.AUTHORISED);
            case "declined" -> end(intent, Status.DECLINED);
            default -> {
                /* the shopper closed the window */
            }
        }
    }

    private void end(Intent intent, Status end) {
        world.time()
                .in(
                        world.chance().within(Duration.ofMinutes(world.chance().in(0.1) ? 60 : 5)),
                        () -> {
                            if (intent.status == Status.PENDING) {
                                intent.status = end;
                                world.tell(NAME, () -> intent.paymentId + " is " + end);
                                tell(intent);
                            }
                        });
    }

    private void tell(Intent intent) {
        if (world.chance().in(0.1)) {
            return; // they forget some
        }
        world.tellUs(
                world.chance().within(Duration.ofSeconds(10)),
                "webhook: " + intent.paymentId,
                () -> {
                    var charge = intent.charge();
                    world.meanwhile();
                    webhook.charge(intent.paymentId, charge);
                });
    }

    @Override
    public Optional<Charge> find(PaymentSummary payment) {
        world.asks();
        var found = intent(payment).map(Intent::charge);
        world.answers();
        return found;
    }

    private Optional<Intent> intent(PaymentSummary payment) {
        return byKey.values().stream()
                .filter(intent ->
                        payment.providerReference() == null
                                ? intent.paymentId.equals(payment.paymentId())
                                : intent.reference.equals(payment.providerReference()))
                .findFirst();
    }

    @Override
    public Charge voidCharge(PaymentSummary payment, EffectAttempt attempt) {
        world.asks();
        var intent = intent(payment);
        if (intent.isEmpty()) {
            world.answers();
            return new Charge(payment.paymentId().value(), null, Status.VOIDED);
        }
        var present = intent.get();
        switch (present.status) {
            case PENDING, APPROVED, AUTHORISED ->
                    present.status = present.captured > 0 ? Status.SETTLED : Status.VOIDED;
            case SETTLED, DECLINED, VOIDED, REFUNDED -> {
                /* it has ended */
            }
        }
        var answer = present.charge();
        world.answers();
        return answer;
    }

    @Override
    public Optional<String> capture(
            PaymentSummary payment,
            CaptureId captureId,
            Money amount,
            boolean last,
            EffectAttempt attempt) {
        world.asks();
        var intent =
                intent(payment)
                        .orElseThrow(() -> EffectFailed.refused("unknown", "No such intent", null));
        if (!intent.captures.contains(attempt.key())) {
            if (intent.token.equals("expires")) {
                intent.status = Status.VOIDED;
            }
            if (intent.status != Status.AUTHORISED
                    || intent.captured + amount.getAmountMinorLong()
                            > intent.amount.getAmountMinorLong()) {
                throw EffectFailed.refused("not_capturable", "It is " + intent.status, null);
            }
            intent.captures.add(attempt.key());
            intent.captured += amount.getAmountMinorLong();
            ledger.take(intent.paymentId.value(), amount.getAmountMinorLong());
            if (last) {
                intent.status = Status.SETTLED;
                tell(intent);
            }
        }
        world.answers();
        return Optional.empty();
    }

    @Override
    public RefundProgress refund(
            PaymentSummary payment, RefundId refundId, Money amount, EffectAttempt attempt) {
        world.asks();
        var intent =
                intent(payment)
                        .orElseThrow(() -> EffectFailed.refused("unknown", "No such intent", null));
        var refund =
                intent.refunds.stream()
                        .filter(one -> one.key.equals(attempt.key()))
                        .findFirst()
                        .orElseGet(() -> begin(intent, attempt.key(), refundId, minor(amount)));
        var answer = refund.progress;
        world.answers();
        return answer;
    }

    private static long minor(Money amount) {
        return amount.getAmountMinorLong();
    }

    private Returned begin(Intent intent, String key, RefundId refundId, long amount) {
        var before =
                intent.refunds.stream()
                        .filter(one -> one.progress != RefundProgress.FAILED)
                        .mapToLong(one -> one.amount)
                        .sum();
        if (before + amount > intent.captured) {
            throw EffectFailed.refused("too_much", "More than was taken", null);
        }
        var refund = new Returned(key, refundId, amount);
        intent.refunds.addFirst(refund);
        if (world.chance().in(0.5)) {
            settle(intent, refund);
        } else {
            world.time()
                    .in(
                            world.chance().within(Duration.ofHours(2)),
                            () -> endRefund(intent, refund));
        }
        return refund;
    }

    private void endRefund(Intent intent, Returned refund) {
        if (world.chance().in(0.2)) {
            refund.progress = RefundProgress.FAILED;
            world.tell(NAME, () -> refund.refundId + " fails");
        } else {
            settle(intent, refund);
        }
        if (world.chance().in(0.2)) {
            return; // they forget some
        }
        var settled = refund.progress == RefundProgress.SETTLED;
        world.tellUs(
                world.chance().within(Duration.ofSeconds(10)),
                "webhook: " + refund.refundId + (settled ? " is back" : " failed"),
                () -> webhook.refund(intent.paymentId, refund.refundId, settled));
    }

    private void settle(Intent intent, Returned refund) {
        refund.progress = RefundProgress.SETTLED;
        ledger.giveBack(intent.paymentId.value(), refund.amount);
    }

    @Override
    public Optional<RefundProgress> findRefund(
            PaymentSummary payment, RefundId refundId, Money amount) {
        world.asks();
        var found =
                intent(payment)
                        .flatMap(intent ->
                                intent.refunds.stream()
                                        .filter(one -> one.refundId.equals(refundId))
                                        .findFirst()
                                        .map(one -> one.progress));
        world.answers();
        return found;
    }

    /// Money that is promised and neither taken nor released.
    List<String> pending() {
        return byKey.values().stream()
                .filter(intent ->
                        intent.status == Status.PENDING || intent.status == Status.AUTHORISED)
                .map(intent -> intent.paymentId.value())
                .toList();
    }

    /// How often each payment was charged.
    Map<String, Integer> charges() {
        var charges = new LinkedHashMap<String, Integer>();
        byKey.values().forEach(intent -> charges.merge(intent.paymentId.value(), 1, Integer::sum));
        return charges;
    }
}
